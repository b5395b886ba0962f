"""Every file that a program and its children may write, wherever it is, also one that is gone before anybody could look.

Noted is each file that is opened to be written, made, named or put in the place of another, as the call is made (tests.support.system_calls).
A file that is about to be removed, replaced or emptied is kept open from here on, so that what was written into it, or
still will be, can be searched. Not seen: what goes through a socket to another program, and what the system writes by itself
(swap, a memory image), of which the guide for the laptop around Daybook speaks.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from tests.support.leaks import Forms, found_in
from tests.support.system_calls import Call

UNNAMED = " (without a name)"
NOT_ON_A_DISK = ("/dev/null", "/dev/tty", "/dev/ptmx", "/dev/pts/", "/proc/", "/sys/")


class WrittenFiles:
    """What was written by one program. `look` is handed each call; close it at the end."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self._kept: dict[str, list[int]] = {}
        self._known: set[tuple[int, int]] = set()

    def look(self, call: Call) -> None:
        """Note the files of one call."""
        if call.name in ("io_uring_setup", "open_by_handle_at"):
            raise AssertionError(f"{call.name} writes past this watch")
        *others, last = call.paths()
        if call.name in ("open", "openat", "openat2", "creat", "truncate"):
            self._opened(call, last)
        elif call.name in ("unlink", "unlinkat"):
            self._keep(last)
        elif call.name.startswith(("rename", "link", "symlink", "mknod")):
            self._keep(last)
            self.paths |= {last, *others}

    def _opened(self, call: Call, path: str) -> None:
        flags = call.arguments[1 if call.name == "open" else 2] if call.name in ("open", "openat") else os.O_TRUNC
        if not path.startswith(NOT_ON_A_DISK):
            is_unnamed = bool(flags & getattr(os, "O_TMPFILE", 0) & ~os.O_DIRECTORY)
            self.paths.add(path + UNNAMED if is_unnamed else path)
        if flags & os.O_TRUNC:
            self._keep(path)

    def _keep(self, path: str) -> None:
        """Hold on to what the path names now, as it will be when it has no name any more."""
        with contextlib.suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
            about = os.fstat(descriptor)
            if not os.path.isfile(path) or (about.st_dev, about.st_ino) in self._known:  # noqa: PTH113
                os.close(descriptor)
                return
            self._known.add((about.st_dev, about.st_ino))
            self._kept.setdefault(path, []).append(descriptor)

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """(path, bytes) of every file that was written, as it is now or as it was when it lost its name."""
        for path in sorted(self.paths):
            if Path(path).is_file():
                yield path, Path(path).read_bytes()
        for path, descriptors in sorted(self._kept.items()):
            for descriptor in descriptors:
                yield f"{path} (gone)", os.pread(descriptor, os.fstat(descriptor).st_size, 0)

    def leaks(self, wanted: Forms) -> list[tuple[str, str]]:
        """(file, what it is) for everything that is found in a file that was written."""
        return [(path, what) for path, data in self.contents() for what in sorted(found_in(data, wanted))]

    def close(self) -> None:
        """Let go of what was kept."""
        for descriptors in self._kept.values():
            for descriptor in descriptors:
                os.close(descriptor)
        self._kept = {}

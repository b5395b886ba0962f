"""Watching what a program and its children ask of the system, from outside and whatever they are written in (Linux).

The kernel holds each call of a chosen kind until it has been looked at (seccomp's user notification, Linux 5.5), so what
SQLite, Qt and Python do is seen alike, in order, by a watcher with no special rights and no other program. Of calls that
open a file only those that may write one are held.

One call is answered otherwise than the kernel would: a program that closes its memory to others (PR_SET_DUMPABLE, as Daybook
does) is told that it is done, and it is not, so that a watcher without special rights can read the names it is asked to look at.
"""

import contextlib
import ctypes
import fcntl
import os
import platform
import select
import socket
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

NUMBERS = {
    "x86_64": {
        "open": 2, "creat": 85, "openat": 257, "openat2": 437, "rename": 82, "renameat": 264, "renameat2": 316,
        "unlink": 87, "unlinkat": 263, "rmdir": 84, "mkdir": 83, "mkdirat": 258, "link": 86, "linkat": 265,
        "symlink": 88, "symlinkat": 266, "mknod": 133, "mknodat": 259, "truncate": 76, "ftruncate": 77, "write": 1,
        "pwrite64": 18, "writev": 20, "pwritev": 296, "pwritev2": 328, "fsync": 74, "fdatasync": 75,
        "sync_file_range": 277, "fallocate": 285, "copy_file_range": 326, "sendfile": 40, "io_uring_setup": 425,
        "open_by_handle_at": 304, "seccomp": 317, "prctl": 157,
    },
    "aarch64": {
        "openat": 56, "openat2": 437, "renameat": 38, "renameat2": 276, "unlinkat": 35, "mkdirat": 34, "linkat": 37,
        "symlinkat": 36, "mknodat": 33, "truncate": 45, "ftruncate": 46, "write": 64, "pwrite64": 68, "writev": 66,
        "pwritev": 70, "pwritev2": 287, "fsync": 82, "fdatasync": 83, "sync_file_range": 84, "fallocate": 47,
        "copy_file_range": 285, "sendfile": 71, "io_uring_setup": 425, "open_by_handle_at": 265, "seccomp": 277,
        "prctl": 167,
    },
}  # fmt: skip
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
FLAGS_OF_OPEN = {"open": 1, "openat": 2}  # which argument says how
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
AT_FDCWD = -100

NAMES = ("open", "creat", "openat", "openat2", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir",
         "mkdirat", "link", "linkat", "symlink", "symlinkat", "mknod", "mknodat", "truncate", "open_by_handle_at",
         "io_uring_setup")  # fmt: skip
"""What makes, opens to be written, names or removes a file."""
CONTENTS = ("write", "pwrite64", "writev", "pwritev", "pwritev2", "ftruncate", "fallocate", "fsync", "fdatasync",
            "sync_file_range", "copy_file_range", "sendfile")  # fmt: skip
"""What changes or secures what a file holds."""

_PR_SET_NO_NEW_PRIVS, _SET_MODE_FILTER, _NEW_LISTENER = 38, 1, 1 << 3
_LOAD, _JUMP_EQUAL, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _HOLD, _SAY_DONE = 0x7FFF0000, 0x7FC00000, 0x00050000
_PR_SET_DUMPABLE = 4
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_RECEIVE, _SEND = 0xC0502100, 0xC0182101
_GO_ON = 1
_NOTICE, _ANSWER = struct.Struct("<QIIiIQ6Q"), struct.Struct("<QqiI")
LONGEST_PATH = 4096


class Call(NamedTuple):
    """One call that is being held. thread: whose it is; arguments: as numbers, addresses among them."""

    name: str
    thread: int
    arguments: tuple[int, ...]

    def descriptor(self, place: int = 0) -> int:
        """An argument that is a file descriptor, or AT_FDCWD."""
        return ctypes.c_int(self.arguments[place] & 0xFFFFFFFF).value

    def path_of(self, descriptor: int) -> str:
        """What a descriptor of the caller stands for: a path, "socket:[...]", or a path with " (deleted)"."""
        where = "cwd" if descriptor == AT_FDCWD else f"fd/{descriptor}"
        try:
            return str(Path(f"/proc/{self.thread}/{where}").readlink())
        except OSError:
            return ""

    def path(self, place: int, folder: int = AT_FDCWD) -> str:
        """The path that an argument points to, from the root; folder: what it starts from where it is not from the root."""
        given = os.fsdecode(self._text(self.arguments[place]))
        if given.startswith("/"):
            return os.path.normpath(given)
        return os.path.normpath(os.path.join(self.path_of(folder), given))  # noqa: PTH118 of another process

    def paths(self) -> tuple[str, ...]:
        """The paths that the call names, the older one first where it names two."""
        at = self.name.endswith(("at", "at2"))
        if self.name in ("rename", "link"):
            return self.path(0), self.path(1)
        if self.name in ("renameat", "renameat2", "linkat"):
            return self.path(1, self.descriptor(0)), self.path(3, self.descriptor(2))
        if self.name == "symlink":
            return (self.path(1),)
        if self.name == "symlinkat":
            return (self.path(2, self.descriptor(1)),)
        return (self.path(1, self.descriptor(0)) if at else self.path(0),)

    def bytes_at(self, address: int, length: int) -> bytes:
        """So much of the caller's memory. Raises OSError where it may not be read."""
        found = ctypes.create_string_buffer(length)
        here, there = _Span(ctypes.addressof(found), length), _Span(address, length)
        done = _library().process_vm_readv(self.thread, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
        if done < 0:
            raise OSError(ctypes.get_errno(), "the memory of a watched program could not be read")
        return found.raw[:done]

    def position(self, descriptor: int) -> tuple[int, bool]:
        """Where in its file a descriptor of the caller stands, and whether it only adds at the end."""
        said = dict(
            line.split(":", 1) for line in Path(f"/proc/{self.thread}/fdinfo/{descriptor}").read_text().splitlines()
        )
        return int(said["pos"]), bool(int(said["flags"], 8) & os.O_APPEND)

    def _text(self, address: int) -> bytes:
        found = b""
        while len(found) < LONGEST_PATH:  # never over the end of a page: the next may not be there
            found += self.bytes_at(address + len(found), 256 - (address + len(found)) % 256)
            if b"\0" in found:
                return found[: found.index(b"\0")]
        return found


def watch(command: Sequence[str], calls: Iterable[str], look: Callable[[Call], object], **how: Any) -> int:
    """Run a program until it and its children have ended, and show each of these calls before it is made; its exit code.

    look: what it raises ends the program; how: as for subprocess.Popen. Raises NotWatchable.
    """
    ours, theirs = socket.socketpair()
    launcher = [sys.executable, "-I", __file__, str(theirs.fileno()), ",".join(calls), *command]
    with ours, subprocess.Popen(launcher, pass_fds=(theirs.fileno(),), **how) as child:
        theirs.close()
        _, found, _, _ = socket.recv_fds(ours, 1, 1)
        if not found:
            child.wait()
            raise NotWatchable("this system does not let one program watch another's calls (seccomp, Linux 5.5)")
        try:
            _serve(found[0], look)
            return child.wait()
        finally:
            os.close(found[0])
            child.kill()


class NotWatchable(Exception):
    """The system offers no watching: not Linux, an old kernel, or a sandbox that forbids it."""


def is_watchable() -> bool:
    """Whether `watch` works here."""
    if sys.platform != "linux" or platform.machine() not in NUMBERS:
        return False
    try:
        return watch(["/bin/true"], ("rename",), lambda _call: None) == 0
    except NotWatchable:
        return False


def _serve(listener: int, look: Callable[[Call], object]) -> None:
    names = {number: name for name, number in NUMBERS[platform.machine()].items()}
    waiting = select.poll()
    waiting.register(listener, select.POLLIN)
    while True:
        ((_, event),) = waiting.poll()
        if not event & select.POLLIN:
            return  # whoever could call has ended
        with contextlib.suppress(FileNotFoundError):  # it was killed while it was held
            notice = bytearray(_NOTICE.size)
            fcntl.ioctl(listener, _RECEIVE, notice)
            name_of_call, thread, _, number, _, _, *arguments = _NOTICE.unpack(notice)
            look(Call(names[number], thread, tuple(arguments)))
            fcntl.ioctl(listener, _SEND, _ANSWER.pack(name_of_call, 0, 0, _GO_ON))


# -- in the program that is to be watched, before it is one ------------------------------------------------------------


class _Span(ctypes.Structure):
    _fields_ = (("start", ctypes.c_void_p), ("length", ctypes.c_size_t))


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_so", ctypes.c_uint8),
        ("if_not", ctypes.c_uint8),
        ("of", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def _library() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _program(calls: Iterable[str]) -> list[_Step]:
    """What the kernel runs at each call: hold those named, of an open only one that may write; let all others go."""
    machine = platform.machine()
    steps = [
        _Step(_LOAD, 0, 0, _ARCHITECTURE_AT),
        _Step(_JUMP_EQUAL, 1, 0, ARCHITECTURES[machine]),
        _Step(_RETURN, 0, 0, _ALLOW),
    ]
    steps += [
        _Step(_LOAD, 0, 0, _NUMBER_AT),
        _Step(_JUMP_EQUAL, 0, 3, NUMBERS[machine]["prctl"]),
        _Step(_LOAD, 0, 0, _ARGUMENTS_AT),
        _Step(_JUMP_EQUAL, 0, 1, _PR_SET_DUMPABLE),
        _Step(_RETURN, 0, 0, _SAY_DONE),
    ]
    for name in calls:
        if (number := NUMBERS[machine].get(name)) is None:
            continue
        steps.append(_Step(_LOAD, 0, 0, _NUMBER_AT))
        if name in FLAGS_OF_OPEN:
            flags_at = _ARGUMENTS_AT + 8 * FLAGS_OF_OPEN[name]
            steps += [
                _Step(_JUMP_EQUAL, 0, 4, number),
                _Step(_LOAD, 0, 0, flags_at),
                _Step(_JUMP_ANY_BIT, 0, 1, WRITES),
            ]
            steps += [_Step(_RETURN, 0, 0, _HOLD), _Step(_RETURN, 0, 0, _ALLOW)]
        else:
            steps += [_Step(_JUMP_EQUAL, 0, 1, number), _Step(_RETURN, 0, 0, _HOLD)]
    return [*steps, _Step(_RETURN, 0, 0, _ALLOW)]


def _install(steps: list[_Step]) -> int:
    """Have this process and its children watched from now on; the descriptor at which that is done, -1 where it cannot be."""
    library = _library()
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return -1
    number = NUMBERS[platform.machine()]["seccomp"]
    return int(library.syscall(number, _SET_MODE_FILTER, _NEW_LISTENER, ctypes.byref(program)))


def _be_watched(door: int, calls: str, command: list[str]) -> None:
    with socket.socket(fileno=door) as to_watcher:
        listener = _install(_program(calls.split(",")))
        if listener < 0:
            return
        socket.send_fds(to_watcher, [b"."], [listener])
        os.close(listener)
    os.execvp(command[0], command)  # noqa: S606


if __name__ == "__main__":
    _be_watched(int(sys.argv[1]), sys.argv[2], sys.argv[3:])

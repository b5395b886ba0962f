"""What a disk may hold after the power went, from what a program asked of the system until then.

The model is harsher than disks and file systems are: whatever was not flushed may be there or not, in any order. Of a file
each write since its last flush stands or not by itself, or in part, by sectors of 512 bytes; its length may have grown with
nothing written there. What was done to a folder (a file made, renamed, removed) stands only once the folder was flushed,
else any part of it that does not need what is missing.
"""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.support.system_calls import Call

SECTOR = 512
FOLDER = -1
"""What stands in the place of a file's number where it is a folder."""


class Made(NamedTuple):
    """A file that was not there, or a folder (number FOLDER)."""

    path: Path
    number: int


class Renamed(NamedTuple):
    older: Path
    newer: Path


class Removed(NamedTuple):
    path: Path


class Written(NamedTuple):
    number: int
    start: int
    data: bytes


class Resized(NamedTuple):
    number: int
    length: int


class Flushed(NamedTuple):
    number: int


class FolderFlushed(NamedTuple):
    path: Path


class Said(NamedTuple):
    """A line that the program wrote to tell what is done: it is true from then on, whatever happens."""

    line: bytes


Deed = Made | Renamed | Removed | Written | Resized | Flushed | FolderFlushed | Said
OfFolder = Made | Renamed | Removed


class Journal:
    """What a program did below one folder, in order. `look` is handed each call as it is about to be made.

    said: a file whose lines are not part of what is tested: they say what is done.
    """

    def __init__(self, folder: Path, said: Path, hear: Callable[[bytes], object] = lambda _line: None) -> None:
        self.hear = hear
        self.deeds: list[Deed] = []
        self._folder, self._said = folder, said
        self._numbers: dict[Path, int] = {}
        self._lengths: dict[int, int] = {}

    def look(self, call: Call) -> None:
        """Note what this call will do, where it is of this folder."""
        if call.name in ("write", "pwrite64"):
            self._write(call)
        elif call.name in ("fsync", "fdatasync"):
            self._flush(Path(call.path_of(call.descriptor())))
        elif call.name == "ftruncate":
            path = Path(call.path_of(call.descriptor()))
            if self._holds(path):
                self._resize(path, call.arguments[1])
        else:
            self._name(call, [Path(path) for path in call.paths()])

    def _name(self, call: Call, paths: list[Path]) -> None:
        if not any(self._holds(path) for path in paths):
            return
        path = paths[0]
        if call.name in ("openat", "open"):
            self._open(path, call.arguments[2 if call.name == "openat" else 1])
        elif call.name.startswith("rename"):
            self._numbers[paths[1]] = self._numbers.pop(path)
            self.deeds.append(Renamed(path, paths[1]))
        elif call.name.startswith("unlink"):
            if path.exists():
                self._numbers.pop(path)
                self.deeds.append(Removed(path))
        elif call.name.startswith("mkdir"):
            if not path.exists():
                self._numbers[path] = FOLDER
                self.deeds.append(Made(path, FOLDER))
        else:
            raise AssertionError(f"the model does not know what {call.name} does to {path}")

    def _open(self, path: Path, flags: int) -> None:
        if not path.exists():
            number = self._numbers[path] = len(self._lengths)
            self._lengths[number] = 0
            self.deeds.append(Made(path, number))
        elif flags & os.O_TRUNC:
            self._resize(path, 0)

    def _write(self, call: Call) -> None:
        descriptor = call.descriptor()
        path = Path(call.path_of(descriptor))
        if path != self._said and not self._holds(path):
            return
        data = call.bytes_at(call.arguments[1], call.arguments[2])
        if path == self._said:
            self.deeds.append(Said(data))
            self.hear(data)
            return
        if path not in self._numbers:
            return  # it has no name any more, and is gone with the power
        number = self._numbers[path]
        if call.name == "pwrite64":
            start = call.arguments[3]
        else:
            position, adds = call.position(descriptor)
            start = self._lengths[number] if adds else position
        self._lengths[number] = max(self._lengths[number], start + len(data))
        self.deeds.append(Written(number, start, data))

    def _resize(self, path: Path, length: int) -> None:
        if (number := self._numbers.get(path)) is None:
            return
        if self._lengths[number] != length:
            self._lengths[number] = length
            self.deeds.append(Resized(number, length))

    def _flush(self, path: Path) -> None:
        if path == self._folder.parent or (self._holds(path) and path.is_dir()):
            self.deeds.append(FolderFlushed(path))
        elif path in self._numbers:
            self.deeds.append(Flushed(self._numbers[path]))

    def _holds(self, path: Path) -> bool:
        return path == self._folder or self._folder in path.parents


@dataclass
class _File:
    """What is on the disk for sure, and what was asked since."""

    sure: bytearray = field(default_factory=bytearray)
    asked: list[Written | Resized] = field(default_factory=list)

    def flush(self) -> None:
        for deed in self.asked:
            _do(self.sure, deed)
        self.asked = []


class Disk:
    """The disk as a program's deeds leave it, one after the other, and what may be left of it after a cut."""

    def __init__(self) -> None:
        self._files: dict[int, _File] = {}
        self._names: dict[Path, int] = {}
        self._asked: list[OfFolder] = []
        self._folders: set[Path] = set()

    def do(self, deed: Deed) -> None:
        """It was asked for and is done."""
        match deed:
            case Made() | Renamed() | Removed():
                self._ask(deed)
            case Written() | Resized():
                self._files[deed.number].asked.append(deed)
            case Flushed():
                self._files[deed.number].flush()
            case FolderFlushed():
                staying = [one for one in self._asked if deed.path not in _folders(one)]
                for one in self._asked:
                    if deed.path in _folders(one):
                        _rename(self._names, one)
                self._asked = staying
            case Said():
                pass

    def after_a_cut(self, chance: random.Random) -> dict[Path, bytes | None]:
        """What may stand on the disk: {path: what the file holds, None where it is a folder}."""
        names = dict(self._names)
        for deed in _some_of(self._asked, chance):
            _rename(names, deed)
        left = {path: number for path, number in names.items() if self._is_reached(path, names)}
        return {
            path: None if number == FOLDER else bytes(_some_content(self._files[number], chance))
            for path, number in left.items()
        }

    def _ask(self, deed: OfFolder) -> None:
        if isinstance(deed, Made) and deed.number == FOLDER:
            self._folders.add(deed.path)
        elif isinstance(deed, Made):
            self._files[deed.number] = _File()
        self._asked.append(deed)

    def _is_reached(self, path: Path, names: dict[Path, int]) -> bool:
        return all(one in names for one in path.parents if one in self._folders)

    def in_the_middle_of(self, deed: Deed) -> "Disk":
        """The same disk while this is being done: a flush has not ended, all else may or may not be there."""
        middle = Disk()
        middle._names, middle._asked = dict(self._names), list(self._asked)
        middle._files, middle._folders = dict(self._files), set(self._folders)
        if isinstance(deed, Written | Resized):
            file = self._files[deed.number]
            middle._files[deed.number] = _File(file.sure, list(file.asked))
        if not isinstance(deed, Flushed | FolderFlushed):
            middle.do(deed)
        return middle


def cuts(deeds: Sequence[Deed], count: int, chance: random.Random) -> Iterator[tuple[int, dict[Path, bytes | None]]]:
    """(how many deeds were done, a disk that may have been left) for cuts all over a program's life, in their order."""
    disk, done = Disk(), 0
    for at in sorted(chance.randrange(len(deeds)) for _ in range(count)):
        while done < at:
            disk.do(deeds[done])
            done += 1
        yield at, disk.in_the_middle_of(deeds[at]).after_a_cut(chance)


def put_on_disk(left: dict[Path, bytes | None], folder: Path, instead: Path) -> None:
    """Lay out below `instead` what was left below `folder`."""
    for path in sorted(left):
        there, content = instead / path.relative_to(folder), left[path]
        if content is None:
            there.mkdir(parents=True, exist_ok=True)
        else:
            there.write_bytes(content)


def _folders(deed: OfFolder) -> set[Path]:
    if isinstance(deed, Renamed):
        return {deed.older.parent, deed.newer.parent}
    return {deed.path.parent}


def _named(deed: OfFolder) -> set[Path]:
    return {deed.older, deed.newer} if isinstance(deed, Renamed) else {deed.path}


def _rename(names: dict[Path, int], deed: OfFolder) -> None:
    if isinstance(deed, Made):
        names[deed.path] = deed.number
    elif isinstance(deed, Renamed):
        names[deed.newer] = names.pop(deed.older)
    else:
        names.pop(deed.path)


def _some_of(asked: Sequence[OfFolder], chance: random.Random) -> list[OfFolder]:
    """Some of what was done to folders: nothing, everything, the first of it, or any that need nothing that is missing."""
    how = chance.randrange(4)
    if how < 3:
        return list(asked[: (0, len(asked), chance.randint(0, len(asked)))[how]])
    kept, missing = [], set[Path]()
    for deed in asked:
        if _named(deed) & missing or chance.random() < 0.4:
            missing |= _named(deed)
        else:
            kept.append(deed)
    return kept


def _some_content(file: _File, chance: random.Random) -> bytearray:
    content = bytearray(file.sure)
    how = chance.randrange(5)
    first = chance.randint(0, len(file.asked))
    for place, deed in enumerate(file.asked):
        if how == 1 or (how == 2 and place < first) or (how > 2 and chance.random() < 0.6):
            _do(content, deed if how < 4 else _torn(deed, chance, content))
        elif how > 2 and isinstance(deed, Written) and chance.random() < 0.3:
            content.extend(bytes(max(0, deed.start + len(deed.data) - len(content))))
    return content


def _torn(deed: Written | Resized, chance: random.Random, content: bytearray) -> Written | Resized:
    """Only some of the sectors of a write: its first, or any."""
    if isinstance(deed, Resized) or chance.random() < 0.5:
        return deed
    end = deed.start + len(deed.data)
    there = bytearray(content[deed.start : end].ljust(len(deed.data), b"\0"))
    cut = chance.randint(deed.start, end)
    for sector in range(deed.start // SECTOR, -(-end // SECTOR)):
        start, stop = max(deed.start, sector * SECTOR), min(end, (sector + 1) * SECTOR)
        if (start < cut) if chance.random() < 0.8 else chance.random() < 0.5:
            there[start - deed.start : stop - deed.start] = deed.data[start - deed.start : stop - deed.start]
    return Written(deed.number, deed.start, bytes(there))


def _do(content: bytearray, deed: Written | Resized) -> None:
    if isinstance(deed, Resized):
        del content[deed.length :]
        content.extend(bytes(deed.length - len(content)))
        return
    content.extend(bytes(max(0, deed.start - len(content))))
    content[deed.start : deed.start + len(deed.data)] = deed.data

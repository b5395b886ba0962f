"""Papers that came and photographs that were taken: a few in each hub's files, of our own art (demo/paper_art.py)."""

import datetime
import random
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from casework.kinds.direct_work import Attachment
from casework.kinds.received import Asked, Document, FiledFile, document_id
from demo import days, paper_art
from demo.people import Family, slots
from demo.scribe import Scribe, at
from demo.staff import BY_ID, COORDINATORS, Worker
from demo.voices import Shelf
from demo.writing import Memory, Writer, slots_of, words
from desktop_app.vault.attachments import seal_attachment

ONE_IN = 3
PDF, PNG = "application/pdf", "image/png"


def write_received(scribe: Scribe, families: Sequence[Family], today: datetime.date, shelf: Shelf) -> None:
    """A letter and a photograph for the first family, and one or the other for every third of the rest."""
    for family in families:
        chance = random.Random(f"received {family.number} {family.hub}")
        desk = _Desk(scribe, family, today, shelf, chance)
        if family.number == 1 or chance.randrange(ONE_IN) == 0:
            desk.write_paper()
        if family.number == 1 or chance.randrange(2 * ONE_IN) == 0:
            desk.write_photograph()


class _Desk:
    """Where one family's papers are filed. chance: their own, so that nothing else in the hub hangs on them."""

    def __init__(
        self, scribe: Scribe, family: Family, today: datetime.date, shelf: Shelf, chance: random.Random
    ) -> None:
        self._scribe, self._family, self._today, self._shelf, self._chance = scribe, family, today, shelf, chance
        self._writer, self._memory = Writer(chance), Memory()
        self._child = family.main_child
        self._worker = BY_ID[family.worker]
        self._known = slots(family, self._child, self._worker.first)

    def write_paper(self) -> None:
        """One that somebody sent; the hub's coordinator files what comes by post."""
        able = [row for row in words("received")["papers"] if _needs(row) <= self._known.keys()]
        if not able or not self._child.born:
            return
        row = able[0] if self._family.number == 1 else self._chance.choice(able)
        source, about = (self._say(row[part]) for part in ("source", "about"))
        lines = [source, "", *(self._say(line) for line in row["lines"])]
        day = days.before(self._today, self._chance.randint(3, 8))
        value = Document(
            document_type=row["type"],
            source=source,
            date=days.before(day, 2).isoformat(),
            received_date=day.isoformat(),
            about=about,
            confidential=False,
        )
        filed_by = BY_ID[COORDINATORS[self._family.hub]]
        self._file(value, (paper_art.letter(lines), PDF), paper_art.letter_small(lines), day, filed_by)

    def write_photograph(self) -> None:
        """One of a room, taken by the worker with a carer's word."""
        if not self._child.born:
            return
        said = words("received")["photograph"]
        day, wall = days.before(self._today, self._chance.randint(2, 6)), self._chance.choice(paper_art.WALLS)
        room = paper_art.bedroom(self._chance)
        value = Document(
            document_type="photograph",
            source=self._worker.name,
            received_date=day.isoformat(),
            about=self._say(self._chance.choice(said["about"])),
            asked=Asked(self._known["carer"], self._chance.choice(said["answer"])),
            confidential=False,
        )
        whole, small = (paper_art.picture(size, wall, room) for size in (paper_art.PHOTOGRAPH, paper_art.PREVIEW))
        self._file(value, (whole, PNG), small, day, self._worker)

    def _file(
        self, value: Document, content: tuple[bytes, str], preview: bytes, day: datetime.date, author: Worker
    ) -> None:
        file, group = self._child.file, self._chance.randbytes(16)
        filed = FiledFile(self._seal(file, *content), self._seal(file, preview, PNG))
        value = msgspec.structs.replace(value, content=(filed,), group=group)
        self._scribe.create(file, value, author.id, at(day, "15:40", 25), document_id(group, file))

    def _seal(self, file: str, data: bytes, media: str) -> Attachment:
        attachment, pieces = seal_attachment(data, media, self._chance.randbytes(32))
        self._shelf.pieces.setdefault(file, {}).update(pieces)
        return attachment

    def _say(self, template: str) -> str:
        return self._writer.fill(template, self._known)


def _needs(row: Mapping[str, Any]) -> set[str]:
    texts = [row["source"], row["about"], *row["lines"]]
    return {name for text in texts for name in slots_of(text)}

"""Drafts: what is typed or drawn and not yet added to the record, kept in the encrypted copy as it happens."""

import contextlib
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from casework.errors import KnownError
from casework.kinds.direct_work import Attachment
from desktop_app.record_store.erased_drafts import Cut, left_of_draft
from desktop_app.record_store.erasing import list_to_destroy
from desktop_app.record_store.schema import drafts
from desktop_app.vault.attachments import names_of
from desktop_app.vault.encrypted_database import Database, reading

D = TypeVar("D")


class AnotherReleases(KnownError):
    """A draft was kept by a release of Daybook whose forms this one does not know."""


class _Several(msgspec.Struct):
    """What drafts for several children have in common: the files, or a part for each of them."""

    files: tuple[str, ...] = ()
    parts: dict[str, Any] = {}


class DraftLine(msgspec.Struct, frozen=True):
    """One draft, for lists: its name, the file it is about, what it is ("visit", "map"), when begun and last changed.

    files: all the files it is about, where it is about several.
    """

    name: str
    file: str
    what: str
    begun: str
    changed: str
    files: tuple[str, ...]


class Drafts:
    """The drafts of this copy. A draft is named by what it is for, so that reopening a form finds it again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cuts: tuple[Cut, ...] = ()

    def leave_out(self, cuts: Iterable[Cut]) -> None:
        """A form that is open may hold words that were erased: they are kept no more, whatever it says.

        Called in the transaction that erases them, so that no draft comes between.
        """
        self._cuts += tuple(cuts)

    @property
    def left_out(self) -> tuple[Cut, ...]:
        """What is left out of everything that is kept."""
        return self._cuts

    def no_form_holds(self, cuts: Collection[Cut]) -> None:
        """Every form that was open when these were left out is gone: what is kept from here on was typed after it."""
        self._cuts = tuple(cut for cut in self._cuts if cut not in cuts)

    def keep(self, name: str, file: str, what: str, content: Any, without: Iterable[Attachment] = ()) -> None:
        """Keep a draft as it stands; it is on disk when this returns. content: anything msgspec can encode; without: what was
        sealed for it and is in it no more, which `Records.destroy_listed` takes away."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        packed = msgspec.msgpack.encode(content)
        with self._database.begin() as connection:
            list_to_destroy(connection, names_of(without))
            left = self._without_erased(packed)
            if left is None:
                connection.execute(drafts.delete().where(drafts.c.name == name))
                return
            connection.exec_driver_sql(
                "INSERT INTO drafts(name, file, what, content, begun, changed) VALUES(?,?,?,?,?,?)"
                " ON CONFLICT(name) DO UPDATE SET file=excluded.file, content=excluded.content, changed=excluded.changed",
                (name, file, what, left, now, now),
            )

    def _without_erased(self, packed: bytes) -> bytes | None:
        left: bytes | None = packed
        for cut in self._cuts:
            left = left_of_draft(left, cut) if left is not None else None
        return left

    def find(self, name: str, form: type[D]) -> D | None:
        """The draft, or None where there is none. Raises AnotherReleases; such a one stays where it is."""
        with reading(self._database) as connection:
            found = connection.execute(drafts.select().where(drafts.c.name == name)).first()
        try:
            return msgspec.msgpack.decode(found.content, type=form) if found else None
        except msgspec.ValidationError as error:
            raise AnotherReleases(
                "Something that was begun with another release of Daybook cannot be opened by this one. It is kept."
            ) from error

    def begun(self, what: str, form: type[D]) -> list[D]:
        """Every draft of what is named ("visit", "note"), the one changed last first.

        One of another release hides none that can be gone on with; it stays, and is counted among what waits.
        """
        asked = drafts.select().where(drafts.c.what == what).order_by(drafts.c.changed.desc())
        found = []
        with reading(self._database) as connection:
            for row in connection.execute(asked):
                with contextlib.suppress(msgspec.ValidationError):
                    found.append(msgspec.msgpack.decode(row.content, type=form))
        return found

    def done(self, name: str, sealed: Iterable[Attachment] = ()) -> None:
        """Throw a draft away: its words stand in the record now, or the worker said so. sealed: what was sealed for it and goes
        with it, which `Records.destroy_listed` takes away."""
        with self._database.begin() as connection:
            list_to_destroy(connection, names_of(sealed))
            connection.execute(drafts.delete().where(drafts.c.name == name))

    def lines(self, file: str = "") -> list[DraftLine]:
        """Every draft, or those about one file, newest first."""
        asked = drafts.select().order_by(drafts.c.changed.desc())
        if file:
            asked = asked.where(drafts.c.file == file)
        with reading(self._database) as connection:
            return [
                DraftLine(row.name, row.file, row.what, row.begun, row.changed, _files(row.content, row.file))
                for row in connection.execute(asked)
            ]


def _files(content: bytes, file: str) -> tuple[str, ...]:
    """Whom a draft is about; a form of another release that cannot be read so is about its own file."""
    try:
        several = msgspec.msgpack.decode(content, type=_Several)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return (file,)
    return several.files or tuple(several.parts) or (file,)

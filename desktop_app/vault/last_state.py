"""How the copy stood when it was last closed, kept beside it and sealed with its key: older files in its place show.

SQLCipher proves each page, not that it is the newest: a whole old file, one old page, or a log that was taken away open as
well as the right ones. So every opening has a number, which stands in the database and here; at closing the tags of all
pages are summed up here. What was closed in the ordinary way must be found as it was left. After a power cut the log must
be there, which only an ordinary end takes away. Putting back the whole folder is noticed by the central store and, where
the laptop has one, by its keystore.
"""

import contextlib
import secrets
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casework.errors import KnownError
from desktop_app.vault.encrypted_database import Database, reading
from desktop_app.vault.errors import NoRoom
from desktop_app.vault.key_file import NONCE_BYTES
from desktop_app.vault.page_reading import has_commits, has_lost_commits, sum_of_tags
from desktop_app.vault.profile import Profile
from desktop_app.vault.safe_files import flush_folder, write_whole
from desktop_app.vault.salvaging import pages_of_schema

OPEN, CLOSING, CLOSED = "open", "closing", "closed"
PURPOSE = b"daybook/state/1"
_TABLE = "CREATE TABLE IF NOT EXISTS opening (number INTEGER NOT NULL)"


class State(msgspec.Struct, frozen=True):
    """number: of the opening; how: it stands; tags: SHA-256 over the tags of all pages, once closed.

    schema: the pages that say where each table begins, so that the rest can be read where these are damaged; identity:
    whose copy it is, as the record has it, without which nothing of it could be used.
    """

    number: int
    how: str
    tags: bytes = b""
    schema: dict[int, bytes] = {}
    identity: bytes = b""


class Seen(msgspec.Struct, frozen=True):
    """The files as they were found before anything was opened.

    has_log: whether there is a write-ahead log; is_log_used: whether it holds a whole transaction; is_log_broken: before its
    last transaction.
    """

    has_log: bool
    tags: bytes
    is_log_used: bool = False
    is_log_broken: bool = False

    @classmethod
    def of(cls, profile: Profile) -> "Seen":
        """As they are now. Reads the whole file, once."""
        log, database = profile.database_log, profile.database
        written = log.read_bytes() if log.exists() else b""
        tags = sum_of_tags(database) if database.exists() else b""
        return cls(bool(written), tags, has_commits(written), has_lost_commits(written))


class Standing(msgspec.Struct, frozen=True):
    """was_cut_off: it was not closed in the ordinary way; was_put_back: older files lie where newer ones did."""

    was_cut_off: bool = False
    was_put_back: bool = False


class LastState:
    """The state of one copy. key: derived from the vault key, as everything is that only this copy may make."""

    def __init__(self, profile: Profile, key: bytes) -> None:
        self._profile = profile
        self._key = key
        self._number = 0
        self._schema: dict[int, bytes] = {}
        self.identity = b""

    def look(self, database: Database, seen: Seen, *, is_under_new_key: bool) -> Standing:
        """How the copy was found. Raises DamagedDatabase. is_under_new_key: its pages were all written anew just now."""
        state = self.read()
        number = _number_in(database)
        self._number = max(number, state.number if state else 0)
        if state is None:
            return Standing(was_cut_off=seen.has_log, was_put_back=number > 0 and not is_under_new_key)
        was_put_back = number < state.number or seen.is_log_broken
        if number == state.number and not is_under_new_key:
            is_as_left = not seen.is_log_used and seen.tags == state.tags
            was_put_back |= not (is_as_left if state.how == CLOSED else seen.has_log or state.how == CLOSING)
        return Standing(was_cut_off=state.how != CLOSED or seen.has_log, was_put_back=was_put_back)

    def opened(self, database: Database) -> None:
        """Give this opening its number: in the database first, then here."""
        known = self.read()
        if known is not None:
            self._schema, self.identity = known.schema, self.identity or known.identity
        else:
            self._keep(CLOSING)  # from now on there is one: where it is missing, somebody took it away
        self._number = max(self._number, known.number if known else 0) + 1
        with database.begin() as connection:
            connection.exec_driver_sql(_TABLE)
            connection.exec_driver_sql("DELETE FROM opening")
            connection.exec_driver_sql("INSERT INTO opening(number) VALUES(?)", (self._number,))
        self._keep(OPEN)

    def closing(self) -> None:
        """The log will be gone in a moment, as it should be."""
        self._keep(CLOSING)

    def closed(self, database_key: bytes) -> None:
        """Sum up what lies on the disk now. The log's end must not be lost with the power when this is not: it would look
        like somebody's."""
        with contextlib.suppress(OSError):
            flush_folder(self._profile.folder)
            self._schema = pages_of_schema(self._profile.database, database_key)
            self._keep(CLOSED, sum_of_tags(self._profile.database))

    def carry_over(self, newer_key: bytes, database_key: bytes) -> None:
        """All pages were just written under a new vault key: say the same under it, and of the pages as they are now.

        newer_key: as `key`; database_key: what the pages are under. Where nothing could be read, there is nothing to say,
        or it was said before a kill.
        """
        state = self.read()
        if state is not None:
            newer = LastState(self._profile, newer_key)
            newer._number, newer.identity = state.number, state.identity
            newer._schema = pages_of_schema(self._profile.database, database_key)
            newer._keep(CLOSED if state.how == CLOSED else CLOSING, sum_of_tags(self._profile.database))

    @property
    def number(self) -> int:
        """Of this opening."""
        return self._number

    def read(self) -> State | None:
        """What was kept; None where nothing was, or somebody else wrote it."""
        try:
            data = self._profile.last_state.read_bytes()
            said = AESGCM(self._key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], PURPOSE)
            return msgspec.msgpack.decode(said, type=State)
        except (OSError, InvalidTag, ValueError):  # a msgspec.DecodeError is a ValueError
            return None

    def _keep(self, how: str, tags: bytes = b"") -> None:
        said = msgspec.msgpack.encode(State(self._number, how, tags, self._schema, self.identity))
        nonce = secrets.token_bytes(NONCE_BYTES)
        data = nonce + AESGCM(self._key).encrypt(nonce, said, PURPOSE)
        try:
            write_whole(self._profile.last_state, data)
        except NoRoom:
            _write_over(self._profile.last_state, data)
        except KnownError:
            pass  # a folder that takes nothing is told where words are to be kept


def _write_over(path: Path, data: bytes) -> None:
    """On a full disk, in the room that the file has already."""
    with contextlib.suppress(OSError), path.open("r+b") as file:
        file.write(data)
        file.truncate()


def _number_in(database: Database) -> int:
    with reading(database) as connection:
        is_there = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name='opening'").first()
        row = connection.exec_driver_sql("SELECT number FROM opening").first() if is_there else None
    return int(row[0]) if row else 0

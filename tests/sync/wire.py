"""The store in this process, and a wire to it that can be cut, slow, or heard twice: only TLS and sockets are replaced.

Every message is still written to bytes and read back at the other end, and the token is asked for by the real desk.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from casework.errors import NotReachable
from casework.exchange import (
    MOST_BYTES_A_MESSAGE,
    ChallengeAsk,
    Endpoint,
    PiecesAsk,
    PullAsk,
    PushAsk,
    SessionAsk,
    WaitAnswer,
    WaitAsk,
)
from central_store.backups import back_up, put_back
from central_store.people import KnownDevice
from central_store.serving.attachments import AttachmentDesk
from central_store.serving.joining import JoiningDesk
from central_store.serving.office import Office
from central_store.serving.record import RecordDesk
from central_store.serving.sessions import Sessions
from central_store.serving.trouble import Refusing
from central_store.serving.wire import decoded
from central_store.store import Folder, Store
from desktop_app.sync.transport import StoreRefused
from tests.support.store import RunningStore


class StoreHere:
    """A central store with its real database and its real desks, without a server before them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open()

    def _open(self) -> None:
        self.store = Store(Folder(self.folder))
        self.office = Office(self.store, lambda _files: None)
        sessions = Sessions(self.office.key, self.office.tenant, self.office.register)
        self.joining = JoiningDesk(self.office, sessions)
        self._record = RecordDesk(self.office, lambda _files: None)
        self._attachments = AttachmentDesk(self.office)
        self._doors: dict[str, tuple[type, Callable[..., Any], bool]] = {
            Endpoint.CHALLENGE: (ChallengeAsk, self.joining.challenge, False),
            Endpoint.SESSION: (SessionAsk, self.joining.session, False),
            Endpoint.PUSH: (PushAsk, self._record.push, True),
            Endpoint.PULL: (PullAsk, self._record.pull, True),
            Endpoint.WAIT: (WaitAsk, self._look, True),
            Endpoint.MISSING_PIECES: (PiecesAsk, self._attachments.missing, True),
        }

    def close(self) -> None:
        """End, as an administrator would end it."""
        self.office.close()
        self.store.close()

    def answer(self, path: str, token: str, body: bytes) -> bytes:
        """What the store says to a message. Raises Refusing."""
        form, desk, needs_session = self._doors[path]
        if not needs_session:
            return msgspec.msgpack.encode(desk(decoded(body, None, form, MOST_BYTES_A_MESSAGE)))
        device = self.joining.who(f"Bearer {token}")
        return msgspec.msgpack.encode(desk(device, decoded(body, None, form, MOST_BYTES_A_MESSAGE)))

    def _look(self, device: KnownDevice, ask: WaitAsk) -> WaitAnswer:
        """The long poll's first look; nobody waits here."""
        roll_up, heads = self._record.heads(device)
        if roll_up == ask.roll_up:
            return WaitAnswer(changed=False)
        return self._record.news(device, None, heads, ask.most_bytes)

    def back_up(self, to: Path) -> None:
        """What an administrator does each night."""
        back_up(self.store, to)

    def put_back(self, backup: Path, to: Path) -> None:
        """What an administrator does after the machine burnt: the store goes on in another folder."""
        self.close()
        put_back(backup, to, RunningStore.new_database()).close()
        self.folder = to
        self._open()


class PowerCut(Exception):
    """The laptop's power went while it spoke to the store."""


@dataclass
class Trouble:
    """What is to go wrong: at the nth message (from 0) to this endpoint.

    what: "before" (the store never hears it), "after" (the answer is lost), "twice" (the store hears it twice), "late"
    (cut off now, heard by the store when `deliver` is called), "power" (the laptop dies before the answer arrives), or
    "meanwhile" (`meanwhile` is done while the message is on its way).
    """

    endpoint: str
    nth: int
    what: str
    meanwhile: Callable[[], object] = field(default=lambda: None)


class Wire:
    """Stands where desktop_app.sync.transport.Transport stands."""

    def __init__(self, store: StoreHere) -> None:
        self.store = store
        self.token = ""
        self.bytes_sent = self.bytes_received = 0
        self.trouble: Trouble | None = None
        self.late: list[tuple[str, str, bytes]] = []
        self.is_small = False
        self._said: dict[str, int] = {}

    def close(self) -> None:
        """Nothing to hang up."""

    def begin(self, trouble: Trouble | None, is_small: bool) -> None:
        """A new round, with what shall go wrong in it. is_small: pull in the smallest pages there are."""
        self.trouble, self.is_small, self._said = trouble, is_small, {}

    def ask(self, path: str, message: msgspec.Struct, form: type, wait: float = 0.0) -> Any:  # noqa: ARG002
        """As the real one: raises NotReachable or StoreRefused."""
        if self.is_small and isinstance(message, PullAsk):
            message = msgspec.structs.replace(message, most_bytes=1)
        body = msgspec.msgpack.encode(message)
        place = self._said.get(path, 0)
        self._said[path] = place + 1
        trouble = self.trouble
        what = trouble.what if trouble and (trouble.endpoint, trouble.nth) == (path, place) else ""
        if what == "meanwhile" and trouble is not None:
            trouble.meanwhile()
        if what == "late":
            self.late.append((path, self.token, body))
        if what in ("before", "late"):
            raise NotReachable("cut off before the store heard it")
        if what == "twice":
            self._heard(path, body)
        answer = self._heard(path, body)
        if what == "after":
            raise NotReachable("cut off before the answer arrived")
        if what == "power":
            raise PowerCut
        return msgspec.msgpack.decode(answer, type=form)

    def deliver(self) -> None:
        """What was long on its way reaches the store; nobody hears its answer."""
        late, self.late = self.late, []
        for path, token, body in late:
            try:
                self.store.answer(path, token, body)
            except Refusing:
                continue

    def _heard(self, path: str, body: bytes) -> bytes:
        try:
            return self.store.answer(path, self.token, body)
        except Refusing as error:
            raise StoreRefused(error.trouble) from error

"""How a revoked laptop leaves: it is given the authority's order, hands over what it had not sent, and says that it is wiped.

These doors open for a revoked device alone, and lead nowhere else: nothing of a case file comes out of them.
"""

import datetime

from sqlalchemy import Connection

from casework.errors import BadMessage, BadSeal
from casework.exchange import (
    PIECE_BYTES,
    TOKEN_SECONDS,
    HandedOverAnswer,
    HandedOverAsk,
    PartsAnswer,
    PartsAsk,
    RevokedAnswer,
    RevokedAsk,
    WipedAnswer,
    WipedAsk,
)
from casework.leaving import MOST_BYTES_OF_ALL, MOST_PARTS, hash_of
from casework.seals import check_signature, sign_acknowledgement
from central_store.audit import Line, write_line
from central_store.people import RevokedDevice
from central_store.quarantine import Delivery, Quarantine, Shelf, handed_by, parts_named
from central_store.serving.office import Office
from central_store.serving.sessions import Sessions
from central_store.serving.trouble import missing_piece, too_large, unknown_device, unreadable


class LeavingDesk:
    """Answers laptops that were revoked, and nobody else."""

    def __init__(self, office: Office, sessions: Sessions) -> None:
        self._office = office
        self._sessions = sessions
        self._shelf = Shelf(office.folder)

    def who(self, header: str | None) -> RevokedDevice:
        """The revoked device that asks. Raises Refusing."""
        self._office.refresh()
        return self._sessions.check_revoked(header)

    def order(self, ask: RevokedAsk) -> RevokedAnswer:
        """The authority's order, and a token for the doors below."""
        self._office.refresh()
        token, revoked = self._sessions.begin_revoked(ask.device, ask.challenge, ask.signature)
        self._office.note(Line(revoked.known.device, "order given", detail=revoked.known.professional))
        return RevokedAnswer(revoked.order, token, TOKEN_SECONDS)

    def missing(self, device: RevokedDevice, ask: PartsAsk) -> PartsAnswer:
        """Which of these parts are not here."""
        if len(ask.names) > MOST_PARTS:
            raise too_large()
        return PartsAnswer(tuple(name for name in ask.names if not self._shelf.has(device.known.device, name)))

    def keep(self, device: RevokedDevice, name: str, data: bytes) -> None:
        """Keep one part."""
        if len(data) > PIECE_BYTES or self._shelf.held(device.known.device) + len(data) > MOST_BYTES_OF_ALL:
            raise too_large()
        self._shelf.keep(device.known.device, name, data)

    def end(self, device: RevokedDevice, ask: HandedOverAsk) -> HandedOverAnswer:
        """All of it is here: say so, with the store's signature. Raises Refusing where a part is missing."""
        office, known = self._office, device.known
        try:
            check_signature(known.public, ask.signature, "handed over", office.tenant, hash_of(ask.content))
            handed = handed_by(ask.content, office.tenant, known.device)
        except (BadMessage, BadSeal) as error:
            raise unreadable() from error
        if not all(self._shelf.has(known.device, name) for name in parts_named(handed.items)):
            raise missing_piece("")
        delivery = Delivery(known.device, known.professional, ask.content, ask.signature, _now(), "")

        def keep(connection: Connection) -> None:
            Quarantine(connection, office.tenant, office.folder).add(delivery)
            detail = f"{len(handed.items)} things of {known.professional}"
            write_line(connection, office.tenant, known.device, "handed over", detail=detail)

        office.write(keep)
        signature = sign_acknowledgement(office.key, office.tenant, known.device, hash_of(ask.content))
        return HandedOverAnswer(signature)

    def wiped(self, ask: WipedAsk) -> WipedAnswer:
        """The laptop's receipt, by a key that is destroyed by now: it stands for itself."""
        office = self._office
        office.refresh()
        known = office.register.ever_approved(ask.device)
        if known is None or office.register.device(ask.device) is not None:
            raise unknown_device()
        try:
            check_signature(known.public, ask.signature, "wiped", office.tenant, ask.device, ask.list_hash, ask.given)
        except BadSeal as error:
            raise unknown_device() from error

        def keep(connection: Connection) -> bool:
            is_known = Quarantine(connection, office.tenant, office.folder).was_wiped(ask.device, ask.list_hash, _now())
            if is_known:
                write_line(connection, office.tenant, ask.device, "wiped", detail=known.professional)
            return is_known

        if not office.write(keep):
            raise unreadable()
        return WipedAnswer()


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")

"""A laptop that nobody can open asks to be let in. It has no session: what is taken from it is bounded and shown to people."""

from sqlalchemy import Connection

from casework.errors import BadSeal
from casework.exchange import RecoverAnswer, RecoverAsk
from casework.ids import may_name_a_person
from casework.recovery import PUBLIC_BYTES
from casework.seals import check_signature, device_id
from central_store.audit import write_line
from central_store.locked_out import Requests
from central_store.serving.addresses import Addresses
from central_store.serving.office import Office
from central_store.serving.trouble import answer_is_over, asked_often, unknown_device, unreadable

MOST_BYTES_OF_A_PART = 4096


class RecoveryDesk:
    """Keeps requests for the administrators, and hands out their answers."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._addresses = Addresses()

    def ask(self, ask: RecoverAsk, address: str) -> RecoverAnswer:
        """The answer to this request; an empty one until two administrators gave it. A new one is kept for them.

        address: from where it comes. Raises Refusing: for a device that was never approved or was revoked, and where too many
        ask.
        """
        office = self._office
        self._check(ask)
        kept = office.read(lambda connection: Requests(connection, office.tenant).answer_to(ask))
        if kept is not None:
            return kept
        office.refresh()
        books = office.register.books
        known = books.ever.get(ask.device)
        if known is None or ask.device in books.revoked or not may_name_a_person(known.professional):
            raise unknown_device()
        if device_id(ask.public) in books.ever:
            raise answer_is_over()
        if not self._addresses.may_ask(address, ask.device) or not office.write(
            lambda connection: self._place(connection, ask)
        ):
            raise asked_often()
        return RecoverAnswer()

    def _check(self, ask: RecoverAsk) -> None:
        if len(ask.ephemeral) != PUBLIC_BYTES or max(len(ask.header), len(ask.slot)) > MOST_BYTES_OF_A_PART:
            raise unreadable()
        try:
            check_signature(ask.public, ask.signature, "recover", self._office.tenant, ask.name)
        except BadSeal as error:
            raise unreadable() from error

    def _place(self, connection: Connection, ask: RecoverAsk) -> bool:
        requests = Requests(connection, self._office.tenant)
        if requests.answer_to(ask) is not None:
            return True  # sent twice at once
        is_placed = requests.place(ask)
        if is_placed:
            write_line(connection, self._office.tenant, "", "asked to be let in", detail=ask.device)
        return is_placed

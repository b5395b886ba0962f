"""Asking the store, from a copy that is shut, whether two administrators let the worker in. No session: nobody can sign in."""

import msgspec

from casework.errors import BadMessage, BadSeal
from casework.exchange import Endpoint, RecoverAnswer, RecoverAsk
from casework.seals import check_approval, check_succession
from desktop_app.sync.transport import BAD_ANSWER, Transport, pinned


class Authority(msgspec.Struct, frozen=True):
    """Whom to ask, and whose word the answer must bear: as desktop_app.opening.door.Door has it."""

    address: str
    tls_root: str
    tenant: str
    authority: bytes


def ask_to_be_let_in(whom: Authority, ask: RecoverAsk) -> bytes | None:
    """The vault keys, sealed to this request; None until two administrators have answered. The first time it places the
    request. Raises NotReachable, StoreRefused, BadSeal or BadMessage."""
    transport = Transport(whom.address, pinned(whom.tls_root))
    try:
        answer = transport.ask(Endpoint.RECOVER, ask, RecoverAnswer)
    finally:
        transport.close()
    if answer.vault_keys is None:
        return None
    _check(whom, ask, answer)
    return answer.vault_keys


def _check(whom: Authority, ask: RecoverAsk, answer: RecoverAnswer) -> None:
    """Raise BadSeal unless the authority approved the new key, and let it take over from this laptop's."""
    approval, succession = answer.approval, answer.succession
    if approval is None or succession is None:
        raise BadMessage(BAD_ANSWER)
    check_approval(whom.authority, whom.tenant, approval)
    check_succession(whom.authority, whom.tenant, succession)
    is_ours = approval.public == succession.public == ask.public and ask.device in succession.devices
    if not is_ours:
        raise BadSeal("The central store sent an answer for another laptop. Nothing was taken over. Ask once more.")

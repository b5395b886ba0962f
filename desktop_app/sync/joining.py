"""Joining an authority: from a one-time code to a copy that an administrator has approved."""

import hashlib
import ssl
import time
from collections.abc import Callable

from casework.enrolment import FINGERPRINT_BYTES, authority_fingerprint, read_code
from casework.errors import BadSeal, KnownError
from casework.exchange import Endpoint, EnrolAnswer, EnrolAsk
from casework.seals import SigningKey, check_approval, check_recovery_key, check_store_approval, device_id
from desktop_app.record_store import schema
from desktop_app.record_store.identity import Identity, identity_of, keep_identity, keep_setting
from desktop_app.record_store.recovery import TOLD_AT_JOINING
from desktop_app.sync.transport import Transport, ask_who_it_is, pinned
from desktop_app.vault.encrypted_database import Database

LOOK_EVERY = 2.0


class NotTheirs(KnownError):
    """The store at that address is not the one that the code names."""


def join(database: Database, key: SigningKey, address: str, code: str) -> Identity:
    """Show the code to the store and keep whose copy this is; the device then waits to be approved.

    Raises BadCode, NotTheirs, NotReachable, StoreRefused. Nothing is kept unless all of it held.
    """
    read = read_code(code)
    answer = ask_who_it_is(address)
    tls_root = _the_one_certificate(answer.tls_root)
    is_theirs = (
        authority_fingerprint(answer.authority) == read.authority
        and hashlib.sha256(tls_root).digest()[:FINGERPRINT_BYTES] == read.tls_root
    )
    if not is_theirs:
        raise NotTheirs(
            "The store at that address is not the one your code was made for. Check the address; tell your administrator."
        )
    try:
        check_store_approval(answer.authority, answer.tenant, answer.store)
    except BadSeal as error:
        raise NotTheirs("The authority has not approved the store at that address. Tell your administrator.") from error
    schema.prepare(database)
    identity = Identity(
        address=address,
        tenant=answer.tenant,
        professional="",
        device=device_id(key.public),
        authority=answer.authority,
        store=answer.store.public,
        tls_root=ssl.DER_cert_to_PEM_cert(tls_root),
        enrolment_code=read.secret_text,
    )
    return _shown(database, key, identity)


def _the_one_certificate(pem: str) -> bytes:
    """The first certificate, as DER. What is pinned is made from these bytes alone: text with a second root behind the
    authority's own must not bring that one in. Empty where it is none."""
    try:
        return ssl.PEM_cert_to_DER_cert(pem.partition(ssl.PEM_FOOTER)[0].strip() + "\n" + ssl.PEM_FOOTER)
    except ValueError:
        return b""


def is_approved(database: Database, key: SigningKey) -> bool:
    """Whether an administrator has approved this device; asks the store until it has been told so once."""
    identity = identity_of(database)
    return identity.is_approved or _shown(database, key, identity).is_approved


def wait_until_approved(
    database: Database, key: SigningKey, seconds: float, pause: Callable[[float], object] = time.sleep
) -> bool:
    """Ask again every two seconds, for so long. Raises what a connection raises."""
    until = time.monotonic() + seconds
    while not is_approved(database, key):
        if time.monotonic() >= until:
            return False
        pause(LOOK_EVERY)
    return True


def _shown(database: Database, key: SigningKey, identity: Identity) -> Identity:
    identity.need_store()
    transport = Transport(identity.address, pinned(identity.tls_root))
    try:
        secret = identity.enrolment_code
        ask = EnrolAsk(secret, key.public, key.sign("enrol", identity.tenant, secret))
        answer = transport.ask(Endpoint.ENROL, ask, EnrolAnswer)
    finally:
        transport.close()
    if answer.approval is not None:
        check_approval(identity.authority, identity.tenant, answer.approval)
        if answer.approval.public != key.public or answer.approval.professional != answer.professional:
            raise BadSeal("The store sent an approval of another device. Nothing was taken over.")
        if answer.recovery is not None:
            check_recovery_key(identity.authority, identity.tenant, answer.recovery)
            keep_setting(database, TOLD_AT_JOINING, answer.recovery)
    kept = Identity(
        address=identity.address,
        tenant=identity.tenant,
        professional=answer.professional,
        device=identity.device,
        authority=identity.authority,
        store=identity.store,
        tls_root=identity.tls_root,
        enrolment_code="" if answer.approval else secret,
        is_approved=answer.approval is not None,
    )
    keep_identity(database, kept)
    return kept

"""Leases: how long each laptop may work without speaking to this store, and codes that give it a few days more by phone."""

import hashlib
import hmac
from collections.abc import Collection

from sqlalchemy import Connection

from casework.canonical import canonical
from casework.lease import Asked, code_for, read_challenge
from casework.seals import Lease, SigningKey, sign_lease
from central_store.audit import COMMAND, write_line
from central_store.database import writing
from central_store.people import Register
from central_store.store import NotEnrolling, Store, the_one
from central_store.tables import audit


def new_lease(key: SigningKey, tenant: str, device: str, issued: str, days: int) -> Lease:
    """A lease for a device that has just shown who it is."""
    return sign_lease(key, tenant, device, issued, days, secret_for(key, tenant, device))


def secret_for(key: SigningKey, tenant: str, device: str) -> bytes:
    """The secret that this store and one device share for codes: worked out anew each time, kept nowhere here."""
    codes = hashlib.sha256(b"daybook/lease codes/1" + key.to_bytes()).digest()
    return hmac.digest(codes, canonical([tenant, device]), hashlib.sha256)


def give_code(store: Store, device: str, challenge: str, days: int) -> tuple[str, str]:
    """A code that opens this device for so many days, and whose device it is; device: the first letters of its id.

    Raises NotEnrolling where no approved device that was not revoked has that fingerprint, BadChallenge.
    """
    asked_for = read_challenge(challenge)
    register = Register(store.tenant, store.about.authority)
    with writing(store.engine) as connection:
        name = _approved(register, connection, device)
        known = register.books.devices[name]
        write_line(connection, store.tenant, COMMAND, "lease code", detail=f"{name}, {days} days")
        holder = _holder_of_lease(connection, store.tenant, name, known.earlier)
    secret = secret_for(store.key, store.tenant, holder)
    return code_for(secret, Asked(store.tenant, name, asked_for), days), known.professional


def _holder_of_lease(connection: Connection, tenant: str, device: str, earlier: Collection[str]) -> str:
    """The device with whose secret the laptop's lease came: a laptop that was let in keeps the lease of its earlier key
    until it has signed in with the new one."""
    if not earlier:
        return device
    lines = audit.select().where(
        audit.c.tenant == tenant, audit.c.what == "session", audit.c.who.in_((device, *sorted(earlier)))
    )
    last = connection.execute(lines.order_by(audit.c.number.desc()).limit(1)).first()
    return str(last.who) if last is not None else device


def _approved(register: Register, connection: Connection, device: str) -> str:
    register.refresh(connection)
    name = the_one(device, register.books.ever)
    if name in register.books.revoked:
        raise NotEnrolling("That device was revoked. It opens no files any more, so no code was given.")
    if name not in register.books.devices:
        raise NotEnrolling(
            "Two administrators let that laptop in, and it has a new key since. Ask for the fingerprint that it shows now; a"
            " laptop that shows this one presses “I cannot get in” and asks them once more."
        )
    return name

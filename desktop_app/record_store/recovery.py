"""The authority's recovery key, as this copy knows it, and the sealing of the vault key to it."""

import contextlib

from casework.case_files import AUTHORITY_BOOK
from casework.errors import BadSeal
from casework.kinds.books import AUTHORITY_RECORD, Authority
from casework.seals import RecoveryWord, check_recovery_key
from desktop_app.record_store.identity import setting
from desktop_app.record_store.records import Records
from desktop_app.vault.errors import NoRoom, NotOurs
from desktop_app.vault.vault import OpenVault

TOLD_AT_JOINING = "recovery key"


def recovery_key(vault: OpenVault, records: Records) -> bytes | None:
    """The public recovery key: from the authority's book, else as it was told at joining; None where the authority's own key
    signed none. What the store or anybody else put there is no key to seal to."""
    identity = records.identity
    book = records.record(AUTHORITY_BOOK, Authority, AUTHORITY_RECORD)
    named = book.value.recovery if book else None
    told = RecoveryWord(named.public, named.given, named.signature) if named else None
    told = told or setting(vault.engine, TOLD_AT_JOINING, RecoveryWord)
    if told is None:
        return None
    try:
        check_recovery_key(identity.authority, identity.tenant, told)
    except BadSeal:
        return None
    return told.public


def seal_for_recovery(vault: OpenVault, records: Records) -> None:
    """Seal the vault key to the recovery key where it is not yet. A disk that takes nothing does not keep anybody out."""
    with contextlib.suppress(BadSeal, NoRoom, NotOurs):
        vault.seal_for_recovery(recovery_key(vault, records))

"""The copy of the made-up family: in a folder of its own beside the worker's, with a key and a passphrase of its own."""

import datetime

from casework.case_files import FileKind
from casework.errors import KnownError
from casework.moments import as_utc
from desktop_app.opening.actions import Opened
from desktop_app.practice.family import family
from desktop_app.practice.filling import changes_of
from desktop_app.practice.folder import NotPractice
from desktop_app.record_store import schema
from desktop_app.record_store.identity import Identity, setting
from desktop_app.record_store.practice_copy import fill_anew, make_practice
from desktop_app.record_store.records import Records
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import OpenVault


def begin(profile: Profile, passphrase: str, now: datetime.datetime) -> Opened:
    """Make the copy and fill it. now: by the worker's own clock. Raises KnownError for a passphrase that is too weak."""
    from desktop_app.vault.key_file import measured_hardness
    from desktop_app.vault.passphrase import Strength, judge
    from desktop_app.vault.vault import make_vault

    judged = judge(passphrase)
    if judged.strength is Strength.TOO_WEAK:
        raise KnownError(judged.advice)
    return opened(make_vault(profile, passphrase, hardness=measured_hardness()), now)


def unlock(profile: Profile, passphrase: str, now: datetime.datetime) -> Opened:
    """Open the copy. Raises what opening any copy raises, and NotPractice."""
    from desktop_app.vault.vault import open_vault

    return opened(open_vault(profile, passphrase), now)


def opened(vault: OpenVault, now: datetime.datetime) -> Opened:
    """The open copy, made and filled first where that was not done, or was cut short. Raises NotPractice."""
    try:
        _need_practice(vault)
        records = Records(vault)
        if not records.files(FileKind.PERSON):
            fill(vault, now)
        return Opened(vault, records)
    except BaseException:
        vault.close()
        raise


def _need_practice(vault: OpenVault) -> None:
    """A new copy becomes the made-up family's; one of another kind is refused."""
    schema.prepare(vault.engine)
    identity = setting(vault.engine, "identity", Identity)
    if identity is None:
        make_practice(vault, family().worker)
    elif not identity.is_practice:
        raise NotPractice("That folder holds a copy that is not for practice. Nothing was opened or changed.")


def fill(vault: OpenVault, now: datetime.datetime) -> None:
    """The family afresh: everything that was written is thrown away, drawings too, and its past is dated from today."""
    for name in vault.pieces.names():
        vault.pieces.forget(name)
    fill_anew(vault.engine, changes_of(family(), now.date()), as_utc(now))

"""From when on two administrators can let a worker in: every copy is sealed for them as soon as it knows their key."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.case_files import AUTHORITY_BOOK
from casework.editing import edit
from casework.fold import fold
from casework.kinds.books import AUTHORITY_RECORD, Authority, RecoveryPublic
from casework.kinds.reading import values_of
from casework.recovery import RecoveryKey, slot_purpose
from casework.seals import SigningKey, give_recovery_key
from central_store.devices.recovery_shares import joined, read_share
from desktop_app.opening import actions
from desktop_app.opening.actions import Opened
from desktop_app.opening.letting_in import NOT_PREPARED, how_it_stands
from desktop_app.record_store.recovery import recovery_key
from desktop_app.vault.errors import CannotBeLetIn, WrongPassphrase
from desktop_app.vault.key_file import KeyFile, read_key_file
from desktop_app.vault.letting_in import Request
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import change_passphrase, open_vault
from tests.support import administrators as office
from tests.support.administrators import NEW_PASSPHRASE, PASSPHRASES, ROSA, SAM, TARIQ
from tests.support.laptops import new_laptop
from tests.support.store import RunningStore
from tests.support.vaults import PASSPHRASE


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", ["ruth", "omar"], ["ella"])
        yield running


def kept(profile: Profile) -> KeyFile:
    return read_key_file(profile.key_file.read_bytes())


def opens_with(parts: dict[str, Path], profile: Profile) -> bytes:
    """What two administrators would find in the key file."""
    one, other = (read_share(parts[name]).open(PASSPHRASES[name]) for name in (ROSA, TARIQ))
    key_file = kept(profile)
    return joined(one, other).open(key_file.recovery_slot or b"", slot_purpose(key_file.header))


def unlock(profile: Profile, passphrase: str = PASSPHRASE) -> None:
    opened = actions.unlock(profile, passphrase)
    assert isinstance(opened, Opened)
    opened.close()


def test_a_laptop_that_joins_is_sealed_for_them_before_it_is_locked_for_the_first_time(
    store: RunningStore, tmp_path: Path
) -> None:
    parts = office.give_recovery_key(store, tmp_path)
    profile = Profile(tmp_path / "copy")
    waiting = actions.begin_joining(profile, store.address, store.enrol("ruth"), PASSPHRASE)
    assert kept(profile).recovery_slot is None
    store.approve(waiting.device)
    opened = actions.ask_whether_approved(waiting)
    assert opened is not None
    opened.close()
    assert len(opens_with(parts, profile)) == 32


def test_one_that_joined_before_is_sealed_at_the_next_unlock_and_again_when_the_key_is_renewed(
    store: RunningStore, tmp_path: Path
) -> None:
    profile = Profile(tmp_path / "ruth")
    with new_laptop(profile.folder, store, "ruth") as ruth:
        ruth.sync()
    unlock(profile)
    assert kept(profile).recovery_slot is None
    assert how_it_stands(profile).why_not == NOT_PREPARED
    with pytest.raises(CannotBeLetIn, match="Only the passphrase opens this copy"):
        Request(profile, "made-up")
    folders = tmp_path / "first", tmp_path / "second"
    found = []
    for folder in folders:
        folder.mkdir()
        parts = office.give_recovery_key(store, folder)
        office.hear_of_it(profile.folder).close()
        with office.hear_of_it(profile.folder) as ruth:
            ruth.sync()
        unlock(profile)
        sealed = kept(profile)
        unlock(profile)
        assert kept(profile) == sealed  # nothing is written where it is sealed to this key already
        found.append(opens_with(parts, profile))
    assert found[0] == found[1]
    assert how_it_stands(profile).why_not == ""


def test_it_stays_sealed_through_a_new_passphrase_and_a_new_vault_key(store: RunningStore, tmp_path: Path) -> None:
    parts = office.give_recovery_key(store, tmp_path)
    profile = Profile(tmp_path / "ruth")
    with new_laptop(profile.folder, store, "ruth") as ruth:
        ruth.sync()
    unlock(profile)
    before = opens_with(parts, profile)
    change_passphrase(profile, PASSPHRASE, NEW_PASSPHRASE, renew_key=True)
    both = opens_with(parts, profile)
    assert both[:32] == before
    assert len(both) == 64
    unlock(profile, NEW_PASSPHRASE)
    assert opens_with(parts, profile) == both[32:]


def test_a_key_that_the_authority_did_not_sign_is_none_to_seal_to(store: RunningStore, tmp_path: Path) -> None:
    """Neither the store nor whoever writes in the book can put a key of their own there."""
    profile = Profile(tmp_path / "ruth")
    with new_laptop(profile.folder, store, "ruth") as ruth:
        ruth.sync()
    word = give_recovery_key(SigningKey.generate(), "made-up", RecoveryKey.generate().public, "2026-11-27T19:00:00Z")
    opened = store.open()
    with opened.adding("test") as ledger:
        state = fold(ledger.changes_of(AUTHORITY_BOOK))["authority", AUTHORITY_RECORD]
        forged = Authority(recovery=RecoveryPublic(word.public, word.given, word.signature))
        told = edit(AUTHORITY_BOOK, state, state.shown(), values_of(forged), opened.pen(store.keys))
        ledger.add_sealed({AUTHORITY_BOOK: [told]}, store.keys.administrator_key())
    opened.close()
    with office.hear_of_it(profile.folder) as ruth:
        assert ruth.sync().agrees
        assert recovery_key(ruth.vault, ruth.records) is None
    unlock(profile)
    assert kept(profile).recovery_slot is None


def test_of_two_workers_on_one_laptop_one_is_let_in_and_the_other_s_copy_stays_as_it_was(
    store: RunningStore, tmp_path: Path
) -> None:
    parts = office.give_recovery_key(store, tmp_path)
    profiles = Profile(tmp_path / "ruth"), Profile(tmp_path / "omar")
    for profile, who in zip(profiles, ("ruth", "omar"), strict=True):
        with new_laptop(profile.folder, store, who) as laptop:
            laptop.sync()
        office.hear_of_it(profile.folder).close()
    ruths, omars = profiles
    hers, his = office.ask(ruths), office.ask(omars)
    assert office.answer(store, " ".join(hers.ask.words), hers.ask, parts[SAM], parts[ROSA]) == "ruth"
    from desktop_app.sync.asking_in import ask_to_be_let_in

    sealed = ask_to_be_let_in(office.whom(ruths), hers.ask)
    assert sealed is not None
    before = kept(omars)
    with pytest.raises(CannotBeLetIn, match="does not open this copy"):
        his.come_in(sealed, his.new_slot(NEW_PASSPHRASE))
    assert kept(omars) == before
    hers.come_in(sealed, hers.new_slot(NEW_PASSPHRASE)).close()
    open_vault(omars, PASSPHRASE).close()
    with pytest.raises(WrongPassphrase):
        open_vault(ruths, PASSPHRASE)


def test_wrong_tries_are_forgotten_once_let_in(store: RunningStore, tmp_path: Path) -> None:
    parts = office.give_recovery_key(store, tmp_path)
    profile = Profile(tmp_path / "ruth")
    with new_laptop(profile.folder, store, "ruth") as laptop:
        laptop.sync()
    office.hear_of_it(profile.folder).close()
    for _ in range(5):
        with pytest.raises(WrongPassphrase):
            open_vault(profile, "whatever it was last week")
    assert "The next try can be made in" in how_it_stands(profile).tries
    request = office.ask(profile)
    office.answer(store, " ".join(request.ask.words), request.ask, parts[SAM], parts[ROSA])
    office.come_in(profile, request).close()
    assert how_it_stands(profile).tries == ""
    open_vault(profile, NEW_PASSPHRASE).close()

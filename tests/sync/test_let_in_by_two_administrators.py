"""A worker forgot the passphrase: two administrators let the laptop in, and nothing that waited is lost or doubled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.errors import BadSeal
from casework.exchange import Endpoint, PushAnswer, PushAsk
from casework.kinds.work import CaseNote
from casework.seals import Lease
from central_store.leases import give_code
from desktop_app.record_store.lease import Held, look_at_opening, try_code
from desktop_app.record_store.post_room import PostRoom
from desktop_app.sync.session import StoreSession
from desktop_app.sync.transport import StoreRefused
from desktop_app.vault.errors import DamagedKeyFile, WrongPassphrase
from desktop_app.vault.key_file import read_key_file, slot_of
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import open_vault
from desktop_app.vault.wrong_tries import this_moment
from tests.support import administrators as office
from tests.support.administrators import NEW_PASSPHRASE, ROSA, SAM, TARIQ
from tests.support.laptops import Laptop, new_laptop
from tests.support.leases import let_days_pass
from tests.support.store import RunningStore, child_file
from tests.support.vaults import PASSPHRASE

ELLA = child_file("ella")
Parts = dict[str, Path]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", ["ruth", "omar"], ["ella"])
        yield running


@pytest.fixture
def parts(store: RunningStore, tmp_path: Path) -> Parts:
    return office.give_recovery_key(store, tmp_path)


@pytest.fixture
def omar(store: RunningStore, tmp_path: Path) -> Iterator[Laptop]:
    with new_laptop(tmp_path / "omar", store, "omar") as laptop:
        yield laptop


@pytest.fixture
def ruths(store: RunningStore, parts: Parts, tmp_path: Path) -> Profile:
    """Ruth's laptop, in step and unlocked once since there is a recovery key; now it is shut."""
    folder = tmp_path / "ruth"
    with new_laptop(folder, store, "ruth") as laptop:
        laptop.sync()
    office.hear_of_it(folder).close()
    return Profile(folder)


def write(laptop: Laptop, said: str) -> None:
    laptop.records.add(laptop.records.create(ELLA, CaseNote(said=said)))


def said(laptop: Laptop) -> list[str]:
    return sorted(note.value.said or "" for note in laptop.records.records(ELLA, CaseNote))


def keep_nothing(_lease: Lease) -> None: ...


def send_and_hear_nothing(laptop: Laptop) -> None:
    """What waits goes to the store, which takes it; the answer is lost on the way."""
    post = PostRoom(laptop.vault, laptop.records)
    session = StoreSession(laptop.records.identity, laptop.vault.signing_key, keep_nothing)
    pushes = post.next_pushes(frozenset(), 16)
    assert session.ask(Endpoint.PUSH, PushAsk(tuple(pushes)), PushAnswer).results
    session.close()


def test_nothing_is_lost_and_a_colleague_receives_all(
    store: RunningStore, parts: Parts, omar: Laptop, ruths: Profile
) -> None:
    with office.hear_of_it(ruths.folder) as ruth:
        write(ruth, "one, sent")
        assert ruth.sync().agrees
        write(ruth, "two, sent and never answered")
        send_and_hear_nothing(ruth)
        write(ruth, "three, never sent")
        ruth.records.drafts.keep("draft-1", ELLA, "note", {"said": "four, half a sentence"})
        before = ruth.records.identity.device
        waiting = ruth.records.waiting()
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            open_vault(ruths, "whatever it was last week")
    request = office.ask(ruths)
    assert office.answer(store, " ".join(request.ask.words), request.ask, parts[ROSA], parts[TARIQ]) == "ruth"
    with Laptop(office.come_in(ruths, request)) as ruth:
        assert ruth.records.identity.device != before
        assert ruth.records.waiting().items == waiting.items
        assert [line.name for line in ruth.records.drafts.lines()] == ["draft-1"]
        outcome = ruth.sync()
        assert outcome.agrees
        assert not outcome.refused
        assert ruth.records.set_aside() == []
        assert said(ruth) == ["one, sent", "three, never sent", "two, sent and never answered"]
        assert ruth.records.waiting().count == 1  # the draft
        write(ruth, "five, after")
        assert ruth.sync().agrees
        assert omar.sync().agrees
        assert said(omar) == said(ruth)
        assert len(said(omar)) == 4
    assert store.problems() == []
    with pytest.raises(WrongPassphrase):
        open_vault(ruths, PASSPHRASE)
    with Laptop(open_vault(ruths, NEW_PASSPHRASE)) as again:
        assert again.sync().agrees


def test_the_older_key_opens_nothing_and_sends_nothing_any_more(
    store: RunningStore, parts: Parts, ruths: Profile, tmp_path: Path
) -> None:
    key_file, wrapped = ruths.key_file.read_bytes(), ruths.signing_key.read_bytes()
    with office.hear_of_it(ruths.folder) as ruth:
        identity, old_key = ruth.records.identity, ruth.vault.signing_key
    request = office.ask(ruths)
    office.answer(store, " ".join(request.ask.words), request.ask, parts[SAM], parts[ROSA])
    office.come_in(ruths, request).close()
    session = StoreSession(identity, old_key, keep_nothing)
    with pytest.raises(StoreRefused) as refused:
        session.ask(Endpoint.PUSH, PushAsk(()), PushAnswer)
    session.close()
    assert refused.value.code == "replaced"
    older = read_key_file(key_file)
    assert len(slot_of(older, PASSPHRASE).open(older)) == 1
    ruths.key_file.write_bytes(key_file)
    with pytest.raises(DamagedKeyFile):
        open_vault(ruths, PASSPHRASE)
    ruths.signing_key.write_bytes(wrapped)
    vault = open_vault(ruths, PASSPHRASE)
    assert vault.is_damaged  # the database is under a key that the administrators never saw
    vault.close()


def test_a_laptop_that_did_not_fetch_the_answer_asks_once_more_and_loses_nothing(
    store: RunningStore, parts: Parts, omar: Laptop, ruths: Profile
) -> None:
    with office.hear_of_it(ruths.folder) as ruth:
        write(ruth, "never sent")
    lost = office.ask(ruths)
    office.answer(store, " ".join(lost.ask.words), lost.ask, parts[ROSA], parts[SAM])
    # the battery is empty: what could open the answer was in memory alone
    with Laptop(open_vault(ruths, PASSPHRASE)) as ruth:  # it is remembered after all
        with pytest.raises(StoreRefused) as refused:
            ruth.sync()
        assert "press “I cannot get in”" in refused.value.sentence
        assert ruth.records.waiting().count == 1
    again = office.ask(ruths)
    office.answer(store, " ".join(again.ask.words), again.ask, parts[ROSA], parts[SAM])
    with Laptop(office.come_in(ruths, again)) as ruth:
        assert ruth.sync().agrees
        assert said(ruth) == ["never sent"]
        third = ruth.records.identity.device
    assert omar.sync().agrees
    assert said(omar) == ["never sent"]
    once_more = office.ask(ruths)
    assert once_more.ask.device == third
    office.answer(store, " ".join(once_more.ask.words), once_more.ask, parts[SAM], parts[TARIQ])
    with Laptop(office.come_in(ruths, once_more)) as ruth:
        assert ruth.sync().agrees
    assert store.problems() == []


def test_words_written_under_two_earlier_keys_are_still_sent(
    store: RunningStore, parts: Parts, omar: Laptop, ruths: Profile
) -> None:
    with office.hear_of_it(ruths.folder) as ruth:
        write(ruth, "under the first key")
    for number in (1, 2):
        request = office.ask(ruths)
        office.answer(store, " ".join(request.ask.words), request.ask, parts[ROSA], parts[SAM])
        with Laptop(office.come_in(ruths, request)) as ruth:
            write(ruth, f"under key {number + 1}")
    with Laptop(open_vault(ruths, NEW_PASSPHRASE)) as ruth:
        assert ruth.sync().agrees
    assert omar.sync().agrees
    assert said(omar) == ["under key 2", "under key 3", "under the first key"]
    assert store.problems() == []


def test_what_another_than_the_authority_says_about_keys_is_not_believed(store: RunningStore, ruths: Profile) -> None:
    from casework.exchange import RecoverAnswer
    from casework.seals import SigningKey, approve, let_succeed
    from desktop_app.sync.asking_in import _check

    request = office.ask(ruths)
    whom, stranger, given = office.whom(ruths), SigningKey.generate(), "2026-11-27T19:00:00Z"
    told = RecoverAnswer(
        b"sealed",
        approve(stranger, whom.tenant, request.ask.public, "ruth", given),
        let_succeed(stranger, whom.tenant, request.ask.public, [request.ask.device], given),
    )
    with pytest.raises(BadSeal):
        _check(whom, request.ask, told)


def test_a_code_by_telephone_opens_it_before_and_after_it_has_signed_in_with_its_new_key(
    store: RunningStore, parts: Parts, ruths: Profile
) -> None:
    """It keeps the lease of its older key, and that one's secret, until the store has given it another."""
    with office.hear_of_it(ruths.folder) as ruth:
        assert ruth.sync().agrees
    request = office.ask(ruths)
    office.answer(store, " ".join(request.ask.words), request.ask, parts[ROSA], parts[TARIQ])
    with Laptop(office.come_in(ruths, request)) as ruth:
        open_by_telephone(store, ruth)
        assert ruth.sync().agrees
        open_by_telephone(store, ruth)


def open_by_telephone(store: RunningStore, laptop: Laptop) -> None:
    database, identity = laptop.vault.engine, laptop.records.identity
    let_days_pass(database, 40)
    closed = look_at_opening(database, this_moment())
    assert closed is not None
    assert closed.held is Held.OVER
    opened = store.open()
    try:
        code, whose = give_code(opened, identity.device[:8], closed.challenge, 3)
    finally:
        opened.close()
    assert whose == "ruth"
    try_code(database, identity, code, this_moment(), lambda _seconds: None)
    again = look_at_opening(database, this_moment())
    assert again is not None
    assert again.held is Held.HOLDS

"""A laptop that was revoked: everything unsent arrives, and only then is the copy destroyed. A store's lie does nothing."""

import re
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.errors import BadSeal, KnownError, NotReachable
from casework.kinds.work import CaseNote
from casework.leaving import CHANGES, DRAFT, PIECE, SET_ASIDE
from casework.seals import SigningKey, revoke
from central_store.quarantine import Kept, Quarantine
from desktop_app.opening import actions
from desktop_app.opening.leaving import OrderedAway, ask_why, count_left, finish, hand_over, kept_order
from desktop_app.opening.overdue import connect
from desktop_app.sync.transport import StoreRefused
from desktop_app.vault.profile import Profile
from tests.central_store.device import audit_lines
from tests.support import papers
from tests.support.laptops import Laptop, new_laptop, open_again
from tests.support.leases import let_days_pass
from tests.support.leavers import DRAFTS, LETTER, OPEN, UNFINISHED, VOICE, leave_in_the_middle, refuse_one
from tests.support.store import TENANT, RunningStore, child_file
from tests.support.vaults import PASSPHRASE

ELLA, MAYA, TOM = child_file("ella"), child_file("maya"), child_file("tom")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", ["ruth", "omar"], ["ella", "maya", "tom"])
        running.add_hub("hub-2", ["zoe"], ["other"])
        yield running


@pytest.fixture
def leaver(tmp_path: Path, store: RunningStore) -> Iterator[tuple[Laptop, list[str]]]:
    """Ruth's laptop, with everything open, and the markers of all of it."""
    laptop = new_laptop(tmp_path / "copy", store, "ruth")
    laptop.sync()
    aside = refuse_one(laptop, store, TOM, ("hub-1", "hub-2"))
    markers = [aside, *leave_in_the_middle(laptop, ELLA, MAYA)]
    yield laptop, markers
    laptop.engine.close()
    if laptop.vault.profile.has_vault:
        laptop.vault.close()


def revoke_ruth(laptop: Laptop, store: RunningStore) -> OrderedAway:
    """She left; the laptop is told why it is refused."""
    store.command("revoke", "--data", str(store.data), "--authority-key", str(store.key_file), "--professional", "ruth")
    with pytest.raises(StoreRefused) as refused:
        laptop.sync()
    assert refused.value.code == "device"
    order = ask_why(laptop.vault, laptop.records.identity)
    return OrderedAway(laptop.vault, laptop.records, order.given)


def in_quarantine(store: RunningStore, device: str) -> list[Kept]:
    opened = store.open()
    try:
        with opened.engine.connect() as connection:
            return Quarantine(connection, TENANT, opened.folder).things(device)
    finally:
        opened.close()


def shown(store: RunningStore, device: str, number: int, out: Path | None = None) -> str:
    where = ("--data", str(store.data), "--device", device, "--item", str(number))
    return store.command("quarantine", "show", *where, *(("--out", str(out)) if out else ()))


def test_a_leaver_with_eleven_drafts_an_open_recording_and_an_unfinished_drawing_loses_none(
    leaver: tuple[Laptop, list[str]], store: RunningStore, tmp_path: Path
) -> None:
    laptop, markers = leaver
    device, folder = laptop.records.identity.device, laptop.vault.profile.folder
    away = revoke_ruth(laptop, store)
    assert "things, drafts included" in count_left(away)
    left = hand_over(away)
    assert left.is_told
    assert not folder.exists()
    things = in_quarantine(store, device)
    by_what = {what: [one for one in things if one.item.what == what] for what in (CHANGES, SET_ASIDE, DRAFT, PIECE)}
    assert len(by_what[DRAFT]) == DRAFTS + OPEN
    assert len(by_what[SET_ASIDE]) == 1
    assert {one.item.file for one in by_what[CHANGES]} == {ELLA, MAYA}
    assert left.count == len(things) - len(by_what[PIECE])
    words = "".join(shown(store, device, one.number) for one in things if one.item.what != PIECE)
    assert [marker for marker in markers if marker not in words] == []
    out = tmp_path / "out"
    for one in things:
        if one.item.what != PIECE:
            shown(store, device, one.number, out / str(one.number))
    drawings = [path.read_text("utf-8") for path in out.rglob("*.svg")]
    assert sorted(svg.count("<polyline") for svg in drawings) == [1, len(UNFINISHED)]
    (letter,) = out.rglob("*.pdf")
    assert letter.read_bytes() == papers.pdf(LETTER)
    assert len(list(out.rglob("*.jpg"))) == 1
    (voice,) = out.rglob("*.wav")
    with wave.open(str(voice)) as played:
        assert (played.getframerate(), played.readframes(played.getnframes())) == (16_000, VOICE)
    assert store.problems() == []
    for what, count in (("order given", 2), ("handed over", 1), ("wiped", 1)):
        assert len(audit_lines(store, what)) == count


def test_what_was_released_is_in_the_authors_words_on_a_colleagues_laptop(
    leaver: tuple[Laptop, list[str]], store: RunningStore, tmp_path: Path
) -> None:
    laptop, _ = leaver
    device = laptop.records.identity.device
    hand_over(revoke_ruth(laptop, store))
    let = ("--data", str(store.data), "--authority-key", str(store.key_file), "--device", device[:8])
    numbers = [one.number for one in in_quarantine(store, device) if one.item.file in (ELLA, MAYA)]
    pieces = {one.number for one in in_quarantine(store, device) if one.item.what == PIECE}
    said = store.command(
        "quarantine", "release", *let, *(part for one in numbers if one not in pieces for part in ("--item", str(one)))
    )
    assert "in the words of ruth" in said
    assert store.problems() == []
    with new_laptop(tmp_path / "omar", store, "omar") as colleague:
        assert colleague.sync().agrees
        notes = [*colleague.records.records(ELLA, CaseNote), *colleague.records.records(MAYA, CaseNote)]
        entered = {note.value.said: note for note in notes}
        own = [note for said, note in entered.items() if said and said.startswith("Marker-entry")]
        assert len(own) == 3
        marks = colleague.vault.engine.connect().exec_driver_sql("SELECT DISTINCT mark FROM log WHERE file=?", (MAYA,))
        assert {row[0] for row in marks} == {"", "released"}
        drafts = [note.value for note in notes if note.value.how == "quarantine"]
        assert all("Ruth did not add this to the record" in (note.said or "") for note in drafts)
        assert any("Marker-said" in (note.said or "") for note in drafts)
    again = store.command("quarantine", "list", "--data", str(store.data))
    assert again.count("[released ") == len([one for one in numbers if one not in pieces])


def test_without_a_connection_nothing_is_destroyed_and_the_copy_stays_shut(
    leaver: tuple[Laptop, list[str]], store: RunningStore, tmp_path: Path
) -> None:
    laptop, _ = leaver
    device = laptop.records.identity.device
    away = revoke_ruth(laptop, store)
    store.stop()
    with pytest.raises(NotReachable):
        hand_over(away)
    laptop.close()
    again = actions.unlock(Profile(tmp_path / "copy"), PASSPHRASE)
    assert isinstance(again, OrderedAway)
    assert len(again.records.drafts.lines()) == DRAFTS + OPEN
    store.start()
    assert hand_over(again).is_told
    assert len([one for one in in_quarantine(store, device) if one.item.what == DRAFT]) == DRAFTS + OPEN


def test_a_copy_that_is_too_long_alone_and_was_revoked_is_handed_over(
    leaver: tuple[Laptop, list[str]], store: RunningStore, tmp_path: Path
) -> None:
    laptop, _ = leaver
    let_days_pass(laptop.vault.engine, 20)
    store.revoke(laptop.records.identity.device)
    laptop.close()
    overdue = actions.unlock(Profile(tmp_path / "copy"), PASSPHRASE)
    assert isinstance(overdue, actions.Overdue)
    away = connect(overdue)
    assert isinstance(away, OrderedAway)
    assert hand_over(away).is_told
    assert not (tmp_path / "copy").exists()


def test_the_receipt_goes_with_a_later_start_and_needs_no_key(
    leaver: tuple[Laptop, list[str]], store: RunningStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, _ = leaver
    away, profile = revoke_ruth(laptop, store), laptop.vault.profile

    def cut_off(*_: object) -> None:
        raise NotReachable("cut off")

    with monkeypatch.context() as patch:
        patch.setattr("desktop_app.opening.leaving.send_receipt", cut_off)
        assert not hand_over(away).is_told
    assert sorted(path.name for path in profile.folder.iterdir() if path.name != "in-use") == ["leaving"]
    assert audit_lines(store, "wiped") == []
    left = finish(profile)
    assert left is not None
    assert left.is_told
    assert not profile.folder.exists()
    assert len(audit_lines(store, "wiped")) == 1
    assert finish(profile) is None


# -- a store that lies ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("forged", ["by the store", "for another device", "for another authority"])
def test_an_order_that_the_authority_did_not_sign_does_nothing(
    store: RunningStore, tmp_path: Path, forged: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_laptop(tmp_path / "copy", store, "ruth") as laptop:
        laptop.sync()
        laptop.records.add(laptop.records.create(ELLA, CaseNote(how="call", said="kept")))
        store.revoke(laptop.records.identity.device)
        opened = store.open()
        authority, device = store.keys.authority_key(), laptop.records.identity.device
        order = {
            "by the store": lambda: revoke(opened.key, TENANT, device, "2026-11-27T09:00:00Z"),
            "for another device": lambda: revoke(authority, TENANT, "f" * 32, "2026-11-27T09:00:00Z"),
            "for another authority": lambda: revoke(SigningKey.generate(), TENANT, device, "2026-11-27T09:00:00Z"),
        }[forged]()
        opened.close()
        from desktop_app.sync.transport import Transport

        truly = Transport.ask

        def lying(self: Transport, path: str, message: object, form: type, wait: float = 0.0) -> object:
            answer = truly(self, path, message, form, wait)  # type: ignore[arg-type,type-var]
            import msgspec

            return msgspec.structs.replace(answer, order=order) if path == "/v1/revoked" else answer

        monkeypatch.setattr(Transport, "ask", lying)
        with pytest.raises(BadSeal):
            ask_why(laptop.vault, laptop.records.identity)
        with pytest.raises(BadSeal):
            hand_over(OrderedAway(laptop.vault, laptop.records, "2026-11-27T09:00:00Z"))
        assert kept_order(laptop.vault.engine) is None
        assert not laptop.vault.profile.leaving.exists()
    opened_again = actions.unlock(Profile(tmp_path / "copy"), PASSPHRASE)
    assert isinstance(opened_again, actions.Opened)
    opened_again.close()


def test_an_acknowledgement_that_nobody_signed_destroys_nothing(
    leaver: tuple[Laptop, list[str]], store: RunningStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, _ = leaver
    away = revoke_ruth(laptop, store)
    from casework.exchange import HandedOverAnswer
    from desktop_app.sync.transport import Transport

    truly = Transport.ask

    def lying(self: Transport, path: str, message: object, form: type, wait: float = 0.0) -> object:
        if path == "/v1/quarantine":
            return HandedOverAnswer(b"\0" * 64)
        return truly(self, path, message, form, wait)  # type: ignore[arg-type,type-var]

    monkeypatch.setattr(Transport, "ask", lying)
    with pytest.raises(BadSeal):
        hand_over(away)
    assert len(laptop.records.drafts.lines()) == DRAFTS + OPEN
    assert not laptop.vault.profile.leaving.exists()


def test_a_laptop_that_was_not_revoked_gets_no_order(store: RunningStore, tmp_path: Path) -> None:
    with new_laptop(tmp_path / "copy", store, "ruth") as laptop:
        laptop.sync()
        with pytest.raises(StoreRefused):
            ask_why(laptop.vault, laptop.records.identity)
        with pytest.raises(KnownError):
            hand_over(OrderedAway(laptop.vault, laptop.records, "2026-11-27T09:00:00Z"))
        assert laptop.sync().agrees
    with open_again(tmp_path / "copy"):
        pass


def test_the_command_line_hands_over_and_says_so(
    leaver: tuple[Laptop, list[str]],
    store: RunningStore,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    import io

    from desktop_app.headless.run import main

    laptop, _ = leaver
    folder = laptop.vault.profile.folder
    store.revoke(laptop.records.identity.device)
    laptop.close()
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSPHRASE + "\n"))
    assert main(["sync", "--profile", str(folder)]) == 0
    said = capsys.readouterr().out
    assert re.search(r"What you had not sent \(\d+ things\) is with your authority", said)
    assert "The copy on this laptop is destroyed." in said
    assert not folder.exists()

"""The doors of the quarantine: for a revoked laptop and nobody else, bounded, and only for what it signed itself."""

import hashlib
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.exchange import (
    PIECE_BYTES,
    ChallengeAnswer,
    ChallengeAsk,
    Endpoint,
    HandedOverAnswer,
    HandedOverAsk,
    PartsAnswer,
    PartsAsk,
    PullAnswer,
    PullAsk,
    PushAnswer,
    PushAsk,
    RevokedAnswer,
    RevokedAsk,
    Trouble,
    WaitAnswer,
    WaitAsk,
    WipedAnswer,
    WipedAsk,
)
from casework.leaving import CHANGES, DRAFT, HandedChanges, HandedOver, Item, hash_of, names_of_parts, parts_of, written
from casework.seals import check_acknowledgement, check_revocation
from central_store import quarantine as quarantine_of_store
from central_store.adding import Sealed
from central_store.backups import back_up, put_back
from central_store.checking import problems
from central_store.commands.run import main
from central_store.reviewing import words_of
from central_store.serving.leaving import LeavingDesk
from central_store.serving.office import Office
from central_store.serving.sessions import Sessions
from central_store.serving.trouble import Refusing
from central_store.store import NotEnrolling
from tests.central_store.conftest import ELLA
from tests.central_store.device import Device, Refused, audit_lines
from tests.central_store.test_strange_requests import mutated
from tests.support.store import TENANT, RunningStore


class Leaver:
    """A revoked device that knows only docs/protocol.md."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.items: list[Item] = []

    def begin(self) -> RevokedAnswer:
        device = self.device
        given = device.ask(Endpoint.CHALLENGE, ChallengeAsk(device.id), ChallengeAnswer)
        signature = device.key.sign("revoked", device.tenant, device.id, given.challenge)
        answer = device.ask(Endpoint.REVOKED, RevokedAsk(device.id, given.challenge, signature), RevokedAnswer)
        device.token = answer.token
        return answer

    def add(self, what: str, file: str, content: bytes, name: str = "") -> None:
        """Send one thing, and have it on the list."""
        for part_name, part in parts_of(content).items():
            assert self.put(part_name, part) == 204
        self.items.append(Item(what, file, names_of_parts(content), len(content), name, "2026-11-26", "2026-11-26"))

    def put(self, name: str, part: bytes) -> int:
        return self.device.raw("PUT", Endpoint.PART.replace("{name:str}", name), part)[0]

    def list(self) -> bytes:
        return written(HandedOver(TENANT, self.device.id, tuple(self.items)))

    def end(self, content: bytes | None = None) -> HandedOverAnswer:
        content = self.list() if content is None else content
        signature = self.device.key.sign("handed over", TENANT, hash_of(content))
        return self.device.ask(Endpoint.HANDED_OVER, HandedOverAsk(content, signature), HandedOverAnswer)

    def receipt(self, key_of: Device | None = None) -> WipedAnswer:
        device, list_hash, given = self.device, hash_of(self.list()), "2026-11-27T10:00:00+00:00"
        signature = (key_of or device).key.sign("wiped", TENANT, device.id, list_hash, given)
        return device.ask(Endpoint.WIPED, WipedAsk(device.id, list_hash, given, signature), WipedAnswer)


@pytest.fixture
def leaver(store: RunningStore, ruth: Device) -> Iterator[Leaver]:
    store.revoke(ruth.id)
    yield Leaver(ruth)
    store.in_database("DELETE FROM quarantine", "DELETE FROM reviewed")
    shutil.rmtree(store.data / "quarantine", ignore_errors=True)
    (store.data / "quarantine").mkdir(mode=0o700)


def refused(ask: object) -> str:
    """The code with which the store refuses."""
    assert callable(ask)
    with pytest.raises(Refused) as why:
        ask()
    return why.value.code


def test_the_order_is_the_authoritys_and_what_is_handed_over_is_acknowledged(
    store: RunningStore, leaver: Leaver
) -> None:
    order = leaver.begin().order
    check_revocation(store.keys.authority_key().public, TENANT, leaver.device.id, order)
    content = b"half of a note " * 40_000  # more than one part
    assert len(names_of_parts(content)) == 3
    names = names_of_parts(content)
    asked = PartsAsk((*names, "0" * 64))
    assert set(leaver.device.ask(Endpoint.PARTS_MISSING, asked, PartsAnswer).missing) == set(asked.names)
    leaver.add(DRAFT, ELLA, content, "note")
    assert leaver.device.ask(Endpoint.PARTS_MISSING, asked, PartsAnswer).missing == ("0" * 64,)
    for _ in range(2):  # again, as after a kill
        answer = leaver.end()
        check_acknowledgement(
            leaver.device.store_key, TENANT, leaver.device.id, hash_of(leaver.list()), answer.signature
        )
    leaver.receipt()
    leaver.receipt()
    assert store.problems() == []
    said = store.command("quarantine", "list", "--data", str(store.data))
    assert "its copy was destroyed" in said
    assert said.count("a draft: a note") == 1


def test_a_device_that_may_work_finds_these_doors_shut(store: RunningStore, omar: Device, leaver: Leaver) -> None:
    worker = Leaver(omar)
    token = omar.token
    assert refused(worker.begin) == "device"
    omar.token = token
    assert worker.put("0" * 64, b"") == 401
    assert refused(lambda: omar.ask(Endpoint.PARTS_MISSING, PartsAsk(()), PartsAnswer)) == "session"
    assert refused(worker.end) == "session"
    assert refused(worker.receipt) == "device"
    assert store.problems() == []


def test_the_token_of_a_revoked_device_opens_nothing_else(leaver: Leaver) -> None:
    leaver.begin()
    device = leaver.device
    for ask in (
        lambda: device.ask(Endpoint.PULL, PullAsk({ELLA: device.cursor(ELLA)}), PullAnswer),
        lambda: device.ask(Endpoint.PUSH, PushAsk(()), PushAnswer),
        lambda: device.ask(Endpoint.WAIT, WaitAsk(b""), WaitAnswer),
        device.sign_in,
    ):
        assert refused(ask) in ("session", "device")
    for method in ("GET", "PUT"):
        assert device.raw(method, device.piece_path(ELLA, "0" * 64))[0] in (401, 403)
    assert device.raw("GET", Endpoint.PART.replace("{name:str}", "0" * 64))[0] == 405, "nothing comes out of it"


def test_another_signs_in_for_it_in_vain(omar: Device, leaver: Leaver) -> None:
    device = leaver.device
    given = device.ask(Endpoint.CHALLENGE, ChallengeAsk(device.id), ChallengeAnswer)
    for key, purpose in ((omar.key, "revoked"), (device.key, "session")):
        signature = key.sign(purpose, TENANT, device.id, given.challenge)
        ask = RevokedAsk(device.id, given.challenge, signature)
        assert refused(lambda ask=ask: device.ask(Endpoint.REVOKED, ask, RevokedAnswer)) == "device"


def test_what_is_not_what_it_is_named_or_not_all_here_is_refused(leaver: Leaver, omar: Device) -> None:
    leaver.begin()
    assert leaver.put("0" * 64, b"something else") == 400
    assert leaver.put("../../store.key", b"x") in (400, 404, 405)
    leaver.add(DRAFT, ELLA, b"here", "note")
    leaver.items.append(Item(DRAFT, ELLA, names_of_parts(b"never sent"), 10, "note"))
    assert refused(leaver.end) == "piece"
    leaver.items.pop()
    another = written(HandedOver(TENANT, omar.id, tuple(leaver.items)))
    assert refused(lambda: leaver.end(another)) == "form"
    content = leaver.list()
    wrong = HandedOverAsk(content, omar.key.sign("handed over", TENANT, hash_of(content)))
    assert refused(lambda: leaver.device.ask(Endpoint.HANDED_OVER, wrong, HandedOverAnswer)) == "form"
    assert refused(lambda: leaver.receipt(omar)) == "device"
    assert refused(leaver.receipt) == "form", "nothing was handed over yet"
    leaver.end()
    leaver.receipt()


def test_one_laptop_cannot_fill_the_store(store: RunningStore, leaver: Leaver, monkeypatch: pytest.MonkeyPatch) -> None:
    leaver.begin()
    assert leaver.put(hashlib.sha256(bytes(PIECE_BYTES + 1)).hexdigest(), bytes(PIECE_BYTES + 1)) == 413
    monkeypatch.setattr("central_store.serving.leaving.MOST_BYTES_OF_ALL", 1000)
    opened = store.open()
    office = Office(opened, lambda _files: None)
    try:
        office.refresh()
        desk = LeavingDesk(office, Sessions(office.key, office.tenant, office.register))
        device = office.register.revoked_device(leaver.device.id)
        assert device is not None
        for fill, length, is_taken in ((1, 600, True), (2, 500, False), (1, 600, False), (3, 400, True), (4, 1, False)):
            data = bytes([fill]) * length
            if is_taken:
                desk.keep(device, hashlib.sha256(data).hexdigest(), data)
            else:
                with pytest.raises(Refusing):
                    desk.keep(device, hashlib.sha256(data).hexdigest(), data)
        assert quarantine_of_store.Shelf(office.folder).held(leaver.device.id) == 1000
    finally:
        office.close()
        opened.close()


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[RunningStore]:
    """For what leaves a store damaged."""
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", ["ruth"], ["ella"])
        yield running


def test_what_was_released_without_the_authoritys_key_is_found(own_store: RunningStore) -> None:
    store, device = own_store, Device(own_store, "ruth").join()
    store.revoke(device.id)
    leaver = Leaver(device)
    leaver.begin()
    push = device.sealed(ELLA, [device.note(ELLA, "Written on the last day.")])
    leaver.add(CHANGES, ELLA, msgspec.msgpack.encode(HandedChanges(ELLA, push.batch)))
    leaver.end()
    let = ("--data", str(store.data), "--authority-key", str(store.key_file), "--device", device.id)
    said = store.command("quarantine", "release", *let)
    assert "1: added 1 change, in the words of ruth." in said
    assert store.problems() == []
    opened = store.open()
    with opened.adding("test") as ledger:
        second = device.note(ELLA, "Slipped in by who runs the store.")
        device.seals[ELLA] = push.batch.seal
        batch = device.sealed(ELLA, [second]).batch
        ledger.add_sealed_by(Sealed(ELLA, batch.seal, [second], mark="released"))
    opened.close()
    assert [line for line in store.problems() if "released by nobody who may" in line] != []
    device.close()


def test_batches_of_one_file_go_in_their_order(store: RunningStore, leaver: Leaver) -> None:
    device = leaver.device
    leaver.begin()
    first = device.sealed(ELLA, [device.note(ELLA, "The first.")])
    device.seals[ELLA] = first.batch.seal
    second = device.sealed(ELLA, [device.note(ELLA, "The second.")])
    for push in (first, second):
        leaver.add(CHANGES, ELLA, msgspec.msgpack.encode(HandedChanges(ELLA, push.batch)))
    leaver.end()
    let = ("--data", str(store.data), "--authority-key", str(store.key_file), "--device", device.id)
    assert main(["quarantine", "release", *let, "--item", "2"]) == 1
    assert main(["quarantine", "release", *let]) == 0
    assert store.problems() == []


def test_a_changed_entry_or_another_authors_is_not_released(store: RunningStore, leaver: Leaver) -> None:
    device = leaver.device
    leaver.begin()
    strange = device.sealed(ELLA, [device.note(ELLA, "In another's name.", author="omar")])
    leaver.add(CHANGES, ELLA, msgspec.msgpack.encode(HandedChanges(ELLA, strange.batch)))
    leaver.end()
    let = ("--data", str(store.data), "--authority-key", str(store.key_file), "--device", device.id)
    assert main(["quarantine", "release", *let]) == 1


def test_what_is_destroyed_is_gone_from_the_disk_and_the_rest_stays(store: RunningStore, leaver: Leaver) -> None:
    leaver.begin()
    leaver.add(DRAFT, ELLA, b"\x81\xa4said\xaeMarker-to-go-1", "note")
    leaver.add(DRAFT, ELLA, b"\x81\xa4said\xaeMarker-stays-1", "note")
    leaver.end()
    where = ("--data", str(store.data), "--authority-key", str(store.key_file), "--device", leaver.device.id)
    store.command("quarantine", "destroy", *where, "--item", "1")
    held = b"".join(path.read_bytes() for path in (store.data / "quarantine").rglob("*") if path.is_file())
    assert b"Marker-to-go-1" not in held
    assert b"Marker-stays-1" in held
    assert store.problems() == []
    (
        store.data / "quarantine" / next(iter((store.data / "quarantine").iterdir())).name / leaver.items[1].parts[0]
    ).unlink()
    assert [line for line in store.problems() if "is not whole" in line] != []


def test_a_backup_has_what_lies_in_quarantine(store: RunningStore, leaver: Leaver, tmp_path: Path) -> None:
    leaver.begin()
    leaver.add(DRAFT, ELLA, b"\x80", "note")
    leaver.end()
    opened = store.open()
    back_up(opened, tmp_path / "backup")
    opened.close()
    again = put_back(tmp_path / "backup", tmp_path / "again", store.new_database())
    try:
        assert [line for line in problems(again, lambda _done, _of: None) if "handed over" in line] == []
        with again.engine.connect() as connection:
            assert len(quarantine_of_store.Quarantine(connection, TENANT, again.folder).things(leaver.device.id)) == 1
    finally:
        again.close()


def test_a_leaver_has_no_device_and_no_code_any_more(store: RunningStore) -> None:
    one, other = Device(store, "omar").join(), Device(store, "omar").join()
    code = store.enrol("omar")
    keys = ("--data", str(store.data), "--authority-key", str(store.key_file))
    said = store.command("revoke", *keys, "--professional", "omar")
    assert said.count("Revoked ") >= 2
    assert refused(one.sign_in) == refused(other.sign_in) == "device"
    late = Device(store, "omar")
    assert refused(lambda: late.show(code)) == "code"
    opened = store.open()
    try:
        with pytest.raises(NotEnrolling):
            opened.revoke_all_of("nobody", store.keys)
    finally:
        opened.close()
    for device in (one, other, late):
        device.close()


def test_a_device_that_an_earlier_release_revoked_gets_its_order_when_it_is_revoked_again(
    store: RunningStore, ruth: Device
) -> None:
    from casework.case_files import AUTHORITY_BOOK
    from casework.editing import edit
    from casework.fold import fold
    from casework.kinds.books import device_record

    opened = store.open()
    with opened.adding("test") as ledger:
        state = fold(ledger.changes_of(AUTHORITY_BOOK))["device", device_record(ruth.id)]
        change = edit(AUTHORITY_BOOK, state, state.shown(), {"revoked": "2026-11-01T09:00:00Z"}, opened.pen(store.keys))
        ledger.add_sealed({AUTHORITY_BOOK: [change]}, store.keys.administrator_key())
    opened.close()
    assert refused(Leaver(ruth).begin) == "device"
    store.revoke(ruth.id)
    check_revocation(store.keys.authority_key().public, TENANT, ruth.id, Leaver(ruth).begin().order)


def test_mutated_messages_of_a_revoked_laptop_break_nothing_and_bring_nothing_in(
    store: RunningStore, leaver: Leaver
) -> None:
    leaver.begin()
    leaver.add(DRAFT, ELLA, b"\x80", "note")
    device, content = leaver.device, leaver.list()
    messages: list[tuple[str, msgspec.Struct]] = [
        (Endpoint.PARTS_MISSING, PartsAsk(("0" * 64, "../../store.key"))),
        (Endpoint.HANDED_OVER, HandedOverAsk(content, device.key.sign("handed over", TENANT, hash_of(content)))),
        (Endpoint.WIPED, WipedAsk(device.id, hash_of(content), "2026-11-27T10:00:00Z", bytes(64))),
        (Endpoint.REVOKED, RevokedAsk(device.id, bytes(32), bytes(64))),
    ]
    chance = random.Random(20261127)
    for _ in range(200):
        path, message = chance.choice(messages)
        status, answer, _ = device.raw("POST", path, mutated(chance, msgspec.msgpack.encode(message)))
        assert status in (200, 400, 401, 403, 404, 413), (status, path)
        assert status != 200 or path == Endpoint.PARTS_MISSING
        assert status == 200 or msgspec.msgpack.decode(answer, type=Trouble).sentence
    strange = (Item(DRAFT, ELLA, ("../../store.key",), 1), Item(DRAFT, "no file", ("0" * 64,), -1))
    for item in strange:
        assert refused(lambda item=item: leaver.end(written(HandedOver(TENANT, device.id, (item,))))) in (
            "form",
            "piece",
        )
    assert audit_lines(store, "handed over")[-1:] == [] or audit_lines(store, "handed over")[-1][0] != device.id


def test_what_a_laptop_wrote_cannot_write_to_the_administrators_screen(
    store: RunningStore, leaver: Leaver, capsys: pytest.CaptureFixture[str]
) -> None:
    leaver.begin()
    leaver.add(DRAFT, ELLA, msgspec.msgpack.encode({"said": "one\ntwo \x1b]0;pwned\x07\u202e", "at": 3}), "\x1b[2J")
    leaver.end()
    where = ("--data", str(store.data))
    assert main(["quarantine", "show", *where, "--device", leaver.device.id, "--item", "1"]) == 0
    assert main(["quarantine", "list", *where]) == 0
    said = capsys.readouterr().out
    assert "two" in said
    assert not set(said) & {"\x1b", "\x07", "\u202e"}


def test_a_rating_of_nothing_and_a_no_are_read_by_who_looks_through_it() -> None:
    content = msgspec.msgpack.encode({"value": 0, "agreed": False, "why": ""})
    assert words_of(Item(DRAFT, "person:1", (), len(content)), content) == ["value: 0", "agreed: False"]

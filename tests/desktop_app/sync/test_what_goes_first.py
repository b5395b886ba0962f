"""A safety concern travels before anything else that waits, however long the queue and wherever the connection was cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.access import Role
from casework.errors import NotAllowed, NotReachable
from casework.kinds.concerns import (
    Answer,
    Decision,
    DecisionAnswer,
    ManagementDecision,
    SafetyConcern,
    answer_id,
)
from casework.kinds.work import CaseNote
from desktop_app.record_store.log import add_to_log
from desktop_app.record_store.post_room import PostRoom
from tests.central_store.device import audit_lines
from tests.support.laptops import Laptop, new_laptop
from tests.support.store import RunningStore, child_file

ELLA, TOM, RUBY = child_file("ella"), child_file("tom"), child_file("ruby")
GROUP = b"g" * 16


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", ["jo", "omar"], ["ella", "tom", "ruby"])
        running.add_hub("hub-1", ["ana"], [], Role.CONSULTANT_SOCIAL_WORKER)
        yield running


@pytest.fixture
def jo(store: RunningStore, tmp_path: Path) -> Iterator[Laptop]:
    with new_laptop(tmp_path / "jo", store, "jo") as laptop:
        laptop.sync()
        yield laptop


def write_notes(laptop: Laptop, file: str, count: int) -> None:
    laptop.records.add(*[laptop.records.create(file, CaseNote(said=f"note {number}")) for number in range(count)])


def raise_concern(laptop: Laptop, file: str) -> None:
    """A concern and the decision by phone, as the sheet adds them."""
    heard = Decision("See a doctor.", "Not explained.", "ana", "Ana", "2026-06-09T09:31:00Z")
    laptop.records.add(
        laptop.records.create(file, SafetyConcern(group=GROUP, seen="A mark")),
        laptop.records.create(file, ManagementDecision(decision=heard, group=GROUP)),
    )


def kinds_by_number(store: RunningStore, file: str) -> list[str]:
    opened = store.open()
    try:
        with opened.engine.connect() as connection:
            asked = "SELECT kind FROM changes WHERE file = ? ORDER BY number"
            return [row[0] for row in connection.exec_driver_sql(asked, (file,))]
    finally:
        opened.close()


def test_it_overtakes_a_long_queue_of_its_own_file_and_of_every_other(store: RunningStore, jo: Laptop) -> None:
    write_notes(jo, ELLA, 30)
    write_notes(jo, RUBY, 30)
    write_notes(jo, TOM, 600)
    raise_concern(jo, TOM)
    already = len(audit_lines(store, "write"))
    jo.sync()
    files = [file for _, file, _ in audit_lines(store, "write")][already:]
    assert files[0] == TOM
    assert set(files) == {TOM, ELLA, RUBY}
    assert kinds_by_number(store, TOM)[:4] == ["person", "safety_concern", "management_decision", "case_note"]
    assert jo.records.waiting().count == 0


def test_after_a_cut_it_follows_what_was_on_its_way_and_overtakes_the_rest(store: RunningStore, jo: Laptop) -> None:
    write_notes(jo, TOM, 700)
    write_notes(jo, ELLA, 30)
    store.kill()
    with pytest.raises(NotReachable):
        jo.sync()
    raise_concern(jo, TOM)
    store.start()
    already = len(audit_lines(store, "write"))
    jo.sync()
    assert [file for _, file, _ in audit_lines(store, "write")][already : already + 2] == [TOM, TOM]
    kinds = kinds_by_number(store, TOM)
    assert kinds.index("safety_concern") == 1 + 500, "only the batch that was sealed and sent already is before it"
    assert kinds.count("case_note") == 700


def test_nothing_else_is_sent_with_it_and_waiting_to_send_names_it_first(jo: Laptop) -> None:
    write_notes(jo, ELLA, 1)
    raise_concern(jo, TOM)
    post = PostRoom(jo.vault, jo.records)
    assert [push.file for push in post.next_pushes(frozenset(), 16)] == [TOM]
    assert [record.kind for record in jo.records.waiting_records()] == [
        "safety_concern",
        "management_decision",
        "case_note",
    ]
    assert jo.records.waiting().things == 2, "a concern with its decision is one thing"


def test_written_while_drawings_are_sent_it_does_not_wait_for_the_rest_of_them(store: RunningStore, jo: Laptop) -> None:
    for _ in range(3):
        jo.records.keep_attachment(ELLA, b"strokes" * 60_000, "application/x-ink")
    written = False

    def the_worker_writes_now() -> bool:
        nonlocal written
        if not written and audit_lines(store, "write piece"):
            written = True
            raise_concern(jo, TOM)
        return False

    jo.engine.once(is_cancelled=the_worker_writes_now)
    assert written
    order = lines_from(store, jo.records.identity.device)
    assert order[0] == "write piece"
    assert "write piece" in order[order.index("write") :], "the concern went before the last of the drawings"


def lines_from(store: RunningStore, device: str) -> list[str]:
    """What the store wrote down of what a device sent, in order."""
    opened = store.open()
    try:
        with opened.engine.connect() as connection:
            asked = "SELECT what FROM audit WHERE who = ? AND what IN ('write', 'write piece') ORDER BY number"
            return [row[0] for row in connection.exec_driver_sql(asked, (device,))]
    finally:
        opened.close()


def test_the_store_takes_a_decider_s_answer_from_the_decider_alone(
    store: RunningStore, jo: Laptop, tmp_path: Path
) -> None:
    raise_concern(jo, TOM)
    jo.sync()
    (heard,) = jo.records.records(TOM, ManagementDecision)
    (about,) = heard.shown["decision"]
    answer = DecisionAnswer(decision=heard.record, answer=Answer(about, is_theirs=True))
    with new_laptop(tmp_path / "ana", store, "ana") as ana:
        ana.sync()
        ana.records.add(ana.records.create(TOM, answer, record=answer_id(heard.record, "ana")))
        assert ana.sync().sent == 1
    forged = jo.records.create(TOM, answer, record=answer_id(heard.record, "ana"))
    with pytest.raises(NotAllowed):
        jo.records.add(forged)
    with jo.vault.engine.begin() as connection:  # a laptop that does not ask itself
        add_to_log(connection, TOM, [(forged, None, "", False)])
    jo.sync()
    assert [one.reason for one in jo.records.set_aside()] == ["right"]
    assert [record.author for record in jo.records.records(TOM, DecisionAnswer)] == ["ana"]

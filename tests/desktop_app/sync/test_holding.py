"""Sending is paused, or drawings wait for a better connection: concerns go all the same, and nothing is lost or said to be sent."""

import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casework.changes import new_record_id
from casework.ink import MEDIA, Stroke, pack, point_at
from casework.kinds.concerns import SafetyConcern
from casework.kinds.direct_work import Drawing
from casework.kinds.work import CaseNote
from desktop_app.record_store.records import Records
from desktop_app.sync import battery
from desktop_app.sync.holding import PAUSED, Goes, Holding
from desktop_app.sync.keeper import StepKeeper
from desktop_app.sync.status import Link, Status
from tests.support.laptops import Laptop, new_laptop
from tests.support.store import RunningStore, child_file

ELLA, MAYA = child_file("ella"), child_file("maya")
METERED = "This connection counts what is sent."


class Sense:
    """What the system says of connection and battery."""

    said = ""

    def __call__(self) -> str:
        return self.said


class Kept:
    """A laptop that is kept in step, and what it says of it."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop, self.sense = laptop, Sense()
        self._heard: queue.SimpleQueue[Status] = queue.SimpleQueue()
        self.keeper = StepKeeper(
            laptop.engine, laptop.records, self._heard.put, lambda _outcome: None, holding=Holding(self.sense)
        )

    def until(self, holds: Callable[[Status], bool]) -> Status:
        while not holds(status := self._heard.get(timeout=20)):
            pass
        return status


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", ["ruth", "sam"], ["ella", "maya"])
        yield running


@pytest.fixture
def kept(store: RunningStore, tmp_path: Path) -> Iterator[Kept]:
    with new_laptop(tmp_path / "ruth", store, "ruth") as laptop:
        laptop.sync()
        kept = Kept(laptop)
        yield kept
        kept.keeper.stop()


def note(kept: Kept, said: str) -> None:
    kept.laptop.records.add(kept.laptop.records.create(ELLA, CaseNote(how="call", said=said)))
    kept.keeper.something_was_written()


def draw(kept: Kept) -> None:
    records = kept.laptop.records
    strokes = (Stroke("blue", 60, tuple(point_at(0.1 * at, 0.2, 10 * at) for at in range(1, 9))),)
    ink = records.keep_attachment(ELLA, pack(strokes), MEDIA)
    records.add(records.create(ELLA, Drawing(title="The good house", ink=ink)))
    kept.keeper.something_was_written()


def has_come(records: Records, said: str) -> bool:
    return said in {one.value.said for one in records.records_everywhere(CaseNote)}


def said_at(other: Laptop) -> list[str | None]:
    other.sync()
    return [one.value.said for one in other.records.records_everywhere(CaseNote)]


def test_paused_a_concern_goes_and_nothing_else_until_it_goes_on(
    kept: Kept, store: RunningStore, tmp_path: Path
) -> None:
    kept.keeper.start()
    kept.until(lambda status: status.is_all_sent)
    kept.keeper.pause()
    assert kept.until(lambda status: status.is_paused and status.link is not Link.WORKING).why == PAUSED
    records = kept.laptop.records
    records.add(
        records.create(MAYA, CaseNote(how="call", said="Gran rang.")),
        records.create(ELLA, SafetyConcern(seen="A bruise on the left arm."), record=new_record_id()),
    )
    kept.keeper.something_was_written()
    status = kept.until(lambda status: status.link is Link.NOT_TRIED and status.waiting == 1)
    assert not status.is_all_sent
    with new_laptop(tmp_path / "sam", store, "sam") as sam:
        assert said_at(sam) == []
        assert [one.value.seen for one in sam.records.records(ELLA, SafetyConcern)] == ["A bruise on the left arm."]
        sam.records.add(sam.records.create(ELLA, CaseNote(how="call", said="School rang.")))
        sam.sync()
        kept.keeper.go_on()
        status = kept.until(lambda status: status.is_all_sent and has_come(records, "School rang."))
        assert status.held == ""
        assert set(said_at(sam)) == {"Gran rang.", "School rang."}
    assert has_come(records, "Gran rang.")


def test_where_the_connection_counts_words_go_and_drawings_wait_until_they_are_wanted(
    kept: Kept, store: RunningStore, tmp_path: Path
) -> None:
    kept.sense.said = METERED
    kept.keeper.start()
    draw(kept)
    note(kept, "Gran rang.")
    status = kept.until(lambda status: status.link is Link.CONNECTED and status.waiting == 1)
    assert (status.held, status.is_all_sent) == (METERED, False)
    assert status.why == f"Connected. {METERED}"
    with new_laptop(tmp_path / "sam", store, "sam") as sam:
        assert said_at(sam) == ["Gran rang."]
        (drawing,) = sam.records.records(ELLA, Drawing)
        assert drawing.value.ink is not None
        assert not sam.records.has_attachment(drawing.value.ink)
        kept.keeper.go_on(all_of_it=True)
        parts = kept.until(lambda status: status.of_parts > 0)
        assert parts.why == "Sending parts of drawings and documents: 0 of 1."
        assert kept.until(lambda status: status.is_all_sent).held == ""
        sam.sync()
        assert sam.records.has_attachment(drawing.value.ink)


def test_everything_that_is_wanted_holds_for_one_reason_and_as_long_as_it_lasts() -> None:
    sense = Sense()
    holding = Holding(sense)
    assert holding.now().goes is Goes.ALL
    sense.said = METERED
    assert (holding.now().goes, holding.now().why) == (Goes.WORDS, METERED)
    holding.send_all()
    assert holding.now().goes is Goes.ALL
    sense.said = "The battery is low."
    assert holding.now().goes is Goes.WORDS
    sense.said = ""
    assert holding.now().goes is Goes.ALL
    sense.said = METERED  # another such connection, another day
    assert holding.now().goes is Goes.WORDS
    holding.pause()
    assert (holding.now().goes, holding.now().is_paused) == (Goes.FIRST, True)
    holding.go_on()
    assert holding.now().goes is Goes.WORDS


@pytest.mark.parametrize(
    ("supplies", "is_low"),
    [
        ({"BAT0": ("Battery", "14", "Discharging", "")}, True),
        ({"BAT0": ("Battery", "14", "Charging", "")}, False),
        ({"BAT0": ("Battery", "15", "Discharging", "")}, False),
        ({"BAT0": ("Battery", "5", "Discharging", ""), "BAT1": ("Battery", "80", "Discharging", "")}, False),
        ({"pen": ("Battery", "5", "Discharging", "Device"), "AC": ("Mains", "", "", "")}, False),
        ({"BAT0": ("Battery", "much", "Discharging", "")}, False),
        ({}, False),
    ],
)
def test_a_battery_is_low_where_the_laptop_s_own_is_and_none_charges(
    tmp_path: Path, supplies: dict[str, tuple[str, str, str, str]], is_low: bool
) -> None:
    for name, words in supplies.items():
        (tmp_path / name).mkdir()
        for file, said in zip(("type", "capacity", "status", "scope"), words, strict=True):
            (tmp_path / name / file).write_text(f"{said}\n", "ascii")
    assert battery.is_low(tmp_path) is is_low
    assert battery.is_low(tmp_path / "nothing here") is False

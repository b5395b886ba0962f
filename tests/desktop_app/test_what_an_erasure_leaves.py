"""Whatever the authority erased of a family, every page of it opens, is read and is searched: with a gap, never with a fault."""

import datetime
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casework.case_files import FileKind
from casework.changes import Change
from desktop_app.caseload.queries import child_heading, children
from desktop_app.clinical.queries import clinical_file
from desktop_app.concerns.draft import ConcernDraft
from desktop_app.concerns.queries import concern_form, open_concerns, whom_to_ring
from desktop_app.direct_work.queries import voice
from desktop_app.network.queries import family
from desktop_app.plans.actions import keep as keep_plan
from desktop_app.plans.drafting import drafted, drafted_from
from desktop_app.plans.paper import paper_of_draft, paper_of_plan
from desktop_app.plans.queries import plans_of, words_for_plan
from desktop_app.record_store import log
from desktop_app.record_store.records import Records
from desktop_app.search.queries import search
from desktop_app.sending.queries import waiting
from desktop_app.start.children import TABS
from desktop_app.start.desk import Desk
from desktop_app.vault.encrypted_database import check_whole, reading
from desktop_app.versions.queries import questions
from desktop_app.visits.correcting import to_correct
from desktop_app.visits.entries import entries
from desktop_app.visits.queries import children_for_visit, people_for_visit
from tests.support.accessibility import words_on
from tests.support.daybooks import open_made_up_daybook
from tests.support.erased import erase_in
from tests.support.made_up import TODAY, hub, open_made_up
from tests.support.pictures import settle

Choose = Callable[[Sequence[Change], random.Random], list[Change]]


def some_changes(every: Sequence[Change], chance: random.Random) -> list[Change]:
    return [change for change in every if chance.random() < 0.3]


def some_records(every: Sequence[Change], chance: random.Random) -> list[Change]:
    records = sorted({change.header.record for change in every})
    gone = {record for record in records if chance.random() < 0.4}
    return [change for change in every if change.header.record in gone]


def what_began_each(every: Sequence[Change], _chance: random.Random) -> list[Change]:
    return [change for change in every if not change.header.over]


def what_came_later(every: Sequence[Change], _chance: random.Random) -> list[Change]:
    return [change for change in every if change.header.over]


def everything(every: Sequence[Change], _chance: random.Random) -> list[Change]:
    return list(every)


CHOICES: Sequence[Choose] = (some_changes, some_records, what_began_each, what_came_later, everything)


def _name(one: object) -> str:
    return getattr(one, "__name__", str(one))


def erase_some(records: Records, choose: Choose, seed: int) -> list[str]:
    """In the file of every person; the names of these files."""
    chance, files = random.Random(seed), records.files(FileKind.PERSON)
    for file in files:
        with reading(records._database) as connection:
            every = log.changes_of_file(connection, file)
        if gone := choose(every, chance):
            erase_in(records._vault, records, *gone)
    return files


def read_everything(records: Records, file: str, today: datetime.date) -> None:
    """What every page of a child's, and every form about one, asks of the record."""
    now = datetime.datetime.combine(today, datetime.time(9, 52), datetime.UTC)
    for entry in entries(records, file):
        assert entry.title
        to_correct(records, file, entry.key)
    child_heading(records, file, today)
    voice(records, file)
    family(records, file, today)
    questions(records, file)
    children_for_visit(records, file)
    people_for_visit(records, (file,))
    clinical_file(records, file)
    open_concerns(records, today, file)
    whom_to_ring(records, (file,), today)
    words_for_plan(records, file)
    draft = drafted(records, file, today)
    keep_plan(records, draft)
    for line in plans_of(records, file):
        drafted_from(records, file, line.record.record, today)
        paper_of_plan(records, file, line.record.record, today)
    paper_of_draft(records, draft.name, today)
    concern_form(records, f"concern:{(b'c' * 16).hex()}", ConcernDraft((file,), b"c" * 16, today.isoformat()), now)


@pytest.mark.parametrize(
    ("choose", "seed"), [*((one, 0) for one in CHOICES), (some_changes, 1), (some_records, 1)], ids=_name
)
def test_everything_is_read_that_is_left_of_a_family(tmp_path: Path, choose: Choose, seed: int) -> None:
    with open_made_up(tmp_path, hub()) as (vault, records):
        files = erase_some(records, choose, seed)
        for file in files:
            read_everything(records, file, TODAY)
        children(records, TODAY)
        waiting(records)
        for words in ("school", "nan", "bed", "her"):
            search(records, words)
        assert check_whole(vault.engine) == []


@pytest.mark.parametrize("choose", [some_changes, what_began_each], ids=lambda one: one.__name__)
def test_every_page_of_a_family_opens(tmp_path: Path, qtbot: QtBot, choose: Choose) -> None:
    files: list[str] = []
    with open_made_up_daybook(tmp_path, lambda records: files.extend(erase_some(records, choose, 11))) as desk:
        for page in ("today", "children", "waiting"):
            desk.go(page)
            come_to_rest(desk, qtbot)
        for file in files[:2]:
            for tab, _ in TABS:
                desk.go("child", file=file, tab=tab)
                come_to_rest(desk, qtbot)
                assert words_on(desk.window)
            for page in ("visit_start", "three_houses"):
                desk.go(page, file=file)
                come_to_rest(desk, qtbot)


def come_to_rest(desk: Desk, qtbot: QtBot) -> None:
    """Until everything that pages asked of the record was answered, and what they asked then."""
    for _ in range(3):
        heard: list[bool] = []
        desk.work.ask(lambda: True, then=heard.append)
        qtbot.waitUntil(lambda heard=heard: bool(heard), timeout=20_000)  # type: ignore[misc]
        settle()

"""One family's case while it is being written: who is who in each child's file, who writes, what was said already."""

import datetime
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from casework.kinds.people import SUBJECT
from demo import days
from demo.people import Child, Family, main_slots, slots
from demo.scribe import Scribe, When, at
from demo.staff import BY_ID, CONSULTANTS, COORDINATORS, LEFT_MONTHS_AGO, SUPPORTERS, Worker
from demo.timeline import Timeline
from demo.writing import Memory, Writer, words

NOON = "12:00"


@dataclass
class ChildFile:
    """Record ids in one child's file: adults and how they belong by key, siblings by file, people of other agencies by what
    they are."""

    child: Child
    adults: dict[str, bytes] = field(default_factory=dict)
    relations: dict[str, bytes] = field(default_factory=dict)
    siblings: dict[str, bytes] = field(default_factory=dict)
    agencies: dict[str, bytes] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The case file's name."""
        return self.child.file

    def key_of(self, adult: str) -> str:
        """How an adult is keyed in sets: the record's id in hexadecimal."""
        return self.adults[adult].hex()


@dataclass
class Case:
    """What every part of the story needs to be written."""

    scribe: Scribe
    writer: Writer
    family: Family
    timeline: Timeline
    today: datetime.date
    memory: Memory = field(default_factory=Memory)
    files: dict[str, ChildFile] = field(default_factory=dict)

    @property
    def rng(self) -> random.Random:
        """The one source of chance."""
        return self.scribe.rng

    @property
    def theme(self) -> dict[str, Any]:
        """The words of the family's theme."""
        return words(f"themes/{self.family.theme}")

    @property
    def handed_over(self) -> datetime.date | None:
        """The day the worker of today took over from another; None where there was nobody before."""
        if self.family.came_from:
            return self.timeline.moved_on
        day = days.days_ago(self.today, 30 * LEFT_MONTHS_AGO)
        return day if self.family.earlier_worker and self.timeline.referral < day else None

    def worker_on(self, day: datetime.date) -> Worker:
        """Who held the work on a day."""
        before = self.handed_over is not None and day < self.handed_over
        return BY_ID[self.family.earlier_worker if before else self.family.worker]

    def hub_on(self, day: datetime.date) -> str:
        """The hub that held the file on a day."""
        moved_on = self.timeline.moved_on if self.family.came_from else None
        return self.family.came_from if moved_on is not None and day < moved_on else self.family.hub

    def coordinator_on(self, day: datetime.date) -> Worker:
        """Who coordinated the hub that held the file."""
        return BY_ID[COORDINATORS[self.hub_on(day)]]

    def consultant_on(self, day: datetime.date) -> Worker:
        """Who decided for the child on a day."""
        return BY_ID[CONSULTANTS[self.hub_on(day)]]

    def supporter_on(self, day: datetime.date) -> Worker:
        """Which family support worker went there."""
        hub = self.hub_on(day)
        return BY_ID[self.family.supporter if hub == self.family.hub else SUPPORTERS[hub][0]]

    def slots(self, child: Child, day: datetime.date, author: Worker | None = None) -> dict[str, str]:
        """What a sentence about the child may name."""
        return slots(self.family, child, (author or self.worker_on(day)).first)

    def main_slots(self, day: datetime.date, author: Worker | None = None) -> dict[str, str]:
        """What a sentence about the family may name."""
        return dict(main_slots(self.family, (author or self.worker_on(day)).first))

    def children_on(self, day: datetime.date) -> list[Child]:
        """Those whose files stood on a day: born by then, or not yet born today."""
        return [child for child in self.family.children if child.born is None or child.born < day]

    def say(self, templates: list[str], known: dict[str, str], count: int = 1) -> str:
        """Sentences for this family."""
        return self.writer.say_some(count, templates, known, self.memory)

    def say_each(
        self, templates: list[str], day: datetime.date, author: Worker, children: Sequence[Child]
    ) -> dict[str, str]:
        """{file: a sentence}, the same in every file unless it names one child."""
        text = self.say(templates, self.slots(self.speaks_for(children), day, author))
        named = self.whom_it_names(text, children)
        return {
            child.file: text if child in named else self.say(templates, self.slots(child, day, author))
            for child in children
        }

    def speaks_for(self, children: Sequence[Child]) -> Child:
        """The child whose school and teacher are named where several are visited."""
        return self.family.main_child if self.family.main_child in children else children[0]

    def whom_it_names(self, text: str, children: Sequence[Child]) -> list[Child]:
        """The children a text is about: those it names, or all of them where it names none."""
        named = [child for child in children if re.search(rf"\b{re.escape(child.called)}\b", text, re.IGNORECASE)]
        return named or list(children)

    def written(self, day: datetime.date, time: str = NOON, later: int = 90) -> When:
        """When something of a day was written: never today or after."""
        return at(min(day, days.before(self.today, 1)), time, later)

    def rater(self, file: ChildFile, adult: str) -> str:
        """The stable key of a rater: the subject, or an adult's record."""
        return SUBJECT.hex() if adult == "child" else file.key_of(adult)

"""Dealing families: shape, community and kind of worry are dealt apart from each other, so that none goes with another.

In every community the kinds of worry are dealt evenly: the least dealt there comes next. tests/demo counts over many hubs.
"""

import datetime
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from casework.case_files import person_file
from demo import days, shapes
from demo.authority import Dealt
from demo.people import Adult, Child, Family, Home, Tie
from demo.shapes import BETWEEN_HOMES, SHAPES, WITH_ONE_AWAY, Names
from demo.staff import CASE_HOLDERS, HERON, SUPPORTERS, TENANT, WORKER
from demo.writing import words

HARMS = ("low", "drinking", "hitting", "home", "frightened", "out_late", "online", "disability", "health", "between")
OWN_THEME = {"foster": "looked_after", "leaver": "leaver", "expecting": "unborn"}
COURSES = ("protection", "need", "assessment", "protection", "need", "stepped_down", "protection", "enquiry", "need")
FIRST_ID, STEP_OF_IDS = 4_104_217, 37
DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Preset:
    """A family whose names and shape are set; its kind of worry is dealt like any other."""

    shape: str
    surname: str
    community: str
    children: tuple[tuple[str, str, int], ...]
    course: str
    is_late: bool = False


PRESETS = (
    Preset("father_alone", "Castle", "white british", (("Reuben", "M", 13),), "need", is_late=True),
    Preset("foster", "Pike", "white british", (("Jonah", "M", 15),), ""),
    Preset("grandmother", "Vaughan", "mixed", (("Idris", "M", 10),), "protection"),
    Preset("both_parents", "Lindqvist", "white british", (("Freya", "F", 6),), "assessment"),
    Preset("expecting", "Moreno", "portuguese", (("Baby", "U", -1),), ""),
)


class Dealer:
    """Deals the families of one hub after another, from one seed."""

    def __init__(self, rng: random.Random, today: datetime.date, after: int = 0, dealt: Dealt | None = None) -> None:
        """after: families and children are numbered from there; dealt: what this hub is for."""
        self.rng = rng
        self.today = today
        self._dealt_here = dealt or Dealt()
        self._names: dict[str, Any] = words("names")
        self._communities = {one["name"]: one for one in self._names["community"]}
        self._forenames: set[str] = {"Maisie", "Tom", "Ayla"} | {name for one in PRESETS for name, _, _ in one.children}
        self._surnames: set[str] = {"Hart"} | {one.surname for one in PRESETS}
        self._dealt: dict[str, Counter[str]] = {name: Counter() for name in self._communities}
        self._all: Counter[str] = Counter()
        self._community_deck: list[str] = []
        self._decks: dict[str, list[str]] = {"shape": [], "course": [], "street": []}
        self._number = after + 1  # the first of all is the family that is written by hand
        self._person = 10 * after

    def hub(self, hub: str, count: int) -> Iterator[Family]:
        """Families with together `count` children, those with set names first where it is the worker's hub."""
        left = count
        for preset in PRESETS if hub == HERON else ():
            if left >= len(preset.children):
                left -= len(preset.children)
                yield self._family(hub, preset)
        while left > 0:
            shape = self._next("shape", self._dealt_here.shapes or shapes.DECK)
            sizes = [size for size in SHAPES[shape] if size <= left]
            if sizes:
                size = self.rng.choice(sizes)
                left -= size
                yield self._family(hub, self._drawn(shape, size))

    def next_person(self) -> tuple[str, str]:
        """(id in the authority's system, case file) of the next child."""
        self._person += 1
        person_id = str(FIRST_ID + STEP_OF_IDS * self._person)
        return person_id, person_file(TENANT, person_id)

    # -- one family ---------------------------------------------------------------------------------------------

    def _drawn(self, shape: str, size: int) -> Preset:
        """Community, names and ages for a family whose shape was drawn."""
        community = self._next_community()
        known = self._communities[community]
        children = []
        for age in self._ages(shape, size):
            sex = self.rng.choice("FM") if age >= 0 else "U"
            children.append(("Baby" if age < 0 else self._forename(known, sex), sex, age))
        fresh = [name for name in known["surnames"] if name not in self._surnames] or known["surnames"]
        surname = self.rng.choice(fresh)
        self._surnames.add(surname)
        return Preset(shape, surname, community, tuple(children), "")

    def _ages(self, shape: str, size: int) -> list[int]:
        """Ages, eldest first; -1 for a child who is not born."""
        if shape == "leaver":
            return [self.rng.randint(18, 20)]
        if shape == "expecting":
            return [self.rng.randint(1, 6)] * (size - 1) + [-1]
        lowest = {"apart": 7, "shared": 5, "step": 6, "foster": 4}.get(shape, 0)
        eldest = self.rng.choice([lowest + 1, lowest + 3, 8, 10, 12, 14, 15, 16])
        ages = [max(eldest, lowest, 2 * size - 1)]
        while len(ages) < size:
            ages.append(max(0, ages[-1] - self.rng.randint(1, 4)))
        if shape == "step":
            ages[-1] = min(ages[-1], self.rng.randint(0, 4))
        return ages

    def _family(self, hub: str, preset: Preset) -> Family:
        self._number += 1
        known = self._communities[preset.community]
        names = Names(
            list(known["women"]), list(known["men"]), list(known["surnames"]), known["nan"], known.get("language", "")
        )
        made = shapes.household(preset.shape, len(preset.children), preset.surname, names, self.rng)
        harm = self._deal_harm(preset)
        parent, safe = made.parent or made.carers[0], made.safe or "kin"
        if harm == "frightened" and preset.shape not in OWN_THEME:
            parent, safe = made.away, made.carers[0]
        homes = self._homes(made.adults, harm)
        children = tuple(
            self._child(child, preset, known, ties, carer, homes)
            for child, ties, carer in zip(preset.children, made.ties, made.carers, strict=True)
        )
        return Family(
            number=self._number,
            community=preset.community,
            harm=harm,
            theme=OWN_THEME.get(preset.shape, harm),
            course=preset.course or self._course(preset.shape, harm),
            hub=hub,
            children=children,
            adults={key: self._with_phone(adult) for key, adult in made.adults.items()},
            homes=homes,
            carer=made.carers[0],
            kin="kin",
            parent=parent,
            safe=safe,
            **self._workers(hub),
            other=made.other,
            away=made.away,
            pet=self.rng.choice(["", *self._names["pets_dog"], *self._names["pets_cat"]]),
            doctor=self.rng.choice(self._names["doctors"]),
            helper=self.rng.choice(self._names["helpers"]),
            is_late=preset.is_late,
        )

    def _child(
        self,
        child: tuple[str, str, int],
        preset: Preset,
        known: dict[str, Any],
        ties: tuple[Tie, ...],
        carer: str,
        homes: dict[str, Home],
    ) -> Child:
        forename, sex, age = child
        person_id, file = self.next_person()
        born, expected = self._birth(age)
        school, teacher = self._school(born)
        return Child(
            person_id=person_id,
            file=file,
            forename=forename,
            surname=preset.surname,
            sex=sex,
            born=born,
            expected=expected,
            ethnicity=self.rng.choice(known["ethnicity"]),
            ties=ties,
            carer=carer,
            home=carer if carer in homes else "mother",
            school=school,
            teacher=teacher,
            likes=self._likes(age) if age >= 2 else {},
            language=known.get("language", "") if self.rng.random() < 0.5 else "",
        )

    def _birth(self, age: int) -> tuple[datetime.date | None, datetime.date | None]:
        if age < 0:
            return None, self.today + datetime.timedelta(days=self.rng.randint(30, 75))
        lowest = 120 if age == 0 else int(age * DAYS_A_YEAR) + 20
        return self.today - datetime.timedelta(days=self.rng.randint(lowest, int((age + 1) * DAYS_A_YEAR) - 20)), None

    def _school(self, born: datetime.date | None) -> tuple[str, str]:
        year = days.school_year(born, self.today) if born else -9
        if not -2 <= year <= 13:
            return "", ""
        names = "nurseries" if year < 0 else "schools_small" if year < 7 else "schools_big"
        return self.rng.choice(self._names[names]), self.rng.choice(self._names["teachers"])

    def _likes(self, age: int) -> dict[str, str]:
        lists = words("lists")
        suits = lists["ages_of_interest"]["small" if age < 6 else "middle" if age < 12 else "big"]
        return dict(lists["interest"][self.rng.choice(suits)])

    def _homes(self, adults: dict[str, Adult], harm: str) -> dict[str, Home]:
        homes = {}
        for key in adults:
            street = self._next("street", tuple(self._names["streets"]))
            lines = f"{self.rng.randint(1, 88)} {street}"
            postcode = f"ZZ{self.rng.randint(1, 9)} {self.rng.randint(1, 9)}{self.rng.choice('ABDEFHJLN')}{self.rng.choice('PQRSTUW')}"
            homes[key] = Home(lines, postcode, harm == "frightened" and key == "mother")
        return homes

    def _with_phone(self, adult: Adult) -> Adult:
        return replace(adult, phone=f"07700 900{self.rng.randint(0, 999):03}")

    def _workers(self, hub: str) -> dict[str, Any]:
        holders = CASE_HOLDERS[hub]
        worker = (
            holders[0] if hub == HERON and self._number <= len(PRESETS) + 1 else holders[self._number % len(holders)]
        )
        earlier = "gareth.pemble" if hub == HERON and self.rng.random() < 0.4 else ""
        supporters = SUPPORTERS[hub]
        supporter = supporters[0] if worker == WORKER else self.rng.choice(supporters)
        return {"worker": worker, "supporter": supporter, "earlier_worker": earlier}

    # -- dealing ------------------------------------------------------------------------------------------------

    def _deal_harm(self, preset: Preset) -> str:
        """The kind of worry least dealt in this community of those that this family can have at all.

        Where the family's shape has a theme of its own, chance alone decides: few kinds fit there, and evening them out
        over the hub would give the first such family's community more than its share of them.
        """
        fitting = [harm for harm in HARMS if self._fits(harm, preset)]
        able = [harm for harm in fitting if harm in (self._dealt_here.harms or HARMS)] or fitting
        here = self._dealt[preset.community]
        self.rng.shuffle(able)
        is_set_apart = preset.shape in OWN_THEME
        harm = min(able, key=lambda one: (here[one], 0 if is_set_apart else self._all[one]))
        here[harm] += 1
        self._all[harm] += 1
        return harm

    def _fits(self, harm: str, preset: Preset) -> bool:
        ages = [age for _, _, age in preset.children]
        if preset.shape in OWN_THEME:
            return harm not in ("out_late", "online", "disability", "between")
        if harm == "frightened":
            able = preset.shape in WITH_ONE_AWAY - BETWEEN_HOMES
        elif harm == "between":
            able = preset.shape in BETWEEN_HOMES or preset.shape == "mother_alone"
        elif harm == "disability":
            able = preset.course in ("", "need", "assessment")
        else:
            able = True
        return able and max(ages) >= max(words(f"themes/{harm}")["youngest"], 3 if harm != "low" else 0)

    def _course(self, shape: str, harm: str) -> str:
        if shape in OWN_THEME:
            return OWN_THEME[shape]
        course = self._next("course", self._dealt_here.courses or COURSES)
        return "need" if harm == "disability" and course not in ("need", "assessment") else course

    def _forename(self, known: dict[str, Any], sex: str) -> str:
        pool = known["girls" if sex == "F" else "boys"]
        mixed = self._communities["mixed"]["girls" if sex == "F" else "boys"]
        fresh = [name for name in pool if name not in self._forenames]
        fresh = fresh or [name for name in mixed if name not in self._forenames] or pool
        name: str = self.rng.choice(fresh)
        self._forenames.add(name)
        return name

    def _next_community(self) -> str:
        if not self._community_deck:
            self._community_deck = [one for one in self._communities for _ in range(self._communities[one]["weight"])]
            self.rng.shuffle(self._community_deck)
        return self._community_deck.pop()

    def _next(self, deck: str, cards: tuple[str, ...]) -> str:
        if not self._decks[deck]:
            self._decks[deck] = list(cards)
            self.rng.shuffle(self._decks[deck])
        return self._decks[deck].pop()

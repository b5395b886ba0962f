"""The shapes that made-up families have: who lives with whom, who is a half-sibling of whom, who lives elsewhere."""

import random
from dataclasses import dataclass, replace

from demo.people import Adult, Tie

SHAPES = {
    "mother_alone": (1, 2),
    "both_parents": (1, 2, 3),
    "father_alone": (1, 2),
    "step": (2, 3),
    "grandmother": (1, 2),
    "shared": (1, 2),
    "apart": (2,),
    "two_mothers": (1, 2),
    "foster": (1, 2),
    "leaver": (1,),
    "expecting": (1, 2),
}
"""{shape: how many children it may have}."""

DECK: tuple[str, ...] = (
    *(
        "mother_alone",
        "both_parents",
        "step",
        "father_alone",
        "grandmother",
        "shared",
        "apart",
        "foster",
        "both_parents",
    ),
    *("mother_alone", "step", "two_mothers", "leaver", "foster", "mother_alone", "expecting", "both_parents", "shared"),
)
"""How often each shape comes."""

WITH_ONE_AWAY = frozenset({"mother_alone", "father_alone", "shared", "apart", "step"})
BETWEEN_HOMES = frozenset({"shared", "apart"})


@dataclass(frozen=True)
class Names:
    """Names of one community, as words/names.toml has them, that were not given to anybody yet."""

    women: list[str]
    men: list[str]
    surnames: list[str]
    nan: list[str]
    language: str = ""


@dataclass(frozen=True)
class Household:
    """The adults of a family by key, each child's ties in order, and who stands where."""

    adults: dict[str, Adult]
    ties: tuple[tuple[Tie, ...], ...]
    carers: tuple[str, ...]
    other: str = ""
    away: str = ""
    parent: str = ""
    safe: str = ""


_KNOWS = (
    "Knows why we are involved. Has said yes to being rung at any hour.",
    "Knows most of it, from {carer}. Can have the children to stay.",
    "Was at the last meeting. Checks in every evening.",
    "Knows there is a plan and what to do on a bad day.",
)
_STRANGERS: tuple[str, ...] = (
    *("Beverley Crane", "Anil Marchant", "Josephine Tully", "Hazel Obi", "Desmond Pratt", "Wendy Larkspur"),
    *("Carol Mbeki", "Ian Fothergill", "Precious Lowe", "Marta Sobol"),
)


def household(shape: str, count: int, surname: str, names: Names, rng: random.Random) -> Household:
    """The adults and ties of a family of this shape with this many children."""
    made = _MAKERS[shape](count, surname, names, rng)
    adults = made.adults | {"kin": _kin(shape, names, rng, made)}
    kin = Tie("kin", _relationship_of_kin(shape), "N", lives_with=False)
    return replace(made, adults=adults, ties=tuple((*ties, kin) for ties in made.ties))


def _woman(key: str, names: Names, rng: random.Random, surname: str, called: str = "Mum") -> Adult:
    return Adult(key, _taken(names.women, rng), surname, "F", called, language=names.language)


def _man(key: str, names: Names, rng: random.Random, surname: str, called: str = "Dad") -> Adult:
    return Adult(key, _taken(names.men, rng), surname, "M", called, language=names.language)


def _kin(shape: str, names: Names, rng: random.Random, made: Household) -> Adult:
    knows = rng.choice(_KNOWS).replace("{carer}", made.adults[made.carers[0]].forename)
    surname = _another(names, rng)
    if _relationship_of_kin(shape) == "Aunt":
        aunt = _woman("kin", names, rng, surname)
        return replace(aunt, called=f"Aunty {aunt.forename}", knows=knows)
    return replace(_woman("kin", names, rng, surname, rng.choice(names.nan)), knows=knows)


def _relationship_of_kin(shape: str) -> str:
    return "Aunt" if shape in ("grandmother", "foster", "leaver") else "Grandmother"


def _mother_alone(count: int, surname: str, names: Names, rng: random.Random) -> Household:
    mother, father = _woman("mother", names, rng, _hers(surname, names, rng)), _man("father", names, rng, surname)
    responsible = rng.choice(("Y", "Y", "N", None))
    seen = rng.choice(("", "Saturdays, by agreement", "Phones on Wednesdays", "Every other weekend"))
    ties = (Tie("mother", "Mother", "Y", lives_with=True), Tie("father", "Father", responsible, contact=seen))
    return Household(_by_key(mother, father), (ties,) * count, ("mother",) * count, away="father", safe="kin")


def _both_parents(count: int, surname: str, names: Names, rng: random.Random) -> Household:
    mother, father = _woman("mother", names, rng, surname), _man("father", names, rng, surname)
    ties = (Tie("mother", "Mother", "Y", lives_with=True), Tie("father", "Father", "Y", lives_with=True))
    parent, safe = rng.choice((("mother", "father"), ("father", "mother")))
    return Household(
        _by_key(mother, father), (ties,) * count, ("mother",) * count, other="father", parent=parent, safe=safe
    )


def _father_alone(count: int, surname: str, names: Names, rng: random.Random) -> Household:
    father, mother = _man("father", names, rng, surname), _woman("mother", names, rng, _another(names, rng))
    ties = (Tie("father", "Father", "Y", lives_with=True), Tie("mother", "Mother", "Y", contact="Sundays, at the park"))
    return Household(_by_key(father, mother), (ties,) * count, ("father",) * count, away="mother", safe="kin")


def _step(count: int, surname: str, names: Names, rng: random.Random) -> Household:
    """The youngest child's father lives in the home; the others' lives elsewhere."""
    mother, first = _woman("mother", names, rng, surname), _man("father", names, rng, surname)
    partner = _man("partner", names, rng, _another(names, rng))
    partner = replace(partner, called=partner.forename)
    hers = Tie("mother", "Mother", "Y", lives_with=True)
    first_father = Tie("father", "Father", "Y", contact="Saturdays, ten to four")
    elder = (hers, first_father, Tie("partner", "Stepfather", "N", lives_with=True))
    youngest = (hers, Tie("partner", "Father", rng.choice(("Y", None)), lives_with=True))
    ties = (*(elder,) * (count - 1), youngest)
    parent, safe = rng.choice((("partner", "mother"), ("mother", "partner")))
    adults = _by_key(mother, first, partner)
    return Household(adults, ties, ("mother",) * count, other="partner", away="father", parent=parent, safe=safe)


def _grandmother(count: int, surname: str, names: Names, rng: random.Random) -> Household:
    grandmother = _woman("grandmother", names, rng, surname, rng.choice(names.nan))
    mother = _woman("mother", names, rng, surname)
    ties = (
        Tie("grandmother", "Grandmother", "Y", lives_with=True),
        Tie("mother", "Mother", "Y", lives_with=True),
    )
    carers = ("grandmother",) * count
    return Household(
        _by_key(grandmother, mother), (ties,) * count, carers, "mother", parent="mother", safe="grandmother"
    )


def _shared(count: int, surname: str, names: Names, rng: random.Random) -> Household:
    """Half the week in each home."""
    mother, father = _woman("mother", names, rng, _hers(surname, names, rng)), _man("father", names, rng, surname)
    ties = (
        Tie("mother", "Mother", "Y", lives_with=True, contact="Monday to Thursday"),
        Tie("father", "Father", "Y", contact="Thursday to Sunday"),
    )
    return Household(_by_key(mother, father), (ties,) * count, ("mother",) * count, away="father", safe="kin")


def _apart(_count: int, surname: str, names: Names, rng: random.Random) -> Household:
    """One child lives with the mother, one with the father."""
    mother, father = _woman("mother", names, rng, _hers(surname, names, rng)), _man("father", names, rng, surname)
    weekends = "Every other weekend"
    with_her = (Tie("mother", "Mother", "Y", lives_with=True), Tie("father", "Father", "Y", contact=weekends))
    with_him = (Tie("mother", "Mother", "Y", contact=weekends), Tie("father", "Father", "Y", lives_with=True))
    adults = _by_key(mother, father)
    return Household(adults, (with_her, with_him), ("mother", "father"), away="father", safe="kin")


def _two_mothers(count: int, surname: str, names: Names, rng: random.Random) -> Household:
    mother, second = _woman("mother", names, rng, surname), _woman("second", names, rng, surname, "Mama")
    ties = (Tie("mother", "Mother", "Y", lives_with=True), Tie("second", "Parent", "Y", lives_with=True))
    parent, safe = rng.choice((("mother", "second"), ("second", "mother")))
    adults = _by_key(mother, second)
    return Household(adults, (ties,) * count, ("mother",) * count, other="second", parent=parent, safe=safe)


def _foster(count: int, surname: str, names: Names, rng: random.Random) -> Household:
    mother = _woman("mother", names, rng, surname)
    ties = (
        Tie("carer", "Foster carer", "N", lives_with=True),
        Tie("mother", "Mother", "Y", contact="Saturdays, two hours, with somebody there"),
    )
    adults = _by_key(_foster_carer(rng), mother)
    return Household(adults, (ties,) * count, ("carer",) * count, parent="mother", safe="carer")


def _leaver(_count: int, surname: str, names: Names, rng: random.Random) -> Household:
    mother = _woman("mother", names, rng, surname)
    ties = (Tie("carer", "Former foster carer", "N"), Tie("mother", "Mother", "N", contact="When they choose"))
    return Household(_by_key(_foster_carer(rng), mother), (ties,), ("carer",), parent="mother", safe="carer")


def _expecting(count: int, surname: str, names: Names, rng: random.Random) -> Household:
    """The last child is not born yet."""
    mother, father = _woman("mother", names, rng, surname), _man("father", names, rng, _another(names, rng))
    ties = (Tie("mother", "Mother", "Y", lives_with=True), Tie("father", "Father", None))
    return Household(_by_key(mother, father), (ties,) * count, ("mother",) * count, away="father", safe="kin")


def _foster_carer(rng: random.Random) -> Adult:
    forename, surname = rng.choice(_STRANGERS).split()
    sex = "M" if forename in ("Anil", "Desmond", "Ian") else "F"
    return Adult("carer", forename, surname, sex, forename)


def _by_key(*adults: Adult) -> dict[str, Adult]:
    return {adult.key: adult for adult in adults}


def _hers(surname: str, names: Names, rng: random.Random) -> str:
    return surname if rng.random() < 0.6 else _another(names, rng)


def _another(names: Names, rng: random.Random) -> str:
    return rng.choice(names.surnames)


def _taken(left: list[str], rng: random.Random) -> str:
    """A name that this family does not have yet."""
    name = rng.choice(left)
    left.remove(name)
    return name


_MAKERS = {
    "mother_alone": _mother_alone,
    "both_parents": _both_parents,
    "father_alone": _father_alone,
    "step": _step,
    "grandmother": _grandmother,
    "shared": _shared,
    "apart": _apart,
    "two_mothers": _two_mothers,
    "foster": _foster,
    "leaver": _leaver,
    "expecting": _expecting,
}

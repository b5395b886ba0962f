"""Who is in a made-up family, as frozen values: adults, children, how they belong together, and where they live."""

import datetime
from dataclasses import dataclass, field

from demo.days import years_between
from demo.writing import Slots


@dataclass(frozen=True)
class Adult:
    """A grown-up of the family. called: what the children call them; knows: what they know, where they are asked to help."""

    key: str
    forename: str
    surname: str
    sex: str
    called: str
    phone: str = ""
    language: str = ""
    knows: str = ""
    said: str = ""

    @property
    def spoken(self) -> str:
        """How sentences name them: by the first name unless everybody says another, like Nan."""
        return self.said or self.forename

    @property
    def name(self) -> str:
        """First name and surname."""
        return f"{self.forename} {self.surname}".strip()


@dataclass(frozen=True)
class Tie:
    """How an adult belongs to one child. responsibility: "Y", "N", or None where it is not known."""

    adult: str
    relationship: str
    responsibility: str | None = "N"
    lives_with: bool = False
    contact: str = ""


@dataclass(frozen=True)
class Child:
    """A child of the family, born or not yet. likes: the row of words/lists.toml that says what they like."""

    person_id: str
    file: str
    forename: str
    surname: str
    sex: str
    born: datetime.date | None
    ethnicity: str
    ties: tuple[Tie, ...]
    carer: str
    home: str
    expected: datetime.date | None = None
    school: str = ""
    teacher: str = ""
    likes: dict[str, str] = field(default_factory=dict)
    language: str = ""

    def age(self, day: datetime.date) -> int:
        """Whole years on a day; -1 before birth."""
        return years_between(self.born, day) if self.born and self.born <= day else -1

    def band(self, day: datetime.date) -> str:
        """Which words fit the age on a day: a heading of words/children.toml."""
        age = self.age(day)
        edges = ((0, "unborn"), (2, "baby"), (4, "toddler"), (8, "young"), (11, "middle"), (13, "older"), (18, "teen"))
        return next((band for edge, band in edges if age < edge), "leaver")

    @property
    def called(self) -> str:
        """How sentences name the child."""
        return self.forename if self.born else "the baby"


@dataclass(frozen=True)
class Home:
    """An address. confidential: nobody outside may be told."""

    lines: str
    postcode: str
    confidential: bool = False


@dataclass(frozen=True)
class Family:
    """One family with what is being done. harm: the theme dealt to it; theme: whose words are used; keys name adults.

    came_from: the hub that handed the family on; carer: with whom the first child lives; other: a second adult in that home; away: a parent who lives elsewhere;
    kin: whom everyone rings; parent: whose doings worry people; safe: who steps in.
    """

    number: int
    community: str
    harm: str
    theme: str
    course: str
    hub: str
    children: tuple[Child, ...]
    adults: dict[str, Adult]
    homes: dict[str, Home]
    carer: str
    kin: str
    parent: str
    safe: str
    worker: str
    supporter: str
    earlier_worker: str = ""
    came_from: str = ""
    other: str = ""
    away: str = ""
    pet: str = ""
    doctor: str = ""
    helper: str = ""
    is_late: bool = False

    @property
    def main_child(self) -> Child:
        """The child whose school and teacher the family's papers name: the eldest under eighteen who goes to one."""
        with_school = [child for child in self.children if child.school]
        return with_school[0] if with_school else self.children[0]


_PRONOUNS = {
    "F": ("she", "her", "her", "hers", "herself"),
    "M": ("he", "him", "his", "his", "himself"),
}
_FORMS = ("they", "them", "their", "theirs", "themself")


def pronouns(sex: str, prefix: str = "") -> dict[str, str]:
    """{"they": "she", "They": "She", ...}, each name with the prefix before it; nothing where the sex is not known."""
    if sex not in _PRONOUNS:
        return {}
    small = {prefix + form: word for form, word in zip(_FORMS, _PRONOUNS[sex], strict=True)}
    return small | {prefix + form.capitalize(): small[prefix + form].capitalize() for form in _FORMS}


def slots(family: Family, child: Child, worker: str) -> dict[str, str]:
    """Everything a sentence about this child may name. worker: first name of who writes."""
    known: dict[str, str] = {"child": child.called, "worker": worker, "children": names_of(family.children)}
    known |= pronouns(child.sex) if child.born else {}
    carer = child.carer or family.carer
    for role, prefix, key in (
        ("carer", "c_", carer),
        ("other", "o_", family.other if carer == family.carer else ""),
        ("away", "away_", family.away if carer != family.away else family.carer),
        ("kin", "kin_", family.kin),
        ("parent", "p_", family.parent),
        ("safe", "safe_", family.safe),
    ):
        known |= _adult_slots(family.adults.get(key), role, prefix)
    known |= _things(family, child)
    siblings = [one for one in family.children if one is not child and one.born]
    if siblings:
        known["sib"] = siblings[0].called
    known["home"] = f"{family.adults[carer].spoken}’s"
    return known | _plural(family)


def names_of(children: tuple[Child, ...]) -> str:
    """ "Maisie, Tom and Ayla"."""
    names = [child.called for child in children]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def main_slots(family: Family, worker: str) -> Slots:
    """The slots for words about the whole family: of its main child."""
    return slots(family, family.main_child, worker)


def _plural(family: Family) -> dict[str, str]:
    """Endings and words that agree with {children}: "Amy needs", "Amy and Ben need"."""
    if len(family.children) > 1:
        return _SEVERAL
    kids = {"kids": family.children[0].called, **pronouns(family.children[0].sex, "kids_")}
    return {**_ONE, **kids}


_SEVERAL = {"s": "", "es": "", "ies": "y", "are": "are", "were": "were", "have": "have", "kids": "the children"}
_SEVERAL |= {"kids_they": "they", "kids_them": "them", "kids_their": "their"}
_ONE = {"s": "s", "es": "es", "ies": "ies", "are": "is", "were": "was", "have": "has"}


def _adult_slots(adult: Adult | None, role: str, prefix: str) -> dict[str, str]:
    if adult is None:
        return {}
    named = {role: adult.spoken, f"{role}_called": adult.called, f"{role}_small": adult.called.lower()}
    return named | pronouns(adult.sex, prefix)


def _things(family: Family, child: Child) -> dict[str, str]:
    known = {
        "school": child.school or family.main_child.school,
        "teacher": child.teacher or family.main_child.teacher,
        "gp": family.doctor,
        "helper": family.helper.split(",")[0],
        "pet": family.pet,
        "likes": child.likes.get("likes", ""),
        "thing": child.likes.get("thing", ""),
        "doing": child.likes.get("doing", ""),
    }
    return {name: value for name, value in known.items() if value}

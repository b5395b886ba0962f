"""Who knows what: the matters of a child's file, by household and person, before the knock and before a plan is given. No Qt."""

import datetime
import re

import msgspec

from casework.kinds.knowing import DOES_NOT_KNOW, KNOWS, MUST_NOT_HEAR, WhoKnows
from casework.kinds.people import SUBJECT, Person, Relation, display_name, first_name
from casework.wording import in_a_row
from desktop_app.network.queries import family
from desktop_app.network.secrecy import masked, secrets_everywhere
from desktop_app.record_store.records import Records

SAID = {MUST_NOT_HEAR: "must not hear", DOES_NOT_KNOW: "does not know", KNOWS: "knows"}
"""What is said of a person, the gravest first."""


class Listener(msgspec.Struct, frozen=True):
    """Somebody who may know. key: record id in hexadecimal; household: the title of their home."""

    key: str
    name: str
    called: str
    household: str


class Matter(msgspec.Struct, frozen=True):
    """One thing that not everybody knows. lines: who must not hear it, who does not know it, who knows it, in sentences."""

    key: str
    matter: str
    lines: tuple[str, ...]
    why: str = ""


class Knowledge(msgspec.Struct, frozen=True):
    """What one person knows, does not know and must not hear, as sentences; household: where they live."""

    household: str
    name: str
    lines: tuple[str, ...]


def listeners(records: Records, file: str, today: datetime.date) -> tuple[Listener, ...]:
    """The child and everybody of the family and network, by household, the child's own first."""
    found = family(records, file, today)
    subject = records.record(file, Person, SUBJECT)
    home = found.households[0].title
    child = subject.value if subject else Person()
    who = [Listener(SUBJECT.hex(), display_name(child), first_name(child), home)]
    groups = [(household.title, household.members) for household in found.households]
    groups += [("No address recorded", found.placeless), ("Met, not known yet", found.not_known)]
    who += [
        Listener(member.key, member.name, member.name.split()[0], title)
        for title, members in groups
        for member in members
    ]
    return tuple(who)


def with_siblings(records: Records, files: tuple[str, ...]) -> tuple[str, ...]:
    """These files and those of brothers and sisters: what was written down in one holds for the whole family."""
    others = (one.value.other_file for file in files for one in records.records(file, Relation))
    return tuple(dict.fromkeys((*files, *(other for other in others if other))))


def matters(records: Records, file: str, today: datetime.date) -> tuple[Matter, ...]:
    """Every matter of a child's file, in the order in which they came."""
    found = records.records(file, WhoKnows)
    names = {one.key: one.called for one in listeners(records, file, today)} if found else {}
    return tuple(
        Matter(one.record.hex(), one.value.matter or "", _lines(one.value, names), one.value.why or "") for one in found
    )


def _lines(value: WhoKnows, names: dict[str, str]) -> tuple[str, ...]:
    found = []
    for what, said in SAID.items():
        who = [names[key] for key, its in value.people.items() if its == what and key in names]
        if who:
            plural = {"must not hear": "must not hear", "does not know": "do not know", "knows": "know"}[said]
            found.append(f"{in_a_row(sorted(who))} {said if len(who) == 1 else plural} it.")
    return tuple(found)


def who_knows_what(records: Records, files: tuple[str, ...], today: datetime.date) -> tuple[Knowledge, ...]:
    """By household and person, what each knows, does not know and must not hear; those who were not asked about are left out."""
    found: dict[tuple[str, str], list[str]] = {}
    for file in with_siblings(records, files):
        its = records.records(file, WhoKnows)
        for who in listeners(records, file, today) if its else ():
            for what, said in SAID.items():
                for one in its:
                    if one.value.people.get(who.key) == what and one.value.matter:
                        line = f"{said[:1].upper()}{said[1:]}: {one.value.matter}"
                        lines = found.setdefault((who.household, who.name), [])
                        if line not in lines:
                            lines.append(line)
    return tuple(Knowledge(household, name, tuple(lines)) for (household, name), lines in found.items())


def before_the_knock(records: Records, files: tuple[str, ...], today: datetime.date) -> tuple[tuple[str, str], ...]:
    """Who knows what as (who and where, what) for the line that opens."""
    found = who_knows_what(records, files, today)
    secrets = secrets_everywhere(records) if found else frozenset[str]()
    return tuple((f"{one.name} ({one.household})", masked("\n".join(one.lines), secrets)) for one in found)


class Unheard(msgspec.Struct, frozen=True):
    """Something on a paper that somebody must not hear, or does not know yet. words: as the paper has them."""

    who: str
    household: str
    matter: str
    words: str
    must_not: bool


def unheard_in(records: Records, files: tuple[str, ...], text: str, today: datetime.date) -> tuple[Unheard, ...]:
    """What a text says of matters that somebody must not hear or does not know."""
    found = []
    for file in with_siblings(records, files):
        for one in records.records(file, WhoKnows):
            said = _said_in(text, one.value)
            if not said:
                continue
            for who in listeners(records, file, today):
                what = one.value.people.get(who.key)
                if what in (MUST_NOT_HEAR, DOES_NOT_KNOW):
                    found.append(Unheard(who.name, who.household, one.value.matter or "", said, what == MUST_NOT_HEAR))
    return tuple(dict.fromkeys(found))


def _said_in(text: str, value: WhoKnows) -> str:
    """The first of the words that stands in the text, however it is spaced and pointed."""
    for words in re.split(r"[\n,;]", value.words or ""):
        pattern = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", words))
        hit = re.search(rf"(?<!\w){pattern}", text, re.IGNORECASE) if pattern else None
        if hit:
            return hit.group()
    return ""

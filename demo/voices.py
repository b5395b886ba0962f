"""Direct work: three houses with the child's own words and drawings, and who the child said may see them."""

import datetime
from dataclasses import dataclass

from casework.ink import MEDIA, Stroke, pack
from casework.kinds.direct_work import Attachment, Drawing, Quote, Session, Sharing
from casework.kinds.visits import visit_id
from demo.case import Case, ChildFile
from demo.crayons import Crayon
from demo.people import Child
from demo.visits import Groups
from demo.writing import words
from desktop_app.vault.attachments import seal_attachment

OLD_ENOUGH_TO_DRAW, DRAWS_UNTIL, PART = 4, 13, 16 / 3
HOUSES = ("good", "worries", "dreams")
TOOL = "three_houses"


@dataclass
class Shelf:
    """Drawings as they were made: packed ink by record, sealed pieces by file."""

    ink: dict[bytes, bytes]
    pieces: dict[str, dict[str, bytes]]


def write_sessions(case: Case, groups: Groups, shelf: Shelf) -> dict[str, list[bytes]]:
    """One to four sessions for each child old enough; {file: quotes that may be shown to everyone}."""
    shareable: dict[str, list[bytes]] = {}
    for child in case.family.children:
        able = [day for day in case.timeline.visits if OLD_ENOUGH_TO_DRAW <= child.age(day) < 18 + 3]
        count = min(len(able), case.rng.choice((1, 2, 2, 3)))
        for day in sorted(case.rng.sample(able, count)):
            quotes = _write_session(case, case.files[child.file], day, groups[day, child.file], shelf)
            shareable.setdefault(child.file, []).extend(quotes)
        _write_small_words(case, child, groups)
    return shareable


def _write_session(case: Case, file: ChildFile, day: datetime.date, group: bytes, shelf: Shelf) -> list[bytes]:
    child, author = file.child, case.worker_on(day)
    known = case.slots(child, day)
    lines = words("voices")["session"]
    visit = visit_id(group, child.file)
    started = case.rng.choice(("good", "good", "worries", "dreams"))
    alone = case.rng.random() < 0.85
    names = {house: case.rng.choice(lines[f"house_{house}"]) for house in HOUSES}
    value = Session(
        tool=TOOL,
        date=day.isoformat(),
        place=case.say(lines["place"], known),
        alone=alone,
        present="" if alone else case.family.adults[child.carer].forename,
        chosen_by=child.called if case.rng.random() < 0.7 else author.first,
        held_pen=child.called,
        limits_explained=True,
        started_with=started,
        visit=visit,
        ended=f"{day.isoformat()}T16:40:00Z",
        observation=case.say(lines["observation"], known),
        told_next=case.say(lines["told_next"], known),
        houses=names,
    )
    session = case.scribe.create(child.file, value, author.id, case.written(day, "16:00", 50))
    said = _said(case, child, day)
    sharing = {house: _sharing(case, file) for house in HOUSES}
    shareable = []
    for house, text in said:
        record = _write_quote(case, file, day, session, visit, house, text, sharing[house])
        choice = sharing[house]
        if choice is not None and choice.choice == "everyone":
            shareable.append(record)
    if child.age(day) < DRAWS_UNTIL:
        strokes = three_houses(case, child, day, started, dict(said))
        _keep_drawing(case, file, day, session, strokes, sharing[started], names[started], shelf)
    if case.rng.random() < 0.6:
        text = case.say(lines["analysis"], known)
        later = case.written(day, "18:10", 30)
        case.scribe.edit(child.file, Session, session, {"analysis": text}, author.id, later)
    return shareable


def _said(case: Case, child: Child, day: datetime.date) -> list[tuple[str, str]]:
    """(house, words): one or two a house, worries often from the family's theme."""
    age = child.age(day)
    band = "young" if age < 8 else "middle" if age < 12 else "teen"
    pools = words("voices")
    known = case.slots(child, day)
    said = []
    for house in HOUSES:
        templates = list(pools[house][band])
        if house == "worries" and case.theme.get(f"quotes_{band}"):
            templates = case.theme[f"quotes_{band}"]
        for _ in range(case.rng.choice((1, 1, 2) if house != "dreams" else (1,))):
            template = case.writer.say_as_spoken(templates, known, case.memory)
            if template:
                said.append((house, template))
    return said


def _sharing(case: Case, file: ChildFile) -> Sharing | None:
    """What the child chose; None where the child was not asked."""
    choice = case.rng.choice(("everyone", "everyone", "picked", "professionals", "ask_first", ""))
    if choice == "picked":
        keys = [file.key_of(tie.adult) for tie in file.child.ties]
        return Sharing(choice, {key: key != keys[-2] for key in keys})
    return Sharing(choice) if choice else None


def _write_quote(
    case: Case,
    file: ChildFile,
    day: datetime.date,
    session: bytes | None,
    visit: bytes,
    house: str | None,
    text: str,
    sharing: Sharing | None,
) -> bytes:
    author = case.worker_on(day)
    value = Quote(
        words=text,
        language="en",
        said_on=day.isoformat(),
        setting="alone" if case.rng.random() < 0.8 else "with others near",
        said_to=author.name,
        session=session,
        visit=visit,
        house=house,
        confirmed=True,
        may_see=sharing,
    )
    return case.scribe.create(file.file, value, author.id, case.written(day, "16:20", 30))


def _write_small_words(case: Case, child: Child, groups: Groups) -> None:
    """A word of a child too young for houses, kept with the visit."""
    able = [day for day in case.timeline.visits if 2 <= child.age(day) < OLD_ENOUGH_TO_DRAW]
    if able:
        day = case.rng.choice(able)
        known = case.slots(child, day)
        text = case.writer.say_as_spoken(words("voices")["toddler_said"]["quotes"], known, case.memory)
        _write_quote(
            case, case.files[child.file], day, None, visit_id(groups[day, child.file], child.file), None, text, None
        )


def three_houses(case: Case, child: Child, day: datetime.date, started: str, said: dict[str, str]) -> list[Stroke]:
    """The sheet of a session: three parts side by side, the one the child began with first."""
    crayon = Crayon(case.rng, child.age(day))
    order = [started, *(house for house in HOUSES if house != started)]
    for place, house in enumerate(order):
        _draw_part(case, crayon, house, place * PART, child)
        text = said.get(house, "")
        if child.age(day) >= 6 and len(text) < 30:
            crayon.write(text, (place * PART + 0.5, 0.8), 0.5, PART - 1, case.rng.choice(("black", "teal", "violet")))
    return crayon.strokes


def _draw_part(case: Case, crayon: Crayon, house: str, left: float, child: Child) -> None:
    rng = case.rng
    if house == "worries":
        crayon.shape(rng.choice(("rain", "door", "bed", "shouting")), (left + 0.6, 3.9), 3.2)
        crayon.person((left + 4.5, 8.2), 2.2, rng.choice(("violet", "blue", "black")), "brown", sad=True)
        return
    if house == "good":
        crayon.shape(rng.choice(("house", "tree", "dog", "cat")), (left + 0.4, 4.8), 2.8)
        crayon.person((left + 3.7, 8.3), 3, rng.choice(("teal", "pink", "green")), "brown")
        crayon.person((left + 4.7, 8.4), 2, rng.choice(("brick", "orange", "blue")), "black")
        return
    crayon.shape("sun", (left + 3.5, 2.4), 1.6)
    crayon.shape(child.likes.get("drawn", "heart"), (left + 0.6, 4.6), 2.4)
    crayon.shape(rng.choice(("waves", "rainbow", "flower", "castle")), (left + 2.8, 5.6), 2.3)


def _keep_drawing(
    case: Case,
    file: ChildFile,
    day: datetime.date,
    session: bytes,
    strokes: list[Stroke],
    sharing: Sharing | None,
    title: str,
    shelf: Shelf,
) -> None:
    record, ink = seal_drawing(case, file.file, strokes, shelf)
    value = Drawing(session=session, title=title, drawn_on=day.isoformat(), ink=ink, may_see=sharing)
    case.scribe.create(file.file, value, case.worker_on(day).id, case.written(day, "16:30", 20), record)


def seal_drawing(case: Case, file: str, strokes: list[Stroke], shelf: Shelf) -> tuple[bytes, Attachment]:
    """A record id for a drawing and its ink, sealed; packed ink and pieces are put on the shelf."""
    record = case.scribe.new_id()
    packed = pack(strokes)
    attachment, pieces = seal_attachment(packed, MEDIA, case.rng.randbytes(32))
    shelf.ink[record] = packed
    shelf.pieces.setdefault(file, {}).update(pieces)
    return record, attachment

"""The Hart family's map, ratings, words and drawings, from words/harts.toml."""

import datetime
from typing import Any

from casework.kinds.direct_work import Drawing, Override, Quote, Session, Sharing
from casework.kinds.mapping import MapEntry, NotAsked, Rating, Score, rating_id
from casework.kinds.people import SUBJECT
from casework.kinds.visits import visit_id
from demo import days
from demo.case import Case, ChildFile
from demo.crayons import Crayon
from demo.people import Child
from demo.staff import BY_ID, WORKER
from demo.voices import Shelf, seal_drawing

MAPPED = 9  # working days before the last visit


def write_map(
    case: Case, rows: list[dict[str, Any]], last: datetime.date, named: dict[str, str], quotes: dict[str, bytes]
) -> dict[int, bytes]:
    """Every card in every file it is about; {number of a pair: its id}. A child's words stand on that child's map only."""
    pairs = {1: case.scribe.new_id(), 2: case.scribe.new_id()}
    event_date = case.timeline.strategy
    for position, row in enumerate(rows):
        day = last if row.get("late") else days.before(last, MAPPED)
        quote = quotes[row["quote"]] if "quote" in row else None
        value = MapEntry(
            category=row["category"],
            text=row["text"].format(**named) if "text" in row else None,
            whose_view=row["whose"],
            standing=row["standing"],
            source=row["whose"] if row["category"] == "past_harm" else None,
            event_date=event_date.isoformat() if row.get("dated") and event_date else None,
            quote=quote,
            pair=pairs.get(row.get("pair", 0)),
            position=position,
            group=case.scribe.new_id(),
            views=row.get("views", {}) | {who: NotAsked(why) for who, why in row.get("not_asked", {}).items()},
        )
        children = case.family.children[:1] if quote else case.family.children
        for child in children:
            case.scribe.create(child.file, value, WORKER, case.written(day, "16:40", 20))
    return pairs


def write_ratings(
    case: Case,
    rows: list[dict[str, Any]],
    last: datetime.date,
    groups: dict[int, bytes],
    pairs: dict[int, bytes],
) -> None:
    """One rating per person, at two visits; a child's own stands in the child's own file."""
    about = pairs[1].hex()
    for row in rows:
        day = days.before(last, row["back"])
        for child in case.family.children:
            session = visit_id(groups[row["back"]], child.file)
            scores = [*row["scores"], *(["child", *said[1:]] for said in row["child"] if said[0] == child.forename)]
            for key, said, why in scores:
                found = _rater(case, case.files[child.file], child, key)
                if found is not None:
                    rater, name, role = found
                    score = Score(said, words=why) if isinstance(said, int) else Score(said=said)
                    value = Rating(
                        about=about,
                        rater=rater,
                        rater_name=name,
                        rater_role=role,
                        score=score,
                        date=day.isoformat(),
                        session=session,
                    )
                    when = case.written(day, "17:00", 25)
                    case.scribe.create(child.file, value, WORKER, when, rating_id(rater, about, session))


def _rater(case: Case, file: ChildFile, child: Child, key: str) -> tuple[str, str, str] | None:
    """(key, name, role) of who rates; None where they are nobody's in this child's file."""
    if key == "child":
        return SUBJECT.hex(), child.forename, "child"
    if key == "worker":
        return WORKER, BY_ID[WORKER].first, "Social worker"
    if key in file.agencies:
        names = {"teacher": (child.teacher, "Teacher"), "helper": ("Bola", "Health visitor")}
        return file.agencies[key].hex(), *names[key]
    tie = next((tie for tie in child.ties if tie.adult == key), None)
    return (file.key_of(key), case.family.adults[key].spoken, tie.relationship) if tie else None


def write_sessions(
    case: Case, rows: list[dict[str, Any]], last: datetime.date, groups: dict[int, bytes], shelf: Shelf
) -> dict[str, bytes]:
    """Sessions with their words and drawings; {key of a quote in the story: its record}."""
    quotes: dict[str, bytes] = {}
    for row in rows:
        child = next(one for one in case.family.children if one.forename == row["child"])
        file, day = case.files[child.file], days.before(last, row["back"])
        visit = visit_id(groups[row["back"]], child.file) if row["back"] in groups else None
        value = Session(
            tool=row["tool"],
            date=day.isoformat(),
            place=row["place"],
            alone=row["quotes"][0]["setting"] == "alone",
            present="" if row["quotes"][0]["setting"] == "alone" else row["quotes"][0]["setting"],
            chosen_by=row["chosen_by"],
            held_pen=child.forename,
            limits_explained=True,
            started_with=row.get("started"),
            visit=visit,
            ended=f"{day.isoformat()}T17:00:00Z",
            observation=row["observation"],
            told_next=row["told_next"],
            houses=row.get("houses", {}),
        )
        when = case.written(day, "16:10", 50)
        session = case.scribe.create(child.file, value, WORKER, when)
        for said in row["quotes"]:
            quote = _quote(said, day, session, visit, file)
            quotes[said["key"]] = case.scribe.create(child.file, quote, WORKER, case.written(day, "16:15", 50))
        if "analysis" in row:
            later = case.written(day, "19:20", 15)
            case.scribe.edit(child.file, Session, session, {"analysis": row["analysis"]}, WORKER, later)
        if "drawing" in row:
            _write_drawing(case, file, row, day, session, shelf)
    return quotes


def _quote(said: dict[str, Any], day: datetime.date, session: bytes, visit: bytes | None, file: ChildFile) -> Quote:
    return Quote(
        words=said["words"],
        language="en",
        said_on=day.isoformat(),
        setting=said["setting"],
        said_to=BY_ID[WORKER].name,
        session=session,
        visit=visit,
        house=said.get("house"),
        confirmed=True,
        may_see=_sharing(said, file),
        override=Override(said["override"], said["told"]) if "override" in said else None,
    )


def _sharing(said: dict[str, Any], file: ChildFile) -> Sharing | None:
    choice = said.get("sharing")
    if choice is None:
        return None
    people = {file.key_of(key): True for key in said.get("may", [])}
    return Sharing(choice, people | {file.key_of(key): False for key in said.get("not", [])})


def _write_drawing(
    case: Case, file: ChildFile, row: dict[str, Any], day: datetime.date, session: bytes, shelf: Shelf
) -> None:
    first = row["quotes"][0]
    crayon = Crayon(case.rng, file.child.age(day))
    _SHEETS[row["drawing"]](crayon)
    record, ink = seal_drawing(case, file.file, crayon.strokes, shelf)
    value = Drawing(
        session=session,
        title=row.get("houses", {}).get(row.get("started", ""), "The road to the shop"),
        drawn_on=day.isoformat(),
        ink=ink,
        may_see=_sharing(first, file),
        description=row["observation"],
    )
    case.scribe.create(file.file, value, WORKER, case.written(day, "16:30", 40), record)


def _good_and_sea(crayon: Crayon) -> None:
    """Two of three houses: Nan reading, the dog; and the sea side with everyone. The middle one is empty."""
    crayon.write("nan reeds to me", (0.5, 1), 0.55, 4, "teal")
    crayon.person((3.3, 7.6), 3.6, "teal", "black")
    crayon.person((2.0, 7.5), 2.5, "pink", "brown")
    crayon.line("brick", [(3.9, 5.6), (4.8, 5.3), (4.9, 6.2), (4.0, 6.5), (3.9, 5.6)])
    crayon.shape("heart", (2.3, 3.6), 0.7)
    crayon.shape("dog", (0.2, 6.4), 2.0)
    crayon.write("Biscit", (0.4, 8.3), 0.4, 3, "brown")
    crayon.write("the see side no showting", (11.1, 0.9), 0.5, 4.4, "blue")
    crayon.shape("sun", (14.2, 2.3), 1.5)
    for place, (tall, colour, hair) in enumerate(
        ((2.6, "black", "black"), (2.7, "violet", "brown"), (2.1, "pink", "brown"), (1.4, "orange", "brown"))
    ):
        crayon.person((11.4 + place * 0.95, 6.7), tall, colour, hair)
    crayon.shape("castle", (14.4, 5.2), 1.5)
    crayon.shape("waves", (11.0, 6.7), 2.4)
    crayon.shape("waves", (13.2, 6.7), 2.4)


def _wardrobe(crayon: Crayon) -> None:
    """The worries house first: a wardrobe, one door black with two eyes, and the shouting outside."""
    crayon.write("I hide in the wardrob wen they showt", (0.5, 0.8), 0.5, 4.6)
    crayon.shape("wardrobe", (0.6, 4.0), 4.2)
    crayon.shape("shouting", (4.4, 4.4), 1.0)
    crayon.shape("shouting", (4.3, 6.0), 0.8)
    crayon.shape("bed", (6.4, 5.2), 2.6)
    crayon.person((9.6, 8.2), 2.8, "pink", "brown")
    crayon.write("just the sister", (11.3, 1.0), 0.5, 4.2, "violet")
    crayon.person((13.0, 8.2), 2.9, "pink", "brown")
    crayon.person((14.4, 8.2), 1.5, "sun", "brown")


def _shop(crayon: Crayon) -> None:
    """A road with very large cars, and a very small boy with a pound."""
    crayon.line("black", [(0.5, 4.2), (15.5, 4.0)], 60)
    crayon.line("black", [(0.5, 7.6), (15.5, 7.8)], 60)
    crayon.shape("car", (1.0, 3.9), 3.8)
    crayon.shape("car", (6.2, 3.9), 3.8)
    crayon.shape("house", (12.0, 0.6), 3.3)
    crayon.person((11.3, 7.4), 1.1, "blue", "brown")
    crayon.ring("sun", (11.9, 6.6), 0.15)
    crayon.shape("sun", (0.6, 0.4), 2.0)


_SHEETS = {"good_and_sea": _good_and_sea, "wardrobe": _wardrobe, "shop": _shop}

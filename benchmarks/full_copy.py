"""A laptop as full as they get: 70 children, three years of notes in every file, and 2,100 drawings made in direct work."""

import datetime
import random
from pathlib import Path

from benchmarks.at_the_window import PASSPHRASE
from benchmarks.caseload_copy import CHILDREN, NOTES_A_YEAR, make_copy
from casework.case_files import FileKind, Room, room
from casework.ink import MEDIA, Stroke, pack, point_at
from casework.kinds.direct_work import Drawing, Quote, Session, Sharing
from desktop_app.direct_work.houses import House
from desktop_app.record_store.log import add_to_log
from desktop_app.record_store.records import Records
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import OpenVault, open_vault

YEARS, SESSIONS = 3, 10
AFTER_THE_NOTES = 10_000  # numbers that no note has
ENTRIES, DRAWINGS = CHILDREN * NOTES_A_YEAR * YEARS, CHILDREN * SESSIONS * len(House)
STROKES, POINTS = 40, 30


def make_full_copy(folder: Path, today: datetime.date) -> str:
    """Make it in `folder`; how the child with the longest file is called."""
    child = make_copy(folder, today, YEARS)
    vault = open_vault(Profile(folder), PASSPHRASE)
    chance = random.Random(7)
    try:
        records = Records(vault)
        for file in records.files(FileKind.PERSON):
            if room(file) is Room.MAIN:
                for number in range(SESSIONS):
                    _put_session(
                        vault, records, file, today - datetime.timedelta(days=30 * (number + 1)), number, chance
                    )
    finally:
        vault.close()
    return child


def _put_session(
    vault: OpenVault, records: Records, file: str, day: datetime.date, which: int, chance: random.Random
) -> None:
    """One session with a drawing and a sentence for each of the three houses."""
    on, may_see = day.isoformat(), Sharing("everyone")
    session = records.create(file, Session(tool="three_houses", date=on, limits_explained=True), happened=on)
    at, made = session.header.record, [session]
    for house in House:
        ink = records.keep_attachment(file, pack(_drawn(chance)), MEDIA)
        drawing = Drawing(session=at, house=house.value, title="home", drawn_on=on, ink=ink, may_see=may_see)
        said = Quote(words="I like it when Nan comes", said_on=on, session=at, confirmed=True, may_see=may_see)
        made += [records.create(file, drawing, happened=on), records.create(file, said, happened=on)]
    with vault.engine.begin() as connection:  # as if it had come from colleagues: numbered, and sent
        add_to_log(
            connection,
            file,
            [(change, AFTER_THE_NOTES + 10 * which + place, "", True) for place, change in enumerate(made)],
        )


def _drawn(chance: random.Random) -> list[Stroke]:
    """Forty lines of thirty points, all over the sheet."""
    strokes = []
    for number in range(STROKES):
        across, down = chance.uniform(0.1, 0.8), chance.uniform(0.1, 0.8)
        points = tuple(point_at(across + 0.004 * n, down + 0.002 * n, 20 * n + 1000 * number) for n in range(POINTS))
        strokes.append(Stroke("ink", 4, points))
    return strokes

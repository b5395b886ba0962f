"""A caseload on a laptop, put there without a store: the made-up hub with 70 children, one with 1,500 changes in its file."""

import datetime
import random
from pathlib import Path

from benchmarks.at_the_window import PASSPHRASE
from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.editing import Pen, create
from casework.kinds import NAME_OF
from casework.kinds.plans import Plan
from casework.kinds.reading import values_of
from casework.kinds.work import CaseNote
from casework.seals import device_id
from central_store.devices.certificates import make_root
from demo.hub import MadeUpHub, made_up_hub
from desktop_app.record_store import schema
from desktop_app.record_store.identity import Identity, keep_identity
from desktop_app.record_store.log import add_to_log
from desktop_app.record_store.records import Records
from desktop_app.vault.key_file import LEAST, Hardness
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import OpenVault, make_vault, open_vault

CHILDREN, LONG_FILE = 70, 1_500
NOWHERE = "https://127.0.0.1:9"  # the port where nothing is ever served
WORDS_A_NOTE = 40
NOTES_A_YEAR = 100
WORDS = ("rang", "Nan", "school", "the", "nursery", "about", "Monday")


def make_copy(folder: Path, today: datetime.date, years: int = 0, hardness: Hardness = LEAST) -> str:
    """Make it in `folder`; how the child with the long file is called. years: of notes in every child's file besides."""
    hub = made_up_hub(7, today, CHILDREN)
    vault = make_vault(Profile(folder), PASSPHRASE, hardness=hardness)
    try:
        put_identity_and_books(vault, hub)
        for file, changes in hub.changes.items():
            more = _notes(file, LONG_FILE - len(changes)) if file == hub.showcase[0] and not years else []
            more += _notes(file, NOTES_A_YEAR * years)
            put(vault, file, [*changes, *more])
    finally:
        vault.close()
    child = hub.children[hub.showcase[0]]
    return f"{child.forename} {child.surname}"


def put_identity_and_books(vault: OpenVault, hub: MadeUpHub) -> None:
    """Make a new copy that of the hub's worker, with what the office wrote of the hub."""
    schema.prepare(vault.engine)
    device = device_id(vault.signing_key.public)
    root = make_root("bench")[0]
    keep_identity(vault.engine, Identity(NOWHERE, hub.tenant, hub.worker, device, b"", b"", root, is_approved=True))
    books: dict[str, list[Change]] = {AUTHORITY_BOOK: []}
    pen = Pen("office", "office-device", "2024-01-05T09:00:00Z", "2024-01-05T09:00:00Z")
    for entry in hub.books:
        made = create(entry.file, NAME_OF[type(entry.value)], values_of(entry.value), pen, record=entry.record)
        books.setdefault(entry.file, []).append(made)
    for file, changes in books.items():
        put(vault, file, changes)


def put(vault: OpenVault, file: str, changes: list[Change]) -> None:
    """Put in a file as a first download does, in one transaction."""
    with vault.engine.begin() as connection:
        add_to_log(connection, file, [(change, number, "", True) for number, change in enumerate(changes, start=1)])


def _notes(file: str, count: int) -> list[Change]:
    chance = random.Random(7)
    day = datetime.date(2024, 1, 8)
    made = []
    for _ in range(count):
        day += datetime.timedelta(days=chance.choice((0, 1)))
        said = " ".join(
            chance.choice(("rang", "Nan", "school", "the", "nursery", "about", "Monday")) for _ in range(WORDS_A_NOTE)
        )
        note = CaseNote(how="call", date=day.isoformat(), about="A call", who_with="Nan", said=said, this_is="told")
        at = f"{day.isoformat()}T10:00:00Z"
        made.append(create(file, NAME_OF[CaseNote], values_of(note), Pen("sam.oke", "bench", at, at)))
    return made


def plan_in(folder: Path) -> str:
    """The file and the record id of a plan in the copy that `make_copy` made there, as "file record"."""
    vault = open_vault(Profile(folder), PASSPHRASE)
    try:
        for file in made_up_hub(7, datetime.datetime.now().date(), CHILDREN).showcase:  # noqa: DTZ005
            for plan in Records(vault).records(file, Plan):
                return f"{file} {plan.record.hex()}"
    finally:
        vault.close()
    raise AssertionError

"""The corpus of every benchmark: 70 files, 12 devices, 100,000 changes of about 600 bytes, 30 % of them edits, 1 to 20 a push.

Seeded; the words are drawn from a varied vocabulary, so that compression and search have real work.
"""

import datetime
import random
from pathlib import Path

from casework.access import Role
from casework.case_files import AUTHORITY_BOOK, grants_log, person_file
from casework.changes import KEPT, PRESENCE, Change, new_record_id, write_change
from casework.editing import Pen, create
from casework.kinds import NAME_OF, Kind
from casework.kinds.books import (
    ApprovedDevice,
    Device,
    Grant,
    Hub,
    Professional,
    device_record,
    grant_record,
    hub_record,
    professional_record,
)
from casework.kinds.people import SUBJECT, Person
from casework.kinds.reading import values_of
from casework.seals import SigningKey, approve, device_id
from central_store.devices.key_files import AuthorityKeys, read_authority_keys
from central_store.ledger import Ledger
from central_store.making import make_store
from central_store.store import Store

FILES, DEVICES, CHANGES = 70, 12, 100_000
EDITS, MOST_A_PUSH = 0.3, 20
BODY_WORDS = 72
TENANT, HUB = "bench", "hub-1"
WRITTEN = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)


def make_corpus(folder: Path, changes: int = CHANGES, seed: int = 7) -> None:
    """A store in `folder`/store with its key file beside it, holding the corpus."""
    chance = random.Random(seed)
    store = make_store(folder / "store", TENANT, "Benchmark", folder / "authority.key")
    keys = read_authority_keys(folder / "authority.key")
    devices = [SigningKey.generate() for _ in range(DEVICES)]
    _people(store, keys, devices)
    words = _vocabulary(chance)
    for number in range(FILES):
        with store.adding("corpus") as ledger:
            _fill(ledger, file_of(number), changes // FILES, devices, words, chance)
    store.close()


def file_of(number: int) -> str:
    """The case file of one of the corpus's children."""
    return person_file(TENANT, f"child-{number}")


def professional_of(number: int) -> str:
    """Who writes on one of its devices."""
    return f"worker-{number}"


def _people(store: Store, keys: AuthorityKeys, devices: list[SigningKey]) -> None:
    pen = store.pen(keys)
    book: list[tuple[Kind, bytes]] = [(Hub(team_id=HUB, team_name="Hub 1"), hub_record(HUB))]
    for number, key in enumerate(devices):
        who = professional_of(number)
        staff = Professional(
            professional_id=who,
            professional_name=f"Worker {number}",
            role=Role.SOCIAL_WORKER.value,
            hubs={HUB: "2024-01-01"},
        )
        approval = approve(keys.authority_key(), TENANT, key.public, who, pen.written)
        told = ApprovedDevice(key.public, who, pen.written, approval.signature)
        book += [(staff, professional_record(who)), (Device(approval=told), device_record(device_id(key.public)))]
    grants: list[tuple[Kind, bytes]] = [
        (Grant(file=file_of(number), state="held"), grant_record(file_of(number))) for number in range(FILES)
    ]
    with store.adding("corpus") as ledger:
        ledger.add_sealed(
            {
                AUTHORITY_BOOK: [_created(AUTHORITY_BOOK, value, record, pen) for value, record in book],
                grants_log(HUB): [_created(grants_log(HUB), value, record, pen) for value, record in grants],
            },
            keys.administrator_key(),
        )
        for number in range(FILES):
            file = file_of(number)
            person = Person(person_id=f"child-{number}", forename=f"Child {number}", surname="Bench", dob="2015-01-05")
            ledger.add_sealed({file: [_created(file, person, SUBJECT, pen)]}, keys.administrator_key())


def _created(file: str, value: Kind, record: bytes, pen: Pen) -> Change:
    return create(file, NAME_OF[type(value)], values_of(value), pen, record=record)


def _fill(
    ledger: Ledger, file: str, count: int, devices: list[SigningKey], words: list[str], chance: random.Random
) -> None:
    live: list[tuple[bytes, bytes]] = []  # (record, change that is live)
    written = WRITTEN
    left = count
    while left > 0:
        number = chance.randrange(DEVICES)
        key = devices[number]
        batch = []
        for _ in range(min(left, chance.randint(1, MOST_A_PUSH))):
            written += datetime.timedelta(minutes=chance.randint(5, 600))
            batch.append(_change(file, live, professional_of(number), device_id(key.public), written, words, chance))
        left -= len(batch)
        ledger.add_sealed({file: batch}, key)


def _change(
    file: str,
    live: list[tuple[bytes, bytes]],
    author: str,
    device: str,
    written: datetime.datetime,
    words: list[str],
    chance: random.Random,
) -> Change:
    is_edit = bool(live) and chance.random() < EDITS
    place = chance.randrange(len(live)) if is_edit else -1
    record, before = live[place] if is_edit else (new_record_id(), b"")
    said = " ".join(chance.choices(words, k=BODY_WORDS))
    at = written.isoformat().replace("+00:00", "Z")
    values = {"said": said} if is_edit else {PRESENCE: KEPT, "said": said, "how": "call", "date": at[:10]}
    change = write_change(
        file=file,
        record=record,
        kind="case_note",
        values=values,
        over=frozenset({before}) if is_edit else frozenset(),
        author=author,
        device=device,
        happened=at[:10],
        written=at,
    )
    if is_edit:
        live[place] = (record, change.id)
    else:
        live.append((record, change.id))
    return change


def _vocabulary(chance: random.Random) -> list[str]:
    """6,000 words of two to four syllables, the first ones said more often, as in a language."""
    syllables = [
        first + vowel + last for first in "bcdfghlmnprstvw" for vowel in "aeiou" for last in ("", "n", "r", "l")
    ]
    made = ["".join(chance.choices(syllables, k=chance.randint(1, 3))) for _ in range(6000)]
    return [word for place, word in enumerate(made) for _ in range(max(1, 400 // (place + 1)))]

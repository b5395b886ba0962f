"""One authority in one process: a store, up to twelve laptops of eight people, and what can happen to them."""

import atexit
import functools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from casework.changes import PRESENCE, Change, derived_record_id
from casework.enrolment import read_code
from casework.errors import NothingToSettle, NotReachable, RecordWithdrawn, TwoVersionsOpen
from casework.exchange import EnrolAsk
from casework.fold import RecordState, fold
from casework.kinds.people import SUBJECT
from casework.kinds.work import CaseNote
from casework.seals import SigningKey, device_id
from central_store.checking import problems
from desktop_app.record_store import schema
from desktop_app.record_store.identity import Identity, keep_identity
from desktop_app.record_store.proof import problems_of_copy
from desktop_app.vault.encrypted_database import open_database, reading
from desktop_app.vault.errors import NoRoom
from desktop_app.vault.profile import Profile
from tests.support.postgres import PostgresServer
from tests.support.store import TENANT, RunningStore, child_file
from tests.sync.laptop import Form, Keys, Laptop
from tests.sync.oracle import Entry, Oracle
from tests.sync.power import disk_has_room_for, power_goes
from tests.sync.wire import PowerCut, StoreHere, Trouble

ELLA, MAYA = child_file("ella"), child_file("maya")
FILES = (ELLA, MAYA)
PEOPLE = {
    "ruth at her desk": "ruth",
    "omar": "omar",
    "ruth in the car": "ruth",
    "zoe": "zoe",
    "ines": "ines",
    "tariq": "tariq",
    "ines at home": "ines",
    "joan": "joan",
    "pavel": "pavel",
    "omar in the car": "omar",
    "wren": "wren",
    "zoe at home": "zoe",
}
"""Whose each laptop is. A world has the first few of them, or, where nothing is said, four."""
ONLY_ONE = derived_record_id("the note of which there can be one")
ROUNDS_UNTIL_QUIET = 12
FAST_DISK = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 memory: what survives a crash here is tested elsewhere


class Broken(AssertionError):
    """The record did not keep a promise."""


@functools.cache
def beginning(_server: PostgresServer | None) -> tuple[Path, dict[str, Keys]]:
    """A store with one hub, two children and twelve approved laptops that have fetched everything: made once, copied."""
    root = Path(tempfile.mkdtemp(dir=FAST_DISK, prefix="daybook-beginning-"))
    atexit.register(shutil.rmtree, root)
    made = RunningStore(root)
    made.add_hub("hub-1", sorted(set(PEOPLE.values())), ["ella", "maya"])
    here = StoreHere(made.data)
    try:
        keys = {name: _joined(root / name, here, made, person) for name, person in PEOPLE.items()}
        laptops = [Laptop(name, root / name, here, keys[name]) for name in PEOPLE]
        laptops[0].sync()
        _first_words(laptops[0])
        for laptop in laptops:
            laptop.sync()
            laptop.close()
    finally:
        here.close()
    return root, keys


def _first_words(laptop: Laptop) -> None:
    """Something in every field that forms will edit, so that there is something to lose."""
    for file in FILES:
        child = laptop.opened(file, "person", SUBJECT)
        laptop.records.add(laptop.records.edit(child, {"school": "Elm Road", "phone": "0300 123 1001"}))
        laptop.add(file, CaseNote(said="rang the school", about="attendance"))


def _joined(folder: Path, here: StoreHere, made: RunningStore, person: str) -> Keys:
    signing = SigningKey.generate()
    secret = read_code(made.enrol(person)).secret_text
    here.joining.enrol(EnrolAsk(secret, signing.public, signing.sign("enrol", TENANT, secret)))
    device = device_id(signing.public)
    made.approve(device)
    keys = Keys(os.urandom(32), signing.to_bytes())
    profile = Profile(folder)
    profile.make()
    engine = open_database(profile.database, bytearray(keys.database))
    schema.prepare(engine)
    about = here.store.about
    identity = Identity(
        "https://127.0.0.1:9", TENANT, person, device, about.authority, here.store.key.public, about.tls_root, "", True
    )
    keep_identity(engine, identity)
    engine.dispose()
    return keys


class World:
    """Everything there is in one schedule, with the oracle that watches every screen."""

    def __init__(self, root: Path, names: tuple[str, ...]) -> None:
        self._root = root
        self._copies = 0
        beginning_folder, keys = beginning(RunningStore.server)
        shutil.copytree(beginning_folder / "store", root / "store")
        RunningStore.copy_database(root / "store")
        self.store = StoreHere(root / "store")
        self.oracle = Oracle()
        for change in self._at_store():
            self.oracle.added("office", change)
        self.laptops: list[Laptop] = []
        for name in names:
            shutil.copytree(beginning_folder / name, root / name)
            self.laptops.append(Laptop(name, root / name, self.store, keys[name]))
        self.backup: Path | None = None
        self._forms = 0
        shutil.copy(beginning_folder / "authority.key", root)
        self._office = RunningStore(root)  # its commands, beside the store that answers; it is never started

    def close(self) -> None:
        """Everybody goes home."""
        for laptop in self.laptops:
            laptop.close()
        self.store.close()

    # -- what people do -----------------------------------------------------------------------------------------

    def entries(self, laptop: Laptop) -> list[Entry]:
        """Every entry that this laptop shows, in one order everywhere."""
        held = {(change.header.file, change.header.kind, change.header.record) for change in self._held(laptop)}
        return sorted(held)

    def open_form(self, laptop: Laptop, entry: Entry, fields: tuple[str, ...], action: str = "edit") -> Form | None:
        """Open a form on an entry; what the screen shows decides whether fields are edited or settled, and how it goes on."""
        screen = laptop.screen(*entry)
        if screen is None:
            return None
        if screen[PRESENCE] == ("withdrawn",):
            action = "restore"
        elif action == "restore" and len(screen[PRESENCE]) == 1:
            action = "edit"
        if action == "edit":
            disputed = [name for name in fields if len(screen.get(name, ())) > 1]
            action, fields = ("settle", (disputed[0],)) if disputed else ("edit", fields)
        saw = self.oracle.seen([change.id for change in laptop.held(entry[0])], entry, screen)
        opened = laptop.opened(*entry)
        self._forms += 1
        form = Form(
            f"form {self._forms:03}",
            *entry,
            action,
            dict.fromkeys(fields, "") if action in ("edit", "settle") else {},
            dict(opened.shown),
            {name: tuple(sorted(serials)) for name, serials in saw.items()},
        )
        laptop.keep(form)
        return form

    def type_in(self, laptop: Laptop, form: Form, words: str) -> None:
        """Type the same words into every field of the form."""
        typed = dict.fromkeys(form.typed, words)
        laptop.keep(Form(form.name, form.file, form.kind, form.record, form.action, typed, form.over, form.saw))

    def save(self, laptop: Laptop, form: Form) -> None:
        """Press "Add to record"; where the record says first to do something else, the form is put away."""
        try:
            change = laptop.save(form)
        except (RecordWithdrawn, TwoVersionsOpen, NothingToSettle):
            laptop.records.drafts.done(form.name)
            return
        saw = {PRESENCE: form.saw.get(PRESENCE, ())} | {name: form.saw.get(name, ()) for name in form.typed}
        if form.action == "withdraw":
            saw = form.saw
        self.oracle.added(laptop.name, change, saw)
        self.check_laptop(laptop)

    def write_note(self, laptop: Laptop, file: str, words: str, *, only_one: bool = False) -> Entry:
        """Add a new note; only_one: one that has the same id on every laptop."""
        change = laptop.add(file, CaseNote(said=words, about=words), ONLY_ONE if only_one else None)
        self.oracle.added(laptop.name, change)
        self.check_laptop(laptop)
        return (file, change.header.kind, change.header.record)

    def write(self, laptop: Laptop, entry: Entry, **words: str) -> None:
        """Open, type one thing into each of these fields, add to the record: all in one go."""
        form = self.open_form(laptop, entry, tuple(words))
        self.finish(laptop, form, *words.values())

    def finish(self, laptop: Laptop, form: Form | None, words: str = "") -> None:
        """Type what is meant into a form that was opened before, and add it to the record."""
        assert form is not None
        if words:
            self.type_in(laptop, form, words)
        (typed,) = [one for one in laptop.forms() if one.name == form.name]
        self.save(laptop, typed)

    # -- what machines do ---------------------------------------------------------------------------------------

    def sync(
        self, laptop: Laptop, trouble: Trouble | None = None, *, in_small_pages: bool = False, power_until: int = 0
    ) -> bool:
        """One round, with what goes wrong in it; whether it came to its end. power_until: the nth statement on its disk."""
        try:
            with power_goes(laptop, power_until) if power_until else nullcontext():
                outcome = laptop.sync(trouble, in_small_pages=in_small_pages)
        except NotReachable:
            return False
        except PowerCut:
            laptop.crash_and_reopen()
            return False
        finally:
            self._note_refusals(laptop)
        if outcome.trouble:
            raise Broken(f"{laptop.name} accuses a store that did nothing wrong: {outcome.trouble}")
        self.check_laptop(laptop)
        return True

    def sync_with_a_full_disk(self, laptop: Laptop, pages: int) -> bool:
        """One round, with room for so many more pages; whether it came to its end."""
        try:
            with disk_has_room_for(laptop, pages):
                return self.sync(laptop)
        except NoRoom:
            self.check_laptop(laptop)
            return False

    def copy_laptop(self, laptop: Laptop) -> None:
        """A copy of the laptop's disk is laid aside."""
        self._copies += 1
        laptop.take_copy(self._root / f"copy {self._copies}")

    def put_back_laptop(self, laptop: Laptop) -> None:
        """The laptop goes on with the disk of its copy. What stood nowhere else is gone, and nobody can be blamed."""
        before = {change.id for change in self._held(laptop)}
        laptop.put_back()
        self._note_what_is_gone(before)
        self.check_laptop(laptop)

    def back_up_store(self) -> None:
        """The administrator's nightly backup."""
        self._copies += 1
        self.backup = self._root / f"backup {self._copies}"
        self.store.back_up(self.backup)

    def put_back_store(self) -> None:
        """The store burns, and goes on from the newest backup."""
        if self.backup is not None:
            self._copies += 1
            before = {change.id for change in self._at_store()}
            self.store.put_back(self.backup, self._root / f"store {self._copies}")
            self._note_what_is_gone(before)

    def hand_on(self, file: str) -> None:
        """Another hub holds a child's file from now on: these laptops may no longer write in it."""
        self._office.data = self.store.folder
        self._office.hand_on(file, "hub-1", "hub-2")

    # -- what must be so ----------------------------------------------------------------------------------------

    def check_laptop(self, laptop: Laptop) -> None:
        """The promise, on this laptop as it stands now."""
        for file in FILES:
            held = laptop.held(file)
            self._check(laptop.name, held, fold(held), file)

    def end(self) -> None:
        """Everybody saves, everybody connects until it is quiet: then all hold the same, and the promise holds."""
        for laptop in self.laptops:
            for form in laptop.forms():
                self.save(laptop, form)
            laptop.wire.deliver()
        self._until_quiet()
        everything = {change.id for change in self._at_store()}
        for act in self.oracle.acts.values():
            if act.name not in everything and not act.is_gone and not act.is_refused:
                raise Broken(f"act {act.serial} of {act.laptop} was added and is nowhere: {act.sets}")
        at_store = {file: self._states_at_store(file) for file in FILES}
        for file, states in at_store.items():
            with self.store.store.reading() as ledger:
                self._check("the store", ledger.changes_of(file), states, file)
        for laptop in self.laptops:
            self._check_alike(laptop, at_store)

    def check_proofs(self) -> None:
        """Every seal and digest, on every disk."""
        found = problems(self.store.store, lambda _done, _of: None)
        for laptop in self.laptops:
            with reading(laptop.vault.engine) as connection:
                found += problems_of_copy(connection, laptop.records.identity)
        if found:
            raise Broken("; ".join(found))

    # -- inside -------------------------------------------------------------------------------------------------

    def _until_quiet(self) -> None:
        for _ in range(ROUNDS_UNTIL_QUIET):
            outcomes = [laptop.sync() for laptop in self.laptops]
            for laptop in self.laptops:
                self._note_refusals(laptop)
            if all(one.agrees and not one.sent and not one.received and not one.refused for one in outcomes):
                return
        raise Broken(f"it never gets quiet: {outcomes}")

    def _check(self, where: str, held: list[Change], states: dict[tuple[str, bytes], RecordState], file: str) -> None:
        broken = self.oracle.broken([change.id for change in held], states, file)
        if broken:
            raise Broken(f"at {where}: " + "; ".join(broken))

    def _check_alike(self, laptop: Laptop, at_store: dict[str, dict[tuple[str, bytes], RecordState]]) -> None:
        waiting = laptop.records.waiting()
        if waiting.count:
            raise Broken(f"{laptop.name} still has something to send: {waiting}")
        for file, states in at_store.items():
            held = laptop.held(file)
            here = fold(held)
            if {key: state.as_plain() for key, state in here.items()} != {k: s.as_plain() for k, s in states.items()}:
                raise Broken(f"{laptop.name} and the store do not say the same")
            self._check(laptop.name, held, here, file)
            for (kind, record), state in here.items():
                shown = laptop.opened(file, kind, record)
                is_so = (shown.shown, shown.in_two_versions) == (state.shown(), state.fields_in_two_versions)
                if not is_so or shown.is_withdrawn == state.is_kept:
                    raise Broken(f"{laptop.name} shows {kind} otherwise than it stands")
        refused = {one.change.id for one in laptop.records.set_aside()}
        if refused & {change.id for change in self._at_store()}:
            raise Broken(f"{laptop.name} set aside what the store has")

    def _note_what_is_gone(self, before: set[bytes]) -> None:
        """What a disk that was lost had alone is gone, and nobody can be blamed."""
        left = {change.id for laptop in self.laptops for change in self._held(laptop)}
        left |= {change.id for change in self._at_store()}
        for name in before - left:
            self.oracle.act_of(name).is_gone = True

    def _note_refusals(self, laptop: Laptop) -> None:
        for one in laptop.records.set_aside():
            self.oracle.act_of(one.change.id).is_refused = True

    def _held(self, laptop: Laptop) -> list[Change]:
        return [change for file in FILES for change in laptop.held(file)]

    def _at_store(self) -> list[Change]:
        with self.store.store.reading() as ledger:
            return [change for file in FILES for change in ledger.changes_of(file)]

    def _states_at_store(self, file: str) -> dict[tuple[str, bytes], RecordState]:
        with self.store.store.reading() as ledger:
            return fold(ledger.changes_of(file))


@contextmanager
def new_world(*names: str) -> Iterator[World]:
    """A world of its own, on a disk in memory where there is one; gone afterwards."""
    with tempfile.TemporaryDirectory(dir=FAST_DISK, prefix="daybook-world-") as folder:
        world = World(Path(folder), names or tuple(PEOPLE)[:4])
        try:
            yield world
        finally:
            world.close()

"""A program that erases at a store and on a laptop, and leads an old copy on, in children of its own, to be killed meanwhile.

Run as `python -m tests.support.killed_erasures FOLDER NOTES`. It makes a store whose child has so many notes, each with a word
of its own, and a laptop that holds them. Each line names what the next child does; the answer is its process id, and "ended"
once it has. `look_*` opens what was killed as the next start does, and answers what it found: whatever was killed, an order
stands whole or not at all, and where it stands no byte of its words does.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.erasure import orders_in
from casework.exchange import FilePage
from casework.kinds.work import CaseNote
from casework.seals import device_id
from central_store.checking import problems
from central_store.devices.key_files import read_authority_keys
from central_store.erasing import Going, erase, finish, is_unfinished
from central_store.ledger import Ledger, signed
from central_store.pages import Pages
from central_store.store import Folder, Store
from desktop_app.record_store import log, schema
from desktop_app.record_store.identity import Identity, keep_identity
from desktop_app.record_store.intake import Taken
from desktop_app.record_store.post_room import PostRoom
from desktop_app.record_store.proof import problems_of_copy
from desktop_app.record_store.records import Records
from desktop_app.vault.encrypted_database import check_whole, reading
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, NOWHERE
from tests.support.erased import left_in
from tests.support.first_release import SAID, copy_of_the_first_release
from tests.support.leaks import find_leaks
from tests.support.store import TENANT, RunningStore, child_file
from tests.support.vaults import new_vault, open_once_more

ELLA = child_file("ella")
UNSENT = 3
BOTH = ("Nadia Rahman", "Tom Price")


class Killed:
    """A store, a laptop that holds what it holds, and a copy of the first release."""

    def __init__(self, folder: Path, notes: int) -> None:
        self._folder, self._count = folder, notes
        self._running = RunningStore(folder)  # never started: its folder alone is worked on, as commands do
        self._running.add_hub("hub-1", ["ruth"], ["ella"])
        made = self._running.write(*((ELLA, CaseNote(said=f"It said {word(one)}."), None) for one in range(notes)))
        self._ids = [change.id for change in made]
        vault = new_vault(folder / "laptop")
        self._key = vault.signing_key
        self._join(vault)
        self._take_all(vault)
        records = Records(vault)
        records.add(*(records.create(ELLA, CaseNote(said=f"Not sent {one}")) for one in range(UNSENT)))
        vault.close()
        old = copy_of_the_first_release(folder / "old")
        self._old_key = old.signing_key
        old.close()

    # -- what is killed -----------------------------------------------------------------------------------------

    def store(self) -> None:
        """Erase the next note at the store."""
        store, keys = self._store(), read_authority_keys(self._running.key_file)
        name = self._ids[len(_orders(store))]
        erase(store, keys, [Going(ELLA, (name,))], "In the wrong file", BOTH)
        store.close()

    def laptop(self) -> None:
        """Open the laptop and take what the store has."""
        vault = self._opened()
        self._take_all(vault)
        vault.close()

    def lead_on(self) -> None:
        """Open the copy of the first release with this one."""
        vault = open_once_more(self._folder / "led on", self._old_key)
        Records(vault)
        vault.close()

    def anew(self) -> str:
        """Put the copy of the first release back as it was."""
        shutil.rmtree(self._folder / "led on", ignore_errors=True)
        shutil.copytree(self._folder / "old", self._folder / "led on")
        return ""

    # -- what is found ------------------------------------------------------------------------------------------

    def look_store(self) -> str:
        """The store, as its next start finds it."""
        store = self._store()
        orders, was_cut_off = _orders(store), is_unfinished(store.folder)
        is_finished = finish(store)
        wrong = problems(store, lambda _done, _of: None)
        store.close()
        gone, stay = self._words(len(orders))
        found = {marker for _, marker in find_leaks(self._running.data, [*gone, *stay[:1]])}
        return json.dumps([len(orders), was_cut_off, wrong, is_finished, sorted(found)])

    def look_laptop(self) -> str:
        """The laptop, as its next opening finds it."""
        vault = self._opened()
        with reading(vault.engine) as connection:
            was_cut_off = connection.exec_driver_sql("SELECT count(*) FROM to_destroy").scalar_one() > 0
        records = Records(vault)
        with reading(vault.engine) as connection:
            book = log.changes_of_file(connection, AUTHORITY_BOOK)
        orders = len(orders_in(records.identity.authority, TENANT, book))
        gone, stay = self._words(orders)
        said = [note.value.said or "" for note in records.records(ELLA, CaseNote)]
        wrong = check_whole(vault.engine)
        with reading(vault.engine) as connection:
            wrong += problems_of_copy(connection, records.identity)
        wrong += ["put back"] if vault.standing.was_put_back else []
        wrong += [] if len(said) == len(stay) + UNSENT else [f"{len(said)} notes"]
        wrong += [] if len(records.waiting_records()) == UNSENT else ["something unsent is lost"]
        found = left_in(vault, [*gone, *stay[:1]])
        vault.close()
        return json.dumps([orders, was_cut_off, wrong, found])

    def look_old(self) -> str:
        """The copy of the first release, as its next opening finds it."""
        vault = open_once_more(self._folder / "led on", self._old_key)
        with reading(vault.engine) as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        records = Records(vault)
        wrong = check_whole(vault.engine) + (["put back"] if vault.standing.was_put_back else [])
        said = tuple(note.value.said for note in records.records(CHILD, CaseNote))
        with reading(vault.engine) as connection:
            now = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        vault.close()
        return json.dumps([version, wrong, said == SAID, now == schema.VERSION])

    # -- inside -------------------------------------------------------------------------------------------------

    def _words(self, orders: int) -> tuple[list[str], list[str]]:
        every = [word(one) for one in range(self._count)]
        return every[:orders], every[orders:]

    def _store(self) -> Store:
        return Store(Folder(self._running.data))

    def _opened(self) -> OpenVault:
        return open_once_more(self._folder / "laptop", self._key)

    def _join(self, vault: OpenVault) -> None:
        store = self._store()
        about = store.about
        store.close()
        schema.prepare(vault.engine)
        device = device_id(vault.signing_key.public)
        its = Identity(NOWHERE, TENANT, "ruth", device, about.authority, about.store.public, about.tls_root, "", True)
        keep_identity(vault.engine, its)

    def _take_all(self, vault: OpenVault) -> None:
        """Page after page of the book, the grants and the child's file, as a pull brings them."""
        post = PostRoom(vault, Records(vault))
        store = self._store()
        files = [AUTHORITY_BOOK, "grants:hub-1", ELLA]
        while pages := self._pages(store, post, files):
            for taken in post.take(pages):
                assert isinstance(taken, Taken), taken
        store.close()

    def _pages(self, store: Store, post: PostRoom, files: list[str]) -> list[FilePage]:
        held, found = post.cursors(files), []
        with store.engine.connect() as connection:
            ledger, given = Ledger(connection, TENANT), Pages(connection, TENANT)
            for file in files:
                head = ledger.head(file)
                if head.number > held[file].number:
                    batches, more = given.batches_after(file, held[file].number, 1 << 20)
                    found.append(FilePage(file, tuple(batches), signed(store.key, TENANT, head), more))
        return found


def word(one: int) -> str:
    """The word of a note, long enough to be found and like no other."""
    return f"kestrel{one:05}violet"


def _orders(store: Store) -> list[object]:
    with store.reading() as ledger:
        book: list[Change] = ledger.changes_of(AUTHORITY_BOOK)
    return list(orders_in(store.about.authority, TENANT, book))


def main() -> None:
    """Do what each line says."""
    killed = Killed(Path(sys.argv[1]), int(sys.argv[2]))
    _say("ready")
    for line in sys.stdin:
        what = line.strip()
        do: Callable[[], object] = getattr(killed, what)
        if what.startswith("look") or what == "anew":
            _say(str(do()))
            continue
        child = os.fork()
        if child == 0:
            do()
            os._exit(0)
        _say(str(child))
        os.waitpid(child, 0)
        _say("ended")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

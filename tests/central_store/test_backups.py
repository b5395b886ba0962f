"""A store put back from a backup: epochs that only grow, forks that are true for every device, nothing mistaken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.acceptance import Reason
from casework.case_files import AUTHORITY_BOOK, practice_book
from casework.exchange import (
    Batch,
    Cursor,
    Endpoint,
    FilePush,
    NotTaken,
    PullAnswer,
    PullAsk,
    Taken,
    from_wire,
    to_wire,
)
from casework.seals import FIRST_EPOCH, first_digest
from central_store.audit import broken_lines
from central_store.backups import back_up, put_back
from central_store.checking import problems
from central_store.ledger import Ledger
from central_store.pages import Pages
from central_store.store import Folder, NoStore, Store
from tests.central_store.device import Device
from tests.support.store import RunningStore, child_file

ELLA = child_file("ella")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path / "authority") as running:
        running.add_hub("hub-1", ["ruth", "omar"], ["ella"])
        yield running


@pytest.fixture
def ruth(store: RunningStore) -> Iterator[Device]:
    device = Device(store, "ruth").join()
    yield device
    device.close()


@pytest.fixture
def omar(store: RunningStore) -> Iterator[Device]:
    device = Device(store, "omar").join()
    yield device
    device.close()


def back_up_to(store: RunningStore, folder: Path) -> Path:
    """A backup made while the store runs."""
    opened = store.open()
    back_up(opened, folder)
    opened.close()
    return folder


def put_back_from(store: RunningStore, folder: Path) -> None:
    """The disk is lost; yesterday's copy takes its place."""
    store.kill()
    store.data.rename(store.data.with_name(f"lost-{folder.name}"))
    put_back(folder, store.data, store.new_database()).close()
    store.start()


def page_of(device: Device, file: str, cursor: Cursor) -> tuple[int, int, int]:
    """(fork, number of the first batch, number of the head) as the store tells them to that cursor."""
    (page,) = device.ask(Endpoint.PULL, PullAsk({file: cursor}), PullAnswer).pages
    return page.fork, page.batches[0].number if page.batches else 0, page.head.number


def test_a_backup_of_a_running_store_is_whole_and_opens(store: RunningStore, ruth: Device, tmp_path: Path) -> None:
    ruth.write(ELLA, "before")
    copy = back_up_to(store, tmp_path / "copy")
    opened = Store(Folder(copy))
    assert problems(opened, lambda _done, _of: None) == []
    opened.close()
    assert (copy / "store.key").stat().st_mode & 0o077 == 0
    assert copy.stat().st_mode & 0o077 == 0


def test_after_a_restore_every_file_begins_an_epoch_that_parts_where_the_backup_ends(
    store: RunningStore, ruth: Device, omar: Device, tmp_path: Path
) -> None:
    for said in ("first", "second"):
        ruth.write(ELLA, said)
    omar.pull_all()
    behind = omar.cursors[ELLA]
    yesterday = back_up_to(store, tmp_path / "yesterday")
    lost = ruth.write(ELLA, "lost with the disk")
    omar.pull_all()
    ahead = omar.cursors[ELLA]
    put_back_from(store, yesterday)
    for head in omar.wait(0).heads:
        assert head.epoch > FIRST_EPOCH
    assert page_of(omar, ELLA, behind) == (behind.number, 0, behind.number)
    assert page_of(omar, ELLA, ahead) == (behind.number, 0, behind.number)
    assert page_of(omar, ELLA, Cursor(1, 1, b"")) == (behind.number, 2, behind.number)
    assert page_of(omar, ELLA, Cursor(77, 2, b"")) == (0, 1, behind.number)  # an epoch nobody ever began
    offer = [ruth.note(ELLA, "offered again")]
    (too_soon,) = ruth.send(ruth.sealed(ELLA, offer))
    assert isinstance(too_soon, NotTaken)  # sealed before this laptop heard of the restore: it might repeat a number
    assert too_soon.reason == Reason.SEAL_NUMBER.value
    hears_of_the_restore(ruth, ELLA)
    (again,) = ruth.send(ruth.sealed(ELLA, offer))
    assert isinstance(again, Taken)  # though the seal before it is lost here
    assert again.number == lost.number
    assert store.problems() == []


def test_what_a_colleague_holds_is_taken_back_though_its_author_forgot_it_too(
    store: RunningStore, ruth: Device, omar: Device, tmp_path: Path
) -> None:
    ruth.write(ELLA, "first")
    yesterday = back_up_to(store, tmp_path / "yesterday")
    forgotten = ruth.seals[ELLA]
    held_by_omar = ruth.sealed(ELLA, [ruth.note(ELLA, "only omar has this")])
    ruth.send(held_by_omar)
    put_back_from(store, yesterday)
    ruth.seals[ELLA] = forgotten  # her laptop was put back from a backup too
    hears_of_the_restore(ruth, ELLA)
    (fresh,) = ruth.send(ruth.sealed(ELLA, [ruth.note(ELLA, "written since")]))
    (given_back,) = omar.send(held_by_omar)
    assert isinstance(fresh, Taken)
    assert isinstance(given_back, Taken)
    assert given_back.number == fresh.number + 1
    assert store.problems() == []


def test_two_restores_from_one_backup_are_two_epochs(tmp_path: Path) -> None:
    with RunningStore(tmp_path / "authority") as running:
        running.add_hub("hub-1", ["ruth"], ["ella"])
        back_up_to(running, tmp_path / "copy")
    seen = []
    for name in ("once", "twice"):
        with_epoch = put_back(tmp_path / "copy", tmp_path / name, RunningStore.new_database())
        with with_epoch.reading() as ledger:
            seen.append((ledger.epoch(), {head.epoch for head in ledger.heads()}))
        with_epoch.close()
        back_up_again = Store(Folder(tmp_path / name))
        back_up(back_up_again, tmp_path / f"copy of {name}")
        back_up_again.close()
    third = put_back(tmp_path / "copy of twice", tmp_path / "thrice", RunningStore.new_database())
    with third.reading() as ledger:
        assert ledger.epoch() > max(epoch for epoch, _ in seen) >= min(epoch for epoch, _ in seen) > FIRST_EPOCH
    with third.engine.connect() as connection:
        assert broken_lines(connection, third.tenant) == []
    third.close()
    for epoch, of_files in seen:
        assert of_files == {epoch}


def test_a_fork_counts_every_epoch_that_a_device_missed(store: RunningStore, ruth: Device, tmp_path: Path) -> None:
    ruth.write(ELLA, "one")
    ruth.pull_all()
    short = ruth.cursors[ELLA].number
    first_copy = back_up_to(store, tmp_path / "first")
    ruth.write(ELLA, "two", "three")
    ruth.pull_all()
    old_cursor = ruth.cursors[ELLA]
    put_back_from(store, first_copy)
    omar = Device(store, "omar").join()
    hears_of_the_restore(omar, ELLA)
    omar.write(ELLA, "another two", "another three", "another four")
    omar.pull_all()
    middle_cursor = omar.cursors[ELLA]
    second_copy = back_up_to(store, tmp_path / "second")
    put_back_from(store, second_copy)
    assert page_of(ruth, ELLA, old_cursor) == (short, short + 1, short + 3)
    assert page_of(omar, ELLA, middle_cursor) == (short + 3, 0, short + 3)
    omar.pull_all()
    assert page_of_same_epoch(omar) == []
    omar.close()


def hears_of_the_restore(device: Device, file: str) -> None:
    """The laptop looks, as it does after every refusal: from now on it writes in the new epoch."""
    (head,) = [head for head in device.wait(0).heads if head.file == file]
    device.cursors[file] = Cursor(head.epoch, head.number, head.digest)


def page_of_same_epoch(device: Device) -> list[object]:
    """Pages for a device that has everything."""
    return list(device.ask(Endpoint.PULL, PullAsk({ELLA: device.cursors[ELLA]}), PullAnswer).pages)


def test_a_file_that_the_backup_did_not_know_is_named_to_those_who_may_hold_it(
    store: RunningStore, ruth: Device, tmp_path: Path
) -> None:
    yesterday = back_up_to(store, tmp_path / "yesterday")
    book = practice_book("ruth")
    ruth.write(book, "lost with the disk")
    ruth.pull_all()
    held = ruth.cursors[book]
    put_back_from(store, yesterday)
    (head,) = [head for head in ruth.wait(0).heads if head.file == book]
    assert (head.number, head.digest) == (0, first_digest(ruth.tenant, book))
    assert head.epoch > held.epoch
    (page,) = ruth.ask(Endpoint.PULL, PullAsk({book: held}), PullAnswer).pages
    assert (page.fork, page.head, page.batches) == (0, head, ())
    hears_of_the_restore(ruth, book)
    (again,) = ruth.send(ruth.sealed(book, [ruth.note(book, "offered again")]))
    assert isinstance(again, Taken)
    assert (again.number, again.head.epoch) == (1, head.epoch)
    assert page_of(ruth, book, held) == (0, 1, 1)


def test_nothing_is_written_over(store: RunningStore, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "something").write_text("kept")
    opened = store.open()
    with pytest.raises(NoStore, match="not empty"):
        back_up(opened, full)
    opened.close()
    with pytest.raises(NoStore, match="no finished backup"):
        put_back(full, tmp_path / "new")
    copy = back_up_to(store, tmp_path / "copy")
    with pytest.raises(NoStore, match="nothing is overwritten"):
        put_back(copy, full)
    assert [path.name for path in full.iterdir()] == ["something"]


def test_a_file_never_written_begins_in_the_stores_own_epoch(store: RunningStore, tmp_path: Path) -> None:
    copy = back_up_to(store, tmp_path / "copy")
    opened = put_back(copy, tmp_path / "put back", store.new_database())
    with opened.engine.connect() as connection:
        ledger, pages = Ledger(connection, opened.tenant), Pages(connection, opened.tenant)
        head = ledger.head("hub:new")
        assert (head.epoch, head.number) == (ledger.epoch(), 0)
        assert pages.start_after(head, Cursor(FIRST_EPOCH, 9, b"")) == (0, 0)
        book = ledger.head(AUTHORITY_BOOK)
        assert pages.start_after(book, Cursor(FIRST_EPOCH, 2, b"")) == (2, book.number)
    opened.close()


def test_what_another_wrote_is_taken_back_only_by_a_store_that_was_put_back_and_only_from_its_readers(
    store: RunningStore, ruth: Device, omar: Device, tmp_path: Path
) -> None:
    store.add_hub("hub-2", ["zoe"], ["other"])
    zoe = Device(store, "zoe").join()
    backup = back_up_to(store, tmp_path / "yesterday")
    by_ruth = ruth.sealed(ELLA, [ruth.note(ELLA, "rang school")])
    (refused,) = omar.send(by_ruth)
    assert isinstance(refused, NotTaken), "a store that lost nothing takes nobody's seal but the sender's"
    ruth.send(by_ruth)
    put_back_from(store, backup)
    zoe.sign_in()
    (refused,) = zoe.send(by_ruth)
    assert isinstance(refused, NotTaken), "who may not read a file gives nothing back to it"
    changed = by_ruth.batch.changes[0]
    forged = FilePush(ELLA, Batch(by_ruth.batch.seal, (to_wire(ruth.note(ELLA, "forged")),)))
    (refused,) = omar.send(forged)
    assert isinstance(refused, NotTaken), "and nobody what its author did not seal"
    (taken,) = omar.send(by_ruth)
    assert isinstance(taken, Taken)
    omar.pull_all()
    assert omar.said(ELLA) == ["rang school"]
    assert from_wire(changed) in omar.held[ELLA]
    zoe.close()

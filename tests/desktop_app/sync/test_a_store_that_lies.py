"""What a store in the wrong hands can do to a laptop: withhold and delay, and be found out; never invent, alter or lose."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from casework.case_files import AUTHORITY_BOOK
from casework.errors import BadMessage
from casework.exchange import (
    Batch,
    Endpoint,
    FilePage,
    NotTaken,
    PullAnswer,
    PushAnswer,
    Taken,
    WaitAnswer,
    from_wire,
    to_wire,
)
from casework.kinds.work import CaseNote
from casework.seals import Head, next_digest
from desktop_app.record_store.intake import WORDS_WITHHELD
from desktop_app.record_store.proof import problems_of_copy
from desktop_app.sync.pulling import NOT_GIVEN, NOT_SHOWN, TWO_HISTORIES, WENT_BACK
from desktop_app.vault.encrypted_database import reading
from tests.desktop_app.sync.lying_store import Lie, LyingStore, hear, said
from tests.support.erased import erase, left_on
from tests.support.laptops import Laptop
from tests.support.store import child_file

ELLA, MAYA = child_file("ella"), child_file("maya")
Alter = Callable[[FilePage], FilePage]


def note(laptop: Laptop, file: str, said: str) -> None:
    laptop.records.add(laptop.records.create(file, CaseNote(said=said)))
    assert laptop.sync().trouble == ""


def holds(laptop: Laptop) -> bool:
    with reading(laptop.vault.engine) as connection:
        return problems_of_copy(connection, laptop.records.identity) == []


def of_pages(alter: Alter, file: str = ELLA) -> Lie:
    """The true answer to a pull, but for the page of one file."""

    def lie(_ask: Any, truly: Callable[[], PullAnswer]) -> PullAnswer:
        return PullAnswer(tuple(alter(page) if page.file == file else page for page in truly().pages))

    return lie


def of_heads(alter: Callable[[Head], Head]) -> Lie:
    """The true answer to a look, but for the head of one file."""

    def lie(_ask: Any, truly: Callable[[], WaitAnswer]) -> WaitAnswer:
        answer = truly()
        heads = tuple(alter(head) if head.file == ELLA else head for head in answer.heads)
        return msgspec.structs.replace(answer, heads=heads)

    return lie


def again(store: LyingStore, page: FilePage) -> FilePage:
    """The page with its last batch once more, under new numbers, properly chained and signed."""
    last = page.batches[-1]
    number, digest = page.head.number, page.head.digest
    for wire in last.changes:
        number += 1
        digest = next_digest(digest, number, from_wire(wire).hash, last.seal.hash)
    repeated = Batch(last.seal, last.changes, page.head.number + 1)
    head = store.sign(page.head, number=number, digest=digest)
    return msgspec.structs.replace(page, batches=(*page.batches, repeated), head=head)


def unsigned(page: FilePage) -> FilePage:
    return msgspec.structs.replace(page, head=msgspec.structs.replace(page.head, signature=bytes(64)))


LIES: dict[str, Callable[[LyingStore, FilePage], FilePage]] = {
    "a gap": lambda _store, page: msgspec.structs.replace(page, batches=page.batches[1:]),
    "an end left out": lambda _store, page: msgspec.structs.replace(page, batches=page.batches[:-1]),
    "changes given twice": again,
    "another order": lambda _store, page: msgspec.structs.replace(page, batches=page.batches[::-1]),
    "a head that nobody signed": lambda _store, page: unsigned(page),
    "a number that cannot be": lambda store, page: msgspec.structs.replace(
        page, head=store.sign(page.head, number=2**63)
    ),
    "an epoch before the first": lambda store, page: msgspec.structs.replace(page, head=store.sign(page.head, epoch=0)),
    "an older store": lambda store, page: msgspec.structs.replace(
        page, batches=(), head=store.sign(page.head, number=0)
    ),
    "another file's head": lambda store, page: msgspec.structs.replace(page, head=store.sign(page.head, file=MAYA)),
    "more that never comes": lambda _store, page: msgspec.structs.replace(page, batches=(), more=True),
}


@pytest.mark.parametrize("what", LIES)
def test_a_page_that_cannot_be_believed_is_left_out_and_the_others_go_on(
    store: LyingStore, ruth: Laptop, omar: Laptop, what: str
) -> None:
    for file, words in ((ELLA, "one"), (MAYA, "elsewhere"), (ELLA, "two")):
        note(omar, file, words)
    store.lies[Endpoint.PULL] = of_pages(lambda page: LIES[what](store, page))
    outcome = ruth.sync()
    assert outcome.trouble
    assert not outcome.agrees
    assert (said(ruth, ELLA), said(ruth, MAYA)) == (set(), {"elsewhere"})
    assert holds(ruth)
    store.lies.clear()
    assert ruth.sync().agrees
    assert said(ruth, ELLA) == {"one", "two"}
    assert holds(ruth)


def test_a_page_of_another_file_under_this_ones_name_is_left_out(store: LyingStore, ruth: Laptop, omar: Laptop) -> None:
    note(omar, ELLA, "Ella's")
    note(omar, MAYA, "Maya's")

    def swapped(_ask: Any, truly: Callable[[], PullAnswer]) -> PullAnswer:
        pages = {page.file: page for page in truly().pages}
        pages[ELLA] = msgspec.structs.replace(pages[MAYA], file=ELLA)
        return PullAnswer(tuple(pages.values()))

    store.lies[Endpoint.PULL] = swapped
    assert "another file" in ruth.sync().trouble
    assert (said(ruth, ELLA), said(ruth, MAYA)) == (set(), {"Maya's"})


def test_what_was_not_asked_for_stops_the_round_with_nothing_taken(
    store: LyingStore, ruth: Laptop, omar: Laptop
) -> None:
    note(omar, ELLA, "one")
    store.lies[Endpoint.PULL] = of_pages(lambda page: msgspec.structs.replace(page, file="person:" + "0" * 32))
    with pytest.raises(BadMessage):
        ruth.sync()
    assert said(ruth, ELLA) == set()


def test_an_order_that_proves_false_in_the_end_is_forgotten_and_asked_for_again(
    store: LyingStore, ruth: Laptop, omar: Laptop
) -> None:
    for words in ("one", "two", "three"):
        note(omar, ELLA, words)

    def disorder(ask: Any, truly: Callable[[], PullAnswer]) -> PullAnswer:
        pages = [page for page in truly().pages if page.file == ELLA]
        if not pages:
            return truly()
        last = len(pages[0].batches) == 1
        batch = pages[0].batches[-1]
        first = ask.cursors[ELLA].number + 1
        moved = Batch(batch.seal, batch.changes, first)
        return PullAnswer((msgspec.structs.replace(pages[0], batches=(moved,), more=not last),))

    store.lies[Endpoint.PULL] = disorder
    assert ruth.sync().trouble
    store.lies.clear()
    assert ruth.sync().agrees
    assert said(ruth, ELLA) == {"one", "two", "three"}
    assert holds(ruth)


@pytest.mark.parametrize(("epochs", "numbers", "sentence"), [(0, -1, WENT_BACK), (0, 0, TWO_HISTORIES)])
def test_a_store_that_takes_its_word_back_is_noticed_and_nothing_changes(
    store: LyingStore, ruth: Laptop, omar: Laptop, epochs: int, numbers: int, sentence: str
) -> None:
    note(omar, ELLA, "one")
    assert ruth.sync().agrees
    note(omar, MAYA, "elsewhere")
    store.lies[Endpoint.WAIT] = of_heads(
        lambda head: store.sign(head, epoch=head.epoch + epochs, number=head.number + numbers, digest=bytes(32))
    )
    outcome = ruth.sync()
    assert (outcome.trouble, outcome.agrees) == (sentence, False)
    assert (said(ruth, ELLA), said(ruth, MAYA)) == ({"one"}, {"elsewhere"})
    store.lies.clear()
    assert ruth.sync().agrees
    assert holds(ruth)


def test_a_head_that_names_no_case_file_is_named_as_trouble_and_others_go_on(
    store: LyingStore, ruth: Laptop, omar: Laptop
) -> None:
    note(omar, ELLA, "one")

    def with_another(_ask: Any, truly: Callable[[], WaitAnswer]) -> WaitAnswer:
        answer = truly()
        return msgspec.structs.replace(answer, heads=(*answer.heads, store.sign(answer.heads[0], file="../x")))

    store.lies[Endpoint.WAIT] = with_another
    assert ruth.sync().trouble
    assert said(ruth, ELLA) == {"one"}


def test_more_that_is_signed_and_never_given_ends_the_round(store: LyingStore, ruth: Laptop, omar: Laptop) -> None:
    note(omar, ELLA, "one")
    store.lies[Endpoint.PULL] = lambda _ask, _truly: PullAnswer(())
    assert ruth.sync().trouble == NOT_GIVEN
    store.lies[Endpoint.PULL] = of_only_the_book(store)
    assert ruth.sync().trouble == NOT_GIVEN
    store.lies.clear()
    assert ruth.sync().agrees


def of_only_the_book(store: LyingStore) -> Lie:
    """Answers every pull with the authority's book, of which nothing is new."""

    def lie(ask: Any, _truly: Callable[[], PullAnswer]) -> PullAnswer:
        cursor = ask.cursors[AUTHORITY_BOOK]
        head = store.sign(Head(AUTHORITY_BOOK, cursor.epoch, cursor.number, cursor.digest, b""))
        return PullAnswer((FilePage(AUTHORITY_BOOK, (), head, more=False),))

    return lie


def swallowing(store: LyingStore, ahead: int) -> Lie:
    """Acknowledges every push and keeps none. ahead: how far beyond the truth the head goes that it signs."""

    def lie(ask: Any, _truly: Callable[[], PushAnswer]) -> PushAnswer:
        def taken(file: str, seen: Any) -> Taken:
            head = Head(file, seen.epoch, seen.number + ahead, seen.digest, b"")
            return Taken(file, seen.number + 1, store.sign(head))

        return PushAnswer(tuple(taken(push.file, push.batch.seal.seen) for push in ask.pushes))

    return lie


@pytest.mark.parametrize("ahead", [0, 5])
def test_work_that_was_acknowledged_and_is_not_shown_waits_again(
    store: LyingStore, ruth: Laptop, omar: Laptop, ahead: int
) -> None:
    ruth.records.add(ruth.records.create(ELLA, CaseNote(said="seen by nobody yet")))
    store.lies[Endpoint.PUSH] = swallowing(store, ahead)
    outcome = ruth.sync()
    assert (outcome.trouble, outcome.agrees) == (NOT_SHOWN, False)
    assert ruth.records.waiting().count == 1
    store.lies.clear()
    ruth.sync()
    omar.sync()
    assert ruth.records.waiting().count == 0
    assert said(omar, ELLA) == {"seen by nobody yet"}


def test_an_acknowledgement_that_nobody_signed_leaves_the_work_waiting(store: LyingStore, ruth: Laptop) -> None:
    ruth.records.add(ruth.records.create(ELLA, CaseNote(said="one")))

    def unsigned_answer(_ask: Any, truly: Callable[[], PushAnswer]) -> PushAnswer:
        (result,) = truly().results
        assert isinstance(result, Taken)
        head = msgspec.structs.replace(result.head, signature=bytes(64))
        return PushAnswer((msgspec.structs.replace(result, head=head),))

    store.lies[Endpoint.PUSH] = unsigned_answer
    with pytest.raises(Exception, match="signature"):
        ruth.sync()
    assert ruth.records.waiting().count == 1
    store.lies.clear()
    assert ruth.sync().agrees
    assert ruth.records.waiting().count == 0


def test_what_the_store_said_it_refused_and_shows_all_the_same_is_set_aside_no_longer(
    store: LyingStore, ruth: Laptop
) -> None:
    ruth.records.add(ruth.records.create(ELLA, CaseNote(said="one")))

    def refused(_ask: Any, truly: Callable[[], PushAnswer]) -> PushAnswer:
        return PushAnswer(tuple(NotTaken(result.file, "form") for result in truly().results))

    store.lies[Endpoint.PUSH] = refused
    ruth.sync()
    outcome = ruth.sync()
    assert (said(ruth, ELLA), ruth.records.set_aside(), outcome.came_back) == ({"one"}, [], 0)
    assert holds(ruth)


def test_pages_told_to_a_waiting_laptop_are_checked_like_any_other(
    store: LyingStore, ruth: Laptop, omar: Laptop
) -> None:
    altered = []

    def other_words(_ask: Any, truly: Callable[[], WaitAnswer]) -> WaitAnswer:
        answer = truly()
        for page in answer.pages:
            wires = [msgspec.structs.replace(wire, salt=bytes(16)) for wire in page.batches[0].changes]
            batch = msgspec.structs.replace(page.batches[0], changes=tuple(wires))
            altered.append(msgspec.structs.replace(page, batches=(batch,)))
        return msgspec.structs.replace(answer, pages=tuple(altered))

    store.lies[Endpoint.WAIT] = other_words
    hear(store, ruth, omar, ELLA, lambda: bool(altered))
    before = said(ruth, ELLA)
    outcome = ruth.sync()
    assert outcome.trouble
    assert said(ruth, ELLA) == before
    store.lies.clear()
    assert ruth.sync().agrees
    assert said(ruth, ELLA) == said(omar, ELLA)
    assert holds(ruth)


def without_words(page: FilePage) -> FilePage:
    """The page as a store gives it after an erasure, with its true head: every hash and seal in it holds."""
    batches = tuple(
        Batch(batch.seal, tuple(to_wire(from_wire(wire).erased(), wire.mark) for wire in batch.changes), batch.number)
        for batch in page.batches
    )
    return msgspec.structs.replace(page, batches=batches)


def test_words_that_are_missing_without_an_order_are_not_believed(
    store: LyingStore, ruth: Laptop, omar: Laptop
) -> None:
    note(ruth, ELLA, "Rang school.")
    store.lies[Endpoint.PULL] = of_pages(without_words)
    outcome = omar.sync()
    assert (outcome.trouble, outcome.agrees) == (WORDS_WITHHELD, False)
    assert omar.records.records(ELLA, CaseNote) == []
    store.lies.clear()
    assert omar.sync().agrees
    assert [one.value.said for one in omar.records.records(ELLA, CaseNote)] == ["Rang school."]
    assert holds(omar)


def test_an_order_for_one_entry_lets_no_other_be_withheld(store: LyingStore, ruth: Laptop, omar: Laptop) -> None:
    note(ruth, ELLA, "In the wrong file.")
    (wrong,) = ruth.records.records(ELLA, CaseNote)
    erase(store, ELLA, "--record", wrong.record.hex())
    note(ruth, ELLA, "Rang school.")
    store.lies[Endpoint.PULL] = of_pages(without_words)
    assert omar.sync().trouble == WORDS_WITHHELD
    store.lies.clear()
    assert omar.sync().agrees
    assert [one.value.said for one in omar.records.records(ELLA, CaseNote)] == ["Rang school."]


def test_words_that_come_in_spite_of_an_order_are_not_kept(store: LyingStore, ruth: Laptop, omar: Laptop) -> None:
    note(ruth, ELLA, "In the wrong file: violetkestrel.")
    (wrong,) = ruth.records.records(ELLA, CaseNote)
    (change,) = ruth.records.history(*wrong.key)
    erase(store, ELLA, "--record", wrong.record.hex())

    def with_words(page: FilePage) -> FilePage:
        batches = tuple(
            Batch(one.seal, tuple(to_wire(change) if from_wire(it) == change else it for it in one.changes), one.number)
            for one in page.batches
        )
        return msgspec.structs.replace(page, batches=batches)

    store.lies[Endpoint.PULL] = of_pages(with_words)
    assert omar.sync().agrees
    assert omar.records.records(ELLA, CaseNote) == []
    assert left_on(omar, ["violetkestrel"]) == []
    assert holds(omar)

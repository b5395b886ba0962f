"""A school's letter is filed on one laptop and opens on a colleague's, byte for byte, fetched only when it is opened.

Its twin has no store while it is filed: the letter is safe and encrypted on the laptop, counted as waiting, opens there, and travels
when the store is back.
"""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casework.kinds.received import Document, FiledFile
from desktop_app.received.in_the_file import document_shown
from desktop_app.received.opening import NotHereYet, open_all
from desktop_app.received.view.document_page import DocumentPage
from desktop_app.start.desk import Desk
from desktop_app.visits.entries import entries
from tests.desktop_app.received.sheets import Hands
from tests.support import papers
from tests.support.laptops import Laptop, new_laptop
from tests.support.leaks import find_leaks
from tests.support.store import RunningStore, child_file

ELLA = child_file("ella")
SAYS = "Marker-Pangolin was late on nine mornings"


def content_of(laptop: Laptop) -> tuple[FiledFile, ...]:
    (document,) = laptop.records.records(ELLA, Document)
    return document.value.content or ()


def opened_by(laptop: Laptop) -> list[bytes]:
    """What opening it gives, fetched where it is not there."""
    attachments = [one.content for one in content_of(laptop)]
    return [one.data for one in open_all(laptop.records, laptop.engine.fetch, ELLA, attachments, lambda *_: None)]


@pytest.mark.parametrize("is_twin", [False, True], ids=["connected", "no store until later"])
def test_a_letter_is_filed_and_opens_at_a_colleagues_byte_for_byte(
    store: RunningStore, desk: Desk, omar: Laptop, tmp_path: Path, qtbot: QtBot, is_twin: bool
) -> None:
    letter = papers.pdf("Elm Road Primary School", SAYS, pages=30)
    outside = papers.put(tmp_path / "downloads", "letter about Ella.pdf", letter)
    status = desk.window.side.status
    qtbot.waitUntil(lambda: status.shown().words == "All sent", timeout=20_000)
    if is_twin:
        store.kill()
    desk.go("child", file=ELLA)
    page = desk.window.view()
    assert page is not None
    qtbot.waitUntil(page.acceptDrops)
    hands = Hands(desk.window, qtbot)
    sheet = hands.open()
    hands.choose(outside, papers.put(tmp_path / "downloads", "bed.jpg", papers.photograph()))
    hands.tab_to(sheet.fields.what)
    hands.type("Letter")
    hands.tab_to(sheet.fields.source)
    hands.type("Elm Road Primary")
    hands.tab_to(sheet.fields.about)
    hands.type("Nine late mornings")
    hands.add()
    if is_twin:
        qtbot.waitUntil(lambda: status.shown().words == "1 thing waiting to send", timeout=20_000)
        (record,) = desk.records.records(ELLA, Document)
        desk.go("document", file=ELLA, record=record.record.hex())
        shown = desk.window.view()
        assert isinstance(shown, DocumentPage)
        qtbot.waitUntil(lambda: len(shown.pages.pages()) == 31, timeout=20_000)
        store.restart()
        desk.keeper.something_was_written()
    qtbot.waitUntil(lambda: status.shown().words == "All sent", timeout=20_000)
    omar.sync()
    (entry,) = entries(omar.records, ELLA)
    assert entry.title == "Letter from Elm Road Primary"
    assert [omar.records.has_attachment(one.content) for one in content_of(omar)] == [False, False]
    assert all(one.preview is not None and omar.records.has_attachment(one.preview) for one in content_of(omar))
    sent, photograph = opened_by(omar)
    assert sent == letter
    assert papers.GPS_WORDS.encode() not in photograph
    shown_there = document_shown(omar.records, ELLA, entry.key)
    assert shown_there is not None
    assert shown_there.is_here
    assert Path(outside).read_bytes() == letter  # what lies outside is left alone
    for place in (tmp_path / "ruth", tmp_path / "omar", store.data):
        assert find_leaks(place, ["Marker-Pangolin", papers.GPS_WORDS, papers.CAMERA, "letter about Ella"]) == []


def test_one_that_is_still_on_its_way_says_so_and_a_damaged_one_is_fetched_again(
    store: RunningStore, omar: Laptop, tmp_path: Path
) -> None:
    with new_laptop(tmp_path / "ruth", store, "ruth") as ruth:
        ruth.sync()
        whole = bytes(range(256)) * 3000
        sealed = ruth.records.seal(whole, "application/pdf")
        value = Document(document_type="report", source="GP", content=(FiledFile(sealed),))
        ruth.records.add(ruth.records.create(ELLA, value))  # not told of its pieces: as if they still went there
        ruth.sync()
        omar.sync()
        with pytest.raises(NotHereYet, match="still goes there from the laptop"):
            opened_by(omar)
        ruth.records.add(attached={ELLA: (sealed,)})
        ruth.sync()
    assert opened_by(omar) == [whole]
    piece = next(iter((tmp_path / "omar").rglob(sealed.pieces[1])))
    piece.write_bytes(b"a disk that forgets")
    assert opened_by(omar) == [whole]
    store.kill()
    omar.records.forget_sealed((sealed,))
    with pytest.raises(NotHereYet, match="no connection to the central store"):
        opened_by(omar)

"""What is chosen is read, looked at and sealed at once; what cannot be shown is not filed as if it could be read."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from desktop_app.background.work import Cancelled
from desktop_app.received import intake
from desktop_app.received.intake import Form, NotTaken, TakenIn, form_of, take_in
from desktop_app.received.view.looking import LOOKS, OpenPdf, look_at_picture
from desktop_app.record_store.records import Records
from desktop_app.vault.vault import OpenVault
from tests.support import papers
from tests.support.leaks import find_leaks

pytestmark = pytest.mark.usefixtures("qapp")
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


def no_steps(_done: int, _of: int, _words: str) -> None: ...


def take(records: Records, folder: Path, name: str, data: bytes) -> TakenIn:
    return take_in(records, papers.put(folder, name, data), LOOKS, no_steps)


def kept(records: Records, taken: TakenIn) -> bytes:
    return records.open_attachment(taken.chosen.content)


def pieces_in(vault: OpenVault) -> set[Path]:
    return {path for path in (vault.profile.folder).rglob("*") if path.is_file() and len(path.name) == 64}


# -- pictures -----------------------------------------------------------------------------------------------------------


def test_a_photograph_loses_place_camera_and_owner_and_stands_the_right_way_up(
    records: Records, tmp_path: Path
) -> None:
    sent = papers.photograph(orientation=6)
    assert all(marker.encode() in sent for marker in (papers.GPS_WORDS, papers.CAMERA, papers.OWNER))
    taken = take(records, tmp_path, "IMG_1.jpg", sent)
    for data in (kept(records, taken), taken.preview):
        assert not any(mark.encode() in data for mark in (papers.GPS_WORDS, papers.CAMERA, papers.OWNER))
        assert b"Exif" not in data
    picture = QImage.fromData(kept(records, taken))
    assert (picture.width(), picture.height()) == (300, 400)  # turned as the phone was held
    assert picture.pixelColor(290, 10).blue() > 200  # the corner at the top left went to the top right
    assert picture.pixelColor(10, 10).red() > 200
    assert "Place, time and camera were taken out" in taken.chosen.said


def test_nothing_that_was_taken_in_lies_readable_in_the_profile(
    records: Records, vault: OpenVault, tmp_path: Path
) -> None:
    taken = take(records, tmp_path / "out", "IMG_2.jpg", papers.photograph())
    letter = take(records, tmp_path / "out", "letter.pdf", papers.pdf("Marker-Ocelot-letter"))
    lost = [papers.GPS_WORDS, papers.CAMERA, papers.OWNER, "Marker-Ocelot-letter", "IMG_2.jpg"]
    assert find_leaks(vault.profile.folder, lost) == []
    beginnings = kept(records, taken)[:16], kept(records, letter)[:16]
    lying = [path.read_bytes() for path in vault.profile.folder.rglob("*") if path.is_file()]
    assert not any(beginning in data for beginning in beginnings for data in lying)


def test_a_picture_with_see_through_parts_stands_on_white_without_its_words(records: Records, tmp_path: Path) -> None:
    taken = take(records, tmp_path, "message.png", papers.png())
    data = kept(records, taken)
    assert taken.chosen.content.media == "image/png"
    assert papers.OWNER.encode() not in data
    assert QImage.fromData(data).pixelColor(5, 5) == QColor("white")


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_photograph_that_did_not_come_whole_is_not_taken(cut: float, qapp: QApplication) -> None:
    whole = papers.photograph()
    with pytest.raises(NotTaken, match="cannot be shown: it is damaged"):
        look_at_picture(whole[: int(len(whole) * cut)], "half.jpg")


# -- PDFs ---------------------------------------------------------------------------------------------------------------


def test_every_byte_of_a_pdf_is_kept_and_its_pages_are_counted(records: Records, tmp_path: Path) -> None:
    sent = papers.pdf("Elm Road Primary School", pages=3)
    taken = take(records, tmp_path, "report.pdf", sent)
    assert kept(records, taken) == sent
    assert (taken.chosen.pages, taken.chosen.said) == (3, "PDF, 3 pages")
    preview = QImage.fromData(taken.preview)
    assert max(preview.width(), preview.height()) == 320
    opened = OpenPdf(kept(records, taken))
    assert "Elm Road Primary School" in opened.words(2)
    opened.close()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (papers.pdf("secret", password="open"), "is protected with a password"),
        (b"%PDF-1.7 and then nothing", "is damaged, or did not come whole"),
        (papers.pdf("cut off", pages=2)[:300], "is damaged, or did not come whole"),
    ],
    ids=["protected", "broken", "cut off"],
)
def test_a_pdf_that_cannot_be_read_is_not_filed_as_if_it_could(
    records: Records, vault: OpenVault, tmp_path: Path, data: bytes, said: str
) -> None:
    before = pieces_in(vault)
    with pytest.raises(NotTaken) as refused:
        take(records, tmp_path, "order.pdf", data)
    assert said in refused.value.sentence
    assert pieces_in(vault) == before


# -- everything else ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("letter.docx", b"PK\x03\x04word", "Save it as a PDF"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "Save it as a PDF"),
        ("IMG.HEIC", HEIC, "Send it from the phone as JPEG"),
        ("film.mp4", b"\0\0\0\x18ftypisom", "film or a sound"),
        ("called.pdf", b"<html>not a pdf</html>", "neither a PDF nor a picture"),
        ("drawn.svg", b"<svg onload='x'/>", "neither a PDF nor a picture"),
        ("nothing.pdf", b"", "is empty"),
    ],
)
def test_what_is_not_taken_says_what_to_do(records: Records, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(NotTaken) as refused:
        take(records, tmp_path, name, data)
    assert refused.value.sentence.startswith(f"“{name}” ")
    assert said in refused.value.sentence


def test_a_file_is_known_by_its_first_bytes_and_not_by_its_name() -> None:
    assert form_of(papers.photograph()) is Form.PICTURE
    assert form_of(b"RIFF\0\0\0\0WEBPVP8 ") is Form.PICTURE
    assert form_of(b"RIFF\0\0\0\0WAVEfmt ") is Form.FILM_OR_SOUND
    assert form_of(b"\xef\xbb\xbf%PDF-1.4") is Form.PDF


def test_what_is_not_there_or_is_a_folder_says_so(records: Records, tmp_path: Path) -> None:
    with pytest.raises(NotTaken, match="Look whether it is still there"):
        take_in(records, str(tmp_path / "gone.pdf"), LOOKS, no_steps)
    with pytest.raises(NotTaken, match="is a folder"):
        take_in(records, str(tmp_path), LOOKS, no_steps)


def test_a_file_that_is_too_large_is_not_even_read_to_its_end(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_BYTES", 1000)
    with pytest.raises(NotTaken, match="is larger than 0 MB"):
        take(records, tmp_path, "bundle.pdf", papers.pdf("long", pages=9))


@pytest.mark.parametrize("at", range(3))
def test_cancelled_at_any_step_nothing_of_it_is_left(
    records: Records, vault: OpenVault, tmp_path: Path, at: int
) -> None:
    before, told = pieces_in(vault), 0

    def stop(_done: int, _of: int, _words: str) -> None:
        nonlocal told
        if told == at:
            raise Cancelled
        told += 1

    with pytest.raises(Cancelled):
        take_in(records, papers.put(tmp_path, "a.pdf", papers.pdf("x")), LOOKS, stop)
    assert pieces_in(vault) == before

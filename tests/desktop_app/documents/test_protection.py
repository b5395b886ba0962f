"""A protected copy opens with its passphrase and with nothing else, and a screen reader may read it."""

import contextlib
import io
import re
import zlib

import page
import pikepdf
import pytest

from desktop_app.documents.errors import NotAPassphrase, WrongPassphrase
from desktop_app.documents.family_plan import family_plan
from desktop_app.documents.protection import opened, protected
from tests.desktop_app.documents.made_up_plans import PLAN
from tests.desktop_app.documents.reading import said

PASSPHRASE = "otter lantern Tuesday"


@pytest.fixture(scope="module")
def plan() -> bytes:
    return family_plan(PLAN)


@pytest.fixture(scope="module")
def copy(plan: bytes) -> bytes:
    return protected(plan, PASSPHRASE)


def test_it_opens_with_the_passphrase_and_says_the_same(plan: bytes, copy: bytes) -> None:
    assert said(opened(copy, PASSPHRASE)) == said(plan)
    assert page.validate_pdf_bytes(opened(copy, PASSPHRASE), profile="ua1").is_compliant


@pytest.mark.parametrize("guess", ["otter lantern tuesday", "otter lantern Tuesday ", "x", PASSPHRASE * 2])
def test_it_opens_with_nothing_else(copy: bytes, guess: str) -> None:
    with pytest.raises(WrongPassphrase):
        opened(copy, guess)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(copy))


def test_it_is_aes_256_throughout(copy: bytes) -> None:
    with pikepdf.open(io.BytesIO(copy), password=PASSPHRASE) as pdf:
        assert (pdf.encryption.R, pdf.encryption.V, pdf.encryption.bits) == (6, 5, 256)
        assert pdf.encryption.stream_method == pikepdf.models.encryption.EncryptionMethod.aesv3
        assert pdf.encryption.string_method == pikepdf.models.encryption.EncryptionMethod.aesv3
        assert not pdf.owner_password_matched
        assert pdf.user_password_matched


def test_a_screen_reader_and_a_printer_may_have_it_and_nobody_may_change_it(copy: bytes) -> None:
    with pikepdf.open(io.BytesIO(copy), password=PASSPHRASE) as pdf:
        assert pdf.allow.accessibility
        assert pdf.allow.extract
        assert pdf.allow.print_highres
        assert not pdf.allow.modify_other
        assert not pdf.allow.modify_assembly


def in_the_clear(file: bytes) -> bytes:
    """All that can be read in a file without a passphrase: its bytes, and its streams unpacked where they unpack."""
    clear = [file]
    for stream in re.finditer(rb"stream\r?\n", file):
        with contextlib.suppress(zlib.error):
            clear.append(zlib.decompressobj().decompress(file[stream.end() :]))
    return b"\n".join(clear)


@pytest.mark.parametrize("word", ["family plan", "en-GB", "pdfuaid", "Atkinson"])
def test_neither_the_title_nor_a_word_can_be_read_in_the_file(plan: bytes, copy: bytes, word: str) -> None:
    assert word.encode() in in_the_clear(plan), "the same search finds it in a copy that is not protected"
    assert word.encode() not in in_the_clear(copy)


def test_each_copy_is_encrypted_anew(plan: bytes, copy: bytes) -> None:
    assert protected(plan, PASSPHRASE) != copy


def test_the_same_letters_typed_on_another_keyboard_open_it(plan: bytes) -> None:
    copy = protected(plan, "Zoe\u0308s café ﬁre")
    assert said(opened(copy, "Zoës cafe\u0301 fire")) == said(plan)


@pytest.mark.parametrize("passphrase", ["", "   ", "é" * 64])
def test_an_empty_or_overlong_passphrase_is_refused(plan: bytes, passphrase: str) -> None:
    with pytest.raises(NotAPassphrase, match="Nothing was saved"):
        protected(plan, passphrase)

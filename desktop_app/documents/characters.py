"""Making text fit for paper: nothing invisible, no empty box, numbers that never break or turn round."""

import functools
import itertools
import re
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import msgspec

from casework.wording import DAYS, MONTHS
from desktop_app.documents.faces import can_be_set, is_transparent
from desktop_app.documents.reordering import has_right_to_left

NAMES = Path(__file__).resolve().parents[2] / "resources" / "wording" / "characters.toml"
NO_BREAK_SPACE = "\u00a0"
ISOLATE_LEFT_TO_RIGHT, END_ISOLATE = "\u2066", "\u2069"

_PHONE_NUMBER = re.compile(r"\+?\d[\d ]{5,}\d")
_DATE = rf"(?:(?:{'|'.join(DAYS)})\s)?\d{{1,2}}\s(?:{'|'.join(MONTHS)})(?:\s\d{{4}})?"
_NUMBER = re.compile(rf"{_DATE}|\+?\d(?:[\d\u00a0 .,:/-]*\d)?(?:am|pm|%)?")
_ORDERING_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # those in typed text could turn a phone number round
_PLAIN = re.compile(r"[\n -~\u00a1-\u00ac\u00ae-\u017f‘’“”–—…•]*")


class Replaced(msgspec.Struct, frozen=True):
    """Characters that no face has a shape for, and the name in square brackets that was printed for them."""

    characters: str
    name: str


def fit_for_paper(text: str, face: str, report: Callable[[Replaced], None]) -> str:
    """The text as it will be set in a face; every character that had to be replaced is reported.

    Letters are composed (NFC), tabs become spaces, control characters and ordering marks go, phone numbers get spaces
    that do not break, and in right-to-left text every number and date keeps its own order.
    """
    if not _PLAIN.fullmatch(text):
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
        text = _settable(_ORDERING_MARKS.sub("", text), face, report)
    text = _PHONE_NUMBER.sub(lambda found: _unbroken(found[0]), text)
    if has_right_to_left(text):
        text = _NUMBER.sub(lambda found: ISOLATE_LEFT_TO_RIGHT + _unbroken(found[0]) + END_ISOLATE, text)
    return text


def _unbroken(number: str) -> str:
    return number.replace(" ", NO_BREAK_SPACE)


def _settable(text: str, face: str, report: Callable[[Replaced], None]) -> str:
    """The text with a name in square brackets for what cannot be set; a stretch of one script is named once."""
    said = []
    for stand_in, characters in itertools.groupby(text, lambda each: _stand_in(each, face)):
        stretch = "".join(characters)
        if stand_in is None:
            said.append(stretch)
        elif len(stand_in) < 2:
            said.append(stand_in * len(stretch))
        else:
            for part in [stretch] if stand_in.endswith("s") else stretch:
                report(Replaced(part, stand_in))
                said.append(f"[{stand_in}]")
    return "".join(said)


@functools.cache
def _stand_in(character: str, face: str) -> str | None:
    """What stands for a character: None itself, "" nothing, a space or a line's end, else its name."""
    category = unicodedata.category(character)
    if category in ("Zl", "Zp") or character == "\n":
        return "\n"
    if category in ("Cc", "Cf") and not is_transparent(character):
        return ""
    if can_be_set(character, face):
        return None
    return " " if category == "Zs" else name_of(character)


def name_of(character: str) -> str:
    """What a character is called. Letters are called by their script ("Gurmukhi letters"): spelling them says nothing.

    In plain words where the wording file has them; one that nobody has named, by its number.
    """
    if unicodedata.category(character) == "Cs":
        character = "\N{REPLACEMENT CHARACTER}"
    own = _own_names().get(character)
    name = own or unicodedata.name(character, f"character {ord(character):04X}").lower()
    if own or unicodedata.category(character)[0] not in "LM":
        return name
    script = name.split()[0]
    return "Chinese characters" if script == "cjk" else f"{script.title()} letters"


@functools.cache
def _own_names() -> dict[str, str]:
    return {key: str(name) for key, name in tomllib.loads(NAMES.read_text("utf-8"))["names"].items()}

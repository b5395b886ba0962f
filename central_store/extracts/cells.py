"""One cell at a time: what people and systems write for a blank, a date, a yes, an id, a coded value."""

import datetime
import re
import unicodedata
from typing import TypeAlias

Cell: TypeAlias = (
    str | float | int | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | None
)

ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
BLANKS = {"", "-", "n/a", "na", "none", "null", "nan", "not known", "unknown"}
EXCEL_DAY_ZERO = datetime.date(1899, 12, 30)  # serial 60 and later; before that Excel believes in 29 February 1900
EARLIEST, LATEST_YEARS = datetime.date(1900, 1, 2), 2
FIRST_SERIAL, LAST_SERIAL = 7_000, 80_000  # 1919 to 2119: smaller numbers are counts or ages
LETTERED = re.compile(r"^[a-z]{1,2}\)\s*", re.IGNORECASE)
FORMS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d/%m/%y",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%d %b %y",
    "%Y/%m/%d",
)
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
JOINERS = str.maketrans("", "", "\u200c\u200d")  # they shape the letters of a name and tell no two ids apart
WEEKDAY = re.compile(r"^(mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", re.IGNORECASE)


class NotADate(ValueError):
    """The cell says something, but no date that can be."""


def text(cell: Cell) -> str:
    """The cell's words: one kind of space, none at the ends, whole numbers without a decimal; "" for a blank or error."""
    words = _words(cell)
    return "" if words in ERRORS or words.casefold() in BLANKS else words


def name(cell: Cell) -> str:
    """A name as it stands: Null, None and Na are names that people have. "" where no letter stands there, or #N/A."""
    words = _words(cell)
    is_named = any(letter.isalpha() for letter in words) and words.casefold() != "n/a"
    return words if is_named and words not in ERRORS else ""


def identity(cell: Cell) -> str:
    """An id: the same one however the spaces and unseen signs around it came."""
    return text(cell).translate(JOINERS)


def _words(cell: Cell) -> str:
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else ("Yes" if cell else "No")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", str(cell))).split())


def is_error(cell: Cell) -> bool:
    """Whether the sheet itself could not work the cell out (#N/A and its like)."""
    return isinstance(cell, str) and cell.strip() in ERRORS


def coded(cell: Cell) -> str:
    """The value without the letter that some authorities put before it: "a) Male" is "Male"."""
    return LETTERED.sub("", text(cell))


def iso_date(cell: Cell, today: datetime.date) -> str:
    """An ISO date, "" for a blank. Raises NotADate for words that are none, and for days that cannot be."""
    if isinstance(cell, datetime.datetime):
        return _possible(cell.date(), today)
    if isinstance(cell, datetime.date):
        return _possible(cell, today)
    words = text(cell)
    if not words:
        return ""
    if isinstance(cell, bool):
        raise NotADate(words)
    if isinstance(cell, int | float) or re.fullmatch(r"[0-9]{4,5}(\.[0-9]+)?", words):
        return _possible(_from_serial(float(words)), today)
    return _possible(_from_words(words), today)


def yes_no(cell: Cell) -> str:
    """ "Y", "N", or "" where it says neither."""
    word = coded(cell).casefold()
    if word in ("yes", "y", "true", "1"):
        return "Y"
    return "N" if word in ("no", "n", "false", "0") else ""


def sex(cell: Cell) -> str:
    """M, F or U as the dataset has it, "" for a blank."""
    word = coded(cell).casefold()
    if not word:
        return ""
    return {"male": "M", "m": "M", "female": "F", "f": "F", "1": "M", "2": "F"}.get(word, "U")


def whole_number(cell: Cell) -> int | None:
    """A count, or None."""
    words = text(cell)
    return int(words) if re.fullmatch("[0-9]{1,9}", words) else None


def _from_serial(serial: float) -> datetime.date:
    if not FIRST_SERIAL <= serial <= LAST_SERIAL:
        raise NotADate(str(serial))
    return EXCEL_DAY_ZERO + datetime.timedelta(days=int(serial))


def _from_words(words: str) -> datetime.date:
    plain = WEEKDAY.sub("", ORDINAL.sub("", words)).replace(",", "").removesuffix(" 00:00:00").removesuffix("T00:00:00")
    plain = re.sub(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?$", "", plain).replace("Sept ", "Sep ")
    for form in FORMS:
        try:
            return datetime.datetime.strptime(plain, form).date()  # noqa: DTZ007 a day has no time zone
        except ValueError:
            continue
    raise NotADate(words)


def _possible(day: datetime.date, today: datetime.date) -> str:
    if day < EARLIEST or day.year > today.year + LATEST_YEARS:
        raise NotADate(day.isoformat())
    return day.isoformat()

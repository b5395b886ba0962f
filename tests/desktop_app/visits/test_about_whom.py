"""A shared sentence with a name is about the children it concerns, and says why; without one it is about all of them."""

import pytest

from desktop_app.visits.about_whom import about_whom
from desktop_app.visits.draft import VisitChild
from desktop_app.visits.queries import WORKER, KnownPerson

MAISIE, TOM, AYLA = (VisitChild(name.lower(), name) for name in ("Maisie", "Tom", "Ayla"))
HARTS = (MAISIE, TOM, AYLA)
PEOPLE = (
    KnownPerson("Gemma Hart", "Gemma", "Mum", files=("maisie", "tom", "ayla")),
    KnownPerson("Lee Hart", "Lee", "Maisie and Tom’s dad", files=("maisie", "tom")),
    KnownPerson("Kofi Mensah", "Kofi", "Ayla’s dad", files=("ayla",)),
    KnownPerson("Will Mensah", "Will", "Ayla’s uncle", files=("ayla",)),
    KnownPerson("Nan Fellowes", "Nan", "Maisie and Tom’s grandmother", files=("maisie", "tom")),
    KnownPerson("Nan Mensah", "Nan", "Ayla’s grandmother", files=("ayla",)),
    KnownPerson("Dev Sandhu", "Dev Sandhu", WORKER),
    KnownPerson("Dave", "Dave", "Mends taps", is_new=True),
)


@pytest.mark.parametrize(
    ("words", "files", "why"),
    [
        ("The heating was on.", ("maisie", "tom", "ayla"), ""),
        ("Kofi comes on Sundays.", ("ayla",), "Kofi is Ayla’s dad, so only Ayla is chosen."),
        ("Kofi’s van was outside.", ("ayla",), "Kofi is Ayla’s dad, so only Ayla is chosen."),
        ("Gemma rang Lee.", ("maisie", "tom"), "Lee is Maisie and Tom’s dad, so only Maisie and Tom are chosen."),
        ("Lee took Tom to football.", ("tom",), "Tom is named, so only Tom is chosen."),
        ("Maisie and Tom slept.", ("maisie", "tom"), "Maisie and Tom are named, so only Maisie and Tom are chosen."),
        ("Will and Kofi came.", ("ayla",), "Kofi and Will are named, so only Ayla is chosen."),
        ("Lee and Kofi met at the door.", ("maisie", "tom", "ayla"), ""),
        ("Gemma will ring, and Tomato soup was on.", ("maisie", "tom", "ayla"), ""),
        ("Nan was there.", ("maisie", "tom", "ayla"), ""),
        ("Dave let me in, Dev Sandhu came later.", ("maisie", "tom", "ayla"), ""),
    ],
)
def test_a_sentence_is_about_whom_its_names_belong_to(words: str, files: tuple[str, ...], why: str) -> None:
    found = about_whom(words, HARTS, PEOPLE)
    assert (found.files, found.why) == (files, why)

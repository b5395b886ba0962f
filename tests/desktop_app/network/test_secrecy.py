"""A confidential address is one in every file on this laptop, however it is written, and wherever it would be read."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.people import Address, Person, Place, Relation
from desktop_app.direct_work.queries import voice
from desktop_app.network.addresses import Whereabouts
from desktop_app.network.person_form import person_form
from desktop_app.network.queries import family
from desktop_app.network.secrecy import INSTEAD, gives_away, masked, secrets_everywhere
from desktop_app.plans.queries import words_for_plan
from desktop_app.record_store.records import Records
from tests.support.copies import CHILD, SISTER, open_copy

TODAY = datetime.date(2026, 11, 10)
YARD = "3 Old Foundry Yard"


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    """Lee stands in both children's files; only in the sister's it is said that where he lives is confidential."""
    with open_copy(tmp_path / "copy") as (_, opened):
        for file, place in ((SISTER, Place(YARD, "ZZ1 7PD", confidential=True)), (CHILD, Place(YARD, "ZZ1 7PD"))):
            lee = opened.create(file, Person(forename="Lee", surname="Hart"))
            opened.add(
                lee,
                opened.create(file, Relation(person=lee.header.record, relationship="Father", lives_with=False)),
                opened.create(file, Address(person=lee.header.record, place=place)),
            )
        yield opened


def test_an_address_that_a_sisters_file_calls_confidential_is_covered_in_the_brothers_too(records: Records) -> None:
    (lee,) = [one for one in family(records, CHILD, TODAY).elsewhere if one.name == "Lee Hart"]
    assert lee.lives_at == Whereabouts(f"{YARD}, ZZ1 7PD", is_confidential=True)
    form = person_form(records, CHILD, lee.key, TODAY)
    assert form is not None
    assert form.draft.details.is_confidential, "covered in the form too"
    assert not form.draft.has_words(), "and nothing was changed by it"


def test_a_childs_words_name_it_neither_in_their_voice_nor_in_the_list_of_the_plan(records: Records) -> None:
    said = Quote(
        words="dad lives at 3 Old Foundry Yd",
        translation="At 3 old foundry yard",
        said_on="2026-11-01",
        confirmed=True,
        may_see=Sharing("everyone"),
    )
    change = records.create(CHILD, said)
    records.add(change)
    records.add(*[records.edit(one, {"words": "dad is at 3 Old Foundry Yd."}) for one in records.records(CHILD, Quote)])
    (entry,) = voice(records, CHILD).entries
    ((_, before),) = entry.earlier
    assert (entry.words, entry.translation) == (f"dad is at {INSTEAD}.", f"At {INSTEAD}")
    assert before == f"dad lives at {INSTEAD}"
    (one,) = words_for_plan(records, CHILD).choosable
    assert (one.words, one.translation) == (f"dad is at {INSTEAD}.", f"At {INSTEAD}")


@pytest.mark.parametrize(
    ("recorded", "written"),
    [
        (YARD, "at 3 Old Foundry Yd, by the bridge"),
        ("3 Old Foundry Yd", "3 OLD FOUNDRY YARD"),
        ("12 Mill Road", "12 mill rd."),
        ("12 Mill St", "12 Mill Street"),
        ("4 Fern Avenue", "4 Fern Av"),
        ("4 Fern Ave.", "4 fern avenue"),
        ("9 Quiet Lane, Millbrook", "9, Quiet Ln"),
        ("9 Birch Cl", "9 Birch Close"),
        ("1 Kings Court", "1 Kings Ct"),
    ],
)
def test_it_is_known_whole_and_short(tmp_path: Path, recorded: str, written: str) -> None:
    with open_copy(tmp_path / "copy") as (_, records):
        records.add(records.create(CHILD, Address(person=b"p" * 16, place=Place(recorded, confidential=True))))
        secrets = secrets_everywhere(records)
    assert gives_away(written, secrets)
    assert not gives_away("13 Old Foundry Yd", secrets)
    assert masked("12 Mill Pond", secrets) == "12 Mill Pond"

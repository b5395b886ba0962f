"""Who is named in what will enter a child's file and is not known there: the other family's, whom this one may read about."""

import pytest

from casework.kinds.people import Person, Relation
from casework.kinds.work import Involvement
from desktop_app.people_named.strangers import Stranger, Text, strangers
from desktop_app.record_store.records import Records
from desktop_app.vault.vault import OpenVault
from tests.support.copies import new_child

PLACE = ("said", "")


@pytest.fixture(scope="module")
def families(copy: tuple[OpenVault, Records]) -> tuple[str, str]:
    """Ella, and Ayla of another family, whose dad is Kofi Will Mensah, and whose nan is called Nan."""
    vault, records = copy
    ella, ayla = new_child(vault, "Ella"), new_child(vault, "Ayla")
    for file, person in (
        (ella, Person(forename="Gemma", surname="Hart")),
        (ayla, Person(forename="Kofi", surname="Mensah")),
        (ayla, Person(forename="Will", surname="Bell")),
        (ayla, Person(forename="Nan")),
        (ayla, Person(forename="Gemma", surname="Price")),
    ):
        records.add(records.create(file, person))
    records.add(records.create(ella, Involvement(professional_name="Dev Bell")))
    return ella, ayla


def found(records: Records, words: str, *files: str, known: tuple[str, ...] = ()) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.name, one.children) for one in strangers(records, [Text(PLACE, words, files)], known)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Kofi has her on Sundays.", ["Kofi"]),
        ("I saw kofi mensah there.", ["Kofi Mensah"]),
        ("Gemma Price rang, then Gemma.", ["Gemma Price"]),
        ("Gemma and Ella came with Dev Bell.", []),
        ("Will ring school. It will do.", []),
        ("I met Will there.", ["Will"]),
        ("Nan is well.", []),
        ("Ruth came.", []),
        ("Nobody whom the record knows: Zoltan.", []),
    ],
)
def test_who_is_known_in_another_file_only_is_pointed_out(
    records: Records, families: tuple[str, str], words: str, names: list[str]
) -> None:
    assert [name for name, _ in found(records, words, families[0])] == names


def test_each_childs_copy_is_looked_at_on_its_own(records: Records, families: tuple[str, str]) -> None:
    ella, ayla = families
    (kofi,) = strangers(records, [Text(PLACE, "Kofi has Ayla on Sundays.", (ella, ayla))])
    assert (kofi.files, kofi.words) == ((ella,), "Kofi has Ayla on Sundays.")
    assert kofi.sentence == "Kofi is named in what enters Ella’s file, and is not known in Ella’s family."


def test_who_was_there_and_a_brother_with_a_file_of_his_own_belong(
    vault: OpenVault, records: Records, families: tuple[str, str]
) -> None:
    ella, _ = families
    assert found(records, "Kofi was kind.", ella, known=("Kofi Mensah",)) == []
    brother = new_child(vault, "Bartholomew")
    assert found(records, "Bartholomew slept.", ella) == [("Bartholomew", ("Ella",))]
    records.add(records.create(ella, Relation(other_file=brother)))
    assert found(records, "Bartholomew slept.", ella) == []


def test_a_keep_it_holds_for_the_place_and_the_files_it_was_said_of() -> None:
    one = Stranger("Kofi", PLACE, ("a",), ("Ella",), "")
    assert one.key != Stranger("Kofi", PLACE, ("a", "b"), ("Ella", "Maya"), "").key
    assert one.key == Stranger("Kofi", PLACE, ("a",), ("Ella",), "other words").key


def test_a_long_text_is_shown_around_the_name(records: Records, families: tuple[str, str]) -> None:
    words = f"{'Before that we talked. ' * 12}Kofi came. {'After that we went. ' * 12}"
    (kofi,) = strangers(records, [Text(PLACE, words, (families[0],))])
    assert "Kofi came." in kofi.words
    assert len(kofi.words) < 100

"""Kinds of records: from a struct to the values of a change and back, whatever a newer release puts beside them."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import ssd
from casework.editing import Pen, create, edit
from casework.errors import BadMessage
from casework.fold import fold
from casework.kinds import KINDS, NAME_OF
from casework.kinds.books import Professional
from casework.kinds.direct_work import Attachment, Drawing, Quote, Sharing
from casework.kinds.people import Address, Person
from casework.kinds.reading import Kind, element, read_as, read_values, values_of
from casework.kinds.record import Record
from casework.kinds.visits import Visit

PEN = Pen("ruth", "laptop-a", "2026-11-23", "2026-11-23T10:00:00Z")
TEXT = st.text(max_size=12)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_an_empty_record_sets_nothing_and_reads_back_empty(kind: type[Kind]) -> None:
    assert values_of(kind()) == {}
    assert read_values(kind, {}) == kind()
    assert KINDS[NAME_OF[kind]] is kind


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_field_may_be_missing_and_every_kind_says_what_it_is(kind: type[Kind]) -> None:
    assert kind.__doc__
    for field in msgspec.structs.fields(kind):
        assert field.default is None or field.default_factory is dict, f"{field.name} must be allowed to be missing"


@given(TEXT, TEXT, st.dictionaries(st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True), TEXT, max_size=4))
def test_a_set_is_one_field_for_each_element(name: str, role: str, hubs: dict[str, str]) -> None:
    staff = Professional(professional_name=name, role=role, hubs=hubs)
    values = values_of(staff)
    assert {field for field in values if field.startswith("hubs")} == {element("hubs", key) for key in hubs}
    assert read_values(Professional, values) == staff


def test_an_element_set_to_nothing_has_left_the_set() -> None:
    values = {"hubs/hub-1": "2025-01-01", "hubs/hub-2": None}
    assert read_values(Professional, values).hubs == {"hub-1": "2025-01-01"}


def test_two_people_who_put_different_elements_into_a_set_do_not_collide() -> None:
    first = create("authority", "professional", values_of(Professional(hubs={"hub-1": "2025"})), PEN)
    (opened,) = fold([first]).values()
    added = [
        edit("authority", opened, opened.shown(), {element("hubs", hub): "2026"}, PEN) for hub in ("hub-2", "hub-3")
    ]
    (state,) = fold([first, *added]).values()
    assert state.fields_in_two_versions == ()
    assert read_as(Professional, state).hubs == {"hub-1": "2025", "hub-2": "2026", "hub-3": "2026"}


def test_nested_values_come_back_as_they_were() -> None:
    ink = Attachment(b"k" * 32, ("a" * 64,), 12, "application/x-ink")
    drawing = Drawing(session=b"s" * 16, title="Home", ink=ink, may_see=Sharing("picked", {"a1": True}))
    first = create("person:0123", "drawing", values_of(drawing), PEN)
    (state,) = fold([first]).values()
    assert read_as(Drawing, state) == drawing


def test_a_field_that_this_release_does_not_know_is_left_out_and_the_others_are_read() -> None:
    assert read_values(Person, {"forename": "Ella", "newer": {"x": 1}}) == Person(forename="Ella")


def test_a_form_that_this_release_cannot_read_costs_that_field_alone() -> None:
    values = {"words": "i dont like it", "may_see": ["a newer form"], "house": "worries"}
    assert read_values(Quote, values) == Quote(words="i dont like it", house="worries")
    assert read_values(Person, {"forename": ["Ella"], "surname": "Hart"}) == Person(surname="Hart")


def test_a_field_in_two_versions_is_not_shown_as_either() -> None:
    first = create("person:0123", "person", {"school": "A", "forename": "Ella"}, PEN)
    (opened,) = fold([first]).values()
    both = [edit("person:0123", opened, opened.shown(), {"school": school}, PEN) for school in ("B", "C")]
    (state,) = fold([first, *both]).values()
    assert read_as(Person, state) == Person(forename="Ella")


def test_a_record_is_named_by_file_kind_and_id() -> None:
    record = Record("person:0123", "person", b"r" * 16, Person(forename="Ella"), {"forename": (b"c" * 16,)})
    assert record.key == ("person:0123", "person", b"r" * 16)
    assert not record.is_withdrawn
    with pytest.raises(AttributeError):
        record.value = Person()  # type: ignore[misc]


def test_what_is_no_kind_of_ours_is_refused_with_a_sentence() -> None:
    class Strict(msgspec.Struct, frozen=True):
        needed: str

    with pytest.raises(BadMessage):
        read_values(Strict, {"needed": 1})  # type: ignore[type-var]


# -- the Standard Safeguarding Dataset ---------------------------------------------------------------------------


def test_every_entry_of_the_dataset_s_table_names_a_field_of_ours() -> None:
    assert ssd.unknown_fields() == []
    for kind, columns in ssd.COLUMNS.items():
        for field in columns:
            name, _, part = field.partition(".")
            if part:
                (declared,) = [one for one in msgspec.structs.fields(KINDS[kind]) if one.name == name]
                assert part in str(vars(_struct_in(declared.type)).get("__annotations__", {})), f"{kind}.{field}"


def _struct_in(form: object) -> type:
    """The struct of a field that may be missing: `Place | None` -> Place."""
    (found,) = [one for one in getattr(form, "__args__", (form,)) if one is not type(None)]
    return found


def test_a_column_stands_in_the_table_once_and_has_its_table_s_name_before_it() -> None:
    columns = [column for of_kind in ssd.COLUMNS.values() for column in of_kind.values()]
    assert len(set(columns)) == len(columns)
    assert all(column.startswith("ssd_") and column.count(".") == 1 for column in columns)
    assert set(ssd.STAGE_TABLES) == {"cin_plan", "cp_plan", "looked_after", "care_leaver"}


def test_a_field_is_asked_for_by_kind_and_name() -> None:
    assert ssd.column_of("person", "forename") == "ssd_person.pers_forename"
    assert ssd.column_of("visit", "date") == "ssd_cin_visits.cinv_cin_visit_date"
    assert ssd.column_of("address", "place.postcode") == "ssd_address.addr_address_postcode"
    assert ssd.column_of("person", "pronouns") is None
    assert ssd.column_of("quote", "words") is None


def test_a_table_that_names_a_field_we_do_not_have_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ssd.COLUMNS, "visit", {"colour": "ssd_cin_visits.colour"})
    assert ssd.unknown_fields() == ["visit.colour"]


def test_the_address_and_the_visit_keep_together_what_belongs_together() -> None:
    assert "place" in Address.__struct_fields__
    assert "seen_alone" in Visit.__struct_fields__

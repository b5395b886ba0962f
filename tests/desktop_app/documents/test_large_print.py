"""Large print says all that the ordinary paper says, in the same order, in letters nobody has to look for."""

import io

import msgspec
import page
import pikepdf
import pytest
from PySide6.QtGui import QGuiApplication

from casework.childs_words import Sight
from desktop_app.documents.errors import NotForThisReader
from desktop_app.documents.family_plan import family_plan, make_family_plan
from desktop_app.documents.large_print import make_large_print
from desktop_app.documents.paper import HEIGHT, LEFT, MM, PAGE, RIGHT
from desktop_app.documents.read_models import FamilyPlan, Line, Step
from tests.desktop_app.documents.made_up_plans import DAY, HARD, LEAST, PLAN, QUOTE
from tests.desktop_app.documents.reading import furniture, said, spoken
from tests.desktop_app.documents.test_on_screen import has_ink, rendered

SMALLEST = 18
PLANS = pytest.mark.parametrize("values", [PLAN, LEAST, HARD], ids=["plan", "least", "hard"])
replace = msgspec.structs.replace


def sizes(pdf: bytes) -> set[float]:
    """The type sizes of every word on it, as they stand on the page."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            float(operands[1])
            for each in document.pages
            for operands, operator in pikepdf.parse_content_stream(each)
            if str(operator) == "Tf"
        }


def bare(text: str) -> str:
    return "".join(text.split())


@PLANS
def test_nothing_on_it_is_smaller_than_18_points_and_what_is_read_is_24(values: FamilyPlan) -> None:
    assert min(sizes(make_large_print(values).pdf)) == SMALLEST
    assert min(sizes(family_plan(values))) == 12
    assert 24 in sizes(make_large_print(values).pdf)


@PLANS
def test_it_passes_every_check_of_pdf_ua(values: FamilyPlan) -> None:
    report = page.validate_pdf_bytes(make_large_print(values).pdf, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@PLANS
def test_it_holds_every_word_of_the_plan(values: FamilyPlan) -> None:
    large = bare("".join(said(make_large_print(values).pdf)))
    lines = (*values.why, *values.disagreements, *values.going_well, *values.needs_to_change)
    for typed in (
        *(part for line in lines for part in (line.lead, line.text) if part.isascii() and part.isprintable()),
        *(part for step in values.steps for part in (step.who, step.what, step.lead, step.how_we_will_know)),
        *(part for each in values.services for part in (each.agency, each.what, each.starts, each.how)),
        *(part for each in values.contacts for part in (each.who, each.role, each.number)),
        *(answer.words for answer in values.answers),
        *(each.translation or each.words for each in values.childs_words),
        *(values.closing_line, values.if_better, values.if_same, values.other_formats_number, values.written_by),
    ):
        assert bare(typed) in large, typed


def test_it_is_read_in_the_order_of_the_ordinary_paper() -> None:
    large, ordinary = spoken(make_large_print(PLAN).pdf), spoken(family_plan(PLAN))
    headings = [each.text for each in large if each.role == "H2"]
    assert headings == [each.text for each in ordinary if each.role == "H2"]
    assert [each.text for each in large if each.role == "H1"] == ["Our family plan"]
    assert [each.text for each in large if each.role == "H3"] == ["Lee", "Nadia", "Ms Bell", "Alcohol service"]
    assert [each.alternative for each in large if each.role == "Figure"] == ["A house by blue waves."]


def test_a_table_becomes_sentences() -> None:
    elements = spoken(make_large_print(PLAN).pdf)
    assert not {each.role for each in elements} & {"TH", "TD", "TR", "Table"}
    words = [each.text for each in elements]
    at = words.index("Lee")
    assert words[at : at + 4] == [
        "Lee",
        "Goes to the alcohol service, Mondays 6pm",
        "First time: Monday 22 June",
        "How we will know: His worker tells Jo",
    ]
    (plain,) = [
        each.text
        for each in spoken(make_large_print(replace(PLAN, steps=(Step("Nan", "Cooks", DAY(2026, 7, 1)),))).pdf)
        if each.text.startswith("By when")
    ]
    assert plain == "By when: Wednesday 1 July"


def test_it_says_what_it_is_and_whose() -> None:
    pdf = make_large_print(PLAN).pdf
    assert "Large print. Copy for Nadia." in said(pdf)
    assert "Large print." in said(make_large_print(replace(PLAN, copy_for="")).pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert {key: str(value) for key, value in document.docinfo.items()} == {
            "/Title": "Our family plan, large print"
        }
        for name in ("Maisie", "Nadia", "Lee"):
            assert name not in document.Root.Metadata.read_bytes().decode()
    assert furniture(pdf)[1] == "Family plan, version 3. Copy 7.Page 2 of 6Copy for Nadia"


def test_a_draft_and_the_made_up_family_are_named_as_such_on_every_page() -> None:
    made = make_large_print(replace(PLAN, draft=True, is_practice=True))
    assert all("Draft." in foot and "PRACTICE: about no real family" in foot for foot in furniture(made.pdf))
    assert "Draft. We have not agreed this yet." in said(made.pdf)


@pytest.mark.parametrize("sight", [sight for sight in Sight if not sight.may_see])
def test_words_that_are_not_for_this_reader_stop_it_too(sight: Sight) -> None:
    with pytest.raises(NotForThisReader):
        make_large_print(replace(PLAN, childs_words=(replace(QUOTE, sight=sight),)))


def test_a_step_is_never_parted_and_a_number_stays_with_whose_it_is() -> None:
    steps = tuple(Step("Nan", f"Does thing {n}", DAY(2026, 7, 1), how_we_will_know=f"Seen {n}") for n in range(30))
    for lines in range(1, 12):
        why = tuple(Line("A worry.") for _ in range(lines))
        elements = spoken(make_large_print(replace(PLAN, why=why, steps=steps)).pdf)
        where = {each.text: each.pages for each in elements}
        for n in range(30):
            assert where[f"Does thing {n}"] == where[f"How we will know: Seen {n}"]
        assert where["Nights and weekends, duty team"] == where["01632 960199"]
        assert where["Someone is in danger now"] == where["999"]


def test_what_no_face_can_draw_is_reported() -> None:
    values = replace(LEAST, why=(Line("李明 came"),))
    assert make_large_print(values).replaced == make_family_plan(values).replaced != ()


@PLANS
def test_every_page_has_words_and_nothing_stands_in_its_margins(qapp: QGuiApplication, values: FamilyPlan) -> None:
    width, height = PAGE
    for image in rendered(make_large_print(values).pdf):
        assert has_ink(image, LEFT, 15 * MM, width - RIGHT, height / 2)
        assert not has_ink(image, 0, 0, LEFT - 2, height)
        assert not has_ink(image, width - RIGHT + 2, 0, width, height)
        assert not has_ink(image, 0, 15 * MM, width, 15 * MM + 4)  # the head stands clear of what is read
        assert not has_ink(image, 0, 15 * MM + HEIGHT - 4, width, 15 * MM + HEIGHT - 1)

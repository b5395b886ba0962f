"""The family plan says what it was given, in order, to the eye and to a screen reader, and nothing it must not say."""

import io
import subprocess
import sys
import unicodedata
from pathlib import Path

import msgspec
import page
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.childs_words import Sight
from desktop_app.documents.errors import NotForThisReader
from desktop_app.documents.family_plan import family_plan, make_family_plan
from desktop_app.documents.fixed_words import PlanWords, plan_words
from desktop_app.documents.read_models import Answer, ChildsWords, Contact, FamilyPlan, Line, Step
from tests.desktop_app.documents.made_up_plans import DAY, HARD, LEAST, LONG_NAME, PICTURE, PLAN, QUOTE, STEPS
from tests.desktop_app.documents.reading import furniture, said, spoken

ROOT = Path(__file__).resolve().parents[3]
replace = msgspec.structs.replace


def test_it_is_read_in_the_order_it_is_seen() -> None:
    words = said(family_plan(PLAN))
    order = (
        "Our family plan",
        "Maisie, Tom, Nadia and Lee",
        "Copy for Nadia",
        "Tuesday 16 June 2026",
        "Written by Jo Penn, social worker",
        "We look again Tuesday 14 July, at Nan’s",
        "With Nadia, Lee, Nan, Ms Bell",
        "Phone 01632 960117",
        "Why we are involved",
        "On Sunday 3 May, Lee had been drinking and shouted at home. Maisie and Tom were scared.",
        "Lee sees it differently. He says it was once, not twice.",
        "What is going well",
        "Nan keeps two beds made up.",
        "What needs to change",
        "When all of us have seen this for three months, we can stop.",
        "Maisie’s words",
        "“the see side. no showting”",
        "Maisie, 8, about what she wishes for. Maisie said you may see this.",
        "Who does what, by when",
        "Three things. We will do our part too.",
        "Lee",
        "First time: Monday 22 June",
        "From today",
        "Meets Maisie at the gate at 8:45",
        "From Monday 11 January 2027",
        "Who else helps",
        "Alcohol service",
        "Ring 01632 960144",
        "If it does not start by 22 June, ring Jo. She will ring them that day.",
        "If things get better",
        "We meet less often.",
        "If things stay the same",
        "We ask for a bigger meeting. We will tell you before, and why.",
        "Whom to ring",
        "Jo Penn, your social worker, Monday to Friday",
        "01632 960117",
        "Someone is in danger now",
        "999",
        "What we said about this plan",
        "Nadia agreed on Tuesday 16 June.",
        "Lee did not agree on Monday 15 June and said: “It was one morning.”",
        "Nan: I agree",
        "Jo Penn",
        "Date",
    )
    at = -1
    for expected in order:
        at = words.index(expected, at + 1)


def test_its_tree_is_headings_lists_tables_and_a_picture_with_words() -> None:
    elements = spoken(family_plan(PLAN))
    roles = [each.role for each in elements]
    assert roles[0] == "H1"
    assert roles.count("H1") == 1
    assert roles.count("H2") == 10
    assert roles.count("Lbl") == roles.count("LBody") == 4
    assert [each.alternative for each in elements if each.role == "Figure"] == ["A house by blue waves."]
    assert [each.path for each in elements if each.text == "Nadia"] == ["Document/Sect/Table/TR/TH"]
    with pikepdf.open(io.BytesIO(family_plan(PLAN))) as pdf:
        scopes = [
            str(element.A.Scope)
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == pikepdf.Name.TH
        ]
    assert scopes.count("/Column") == 8
    assert scopes.count("/Row") == len(STEPS) + 1


def test_what_repeats_on_every_page_is_not_read_out() -> None:
    pdf = family_plan(PLAN)
    assert furniture(pdf) == [
        "Family plan, version 3. Copy 7.Page 1 of 3",
        "Family plan, version 3. Copy 7.Page 2 of 3Copy for Nadia",
        "Family plan, version 3. Copy 7.Page 3 of 3Copy for Nadia",
    ]
    assert not any("Page 1" in text for text in said(pdf))


@pytest.mark.parametrize("values", [PLAN, LEAST, HARD], ids=["plan", "least", "hard"])
def test_it_passes_every_check_of_pdf_ua(values: FamilyPlan) -> None:
    report = page.validate_pdf_bytes(family_plan(values), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.rules.total > 100


def test_its_language_is_said_and_its_title_shown() -> None:
    with pikepdf.open(io.BytesIO(family_plan(PLAN))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(pdf.Root.MarkInfo.Marked)
        assert [round(float(edge)) for edge in pdf.pages[0].MediaBox] == [0, 0, 595, 842]


def test_no_name_stands_in_what_describes_the_file() -> None:
    pdf_bytes = family_plan(PLAN)
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {"/Title": "Our family plan"}
        described = pdf.Root.Metadata.read_bytes().decode()
    for name in ("Maisie", "Tom", "Nadia", "Lee", "Jo Penn", "Daybook", "reportlab", "ReportLab"):
        assert name not in described
        assert name.encode() not in pdf_bytes


def test_the_same_plan_makes_the_same_bytes() -> None:
    assert family_plan(PLAN) == family_plan(PLAN)


def test_every_face_is_embedded_in_part_and_says_what_it_shows() -> None:
    with pikepdf.open(io.BytesIO(family_plan(HARD))) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each]
        composite = [font for font in fonts if font.Subtype == pikepdf.Name.Type0]
        assert {str(font.BaseFont).split("+")[1] for font in composite} == {
            "AtkinsonHyperlegibleNext-Regular",
            "AtkinsonHyperlegibleNext-Bold",
            "Lexend-Regular",
            "NotoSans-Regular",
            "NotoNaskhArabic-Regular",
            "NotoEmoji-Regular",
        }
        for font in composite:
            assert "/ToUnicode" in font
            assert len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) > 500
        assert len(fonts) == 2 * len(composite)


@pytest.mark.parametrize("sight", [sight for sight in Sight if not sight.may_see])
def test_words_that_are_not_for_this_reader_stop_the_whole_paper(sight: Sight) -> None:
    with pytest.raises(NotForThisReader, match="nothing was lost") as refused:
        family_plan(replace(PLAN, childs_words=(QUOTE, replace(QUOTE, sight=sight))))
    assert "see side" not in refused.value.sentence


def test_a_drawing_that_is_not_for_this_reader_stops_it_too() -> None:
    held_back = replace(QUOTE, picture=replace(PICTURE, sight=Sight.HELD_BACK))
    with pytest.raises(NotForThisReader):
        family_plan(replace(PLAN, childs_words=(held_back,)))


def test_words_cannot_even_be_named_without_a_decision() -> None:
    with pytest.raises(TypeError, match="sight"):
        ChildsWords(child_agreed=True, child="Maisie", words="no showting")  # type: ignore[call-arg]


def test_where_a_worker_overrode_it_the_paper_does_not_say_the_child_agreed() -> None:
    words = said(family_plan(replace(PLAN, childs_words=(replace(QUOTE, child_agreed=False),))))
    assert "Maisie, 8, about what she wishes for." in words


def test_a_childs_other_language_is_marked_and_translated_beside() -> None:
    elements = spoken(family_plan(HARD))
    (urdu,) = [each for each in elements if each.language]
    assert (urdu.language, urdu.text) == ("ur", "“میں گھر جانا چاہتی ہوں”")
    assert "In English: “I want to go home.”" in [each.text for each in elements]


def test_a_language_that_is_no_tag_is_not_passed_on() -> None:
    named = replace(QUOTE, language="Urdu and English", picture=None)
    assert not any(each.language for each in spoken(family_plan(replace(PLAN, childs_words=(named,)))))


def test_what_is_empty_is_left_out_heading_and_all() -> None:
    assert said(family_plan(LEAST)) == [
        "Our family plan",
        "Maisie",
        "Tuesday 16 June 2026",
        "Whom to ring",
        "Someone is in danger now",
        "999",
    ]


FIELDS = [
    "written_by",
    "written_with",
    "phone",
    "look_again",
    "why",
    "disagreements",
    "going_well",
    "needs_to_change",
    "closing_line",
    "childs_words",
    "steps",
    "services",
    "service_line",
    "if_better",
    "if_same",
    "contacts",
    "other_formats_number",
    "answers",
    "signers",
    "worker_signs",
]


@pytest.mark.parametrize("field", FIELDS)
def test_each_part_may_be_missing(field: str) -> None:
    without = replace(PLAN, **{field: getattr(LEAST, field)})
    assert len(said(family_plan(without))) < len(said(family_plan(PLAN)))
    alone = replace(LEAST, **{field: getattr(PLAN, field)})
    assert page.validate_pdf_bytes(family_plan(alone), profile="ua1").is_compliant
    assert len(said(family_plan(alone))) > len(said(family_plan(LEAST)))


def test_where_only_disagreement_is_said_the_heading_says_so() -> None:
    words = said(family_plan(replace(LEAST, disagreements=(Line("It was once."),))))
    assert "Where we see it differently" in words
    assert "Why we are involved" not in words


def test_a_draft_says_that_it_is_one_on_every_page() -> None:
    pdf = family_plan(replace(PLAN, draft=True))
    assert "Draft. We have not agreed this yet." in said(pdf)
    assert all("Draft" in foot for foot in furniture(pdf))


@pytest.mark.parametrize("count", [0, 1, 8, 40])
def test_any_number_of_steps(count: int) -> None:
    steps = tuple(Step("Nan", f"Does thing {number}", DAY(2026, 7, 1)) for number in range(1, count + 1))
    pdf = family_plan(replace(PLAN, steps=steps))
    told = [each for each in spoken(pdf) if each.text.startswith("Does thing ")]
    assert [each.text for each in told] == [step.what for step in steps]
    assert all(len(set(each.pages)) == 1 for each in told)
    heads = [each for each in spoken(pdf) if each.text == "By when"]
    assert len(heads) == (1 if count else 0)
    assert sum("By when" in foot for foot in furniture(pdf)) == len({at for each in told for at in each.pages}) - (
        1 if count else 0
    )


def test_signatures_never_stand_alone_on_a_page() -> None:
    for lines in range(1, 40):
        why = tuple(Line("A worry.") for _ in range(lines))
        pdf = family_plan(replace(PLAN, why=why, steps=(), signers=("Nan", "Ms Bell", "Ray")))
        elements = spoken(pdf)
        signing = next(each for each in elements if each.text == "Date")
        its_page = [each.text for each in elements if each.pages[-1:] == signing.pages]
        assert {"Nan: I agree", "What we said about this plan"} <= set(its_page)


def test_what_had_to_be_replaced_is_reported_with_what_was_printed() -> None:
    made = make_family_plan(replace(LEAST, names="Maisie ✓", why=(Line("李明 came ✓"),)))
    assert [(each.characters, each.name) for each in made.replaced] == [
        ("✓", "tick"),
        ("李明", "Chinese characters"),
    ]
    assert "[Chinese characters] came [tick]" in said(made.pdf)
    assert make_family_plan(PLAN).replaced == ()


def test_long_names_and_words_are_all_there() -> None:
    words = said(family_plan(HARD))
    assert any(LONG_NAME in text for text in words)
    assert "x" * 300 in words
    assert "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenbescheid" in words
    assert ("a very long thing " * 400).strip() in words


TYPED = st.text(st.one_of(st.sampled_from("abc éW.,-’\n 019"), st.characters(exclude_categories=("Cs",))), max_size=80)
LINES = st.lists(st.builds(Line, TYPED, TYPED), max_size=3).map(tuple)


def bare(text: str) -> str:
    """The letters alone, as they are composed on paper."""
    return "".join(unicodedata.normalize("NFC", text).split())


@settings(max_examples=60)
@given(
    st.builds(
        FamilyPlan,
        names=TYPED,
        made_on=st.dates(DAY(2000, 1, 1), DAY(2090, 1, 1)),
        copy_for=TYPED,
        written_with=TYPED,
        why=LINES,
        going_well=LINES,
        steps=st.lists(st.builds(Step, TYPED, TYPED, st.none() | st.dates(DAY(2020, 1, 1)), TYPED), max_size=4).map(
            tuple
        ),
        contacts=st.lists(st.builds(Contact, TYPED, TYPED, TYPED), max_size=2).map(tuple),
        if_better=TYPED,
        answers=st.lists(st.builds(Answer, TYPED, st.booleans(), st.none(), TYPED), max_size=2).map(tuple),
        signers=st.lists(TYPED, max_size=2).map(tuple),
    )
)
def test_whatever_was_typed_a_sound_paper_comes_out(values: FamilyPlan) -> None:
    made = make_family_plan(values)
    assert page.validate_pdf_bytes(made.pdf, profile="ua1").is_compliant
    told = bare("".join(said(made.pdf)))
    replaced = "".join(each.characters for each in made.replaced)
    for typed in (
        values.names,
        values.if_better,
        *(answer.words for answer in values.answers),
        *(line.text for line in values.why),
        *(step.what for step in values.steps),
    ):
        assert all(letter in told or letter in replaced for letter in bare(typed) if letter.isprintable())
        if typed.isascii() and typed.isprintable():
            assert bare(typed) in told


def test_its_fixed_words_keep_their_places_to_fill() -> None:
    words = plan_words()
    assert isinstance(words, PlanWords)
    assert all(getattr(words, field) for field in PlanWords.__struct_fields__)
    assert words.page_of.format(page=1, pages=2) == "Page 1 of 2"


WATCHED = """
import sys
import unicodedata
from tests.desktop_app.documents.made_up_plans import PLAN
from desktop_app.documents.family_plan import family_plan
from desktop_app.documents.protection import protected

written = []
def watch(event, arguments):
    if event == "open" and (set(str(arguments[1] or "")) & set("wax+") or (arguments[2] or 0) & 3):
        written.append(arguments[0])
    if event.startswith(("tempfile.", "os.mkdir", "os.rename", "subprocess.", "socket.")):
        written.append(event)
sys.addaudithook(watch)
protected(family_plan(PLAN), "a passphrase for the family")
sys.stdout.write(repr(written))
"""


def test_it_is_made_without_writing_any_file() -> None:
    ran = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout == "[]"


def test_a_paper_about_the_made_up_family_says_so_on_every_page_and_no_other_does() -> None:
    practice = make_family_plan(replace(PLAN, is_practice=True))
    assert practice.pages > 1
    for words in furniture(practice.pdf):
        assert "PRACTICE" in words
        assert "PRACTICE: about no real family" in words
    with pikepdf.open(io.BytesIO(practice.pdf)) as pdf:
        assert str(pdf.docinfo.Title) == "PRACTICE: Our family plan"
    assert said(practice.pdf) == said(family_plan(PLAN))
    assert not any("PRACTICE" in words for words in furniture(family_plan(PLAN)))

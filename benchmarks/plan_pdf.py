"""How long a family waits for its plan: four pages, tagged, made in memory, in a process that has made one before."""

import datetime
import io
import random
import statistics
import time
from collections.abc import Callable

from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from benchmarks.figures import Figure
from casework.childs_words import Sight
from desktop_app.documents.family_plan import family_plan, make_family_plan
from desktop_app.documents.read_models import ChildsWords, Contact, FamilyPlan, Line, LookAgain, Service, Step

GOAL_MS = 60.0
RUNS = 40
DAY = datetime.date(2026, 6, 16)
WORDS = [
    "above",
    "across",
    "after",
    "again",
    "alone",
    "always",
    "answered",
    "asked",
    "asleep",
    "away",
    "baby",
    "back",
    "bed",
    "before",
    "began",
    "behind",
    "better",
    "bottle",
    "breakfast",
    "brother",
    "brought",
    "bus",
    "came",
    "careful",
    "changed",
    "clean",
    "coat",
    "cold",
    "comes",
    "cooked",
    "cousin",
    "cried",
    "cupboard",
    "dark",
    "day",
    "dinner",
    "doctor",
    "dog",
    "door",
    "downstairs",
    "drinks",
    "early",
    "evening",
    "every",
    "face",
    "fell",
    "finds",
    "first",
    "found",
    "frightened",
    "garden",
    "gave",
    "goes",
    "grown-up",
    "half",
    "hand",
    "happened",
    "harder",
    "helped",
    "herself",
    "hid",
    "home",
    "homework",
    "house",
    "hungry",
    "hurt",
    "inside",
    "keeps",
    "kitchen",
    "knocked",
    "knows",
    "late",
    "laughed",
    "leaves",
    "lesson",
    "listened",
    "locked",
    "longer",
    "lost",
    "loud",
    "lunch",
    "mending",
    "missed",
    "money",
    "morning",
    "much",
    "neighbour",
    "never",
    "night",
    "noisy",
    "nothing",
    "nursery",
    "outside",
    "own",
    "packed",
    "phone",
    "picked",
    "played",
    "quiet",
    "ran",
    "reads",
    "remembered",
    "room",
    "safe",
    "said",
    "school",
    "seen",
    "shared",
    "shouted",
    "shows",
    "shut",
    "sister",
    "slept",
    "slowly",
    "smell",
    "sofa",
    "stairs",
    "stayed",
    "stopped",
    "street",
    "supper",
    "talked",
    "teacher",
    "tells",
    "thought",
    "tired",
    "together",
    "told",
    "tomorrow",
    "took",
    "town",
    "tried",
    "trusted",
    "uncle",
    "until",
    "upset",
    "visited",
    "waited",
    "wakes",
    "walks",
    "warm",
    "washing",
    "watched",
    "week",
    "went",
    "wet",
    "whole",
    "window",
    "winter",
    "without",
    "woke",
    "worried",
    "written",
]


def four_page_plan(number: int) -> FamilyPlan:
    """A plan of made-up people whose words differ from run to run, so that nothing can be kept from the last one."""
    child = f"Child{number}"
    pick = random.Random(number)

    def sentence(length: int) -> str:
        return " ".join(pick.choice(WORDS) for _ in range(length)).capitalize() + f", {pick.randrange(1000)}."

    lines = tuple(Line(sentence(26)) for _ in range(9))
    return FamilyPlan(
        names=f"{child}, Mum and Nan",
        made_on=DAY,
        copy_for="Mum",
        written_by="Jo Penn, social worker",
        written_with="Mum, Nan, Ms Bell",
        phone="01632 960117",
        look_again=LookAgain(DAY + datetime.timedelta(28), "at Nan’s"),
        why=lines,
        disagreements=(Line("She says it was once, not twice.", "Nan sees it differently."),),
        going_well=tuple(Line(sentence(20)) for _ in range(4)),
        needs_to_change=tuple(Line(sentence(20)) for _ in range(4)),
        closing_line="When all of us have seen this for three months, we can stop.",
        childs_words=tuple(
            ChildsWords(sight=Sight.SHOWN, child_agreed=True, child=child, words=sentence(6), said="8")
            for _ in range(3)
        ),
        steps=tuple(
            Step("Mum", sentence(11), DAY + datetime.timedelta(at), "First time:", "School tells us")
            for at in range(12)
        ),
        services=(Service("Family help", "Helps with mornings", "Monday 22 June", "Ring 01632 960144"),) * 2,
        if_better="We meet less often.",
        if_same="We ask for a bigger meeting. We will tell you before, and why.",
        contacts=(Contact("Jo Penn", "your social worker", "01632 960117"), Contact("Nights", "duty", "01632 960199")),
        other_formats_number="01632 960150",
        signers=("Mum", "Nan"),
        worker_signs="Jo Penn",
    )


def measure() -> list[Figure]:
    """The median of making it, beside the same words from the same library without tags, own faces or our layout."""
    plans = [four_page_plan(number) for number in range(RUNS)]
    made = [make_family_plan(plan) for plan in plans]
    assert all(each.pages == 4 for each in made), [each.pages for each in made]
    ours, bare = [], []
    for values in plans:
        ours.append(_milliseconds(family_plan, values))
        bare.append(_milliseconds(_untagged, values))
    median = statistics.median(ours)
    beside = {
        "p95": sorted(ours)[int(RUNS * 0.95)],
        "reportlab's own layout, untagged, standard font": statistics.median(bare),
        "kilobytes": statistics.median(len(each.pdf) for each in made) / 1000,
    }
    return [Figure("plan-pdf", "four-page tagged plan, warm, median", median, "ms", GOAL_MS, median <= GOAL_MS, beside)]


def _milliseconds(make: Callable[[FamilyPlan], bytes], values: FamilyPlan) -> float:
    started = time.perf_counter()
    make(values)
    return (time.perf_counter() - started) * 1000


def _untagged(values: FamilyPlan) -> bytes:
    """The same words as plain paragraphs and one plain table."""
    lines = [line.text for line in (*values.why, *values.going_well, *values.needs_to_change)]
    story: list[object] = [
        Paragraph(text) for text in (values.names, *lines, *(each.words for each in values.childs_words))
    ]
    story.append(Table([[Paragraph(step.who), Paragraph(step.what), Paragraph(step.lead)] for step in values.steps]))
    out = io.BytesIO()
    SimpleDocTemplate(out).build(story)
    return out.getvalue()

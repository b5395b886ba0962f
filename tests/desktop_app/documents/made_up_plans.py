"""Plans of made-up people, from the usual to the hardest."""

import datetime

import msgspec

from casework.childs_words import Sight
from desktop_app.documents.read_models import (
    Answer,
    ChildsWords,
    Contact,
    FamilyPlan,
    Line,
    LookAgain,
    Picture,
    Service,
    Step,
    Stroke,
)

DAY = datetime.date

PICTURE = Picture(
    Sight.SHOWN,
    "A house by blue waves.",
    300,
    200,
    (
        Stroke("e08a1e", 4, ((60, 150), (60, 80), (120, 40), (180, 80), (180, 150), (60, 150))),
        Stroke("3f68b5", 5, tuple((20 + 20 * step, 170 + 8 * (step % 2)) for step in range(13))),
        Stroke("2b2b2b", 3, ((100, 100), (110, 105), (120, 100)), (2, 4, 2)),
        Stroke("2b2b2b", 6, ((150, 60),)),
    ),
)

QUOTE = ChildsWords(
    sight=Sight.SHOWN,
    child_agreed=True,
    child="Maisie",
    words="the see side. no showting",
    said="8, about what she wishes for",
    picture=PICTURE,
)

STEPS = (
    Step("Lee", "Goes to the alcohol service, Mondays 6pm", DAY(2026, 6, 22), "First time:", "His worker tells Jo"),
    Step("Nadia", "Rings Nan at the first sign of a bad night", None, "From today", "Nan writes it on the calendar"),
    Step("Ms Bell", "Meets Maisie at the gate at 8:45", DAY(2027, 1, 11), "From", "School tells us each Friday"),
)

PLAN = FamilyPlan(
    names="Maisie, Tom, Nadia and Lee",
    made_on=DAY(2026, 6, 16),
    copy_for="Nadia",
    version=3,
    copy_number="7",
    written_by="Jo Penn, social worker",
    written_with="Nadia, Lee, Nan, Ms Bell",
    phone="01632 960117",
    look_again=LookAgain(DAY(2026, 7, 14), "at Nan’s"),
    why=(
        Line("On Sunday 3 May, Lee had been drinking and shouted at home. Maisie and Tom were scared."),
        Line("Nadia, Nan and Jo are worried this will happen again."),
    ),
    disagreements=(Line("He says it was once, not twice.", "Lee sees it differently."),),
    going_well=(Line("On 16 May, Nadia took both children to Nan’s."), Line("Nan keeps two beds made up.")),
    needs_to_change=(Line("Maisie is at school by 8:50 every day."), Line("Maisie and Tom have a grown-up at night.")),
    closing_line="When all of us have seen this for three months, we can stop.",
    childs_words=(QUOTE,),
    steps=STEPS,
    our_part=True,
    services=(Service("Alcohol service", "Helps Lee to stop drinking", "Monday 22 June", "Ring 01632 960144"),),
    service_line=Line("ring Jo. She will ring them that day.", "If it does not start by 22 June,"),
    if_better="We meet less often.",
    if_same="We ask for a bigger meeting. We will tell you before, and why.",
    contacts=(
        Contact("Jo Penn", "your social worker, Monday to Friday", "01632 960117"),
        Contact("Nights and weekends", "duty team", "01632 960199"),
    ),
    other_formats_number="01632 960150",
    answers=(
        Answer("Nadia", True, DAY(2026, 6, 16)),
        Answer("Lee", False, DAY(2026, 6, 15), "It was one morning."),
    ),
    signers=("Nan",),
    worker_signs="Jo Penn",
)

LEAST = FamilyPlan(names="Maisie", made_on=DAY(2026, 6, 16))

LONG_NAME = "Maximilian-Alexander Wolfeschlegelsteinhausenbergerdorff"

HARD = msgspec.structs.replace(
    PLAN,
    draft=True,
    names=f"{LONG_NAME}, ناديا خان, Адріана Шевченко, Adébọ̀wálé Ọlátúnjí, Nguyễn Thị Ánh, Łukasz Żółć, Siân ŵ",
    copy_for=LONG_NAME,
    written_with=", ".join([LONG_NAME] * 12),
    why=(
        Line("x" * 300),
        Line("اتصل بنا على 01632 960117 يوم 3/12 أو بعد 16 May (Nadia) من فضلك."),
        Line("Tab\there, a\x07bell, zero\u200bwidth, soft\u00adhyphen, 李明 came ✓ 🙂👩🏽‍🦱 and ਪੰਜਾਬੀ."),
        *(Line("A long story that goes on and on. " * 12) for _ in range(8)),
    ),
    childs_words=(
        QUOTE,
        ChildsWords(
            sight=Sight.SHOWN,
            child_agreed=False,
            child="Maisie",
            words="میں گھر جانا چاہتی ہوں",
            language="ur",
            translation="I want to go home.",
        ),
        ChildsWords(sight=Sight.SHOWN, child_agreed=True, child="Tom", words="and then " * 500, picture=PICTURE),
    ),
    steps=(
        *(
            Step("Christopher-Alexander", f"Does thing number {number} " + "and more " * (number % 9), DAY(2027, 9, 30))
            for number in range(1, 41)
        ),
        Step("Jo", "a very long thing " * 400, None, "", "we see"),
        Step("Jo", "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenbescheid", None, "Soon"),
    ),
    contacts=(
        *PLAN.contacts,
        Contact(LONG_NAME, "your supervising social worker on Tuesdays only", "01632 960117, ask for the duty desk"),
    ),
    answers=(
        Answer("میرا نام", True, None, "ہاں"),
        Answer(LONG_NAME, False, DAY(2025, 12, 31), "It was not like that. " * 90),
    ),
    signers=("Nadia", "Lee", "Nan", LONG_NAME),
)

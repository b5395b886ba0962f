"""The lists of Annex A that are read: by which columns each is known, and which record a row of it is.

A list is known by its columns, not by its sheet's name; a column by a pattern. Source: the child-level data that Ofsted's
framework for inspecting local authority children's services (ILACS) asks for.
"""

import datetime
import re
from collections.abc import Callable, Mapping

import msgspec

from casework.kinds.reading import Kind
from casework.kinds.work import Assessment, CareStage, Referral, Section47
from central_store.extracts.rows import Values

CHILD_ID = re.compile(
    r"\bchild('s)?\s*(unique)?\s*(id|identifier)\b|^unique\s+(child\s+)?(id|identifier)|\bperson\s*id\b", re.I
)
EVERY = {
    "person_id": CHILD_ID,
    "sex": re.compile(r"^(gender|sex)\b", re.I),
    "ethnicity": re.compile(r"ethnic", re.I),
    "dob": re.compile(r"date of birth|\bd\.?o\.?b\b", re.I),
    "disability": re.compile(r"child have a disab|\bdisab", re.I),
    "team": re.compile(r"allocated team|\bteam\b", re.I),
    "worker": re.compile(r"allocated (social )?worker|\bworker\b(?!.*visit)", re.I),
}


class ListForm(msgspec.Struct, frozen=True):
    """One list. marks: patterns of which all must be among the headers; columns: {column: pattern}; rank: for allocation;
    ends: {column: field of the record} of those that say, when they are blank, that it has not ended."""

    number: int
    title: str
    marks: tuple[re.Pattern[str], ...]
    columns: dict[str, re.Pattern[str]]
    rank: int
    make: Callable[[Values, datetime.date], tuple[Kind, tuple[str, ...], bool]]
    ends: Mapping[str, str] = {}


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.I)


def _referral(of: Values, today: datetime.date) -> tuple[Kind, tuple[str, ...], bool]:
    start = of.date("start", today)
    value = Referral(
        referral_date=start,
        referral_source_code=of.text("source"),
        referral_nfa=of.flag("nfa"),
        number_of_previous=of.number("previous"),
    )
    return value, ("referral", start or ""), True


def _assessment(of: Values, today: datetime.date) -> tuple[Kind, tuple[str, ...], bool]:
    start, done = of.date("start", today), of.date("authorised", today)
    value = Assessment(
        assessment_start_date=start,
        assessment_auth_date=done,
        child_seen=of.flag("seen"),
        outcome_nfa=of.text("outcome"),
    )
    return value, ("assessment", start or ""), done is None


def _section_47(of: Values, today: datetime.date) -> tuple[Kind, tuple[str, ...], bool]:
    start = of.date("start", today)
    value = Section47(
        strategy_discussion_date=start,
        icpc_date=of.date("conference", today),
        icpc_outcome_cp_flag=of.flag("resulted"),
    )
    return value, ("section_47", start or ""), True


def _stage(stage: str) -> Callable[[Values, datetime.date], tuple[Kind, tuple[str, ...], bool]]:
    def make(of: Values, today: datetime.date) -> tuple[Kind, tuple[str, ...], bool]:
        start, end = of.date("start", today), of.date("end", today)
        value = CareStage(
            stage=stage,
            start_date=start,
            end_date=end,
            initial_category=of.text("category"),
            latest_category=of.text("latest_category"),
            placement_type=of.text("placement"),
            placement_start_date=of.date("placed", today),
            legal_status=of.text("legal_status"),
            last_review_date=of.date("reviewed", today),
            last_seen_date=of.date("seen", today),
            end_reason=of.text("reason"),
        )
        return value, (stage, start or ""), end is None or end > today.isoformat()

    return make


ENDS_OF_A_STAGE = {"end": "end_date", "reason": "end_reason"}
LISTS = (
    ListForm(
        7,
        "children with a child protection plan",
        (_pattern("child protection plan start|cpp? start"),),
        {
            "start": _pattern("plan start|cpp? start"),
            "category": _pattern("initial category"),
            "latest_category": _pattern("latest category|current category"),
            "seen": _pattern("last (statutory )?visit|last seen"),
            "reviewed": _pattern("latest review|last review"),
            "end": _pattern("plan end|cpp? end"),
        },
        1,
        _stage("cp_plan"),
        ENDS_OF_A_STAGE,
    ),
    ListForm(
        8,
        "children looked after",
        (_pattern("started to be looked after|(lac|cla) start|became looked after"),),
        {
            "start": _pattern("started to be looked after|(lac|cla) start|became looked after"),
            "category": _pattern("category of need"),
            "legal_status": _pattern("(?<!current )legal status$|^child's legal|^legal status"),
            "reviewed": _pattern("latest statutory review|last (statutory )?review"),
            "seen": _pattern("last social work visit|last (statutory )?visit"),
            "end": _pattern("ceased to be looked after(?!.*reason)|date.*ceased"),
            "reason": _pattern("reason ceased"),
            "placed": _pattern("start date of (most recent )?placement"),
            "placement": _pattern("placement type"),
        },
        0,
        _stage("looked_after"),
        ENDS_OF_A_STAGE,
    ),
    ListForm(
        5,
        "section 47 enquiries",
        (_pattern("section 47|s\\.?47"),),
        {
            "start": _pattern("(section 47|s\\.?47).*(start|date)|strategy discussion"),
            "conference": _pattern("date of initial child protection conference|icpc date|date of icpc"),
            "resulted": _pattern("result in a child protection plan|icpc outcome"),
        },
        3,
        _section_47,
    ),
    ListForm(
        4,
        "assessments",
        (_pattern("assessment.*(start|date)"), _pattern("authori[sz]ation|child seen|completed?.*assessment")),
        {
            "start": _pattern("assessment start"),
            "seen": _pattern("child seen"),
            "authorised": _pattern("authori[sz]ation|assessment (end|completion)"),
            "outcome": _pattern("requiring.*support|outcome|result"),
        },
        4,
        _assessment,
        {"authorised": "assessment_auth_date"},
    ),
    ListForm(
        6,
        "children in need",
        (_pattern("(cin|child in need).*start|^cin start"),),
        {
            "start": _pattern("(cin|child in need).*start"),
            "category": _pattern("primary need"),
            "seen": _pattern("last seen|last visit"),
            "end": _pattern("(cin|child in need).*(closure|end)|^closure date"),
            "reason": _pattern("reason for closure|closure reason"),
        },
        2,
        _stage("cin_plan"),
        ENDS_OF_A_STAGE,
    ),
    ListForm(
        9,
        "care leavers",
        (_pattern("eligibility category"), _pattern("in touch|accommodation")),
        {
            "category": _pattern("eligibility"),
            "placement": _pattern("type of accommodation"),
            "start": _pattern("became a care leaver|care leaver start"),
        },
        2,
        _stage("care_leaver"),
    ),
    ListForm(
        3,
        "referrals",
        (_pattern("date of referral|referral date"),),
        {
            "start": _pattern("date of referral|referral date"),
            "source": _pattern("referral source"),
            "nfa": _pattern("nfa|no further action"),
            "previous": _pattern("number of referrals"),
        },
        5,
        _referral,
    ),
)
NEEDED = (4, 5, 6, 7, 8, 9)

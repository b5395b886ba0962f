"""The words that stand in every document of a kind, read from resources/wording in the language wanted."""

import functools
from pathlib import Path

import msgspec

WORDING = Path(__file__).resolve().parents[2] / "resources" / "wording"
LANGUAGE = "en-GB"


class PlanWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fixed words of the family plan; what each is for stands beside it in the file."""

    title: str
    large_print: str
    title_in_large_print: str
    labelled: str
    draft: str
    copy_for: str
    written_by: str
    written_with: str
    look_again: str
    look_again_where: str
    phone: str
    why: str
    we_see_it_differently: str
    going_well: str
    needs_to_change: str
    childs_words: str
    said_by: str
    said_by_child: str
    child_agreed: str
    in_english: str
    open_quote: str
    close_quote: str
    who_does_what: str
    one_step: str
    many_steps: str
    our_part: str
    who: str
    what: str
    by_when: str
    how_we_will_know: str
    services: str
    agency: str
    service: str
    starts: str
    how_to_reach: str
    if_better: str
    if_same: str
    whom_to_ring: str
    danger: str
    danger_number: str
    other_formats: str
    what_we_said: str
    agreed: str
    did_not_agree: str
    on_a_day: str
    in_their_words: str
    i_agree: str
    i_do_not_agree: str
    date: str
    foot: str
    foot_draft: str
    foot_copy: str
    page_of: str
    practice: str
    practice_head: str
    practice_title: str


@functools.cache
def plan_words(language: str = LANGUAGE) -> PlanWords:
    """The words of the family plan in a language that has a folder under resources/wording."""
    text = (WORDING / language / "family-plan.toml").read_text("utf-8")
    return msgspec.toml.decode(text, type=PlanWords, strict=True)

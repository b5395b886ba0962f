"""No field that can hold a child's words is forgotten: each is asked about, or is known to be somebody else's account."""

from collections.abc import Iterator, Mapping

import msgspec
import msgspec.inspect
import pytest

from casework.childs_words import OPEN_ROOM, WORKERS, Choice, sight_of, sight_of_view
from casework.kinds import KINDS
from casework.kinds.direct_work import Agreed, Drawing, Quote, Recording, Sharing
from casework.kinds.mapping import MapEntry, NotAsked, Rating, Score
from casework.kinds.people import SUBJECT
from casework.kinds.reading import Kind

ASKED: Mapping[str, frozenset[str]] = {
    "quote": frozenset({"words", "translation"}),
    "drawing": frozenset({"title", "description"}),
    "recording": frozenset({"agreed.child_said"}),
    "rating": frozenset({"score.words"}),
    "map_entry": frozenset({"text", "views/*"}),
}
"""{kind: what may be a child's own words}: a place that shows it asks `sight_of` or `sight_of_view`."""
NOT_THEIRS: Mapping[str, str] = {
    "document": (
        "about asked.said asked.who content/*.content.media content/*.content.pieces/* content/*.preview.media "
        "content/*.preview.pieces/* date document_type received_date source type_words"
    ),
    "person": (
        "communication death_date disability dob ethnicity expected_dob family forename gender "
        "interpreter languages nationality person_id phone preferred_name pronouns role same_as/* school "
        "send_flag sex surname"
    ),
    "relation": (
        "contact.allowed contact.detail contact.order network other_file parental_responsibility "
        "relationship responsibility_source"
    ),
    "address": ("address_end_date address_start_date address_type place.lines place.postcode"),
    "legal_status": ("status.end_date status.legal_status status.start_date"),
    "involvement": (
        "agency involvement_end_date involvement_start_date phone professional_id professional_name "
        "professional_role_id professional_team worker_change_reason"
    ),
    "referral": (
        "close_date close_reason primary_need_code referral_date referral_id referral_nfa referral_source_code"
    ),
    "assessment": ("assessment_auth_date assessment_id assessment_start_date child_seen factors outcome_nfa"),
    "section_47": (
        "icpc_date icpc_outcome_cp_flag s47_end_date s47_enquiry_id s47_start_date strategy_discussion_date"
    ),
    "care_stage": (
        "end_date end_reason initial_category last_review_date last_seen_date latest_category "
        "legal_status placement_start_date placement_type stage stage_id start_date"
    ),
    "case_note": ("about analysis date decided how late_because said source this_is time who_with"),
    "appointment": (
        "access_needs interpreter purpose second_worker.name second_worker.professional slot.date "
        "slot.end slot.start where.words worker.name worker.professional"
    ),
    "visit": (
        "analysis date ended late_because next_steps not_seen_reason observation own_part place "
        "present/*.name present/*.role purpose seemed seen_alone.why_not sleeping_place started taken/*"
    ),
    "shared_words": ("text"),
    "same_visit": (""),
    "session": (
        "analysis chosen_by date ended held_pen houses/* observation place present started_with told_next tool"
    ),
    "quote": (
        "house language may_see.choice override.people/* override.told_child override.why said_on said_to setting"
    ),
    "drawing": (
        "drawn_on house ink.media ink.pieces/* may_see.choice override.people/* override.told_child override.why"
    ),
    "recording": (
        "agreed.parent agreed.parent_said agreed.why may_see.choice override.people/* override.told_child override.why "
        "recorded_on sound.media sound.pieces/* started"
    ),
    "map_entry": ("category event_date source standing views/*.why whose_view"),
    "rating": ("about date may_see.choice rater rater_name rater_role score.said"),
    "plan": (
        "agreed/*.answer agreed/*.on agreed/*.said agreed/*.who closing_line contacts/*.number "
        "contacts/*.role contacts/*.who date disagreements/*.lead disagreements/*.text going_well/*.lead "
        "going_well/*.text if_better if_same look_again.date look_again.where names "
        "needs_to_change/*.lead needs_to_change/*.text plan_kind service_line state title why/*.lead "
        "why/*.text words/* written_by written_with"
    ),
    "action": (
        "done.note done.on how_we_will_know promised_to what who_by_when.by who_by_when.lead who_by_when.who who_checks"
    ),
    "plan_copy": ("copy_number form how made recipient"),
    "safety_concern": (
        "added/*.about added/*.words date late_because marks/*.colour marks/*.looks marks/*.mark "
        "marks/*.part marks/*.size_cm marks/*.spot.figure marks/*.spot.side parents.why_not parents_told/*.answer parents_told/*.name parents_told/*.why said/*.asked said/*.mark "
        "said/*.who said/*.words seen thinks time told/*.at told/*.how told/*.who told/*.words where"
    ),
    "management_decision": ("decision.at decision.decided_by decision.how decision.name decision.what decision.why"),
    "decision_answer": ("answer.words"),
    "who_knows": ("matter people/* why words"),
    "held_apart": ("room"),
    "authority": (
        "complaints help/*.checked help/*.hours help/*.number help/*.who name out_of_hours recovery.given ring/*.checked"
        " ring/*.hours ring/*.number ring/*.who"
    ),
    "policy": ("labels/*"),
    "hub": ("closed_on phone team_id team_name team_parent_name"),
    "professional": (
        "hubs/* left_on phone professional_id professional_job_title professional_name role "
        "social_worker_registration_no"
    ),
    "device": ("approval.given approval.professional order.given revoked takes_over.devices/* takes_over.given"),
    "grant": ("file since state"),
    "erasure": ("order.file order.reason order.by/* order.given"),
    "quarantine": ("device file released"),
}
"""{kind: every other text}: names, ids, days, and what professionals write, of what a child said or did too. Whoever adds a text
to a kind says here, or above, whose words it holds."""
EVERYONE = Sharing(Choice.EVERYONE.value)
VOICE = Recording(agreed=Agreed("So that it is heard in her own voice", "yes ok", "agreed", "Mum, on the phone"))
CHILDS: Mapping[str, tuple[Kind, Kind]] = {
    "quote": (Quote(words="cos nan is here"), Quote(words="cos nan is here", may_see=EVERYONE)),
    "drawing": (Drawing(title="nan"), Drawing(title="nan", may_see=EVERYONE)),
    "recording": (VOICE, msgspec.structs.replace(VOICE, may_see=EVERYONE)),
    "rating": (
        Rating(rater=SUBJECT.hex(), score=Score(8, words="cos nan is here")),
        Rating(rater=SUBJECT.hex(), score=Score(8, words="cos nan is here"), may_see=EVERYONE),
    ),
}


def _texts(held: msgspec.inspect.Type, path: str) -> Iterator[str]:
    if isinstance(held, msgspec.inspect.StrType):
        yield path
    for part in getattr(held, "types", ()):
        yield from _texts(part, path)
    for part in (getattr(held, "value_type", None), getattr(held, "item_type", None)):
        if part is not None:
            yield from _texts(part, f"{path}/*")
    if isinstance(held, msgspec.inspect.StructType):
        for field in held.fields:
            yield from _texts(field.type, f"{path}.{field.name}")


@pytest.mark.parametrize("kind", KINDS)
def test_whose_words_every_text_holds_is_known(kind: str) -> None:
    form = msgspec.inspect.type_info(KINDS[kind])
    assert isinstance(form, msgspec.inspect.StructType)
    held = {text for field in form.fields for text in _texts(field.type, field.name)}
    assert held == ASKED.get(kind, frozenset()) | set(NOT_THEIRS[kind].split())


@pytest.mark.parametrize("kind", CHILDS)
def test_until_the_child_was_asked_they_are_for_professionals_only(kind: str) -> None:
    unasked, for_all = CHILDS[kind]
    assert not sight_of(unasked, OPEN_ROOM).may_see
    assert sight_of(unasked, WORKERS).may_see
    assert sight_of(for_all, OPEN_ROOM).may_see


def test_a_card_of_a_childs_words_stands_for_them_and_what_a_child_says_of_a_card_is_theirs() -> None:
    card = MapEntry(text="cos nan is here", standing="childs_words")
    assert not sight_of(card, OPEN_ROOM).may_see
    assert not sight_of(MapEntry(quote=b"x" * 16), OPEN_ROOM, Quote(words="cos nan is here")).may_see
    assert sight_of(MapEntry(quote=b"x" * 16), OPEN_ROOM, Quote(may_see=EVERYONE)).may_see
    assert sight_of(MapEntry(text="He came by", standing="fact"), OPEN_ROOM).may_see
    assert not sight_of_view("maisie ", "It is loud", "Maisie", OPEN_ROOM).may_see
    assert sight_of_view("Maisie", NotAsked("She slept"), "Maisie", OPEN_ROOM).may_see
    assert sight_of_view("Kelly", "It is loud", "Maisie", OPEN_ROOM).may_see


def test_what_somebody_else_says_with_a_number_is_not_a_childs() -> None:
    assert sight_of(Rating(rater="nan", score=Score(3, words="I worry")), OPEN_ROOM).may_see
    assert sight_of(Rating(rater=SUBJECT.hex(), score=Score(3)), OPEN_ROOM).may_see

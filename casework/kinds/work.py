"""Who works with a child and since when, and the stages of the work: ssd_involvements and the episode tables."""

from casework.changes import derived_record_id
from casework.kinds.reading import Kind


class Involvement(Kind, frozen=True):
    """One professional's work with a child. Describes; gives no right (casework.access). Dates are ISO."""

    professional_id: str | None = None
    professional_name: str | None = None
    professional_role_id: str | None = None
    professional_team: str | None = None
    involvement_start_date: str | None = None
    involvement_end_date: str | None = None
    worker_change_reason: str | None = None
    agency: str | None = None
    phone: str | None = None


class Referral(Kind, frozen=True):
    """A referral accepted for social work: ssd_cin_episodes."""

    referral_id: str | None = None
    referral_date: str | None = None
    referral_source_code: str | None = None
    primary_need_code: str | None = None
    referral_nfa: str | None = None
    close_date: str | None = None
    close_reason: str | None = None
    number_of_previous: int | None = None


class Assessment(Kind, frozen=True):
    """A child and family assessment: ssd_cin_assessments."""

    assessment_id: str | None = None
    assessment_start_date: str | None = None
    assessment_auth_date: str | None = None
    child_seen: str | None = None
    factors: str | None = None
    outcome_nfa: str | None = None


class Section47(Kind, frozen=True):
    """An enquiry under section 47: ssd_s47_enquiry, with the conference it led to."""

    s47_enquiry_id: str | None = None
    strategy_discussion_date: str | None = None
    s47_start_date: str | None = None
    s47_end_date: str | None = None
    icpc_date: str | None = None
    icpc_outcome_cp_flag: str | None = None


class CareStage(Kind, frozen=True):
    """A plan or status that a child has for a time. stage: "cin_plan", "cp_plan", "looked_after" or "care_leaver".

    category: of a child protection plan; placement: of a child looked after; legal_status as the authority writes it.
    """

    stage: str | None = None
    stage_id: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    initial_category: str | None = None
    latest_category: str | None = None
    placement_type: str | None = None
    placement_start_date: str | None = None
    legal_status: str | None = None
    last_review_date: str | None = None
    last_seen_date: str | None = None
    end_reason: str | None = None


class CaseNote(Kind, frozen=True):
    """A note of a call, a text, a message, an email or a meeting; also what an import could not read (how = "import"), and
    a clinician's (how = "clinical"), which stands in the clinical file beside the main one; and a draft that was found on a
    laptop taken out of use (how = "quarantine").

    about: what it is about; said: what was said or read; this_is: "fact", "told" or "thought"; analysis: what the worker
    makes of it, kept apart. date, time: when it happened, an ISO day and a UTC time; late_because: why it was written
    days later. group: opaque id shared by the children's records of one note, and by the actions it led to.
    """

    how: str | None = None
    date: str | None = None
    time: str | None = None
    about: str | None = None
    who_with: str | None = None
    said: str | None = None
    this_is: str | None = None
    analysis: str | None = None
    decided: str | None = None
    late_because: str | None = None
    source: str | None = None
    group: bytes | None = None


def note_id(group: bytes, file: str) -> bytes:
    """The id of a child's record of a note: the same wherever that note is written twice."""
    return derived_record_id("case note", group, file)


def note_action_id(group: bytes, file: str) -> bytes:
    """The id of what will be done after a note, in one child's file."""
    return derived_record_id("action of a note", group, file)

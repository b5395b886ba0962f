"""Every kind of record: one struct each, named in the field's words, with the Standard Safeguarding Dataset's items."""

from casework.kinds.appointments import Appointment
from casework.kinds.books import Authority, Device, Erasure, Grant, Hub, Policy, Professional, Release
from casework.kinds.concerns import DecisionAnswer, ManagementDecision, SafetyConcern
from casework.kinds.direct_work import Drawing, Quote, Recording, Session
from casework.kinds.knowing import WhoKnows
from casework.kinds.mapping import MapEntry, Rating
from casework.kinds.people import Address, LegalStatus, Person, Relation
from casework.kinds.plans import Action, Plan, PlanCopy
from casework.kinds.reading import Kind
from casework.kinds.received import Document
from casework.kinds.rooms import HeldApart
from casework.kinds.visits import SameVisit, SharedWords, Visit
from casework.kinds.work import Assessment, CareStage, CaseNote, Involvement, Referral, Section47

KINDS: dict[str, type[Kind]] = {
    "person": Person,
    "relation": Relation,
    "address": Address,
    "legal_status": LegalStatus,
    "involvement": Involvement,
    "referral": Referral,
    "assessment": Assessment,
    "section_47": Section47,
    "care_stage": CareStage,
    "case_note": CaseNote,
    "document": Document,
    "appointment": Appointment,
    "visit": Visit,
    "shared_words": SharedWords,
    "same_visit": SameVisit,
    "session": Session,
    "quote": Quote,
    "drawing": Drawing,
    "recording": Recording,
    "map_entry": MapEntry,
    "rating": Rating,
    "plan": Plan,
    "action": Action,
    "plan_copy": PlanCopy,
    "safety_concern": SafetyConcern,
    "management_decision": ManagementDecision,
    "decision_answer": DecisionAnswer,
    "who_knows": WhoKnows,
    "held_apart": HeldApart,
    "authority": Authority,
    "policy": Policy,
    "hub": Hub,
    "professional": Professional,
    "device": Device,
    "grant": Grant,
    "erasure": Erasure,
    "quarantine": Release,
}
NAME_OF = {struct: name for name, struct in KINDS.items()}

__all__ = ["KINDS", "NAME_OF", "Kind"]

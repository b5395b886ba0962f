"""What a record of each kind is called: the one place that every screen asks which counts, names or asks about records."""

import msgspec

from casework.wording import number_in_words, plural


class Noun(msgspec.Struct, frozen=True):
    """One kind in words. one, many: "next step", "next steps"; article: what stands before one of them.

    part: (one, many) where several of them make up what a person did: a visit is a record in each child's file.
    """

    one: str
    many: str
    article: str = "a"
    part: tuple[str, str] | None = None

    @property
    def a(self) -> str:
        """One of them in a sentence: "a next step", "an address"."""
        return f"{self.article} {self.one}"

    def added(self, count: int) -> str:
        """So many of them in a sentence: "a note", "two notes"."""
        return self.a if count == 1 else f"{number_in_words(count)} {self.many}"

    def counted(self, count: int) -> str:
        """So many of them as parts of one thing: "1 note", "2 records of the visit"."""
        return plural(count, *(self.part or (self.one, self.many)))


NOUNS = {
    "person": Noun("person", "people"),
    "relation": Noun("relationship", "relationships"),
    "address": Noun("address", "addresses", "an"),
    "legal_status": Noun("legal status", "legal statuses"),
    "involvement": Noun("involvement", "involvements", "an"),
    "referral": Noun("referral", "referrals"),
    "assessment": Noun("assessment", "assessments", "an"),
    "section_47": Noun("section 47 enquiry", "section 47 enquiries"),
    "care_stage": Noun("plan or status", "plans or statuses"),
    "case_note": Noun("note", "notes"),
    "document": Noun("document or photograph", "documents or photographs"),
    "appointment": Noun("appointment", "appointments", "an"),
    "visit": Noun("visit", "visits", part=("record of the visit", "records of the visit")),
    "shared_words": Noun(
        "shared sentence of a visit", "shared sentences of a visit", part=("shared sentence", "shared sentences")
    ),
    "same_visit": Noun("answer on whether two visits were one", "answers on whether two visits were one", "an"),
    "session": Noun("session of direct work", "sessions of direct work"),
    "quote": Noun("sentence the child said", "sentences the child said"),
    "drawing": Noun("drawing", "drawings"),
    "recording": Noun("recording of the child’s voice", "recordings of the child’s voice"),
    "map_entry": Noun("card on the map", "cards on the map"),
    "rating": Noun("rating", "ratings"),
    "plan": Noun("plan", "plans"),
    "action": Noun("next step", "next steps"),
    "plan_copy": Noun("copy of a plan", "copies of a plan"),
    "safety_concern": Noun(
        "safety concern", "safety concerns", part=("record of the safety concern", "records of the safety concern")
    ),
    "management_decision": Noun("decision", "decisions"),
    "decision_answer": Noun("answer about a decision", "answers about a decision", "an"),
    "who_knows": Noun("word on who knows what", "words on who knows what"),
    "held_apart": Noun("word that something is kept apart", "words that something is kept apart"),
}
"""Every kind that a file about a person may hold."""


def noun(kind: str) -> Noun:
    """What records of a kind are called; those of a newer release by their own name: "wellbeing check"."""
    known = NOUNS.get(kind)
    if known is not None:
        return known
    one = kind.replace("_", " ")
    return Noun(one, f"{one}s", "an" if one[:1] in "aeiou" else "a")

"""Who of a family knows what: a matter in plain words, and for each person whether they know it or must not hear it."""

from casework.kinds.reading import Kind

KNOWS, DOES_NOT_KNOW, MUST_NOT_HEAR = "knows", "does_not_know", "must_not_hear"


class WhoKnows(Kind, frozen=True):
    """One matter that not everybody knows. matter: in plain words ("that Gemma has asked for a refuge"); words: what would
    give it away, one a line; why: why somebody must not hear it; people: {person's record id in hexadecimal: "knows",
    "does_not_know" or "must_not_hear"}; who is not in it was not asked about.
    """

    matter: str | None = None
    words: str | None = None
    why: str | None = None
    people: dict[str, str] = {}

"""Every error Daybook raises on purpose, and whose fault each one is.

    DaybookError
    ├── KnownError                 the world is not as we need it; the sentence tells a person what to do
    │   ├── Refused                the record does not allow this
    │   │   ├── NotAllowed         this person, in this role, may not
    │   │   ├── TwoVersionsOpen    a field in two versions takes only a settle
    │   │   ├── NothingToSettle    a settle was asked for where there are not two versions
    │   │   └── RecordWithdrawn    the record was withdrawn; restore it first
    │   ├── BadSeal                a seal, signature or digest does not hold
    │   ├── BadMessage             bytes from elsewhere have not the form they must have
    │   └── NotReachable           the other machine cannot be reached now
    └── BugError                   ours; asks for a report

Packages beside this one hang their own errors under `KnownError`.
"""


class DaybookError(Exception):
    """An error with one plain sentence (or a few) that a worker can be shown.

    `sentence` says what happened, that nothing was lost where that is so, and what to do.
    It never holds words about a child.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class KnownError(DaybookError):
    """Something outside the program is not as it needs to be: input, network, disk, rights."""


class Refused(KnownError):
    """The record does not allow this."""


class NotAllowed(Refused):
    """The person's role or relation to the file does not allow this (casework.access)."""


class TwoVersionsOpen(Refused):
    """An ordinary edit was tried on a field that stands in two versions; only a settle may follow."""


class NothingToSettle(Refused):
    """A settle was tried on a field that does not stand in two versions."""


class RecordWithdrawn(Refused):
    """An edit was tried on a withdrawn record."""


class BadSeal(KnownError):
    """A seal, a signature or a digest does not hold: the bytes are not what their author sealed."""


class BadMessage(KnownError):
    """Bytes from another machine or from disk do not have the form they must have."""


class NotReachable(KnownError):
    """The central store cannot be reached now; work goes on and waits to be sent."""


class BugError(DaybookError):
    """A mistake of ours, not of the person or the machine."""

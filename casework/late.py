"""When a record is written late: one rule for visits, notes and safety concerns, and for every screen that says so."""

import datetime

LATE_AFTER = 2
"""Days between what happened and its writing, from which the worker is asked why and the reader is told."""


def days_late(happened: datetime.date, written: datetime.date) -> int:
    """How many days after it happened something is written, once that is late; else 0."""
    days = (written - happened).days
    return days if days >= LATE_AFTER else 0

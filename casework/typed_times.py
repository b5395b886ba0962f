"""Reads a time as people type it: "10:04", "9.30", "4pm", "4 p.m.", "16", "midday".

In a working day "2:30" is half past two in the afternoon: an hour from 1 to 6 with nothing that says which half of the
day is meant is after midday. "02:30", as a clock of 24 hours has it, and "2:30am" stay in the night.
"""

import datetime
import re

IN_WORDS = {"midday": datetime.time(12), "noon": datetime.time(12), "midnight": datetime.time(0)}
LAST_BARE_AFTERNOON_HOUR = 6
_TYPED = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:([ap])\.?m\.?)?")


def read_time(typed: str) -> datetime.time | None:
    """The time meant; None where it is none."""
    said = typed.strip().lower()
    if said in IN_WORDS:
        return IN_WORDS[said]
    found = _TYPED.fullmatch(said)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif len(found[1]) == 1 and 1 <= hour <= LAST_BARE_AFTERNOON_HOUR:
        hour += 12
    return datetime.time(hour, minute) if hour < 24 and minute < 60 else None

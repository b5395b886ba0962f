"""Decisions about safety concerns as the record has them, and what each is worth. Frozen values; no Qt."""

import datetime
from collections.abc import Mapping
from functools import partial

import msgspec

from casework.decisions import DecisionStanding, Withdrawal, Worth, standing_of_decision, withdrawal_of
from casework.kinds import NAME_OF
from casework.kinds.concerns import DecisionAnswer, ManagementDecision, SafetyConcern, answer_id
from casework.kinds.record import Record
from desktop_app.concerns.moments import when_here
from desktop_app.concerns.told import written_late
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import took_decisions

LEAST_FIRST = (Worth.NOT_THEIRS, Worth.NO_DECIDER, Worth.NOT_CONFIRMED, Worth.CONFIRMED)


class DecisionShown(msgspec.Struct, frozen=True):
    """A decision and its worth. files: those it stands in; shown: {file: id of the change that was read}.

    mine: whether it waits for the word of the worker at this laptop; heard_by, heard_at, answered: names and local times in
    words; unsent: not with the store yet; late: "" or that it was written down
    days later; taken_out: who withdrew it, when and why, in words; is_withdrawn: whether they may:
    a decision that anybody else withdraws stands.
    """

    group: bytes
    files: tuple[str, ...]
    standing: DecisionStanding
    shown: dict[str, bytes]
    who: str
    at: str
    heard_by: str
    heard_at: str
    answered: str
    mine: bool
    unsent: bool
    late: str = ""
    taken_out: str = ""
    is_withdrawn: bool = False

    @property
    def worth(self) -> Worth:
        """How it stands."""
        return self.standing.worth

    @property
    def taken_out_in_words(self) -> str:
        """Who withdrew it, and what that changes; "" where nobody did."""
        if not self.taken_out:
            return ""
        if self.is_withdrawn:
            return f"Withdrawn by {self.taken_out}"
        return f"It stands. It was withdrawn by somebody who may not withdraw it: {self.taken_out}"


def decisions(records: Records, names: Mapping[str, str], today: datetime.date) -> dict[bytes, list[DecisionShown]]:
    """{group of the concern: its decisions, newest first, those that were withdrawn too}; one for several children once."""
    concern_of = {
        (one.file, one.record): one.value.group or one.record
        for one in records.records_everywhere(SafetyConcern, with_withdrawn=True)
    }
    by_group: dict[tuple[bytes, bytes], list[Record[ManagementDecision]]] = {}
    for record in records.records_everywhere(ManagementDecision, with_withdrawn=True):
        about = concern_of.get((record.file, record.value.concern or b""))
        if about is not None:
            by_group.setdefault((about, record.value.group or record.record), []).append(record)
    found: dict[bytes, list[DecisionShown]] = {}
    for (about, group), some in by_group.items():
        found.setdefault(about, []).append(_decision(records, group, some, names, today))
    for decisions in found.values():
        decisions.sort(key=lambda one: (one.standing.written, one.group), reverse=True)
    return found


def _decision(
    records: Records,
    group: bytes,
    some: list[Record[ManagementDecision]],
    names: Mapping[str, str],
    today: datetime.date,
) -> DecisionShown:
    """It stands as its least certain record does: confirmed in one child's file only is not confirmed. Withdrawn from one
    child's file only, it stands in the others'."""
    taken_out = {one.file: withdrawal_in(records, one) for one in some}
    gone = {file for file, its in taken_out.items() if its is not None and its.is_theirs_to_withdraw}
    is_withdrawn = len(gone) == len(some)
    stand = [one for one in some if is_withdrawn or one.file not in gone]
    standings = {one.file: standing_in(records, one) for one in stand}
    least = min(standings.values(), key=lambda one: LEAST_FIRST.index(one.worth))
    decision = least.decision
    rights, name = records.rights(), NAME_OF[DecisionAnswer]
    mine = (
        not is_withdrawn
        and least.worth is Worth.NOT_CONFIRMED
        and decision is not None
        and decision.decided_by == records.professional
        and all(rights.may_write(file, name) for file in standings)
    )
    return DecisionShown(
        group,
        tuple(standings),
        least,
        {file: one.change for file, one in standings.items() if one.change},
        (names.get(decision.decided_by) or decision.name) if decision else "",
        when_here(decision.at, today) if decision else "",
        names.get(least.written_by, least.written_by),
        when_here(least.written, today),
        when_here(least.answered, today),
        mine,
        any(one.unsent for one in some),
        written_late(decision.at, least.written) if decision else "",
        _taken_out([its for its in taken_out.values() if its is not None], names, today),
        is_withdrawn,
    )


def withdrawal_in(records: Records, record: Record[ManagementDecision]) -> Withdrawal | None:
    """Who took a decision out of one child's file, whether they may or not; None while nobody did."""
    if not record.is_withdrawn:
        return None
    return withdrawal_of(records.state(*record.key), record.author, partial(took_decisions, records))


def _taken_out(found: list[Withdrawal], names: Mapping[str, str], today: datetime.date) -> str:
    if not found:
        return ""
    one = max(found, key=lambda its: (its.is_theirs_to_withdraw, its.written))
    said = f"{names.get(one.by, one.by)}, {when_here(one.written, today)}: {one.why or 'no reason was given'}"
    return said if said.endswith((".", "?", "!")) else f"{said}."


def standing_in(records: Records, record: Record[ManagementDecision]) -> DecisionStanding:
    """What a decision is worth in one child's file, from the changes themselves."""
    state = records.state(*record.key)
    decider = record.value.decision.decided_by if record.value.decision else ""
    answer = records.state(record.file, NAME_OF[DecisionAnswer], answer_id(record.record, decider)) if decider else None
    return standing_of_decision(state, answer, partial(took_decisions, records))

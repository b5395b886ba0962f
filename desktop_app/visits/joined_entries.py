"""Visits that were one stand as one entry with several accounts; what was taken apart keeps the reading it had. No Qt."""

from collections.abc import Iterable, Mapping

import msgspec

from casework.changes import Change
from casework.joined_visits import Joined, joined, two_answers
from casework.kinds.record import Record
from casework.kinds.visits import SameVisit, Visit
from casework.readings import corrections
from casework.wording import in_a_row, number_in_words
from desktop_app.record_store.records import Records
from desktop_app.visits.earlier import Earlier, by_whom
from desktop_app.visits.entry import Entry, Mark


class Answers:
    """What was said in a child's file about which visits were one. names: {professional id: name}."""

    def __init__(self, records: Records, file: str, names: Mapping[str, str]) -> None:
        self._records = records.records(file, SameVisit)
        self._changes = records.histories(file, SameVisit) if self._records else {}
        self._names = names
        self._open: frozenset[str] = frozenset()

    def joined(self, visits: Iterable[Record[Visit]]) -> list[Joined]:
        """The visits, those that were one together."""
        every, answers = list(visits), [one.value for one in self._records]
        pairs = two_answers(every, answers)
        self._open = frozenset(account.record.hex() for pair in pairs for side in pair for account in side)
        return joined(every, answers)

    def as_one(self, accounts: list[Entry], records: Joined) -> Entry:
        """One entry: the head of the first account, and each under its author's name. A single one stays what it is."""
        if len(accounts) == 1:
            return self._alone(accounts[0])
        first = accounts[0]
        count = number_in_words(len(accounts))
        return msgspec.structs.replace(
            first,
            who=in_a_row([one.who for one in accounts]),
            how=f"{count} accounts",
            marks=(Mark(self._who_joined(records), "users", "primary"), *self._two_answers(first)),
            parts=(),
            present=(),
            earlier=self._taken_apart({one.key for one in accounts})[1],
            may_correct=False,
            accounts=tuple(accounts),
        )

    def _who_joined(self, accounts: Joined) -> str:
        its = {one.record for one in accounts}
        answers = [one for one in self._records if one.value.same and {one.value.one, one.value.other} <= its]
        newest = max(answers, key=lambda one: one.written)
        return by_whom("Joined as one visit", newest.written, self._names.get(newest.author, newest.author)).rstrip(".")

    def _alone(self, entry: Entry) -> Entry:
        """With whom it was one visit before, struck through, and why it is none; and with which it may be joined after all."""
        apart, before = self._taken_apart({entry.key})
        marks = (*entry.marks, *self._two_answers(entry))
        return msgspec.structs.replace(entry, marks=marks, earlier=(*entry.earlier, *before), apart_from=apart)

    def _taken_apart(self, its: set[str]) -> tuple[tuple[str, ...], tuple[Earlier, ...]]:
        """From which other accounts somebody took these apart, and in which words."""
        before: list[Earlier] = []
        apart: list[str] = []
        for answer in self._records:
            others = {one.hex() for one in (answer.value.one, answer.value.other) if one} - its
            if len(others) == 1 and answer.value.same is False:
                apart += others
                before += self._before(self._changes.get(answer.record, []))
        return tuple(apart), tuple(before)

    def _two_answers(self, entry: Entry) -> tuple[Mark, ...]:
        return (Mark("Two answers about one visit", "split", "warn"),) if entry.key in self._open else ()

    def _before(self, changes: list[Change]) -> list[Earlier]:
        return [
            Earlier(
                "One visit with another account", by_whom("Taken apart", one.written, self._who(one.author), one.why)
            )
            for one in corrections(changes)
            if one.field == "same" and one.before is True and one.after is False
        ]

    def _who(self, professional: str) -> str:
        return self._names.get(professional, professional)

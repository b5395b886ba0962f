"""Who lives in the child's home, and who belongs to the child and lives elsewhere."""

import datetime

from casework.wording import age_in_words, years_old
from desktop_app.caseload.child_now import ChildNow, PersonLine
from desktop_app.caseload.facts import family_word
from desktop_app.shell.controls import ListRow, RowList

ELSEWHERE = "elsewhere"


class PeopleCard(RowList):
    """A press on a brother or sister sends that child's file through `opened`."""

    def __init__(self) -> None:
        super().__init__("People in the home", grows=True, title="People in the home", least_row=64)

    def show_people(self, now: ChildNow, today: datetime.date) -> None:
        """Everybody at home, one line each; then one line for all the others."""
        rows = [_row(line, today) for line in now.home]
        if not rows:
            rows = [
                ListRow("nobody", "Nobody recorded", "Who lives here belongs in the visit.", icon="users", opens=False)
            ]
        if now.elsewhere:
            names = ", ".join(_elsewhere(line) for line in now.elsewhere)
            rows.append(ListRow(ELSEWHERE, "", f"Not in the home: {names}", icon="users", opens=False))
        self.show_rows(rows)


def _row(line: PersonLine, today: datetime.date) -> ListRow:
    is_child = line.other_file is not None
    title = f"{line.called}, {_short_age(line.dob, today)}" if is_child and line.dob else line.name
    second = family_word(line.relationship)
    if line.has_parental_responsibility:
        second = f"{second}, parental responsibility" if second else "Parental responsibility"
    key = line.other_file or line.record.hex()
    return ListRow(key, title, second, name=line.name, opens=is_child)


def _short_age(dob: datetime.date, today: datetime.date) -> str:
    """ "5" from two years on, else as everywhere: "11 months"."""
    return str(years_old(dob, today)) if years_old(dob, today) > 1 else age_in_words(dob, today)


def _elsewhere(line: PersonLine) -> str:
    word = family_word(line.relationship)
    return f"{line.called} ({word})" if word in ("Mum", "Dad") and line.called != word else line.called

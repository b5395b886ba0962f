"""What was said: by whom, in their own words, with the question that was put to them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.concerns.draft import ConcernDraft, SaidDraft, new_key
from desktop_app.concerns.own_words import OwnWords
from desktop_app.concerns.queries import ConcernForm
from desktop_app.concerns.view.one_by_one import NOBODY, OneByOneCard
from desktop_app.shell.controls import (
    Body,
    ChildsWords,
    Chip,
    Dropdown,
    FlowRow,
    Small,
    Stack,
    Text,
    TextArea,
    TextField,
    TextLink,
    WhoField,
)

WHOLE = "-"
Line = tuple[str, str, str, str, str, bool, bool, OwnWords | None]
"""key, who, question, words, what it is about, whether a child said it, whether it stands in the record, and how a child's
own words stand in their voice."""


class SaidCard(OneByOneCard):
    """`later_asked` carries the key of words that stand in the record and are to be added to; `taken` a child's OwnWords
    that are to stand in their voice too."""

    later_asked = Signal(str)
    taken = Signal(object)

    def __init__(self, form: ConcernForm) -> None:
        super().__init__("What was said", form, "said", "Add what was said", gap=12)
        self._offered: list[tuple[str, str]] = []
        self.who = WhoField("Who said it?")
        self.asked = TextField("What did you ask?", placeholder="Leave empty where they said it unasked")
        self.words = TextArea("Their words, exactly", hint="Their spelling and their language stay", lines=2)
        self.about = Dropdown("What is it about?", [(WHOLE, "The concern as a whole")])
        self._children = FlowRow(gap=8)
        self._editor = Stack(
            self.who, self.asked, self.words, self.about, self._children, FlowRow(self._finish, self._away), gap=10
        )
        for part in (self._list, self._editor, FlowRow(self.new)):
            self.add(part)
        self._names: tuple[tuple[str, str, bool], ...] = ()
        self._connect()

    def _connect(self) -> None:
        self.new.clicked.connect(lambda: self.begin(""))
        for field in (self.who, self.asked, self.words, self.about):
            field.changed.connect(lambda *_: self._told())

    def begin(self, mark: str = "") -> None:
        """More words; those about a mark are the child's whose body it is on."""
        whose = next((one.file for one in self._draft.marks if one.key == mark), "")
        self._begin_with(SaidDraft(new_key(), (whose,) if whose else self._draft.files, mark=mark))
        self.who.setFocus()

    # -- what is shown ----------------------------------------------------------------------------------------------

    def show_draft(self, form: ConcernForm, draft: ConcernDraft) -> None:
        """Everything as it stands; what is typed at this moment stays as it is."""
        one = self._take(form, draft)
        self._editor.setVisible(one is not None)
        self.new.setVisible(one is None and form.may_write and bool(draft.files))
        if one is not None:
            self._is_filling = True
            self._show_editor(one)
            self._is_filling = False

    def _show_editor(self, one: SaidDraft) -> None:
        form = self._form
        self.who.offer([*(child.called for child in form.children), *form.there, *form.people])
        for field, kept in ((self.who, one.who), (self.asked, one.asked), (self.words, one.words)):
            if field.value() != kept.strip():
                field.set_value(kept)
        answers = [(WHOLE, "The concern as a whole"), *self._marks()]
        if self._offered != answers:
            self._offered = answers
            self.about.set_answers(answers)
        if self.about.value() != (one.mark or WHOLE):
            self.about.set_value(one.mark or WHOLE)
        self.about.setVisible(len(answers) > 1)
        self._show_children(one)

    def _marks(self) -> list[tuple[str, str]]:
        stands = self._form.stands.marks if self._form.stands is not None else ()
        marks = [(one.key, one.mark.number, one.mark.part, one.file) for one in stands]
        marks += [(one.key, one.number, one.part, one.file) for one in self._draft.marks]
        several = len(self._draft.files) > 1
        whose = {child.file: f"{child.called}’s " for child in self._form.children} if several else {}
        return [(key, f"{whose.get(file, '')}mark {number}: {part}") for key, number, part, file in marks]

    def _show_children(self, one: SaidDraft) -> None:
        """Which of the children it is about; words about a mark belong to that child alone."""
        names = tuple(
            (child.file, child.called, child.file in one.files)
            for child in self._form.children
            if child.file in self._draft.files
        )
        self._children.setVisible(len(names) > 1 and not one.mark)
        if names == self._names:
            return
        self._names = names
        self._children.clear()
        self._children.add(Small("About"))
        for file, called, chosen in names:
            chip = Chip(called, value=chosen)
            chip.changed.connect(lambda on, file=file: self._about(file, on=on))
            self._children.add(chip)

    def _lines_now(self) -> tuple[Line, ...]:
        about = dict(self._marks())
        called = {child.called for child in self._form.children}
        stands = self._form.stands.said if self._form.stands is not None else ()
        own = self._form.own_words
        found: list[Line] = [
            (k, s.who, s.asked, s.words, about.get(s.mark, ""), s.who in called, True, own.get(k)) for k, s in stands
        ]
        found += [
            (one.key, one.who, one.asked, one.words, about.get(one.mark, ""), one.who in called, False, None)
            for one in self._draft.said
            if not self._is_open(one.key)
        ]
        return tuple(found)

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        for line in lines:
            self._list.add(self._line(line))

    def _line(self, line: Line) -> QWidget:
        key, who, asked, words, about, is_child, stands, own = line
        head = Text("", "body")
        way = f"when asked “{asked}”" if asked else "unasked"
        head.set_words(
            ", ".join(part for part in (way, f"about {about}" if about else "") if part), f"{who or NOBODY},"
        )
        said: QWidget = ChildsWords(f"“{words}”") if is_child else Body(f"“{words}”", selectable=True)
        link = TextLink(
            "Add to this" if stands else "Change", says=f"{'Add to' if stands else 'Change'} what {who} said"
        )
        link.least_height = 44
        link.clicked.connect(lambda: self.later_asked.emit(key) if stands else self._open(key))
        parts, ways = self._in_their_voice(own, words) if own is not None else ([], [])
        return Stack(head, said, *parts, FlowRow(link, *ways, gap=16), gap=2)

    def _in_their_voice(self, own: OwnWords, words: str) -> tuple[list[QWidget], list[QWidget]]:
        """How a child's own words stand in Their voice, and the way there."""
        if own.is_taken:
            reads = f" There it reads now: “{own.reads}”" if own.reads else ""
            return [Small(f"These words stand in {own.child}’s voice too.{reads}")], []
        away = [Small(f"They were taken out of {own.child}’s voice: {own.why_away}")] if own.why_away else []
        if not own.may_take:
            return [*away], []
        way = f"Put them back into {own.child}’s voice" if own.why_away else f"Take into {own.child}’s voice"
        take = TextLink(way, "message-square-quote", says=f"{way}: “{words}”")
        take.least_height = 44
        take.clicked.connect(lambda: self.taken.emit(own))
        return [*away], [take]

    # -- what the worker does ---------------------------------------------------------------------------------------

    def _told(self) -> None:
        one = self.open_one()
        if one is None or self._is_filling:
            return
        about = self.about.value() or WHOLE
        mark = "" if about == WHOLE else about
        whose = self._whose_mark(mark)
        self._replace(
            one,
            who=self.who.line.text(),
            asked=self.asked.line.text(),
            words=self.words.paper.toPlainText(),
            mark=mark,
            files=(whose,) if whose else one.files,
        )

    def _whose_mark(self, mark: str) -> str:
        stands = self._form.stands.marks if self._form.stands is not None else ()
        whose = {one.key: one.file for one in stands} | {one.key: one.file for one in self._draft.marks}
        return whose.get(mark, "")

    def _about(self, file: str, *, on: bool) -> None:
        one = self.open_one()
        if one is not None:
            files = tuple(its for its in self._draft.files if (on if its == file else its in one.files))
            self._names = ()
            self._replace(one, files=files or one.files)

"""Safety concerns: the sheet that opens from every page with a child in view, and the strips until they are decided."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.shell.navigation import Deed, Route
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.concerns.decided import DecisionShown
    from desktop_app.concerns.draft import ConcernDraft
    from desktop_app.concerns.own_words import OwnWords
    from desktop_app.concerns.queries import ConcernForm, OpenConcern
    from desktop_app.concerns.view.concern_page import ConcernPage
    from desktop_app.record_store.records import Changed, Records
    from desktop_app.shell.controls import Strip, Strips


class ConcernScreens:
    """`_begun`: sheets that were opened and hold no word yet, by name: nothing is kept of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._begun: dict[str, ConcernDraft] = {}
        self._is_opening = False

    def deeds(self) -> list[Deed]:
        """What can be begun from every page."""
        words = "Raise a safety concern"
        return [Deed(words, "shield-alert", "Ctrl+Shift+S", self.begin_here, "Safety concern", "Concern")]

    def routes(self) -> list[Route]:
        """Pages reached from others. concern: where = draft, its name, and file, of the first child it is about."""
        return [Route("concern", self._make_page, "children")]

    # -- opening ------------------------------------------------------------------------------------------------------

    def begin_here(self) -> None:
        """About the child or the family in view; on a page without one, whom it is about is asked first."""
        from desktop_app.notes.queries import files_at

        here = self._desk.router.here
        if here is not None and here.key == "concern":
            return
        where = here.where if here is not None else {}
        is_visit = here is not None and here.key == "visit"
        self._open(lambda records: files_at(records, where), str(where.get("draft", "")) if is_visit else "")

    def begin(self, file: str) -> None:
        """About this child."""
        self._open(lambda _: (file,))

    def begin_on_visit(self, file: str, visit: str) -> None:
        """About this child first, on the visit whose draft has this name."""
        self._open(lambda _: (file,), visit)

    def go_on(self, file: str) -> None:
        """The sheet about this child that was written at last."""
        self._open(lambda _: (file,))

    def _open(self, files_of: "Callable[[Records], tuple[str, ...]]", visit: str = "") -> None:
        """One sheet, however often the key is pressed; one that was begun about the same child is gone on with.

        Whoever may raise none is told at once who can, and is not led into a sheet that the store would refuse.
        """
        if self._is_opening:
            return
        self._is_opening = True
        now = self._desk.now()

        def find(records: "Records") -> "ConcernDraft | str":
            from desktop_app.concerns.draft import new_concern
            from desktop_app.concerns.queries import draft_about, who_can_raise

            files = files_of(records)[:1]
            who_can = who_can_raise(records, files)
            if who_can:
                return who_can
            group = bytes.fromhex(visit.rpartition(":")[2]) if visit else None
            return draft_about(records, files) or new_concern(
                files, now, where="Home visit" if visit else "", visit=group
            )

        def show(draft: "ConcernDraft | str") -> None:
            self._is_opening = False
            if isinstance(draft, str):
                self._desk.say(draft)
                return
            self._begun[draft.name] = draft
            self._desk.go("concern", draft=draft.name, file=next(iter(draft.files), ""))

        def failed(sentence: str) -> None:
            self._is_opening = False
            self._desk.say(sentence)

        self._desk.ask(find, then=show, trouble=failed, owner=self._desk.window)

    # -- the sheet ----------------------------------------------------------------------------------------------------

    def _make_page(self, draft: str, file: str = "") -> "ConcernPage":
        from desktop_app.concerns import actions
        from desktop_app.concerns.draft import started
        from desktop_app.concerns.queries import concern_form
        from desktop_app.concerns.view.concern_page import ConcernPage

        desk, page = self._desk, ConcernPage(self._desk.now)

        def look() -> None:
            begun = self._begun.get(draft) or started(draft, file, desk.now())  # after a lock nothing is known of it
            desk.ask(concern_form, draft, begun, desk.now(), then=page.show_form, trouble=gone, owner=page)

        def gone(sentence: str) -> None:
            """Somebody withdrew it; a page out of sight is left when it comes back."""
            if page.isVisible():
                desk.say(sentence)
                self._leave()

        def keep(kept: "ConcernDraft") -> None:
            self._begun[draft] = kept
            desk.act(actions.keep, kept, then=lambda _: page.show_saved(), trouble=page.show_not_saved, owner=page)

        def throw_away(thrown: "ConcernDraft") -> None:
            self._begun.pop(draft, None)
            desk.act(actions.throw_away, thrown, then=lambda _: self._leave(), owner=page)

        page.kept.connect(keep)
        page.added.connect(lambda written: self._add(page, written, look))
        page.thrown_away.connect(throw_away)
        page.child_chosen.connect(lambda written, chosen: self._choose(page, written, chosen))
        page.confirmed.connect(lambda shown: self._confirm(shown, page))
        page.refused.connect(lambda shown, words: self._refuse(shown, words, page))
        page.words_taken.connect(lambda own: self._take_words(page, draft, own))
        page.withdraw_asked.connect(lambda: self._withdraw(page, draft))
        page.left.connect(self._leave)
        page.returned.connect(look)
        desk.watch(page, (), look)
        return page

    def _choose(self, page: "ConcernPage", draft: "ConcernDraft", file: str) -> None:
        """The sheet was begun where no child was in view: now it is known whom it is about."""
        from desktop_app.concerns.queries import concern_form

        chosen = draft.with_values(files=(file,), body=file)
        self._begun[draft.name] = chosen

        def form(records: "Records") -> "ConcernForm":
            records.drafts.done(draft.name)
            return concern_form(records, draft.name, chosen, self._desk.now())

        def show(found: "ConcernForm") -> None:
            page.show_form(found)
            page.keep_now()

        self._desk.ask(form, then=show, owner=page)

    def _add(self, page: "ConcernPage", draft: "ConcernDraft", look: Callable[[], object]) -> None:
        """Into every child's file or none; the sheet stays, for what comes next."""
        from desktop_app.concerns import actions

        desk = self._desk
        self._begun.pop(draft.name, None)  # what is looked at next is what is new after this

        def added(_changed: "Changed") -> None:
            page.show_added()
            desk.say("Added to the record. It goes before anything else.")
            look()

        desk.act(
            actions.add_to_record,
            draft,
            desk.now(),
            then=added,
            trouble=lambda sentence: page.show_not_added(draft, sentence),
            owner=page,
        )

    def _take_words(self, page: "ConcernPage", name: str, own: "OwnWords") -> None:
        """What a child said stands in their voice too; one press undoes it."""
        from casework.kinds.concerns import concern_id
        from desktop_app.concerns.draft import group_of
        from desktop_app.concerns.own_words import take_into_voice, take_out_of_voice

        desk, about = self._desk, (own.file, concern_id(group_of(name), own.file), own.key)
        said = f"In {own.child}’s voice, for professionals only until {own.child} was asked."

        def done(_changed: "Changed") -> None:
            desk.say(said, undo=lambda: desk.act(take_out_of_voice, *about))

        desk.act(take_into_voice, *about, then=done, owner=page)

    def _withdraw(self, page: "ConcernPage", name: str) -> None:
        """With a reason; it can be taken back."""
        from desktop_app.concerns import actions
        from desktop_app.concerns.draft import group_of
        from desktop_app.concerns.view.withdraw_sheet import WithdrawSheet

        desk, group = self._desk, group_of(name)

        def done(_changed: "Changed") -> None:
            desk.say("Withdrawn. The reason stands in the record.", undo=lambda: desk.act(actions.bring_back, group))

        sheet = WithdrawSheet(page)
        sheet.withdrawn.connect(lambda why: desk.act(actions.withdraw, group, why, then=done))
        sheet.show_over()

    def _leave(self) -> None:
        router = self._desk.router
        router.back() if router.before is not None else router.go("today")

    # -- the decider's word -------------------------------------------------------------------------------------------

    def _confirm(self, shown: "DecisionShown", owner: "QWidget") -> None:
        from desktop_app.concerns import actions

        desk = self._desk
        desk.act(actions.confirm, shown, then=lambda _: desk.say("Confirmed. Everybody reads it so."), owner=owner)

    def _refuse(self, shown: "DecisionShown", words: str, owner: "QWidget") -> None:
        from desktop_app.concerns import actions

        desk = self._desk
        desk.act(actions.not_mine, shown, words, then=lambda _: desk.say("Your words stand beside it."), owner=owner)

    # -- strips -------------------------------------------------------------------------------------------------------

    def fill(self, strips: "Strips", page: "QWidget", file: str = "") -> None:
        """Keep the strips of a page: of one child, without what was decided, since others may see that page; or of all
        that are this worker's affair, with the words and Confirm where it waits for their own word alone."""
        desk = self._desk
        waiting: dict[str, DecisionShown] = {}
        first: dict[str, str] = {}

        def show(found: "tuple[OpenConcern, ...]") -> None:
            first.update({one.name: one.file for one in found})
            waiting.clear()
            waiting.update({one.name: one.decision for one in found if one.decision is not None})
            strips.show_strips([_strip(one, with_words=not file and one.decision is not None) for one in found])

        def look() -> None:
            from desktop_app.concerns.queries import open_concerns

            desk.ask(open_concerns, desk.today(), file, then=show, owner=strips)

        def confirm(name: str) -> None:
            if name in waiting:
                self._confirm(waiting[name], page)

        strips.opened.connect(lambda name: desk.go("concern", draft=name, file=first.get(name, "")))
        strips.done.connect(confirm)
        desk.watch(strips, (file,) if file else (), look)


def _strip(one: "OpenConcern", *, with_words: bool) -> "Strip":
    from desktop_app.shell.controls import Strip

    words = " ".join(part for part in (one.state, one.said if with_words else "") if part)
    does = "Confirm" if one.decision is not None and with_words else ""
    return Strip(one.name, one.tone, one.title, words, "Read it" if does else "Open", does)

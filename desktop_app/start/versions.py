"""Two versions: the page, and what settles them."""

from typing import TYPE_CHECKING

from desktop_app.shell.navigation import Route
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.versions.view.two_versions_page import TwoVersionsPage


class VersionScreens:
    """Everything about two versions."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """two_versions: where = file."""
        return [Route("two_versions", self._make_page, "children")]

    def _make_page(self, file: str) -> "TwoVersionsPage":
        from desktop_app.versions import actions
        from desktop_app.versions.queries import Question, questions
        from desktop_app.versions.view.two_versions_page import TwoVersionsPage

        desk, page = self._desk, TwoVersionsPage()

        def back(*_: object) -> None:
            desk.router.back_or("child", file=file)

        def kept(_changed: object) -> None:
            back()
            desk.say("Both are kept in a note. The question stays open.")

        def keep_both(question: Question, why: str) -> None:
            desk.act(actions.keep_both, question, why, then=kept, trouble=page.say_trouble, owner=page)

        page.went_back.connect(back)
        page.closed.connect(back)
        page.used.connect(
            lambda question, version, why: desk.act(
                actions.use_version, question, version, why, trouble=page.say_trouble, owner=page
            )
        )
        page.wrote_new.connect(
            lambda question, words, why: desk.act(
                actions.write_new, question, words, why, trouble=page.say_trouble, owner=page
            )
        )
        page.kept_both.connect(keep_both)
        desk.watch(page, (file,), lambda: desk.ask(questions, file, then=page.show_questions, owner=page))
        return page

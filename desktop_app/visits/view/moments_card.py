"""The moments that were marked on the visit, in their order: what did you see? Answered, or dropped."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import Asked, AskedCard
from desktop_app.visits.draft import VisitChild, VisitDraft
from desktop_app.visits.view.places import Places
from desktop_app.visits.words import asked_at_the_end


class MomentsCard(AskedCard):
    """`draw` shows what lay there at a moment: the child's drawing as it stood, a card, words."""

    def __init__(self, children: tuple[VisitChild, ...], draw: Callable[[Any], QWidget]) -> None:
        super().__init__(
            "Moments you marked",
            "What you write stands with what you saw of that child, with its time.",
            "Press to show what lay there",
            draw,
        )
        self._children = children

    def show_draft(self, draft: VisitDraft) -> None:
        """Each moment with its question."""
        self.show_asked(Asked(*one) for one in asked_at_the_end(draft, self._children))

    def places(self) -> Places:
        """Its fields by name."""
        return {("moment", key): area for key, area in self.areas.items()}

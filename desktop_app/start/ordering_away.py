"""When the store does not accept this laptop any more: asking why, and obeying the authority's own order and nothing else."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.background.work import Work

if TYPE_CHECKING:
    from casework.seals import Revocation
    from desktop_app.opening.actions import Opened
    from desktop_app.opening.leaving import OrderedAway
    from desktop_app.start.desk import Desk


class OrderingAway:
    """Of one open copy. desk: as long as it is shown; order_away: ends the window and hands the copy over."""

    def __init__(
        self,
        work: Work,
        opened: "Opened",
        desk: "Callable[[], Desk | None]",
        order_away: "Callable[[OrderedAway], object]",
    ) -> None:
        self._work, self._opened, self._desk, self._order_away = work, opened, desk, order_away

    def refused(self) -> None:
        """A round was refused, on its own thread."""
        self._work.on_screen(self._ask_why)

    def _ask_why(self) -> None:
        from desktop_app.opening.leaving import ask_why

        desk = self._desk()
        if desk is not None:
            vault, identity = self._opened.vault, self._opened.records.identity
            self._work.beside(ask_why, vault, identity, then=self._came, trouble=_said_already, owner=desk.window)

    def _came(self, order: "Revocation") -> None:
        """Not before a child: the next round is refused, and asks, again."""
        from desktop_app.opening.leaving import OrderedAway

        desk = self._desk()
        if desk is not None and desk.room is None:
            self._order_away(OrderedAway(self._opened.vault, self._opened.records, order.given))


def _said_already(_sentence: str) -> None:
    """The status says that the store does not accept this laptop, and whom to ring."""

"""Text of child mode: the child's typeface, never under 16 px."""

from desktop_app.direct_work.view.childs_button import strong
from desktop_app.shell.controls import Text


class ChildsText(Text):
    """Text in a role of the child's typeface; `bold` sets it heavier."""

    def __init__(
        self, words: str = "", role: str = "childs body", tone: str = "ink", *, bold: bool = False, wrap: bool = True
    ) -> None:
        self._bold_role = role if bold else ""
        super().__init__(words, role, tone, wrap=wrap)

    def redress(self) -> None:
        """The font at the text size worn now."""
        super().redress()
        if self._bold_role:
            self.setFont(strong(self._bold_role))

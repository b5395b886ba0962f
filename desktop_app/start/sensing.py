"""What the system tells of the connection and the battery, in a sentence where drawings and documents shall wait."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop_app.sync.battery import is_low

METERED = "This connection counts what is sent: words go, drawings and documents wait for another."
LOW = "The battery is low: words go, drawings and documents wait until it charges."
ONCE_THE_PAGE_STANDS = 500  # milliseconds


class Sensing(QObject):
    """Lives on the screen's thread, and looks at the connection once the first page stands; `why` is asked from any thread."""

    def __init__(self) -> None:
        super().__init__()
        self._is_metered = False
        self._when_changed: Callable[[], object] = lambda: None

    def begin(self, when_changed: Callable[[], object]) -> None:
        """when_changed: called when the connection became another kind."""
        self._when_changed = when_changed
        QTimer.singleShot(ONCE_THE_PAGE_STANDS, self, self._look)

    def take(self, is_metered: bool) -> None:
        """What the system says of the connection now."""
        if is_metered != self._is_metered:
            self._is_metered = is_metered
            self._when_changed()

    def why(self) -> str:
        """Why drawings and documents wait; "" where nothing is against them."""
        return METERED if self._is_metered else LOW if is_low() else ""

    def _look(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered):
            network = QNetworkInformation.instance()
            network.isMeteredChanged.connect(self.take)
            self.take(network.isMetered())

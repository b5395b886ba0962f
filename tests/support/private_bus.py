"""A D-Bus of a test's own, with a stand-in for logind on it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RULES = """<busconfig><type>system</type><listen>unix:path={}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/><allow user="*"/></policy>
</busconfig>"""


class System:
    """What the stand-in says, line by line. environment: of a process that shall hear it."""

    def __init__(self, environment: dict[str, str], process: "subprocess.Popen[str]") -> None:
        self.environment, self._process = environment, process

    def does(self, what: str) -> None:
        """sleep, wake, lock, lock another, lid or dock."""
        assert self._process.stdin is not None
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        assert self.line() == f"said {what}"

    def line(self) -> str:
        """The next line it says."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@contextmanager
def system(folder: Path) -> Iterator[System]:
    """A bus with a logind, ended afterwards."""
    (folder / "bus.conf").write_text(RULES.format(folder / "bus"), "utf-8")
    command = ["dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--nofork", "--print-address"]
    pipe = subprocess.PIPE
    bus = subprocess.Popen(command, stdout=pipe, stderr=subprocess.DEVNULL, text=True)
    assert bus.stdout is not None
    address = bus.stdout.readline().strip()
    environment = os.environ | {
        "DBUS_SYSTEM_BUS_ADDRESS": address,
        "XDG_SESSION_ID": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [sys.executable, "-m", "tests.support.stand_in_logind"]
    logind = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)
    try:
        made = System(environment, logind)
        assert made.line() == "here"
        yield made
    finally:
        logind.communicate("end\n", timeout=30)
        bus.terminate()
        bus.communicate(timeout=30)

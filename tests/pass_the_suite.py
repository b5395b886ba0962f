"""What `./run test` does: style, types, then every test; with --long the fault campaigns too."""

import compileall
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("casework", "desktop_app", "central_store", "demo", "tests/support")
FIRST_DISPLAY, LAST_DISPLAY = 90, 120
XVFB_PATIENCE = 20.0


def main(arguments: list[str]) -> int:
    """Run the checks in order and stop at the first that fails; the exit code is pytest's where it was reached."""
    long = "--long" in arguments
    chosen = [argument for argument in arguments if argument != "--long"]
    for check in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]):
        sys.stdout.write(f"== {' '.join(check)}\n")
        sys.stdout.flush()
        code = subprocess.call([sys.executable, "-m", *check], cwd=ROOT)
        if code:
            return code
    for package in PACKAGES:  # or each of the hundreds of programs that tests start reads them anew
        compileall.compile_dir(ROOT / package, quiet=1)
    selection = [] if long else ["-m", "not long"]
    with VirtualDisplay() as display:
        environment = os.environ | ({"DAYBOOK_TEST_DISPLAY": display} if display else {})
        command = [sys.executable, "-X", "faulthandler", "-m", "pytest", "-n", "2", *selection, *chosen]
        return subprocess.call(command, cwd=ROOT, env=environment)


class VirtualDisplay:
    """An X server of our own for the tests that need a real window; nothing where Xvfb is not installed."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> str | None:
        if shutil.which("Xvfb") is None:
            return None
        for number in range(FIRST_DISPLAY, LAST_DISPLAY):
            if Path(f"/tmp/.X11-unix/X{number}").exists():  # noqa: S108
                continue
            self.process = subprocess.Popen(
                ["Xvfb", f":{number}", "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            if self._listens(number):
                return f":{number}"
            self._stop()
        return None

    def _listens(self, number: int) -> bool:
        assert self.process is not None
        deadline = time.monotonic() + XVFB_PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            if Path(f"/tmp/.X11-unix/X{number}").exists():  # noqa: S108
                return True
            time.sleep(0.02)
        return False

    def _stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    def __exit__(self, *_: object) -> None:
        self._stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

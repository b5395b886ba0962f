"""`python -m demo.keep_store FOLDER PORT`: serves the made-up hub's store for as long as somebody has it open.

Whoever opens Daybook on the hub holds a share of FOLDER/in-use. When the last has gone, killed or not, the store ends by
itself, as it would for an administrator. Only one of these serves a folder; the others stand by, and one takes over
when it ends.
"""

import os
import signal
import sys
import threading
import time
from pathlib import Path

from demo.shares import Share, is_anybody_there

SECONDS_BETWEEN_LOOKS = 1.0
STANDING_BY = "standing by"


def main(folder: Path, port: str) -> int:
    """Serve until nobody is there."""
    threading.Thread(target=_end_when_alone, args=(folder / "in-use",), daemon=True).start()
    serving = Share(folder / "serving")
    if not serving.take_alone():
        sys.stdout.write(STANDING_BY + "\n")
        sys.stdout.flush()
        serving.wait_to_take_alone()
    from central_store.commands.run import main as store_command

    return store_command(["serve", "--data", str(folder / "store"), "--port", port])


def _end_when_alone(in_use: Path) -> None:
    while is_anybody_there(in_use):
        time.sleep(SECONDS_BETWEEN_LOOKS)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))

"""`python -m desktop_app`: Daybook without a window, for administrators and tests."""

import sys

from desktop_app.headless.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

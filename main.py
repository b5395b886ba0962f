"""Daybook."""

import sys

from desktop_app.start import main

sys.exit(main())

"""The window, its look, and the controls every screen is built from.

Importing Qt swaps Python's own `__import__` for one that makes every later import a fifth slower. Nothing here asks for
what it offers, so it is put back, once, before anything else is imported.
"""

import builtins

_PYTHONS_OWN = builtins.__import__
import PySide6.QtWidgets  # noqa: E402, F401

builtins.__import__ = _PYTHONS_OWN

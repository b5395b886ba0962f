"""The window, its look, and the controls every screen is built from.

Importing Qt swaps Python's own `__import__` for one that makes every later import a fifth slower. Nothing here asks for
what it offers, so it is put back, once, before anything else is imported. Nor is there anything to free in the midst of
it, so Python does not look.
"""

import builtins
import gc

_PYTHONS_OWN, _LOOKS = builtins.__import__, gc.isenabled()
gc.disable()
import PySide6.QtWidgets  # noqa: E402, F401

builtins.__import__ = _PYTHONS_OWN
if _LOOKS:
    gc.enable()

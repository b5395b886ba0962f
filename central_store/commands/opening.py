"""Opening the store that a command names; it is closed once the command has ended, however that was."""

import argparse
from contextlib import ExitStack

from central_store.store import Folder, Store


def opened(asked: argparse.Namespace) -> Store:
    """The store in --data. asked.closing: what `main` closes at the end. Raises NoStore or NoDatabase."""
    store = Store(Folder(asked.data), asked.database)
    closing: ExitStack = asked.closing
    closing.callback(store.close)
    return store

"""Making sure that what was written is on the disk, names included, before anybody is told so."""

import os
from pathlib import Path


def to_disk(path: Path) -> None:
    """Return once this file's bytes, or this folder's names, outlast a power cut."""
    if os.name == "nt" and path.is_dir():
        return  # Windows keeps names in a journal of its own, and opens no folder
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Whether the battery is low, where the system tells: Linux by files, Windows by its power status; elsewhere it is not known."""

import ctypes
import sys
from pathlib import Path

LOW = 15  # per cent
SUPPLIES = Path("/sys/class/power_supply")
ON_MAINS, CHARGING, UNKNOWN = 1, 8, 255


def is_low(supplies: Path = SUPPLIES) -> bool:
    """Whether it is low and does not charge. False where there is none, or nobody knows."""
    return _is_low_on_windows() if sys.platform == "win32" else _is_low_by_files(supplies)


def _is_low_by_files(supplies: Path) -> bool:
    """As the kernel says it: every battery of the laptop's own is low, and none charges."""
    found = []
    for supply in sorted(supplies.glob("*")) if supplies.is_dir() else ():
        if _read(supply / "type") == "Battery" and _read(supply / "scope") != "Device":  # a pen has a battery too
            capacity = _read(supply / "capacity")
            if capacity.isdecimal():
                found.append(int(capacity) < LOW and _read(supply / "status") == "Discharging")
    return bool(found) and all(found)


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


class _PowerStatus(ctypes.Structure):
    _fields_ = (
        ("mains", ctypes.c_ubyte),
        ("battery", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("seconds_left", ctypes.c_ulong),
        ("seconds_full", ctypes.c_ulong),
    )


def _is_low_on_windows() -> bool:
    status = _PowerStatus()
    if not getattr(ctypes, "windll").kernel32.GetSystemPowerStatus(ctypes.byref(status)):  # noqa: B009 there only
        return False
    is_charging = status.mains == ON_MAINS or (status.battery != UNKNOWN and bool(status.battery & CHARGING))
    return status.percent < LOW and not is_charging

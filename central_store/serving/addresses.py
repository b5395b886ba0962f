"""How many requests to be let in come from one network address: a stranger at one cannot take all places of a laptop.

Counted in this process's memory, and for an hour; addresses are kept nowhere else.
"""

import ipaddress
import threading
import time
from collections import deque

from casework.exchange import RECOVERY_SECONDS

MOST_FROM_ONE_ADDRESS = 10  # for one laptop: a worker who begins again and again needs a few
MOST_FROM_ONE_ADDRESS_IN_ALL = 200
MOST_COUNTED = 10_000
PREFIX_OF_A_HOUSEHOLD = 64  # bits of an IPv6 address that one connection is given


class Addresses:
    """What came during the last hour, from where."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._came: deque[tuple[float, str, str]] = deque(maxlen=MOST_COUNTED)  # when, from where, for which laptop

    def may_ask(self, address: str, device: str) -> bool:
        """Whether one more request for this laptop may come from there; it is counted where it may."""
        where, now = _network_of(address), time.monotonic()
        with self._lock:
            while self._came and self._came[0][0] < now - RECOVERY_SECONDS:
                self._came.popleft()
            devices = [one for _, came_from, one in self._came if came_from == where]
            may = len(devices) < MOST_FROM_ONE_ADDRESS_IN_ALL and devices.count(device) < MOST_FROM_ONE_ADDRESS
            if may:
                self._came.append((now, where, device))
            return may


def _network_of(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return address
    return str(ipaddress.ip_network((known, PREFIX_OF_A_HOUSEHOLD), strict=False))

"""What the running store counts, in the form that Prometheus and what understands it read: how much, how fast, how full.

Counted in this process alone; several processes over one database are asked each. No label names a person, a device or a
file: the labels are doors and codes of ours.
"""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from socketserver import TCPServer
from threading import Thread

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from casework.errors import KnownError

DOORS_TAKE = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 30.0)
COMMITS_TAKE = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0)
TOGETHER = (1, 2, 4, 8, 16, 32, 64)
ANSWERED, GONE_AWAY = "answered", "gone"


class CannotBeAsked(KnownError):
    """Nobody can ask for the figures at that address."""


class Meters:
    """The figures of one running store."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._asked = Counter(
            "daybook_requests",
            "Requests, by door and by how they were answered (a code of docs/protocol.md section 8)",
            ["door", "answer"],
            registry=self.registry,
        )
        self._took = Histogram(
            "daybook_request_seconds",
            "From a request's first byte to its answer; a wait takes as long as nothing comes",
            ["door"],
            buckets=DOORS_TAKE,
            registry=self.registry,
        )
        self._commits = Histogram(
            "daybook_commit_seconds",
            "One durable commit of this process's writer",
            buckets=COMMITS_TAKE,
            registry=self.registry,
        )
        self._together = Histogram(
            "daybook_commit_requests", "Requests that shared a commit", buckets=TOGETHER, registry=self.registry
        )
        self._changes = Counter("daybook_changes_taken", "Changes that were taken and numbered", registry=self.registry)
        self.waiting = Gauge(
            "daybook_waiting_devices", "Devices that wait for what others write", registry=self.registry
        )
        self.is_well = Gauge(
            "daybook_well", "1 while the store can do its work, as /v1/health says", registry=self.registry
        )
        self.free_bytes = Gauge(
            "daybook_free_bytes", "Free on the disk that holds the store's folder", registry=self.registry
        )
        self.certificate_ends = Gauge(
            "daybook_certificate_ends_timestamp_seconds", "When the TLS certificate ends", registry=self.registry
        )

    @contextmanager
    def request(self, door: str) -> Iterator["Answer"]:
        """One request, from its beginning to its answer."""
        began, answer = time.perf_counter(), Answer()
        try:
            yield answer
        finally:
            self._asked.labels(door, answer.was).inc()
            self._took.labels(door).observe(time.perf_counter() - began)

    def commit(self, seconds: float, requests: int) -> None:
        """The writer committed what so many requests brought."""
        self._commits.observe(seconds)
        self._together.observe(requests)

    def taken(self, changes: int) -> None:
        """So many changes were taken."""
        self._changes.inc(changes)

    @contextmanager
    def asked_at(self, host: str, port: int) -> Iterator[tuple[str, int]]:
        """Answer GET /metrics over plain HTTP while this lasts; host and port. Raises CannotBeAsked."""
        try:
            server, thread = start_http_server(port, host, self.registry)
        except OSError as error:
            raise CannotBeAsked(
                f"The figures cannot be asked for at {host}, port {port}. Is the port taken by another program?"
            ) from error
        with closing(_Asked(server, thread)) as asked:
            yield host, asked.port


class Answer:
    """How a request was answered; whoever asked has gone away, until somebody says otherwise."""

    def __init__(self) -> None:
        self.was = GONE_AWAY


class _Asked:
    """The small server of the figures."""

    def __init__(self, server: TCPServer, thread: Thread) -> None:
        self._server, self._thread = server, thread
        self.port = int(server.server_address[1])

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

"""The endpoints over HTTP: each reads a bounded message, asks a desk, and writes the answer. Refusals are audited first."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import msgspec
from litestar import Litestar, Request, Response, get, post, put
from litestar.exceptions import HTTPException
from litestar.params import FromPath
from sqlalchemy.exc import SQLAlchemyError

from casework.exchange import (
    LONGEST_WAIT_SECONDS,
    MEDIA_TYPE,
    MOST_BYTES_A_MESSAGE,
    PIECE_BYTES,
    AuthorityAsk,
    ChallengeAsk,
    Endpoint,
    EnrolAsk,
    HandedOverAsk,
    PartsAsk,
    PiecesAsk,
    PullAsk,
    PushAsk,
    RecoverAsk,
    RevokedAsk,
    SessionAsk,
    Trouble,
    WaitAnswer,
    WaitAsk,
    WipedAsk,
)
from central_store.people import KnownDevice, RevokedDevice
from central_store.serving.attachments import AttachmentDesk
from central_store.serving.joining import JoiningDesk
from central_store.serving.leaving import LeavingDesk
from central_store.serving.logs import LOGGER
from central_store.serving.meters import ANSWERED, Meters
from central_store.serving.office import Office
from central_store.serving.record import RecordDesk
from central_store.serving.recovering import RecoveryDesk
from central_store.serving.sessions import Sessions
from central_store.serving.standing import Standing
from central_store.serving.trouble import BUSY, FAULT, NO_SUCH_DOOR, Refusing
from central_store.serving.waiting import Waiter, Wakeups
from central_store.serving.wire import bounded, decoded, encoded
from central_store.writer import Closed

M = TypeVar("M", bound=msgspec.Struct)
R = TypeVar("R")
AnyRequest = Request[Any, Any, Any]
AnyResponse = Response[bytes]
MOST_BYTES_WITHOUT_SESSION = 16 * 1024
THREADS = 32
logger = logging.getLogger(LOGGER)


class Desks:
    """One running store, desk by desk."""

    def __init__(self, office: Office, wakeups: Wakeups, meters: Meters) -> None:
        self.office = office
        self.wakeups = wakeups
        self.meters = meters
        sessions = Sessions(office.key, office.tenant, office.register)
        self.joining = JoiningDesk(office, sessions)
        self.leaving = LeavingDesk(office, sessions)
        self.recovering = RecoveryDesk(office)
        self.record = RecordDesk(office, wakeups.written, meters.taken)
        self.attachments = AttachmentDesk(office)


def make_app(office: Office, wakeups: Wakeups, meters: Meters) -> Litestar:
    """The application over an open store; it closes the office when it ends."""
    desks = Desks(office, wakeups, meters)
    standing = Standing(office, meters)

    @asynccontextmanager
    async def lifespan(_app: Litestar) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "request"))
        wakeups.start()
        meters.waiting.set_function(wakeups.count)
        await standing.begin()
        yield
        wakeups.end()
        await standing.end()
        await asyncio.to_thread(office.close)

    return Litestar(
        route_handlers=[
            *_open_handlers(desks),
            *_record_handlers(desks),
            _wait_handler(desks),
            *_piece_handlers(desks),
            *_leaving_handlers(desks),
            _health_handler(standing),
        ],
        lifespan=[lifespan],
        openapi_config=None,
        logging_config=None,  # ours is `logs`
        exception_handlers={Refusing: _refused, HTTPException: _http_refused, Exception: _failed},
        request_max_body_size=None,  # bounded by `bounded`, with an answer in our own words
    )


def _open_handlers(desks: Desks) -> list[Any]:
    joining = desks.joining
    return [
        _without_session(desks, Endpoint.AUTHORITY, AuthorityAsk, joining.authority),
        _without_session(desks, Endpoint.ENROL, EnrolAsk, joining.enrol),
        _without_session(desks, Endpoint.CHALLENGE, ChallengeAsk, joining.challenge),
        _without_session(desks, Endpoint.SESSION, SessionAsk, joining.session),
        _recover_handler(desks),
    ]


def _recover_handler(desks: Desks) -> Any:
    @post(Endpoint.RECOVER, status_code=200)
    async def handle(request: AnyRequest) -> AnyResponse:
        async with _audited(desks, request) as asking:
            ask = await asking.message(RecoverAsk, MOST_BYTES_WITHOUT_SESSION)
            address = request.client.host if request.client is not None else ""
            return _answer(request, await asyncio.to_thread(desks.recovering.ask, ask, address))

    return handle


def _record_handlers(desks: Desks) -> list[Any]:
    return [
        _with_session(desks, Endpoint.PUSH, PushAsk, desks.record.push, is_looked_at_again=True),
        _with_session(desks, Endpoint.PULL, PullAsk, desks.record.pull),
        _with_session(desks, Endpoint.MISSING_PIECES, PiecesAsk, desks.attachments.missing),
    ]


def _without_session(desks: Desks, path: str, form: type[M], answer: Callable[[M], msgspec.Struct]) -> Any:
    @post(path, status_code=200)
    async def handle(request: AnyRequest) -> AnyResponse:
        async with _audited(desks, request) as asking:
            message = await asking.message(form, MOST_BYTES_WITHOUT_SESSION)
            return _answer(request, await asyncio.to_thread(answer, message))

    return handle


def _with_session(
    desks: Desks,
    path: str,
    form: type[M],
    answer: Callable[[KnownDevice, M], msgspec.Struct],
    *,
    is_looked_at_again: bool = False,
) -> Any:
    @post(path, status_code=200)
    async def handle(request: AnyRequest) -> AnyResponse:
        async with _audited(desks, request) as asking:
            device = await (asking.pushing_device() if is_looked_at_again else asking.device())
            body = await bounded(request.stream(), MOST_BYTES_A_MESSAGE)
            encoding = request.headers.get("content-encoding")

            def answered() -> msgspec.Struct:
                return answer(device, decoded(body, encoding, form, MOST_BYTES_A_MESSAGE))

            return _answer(request, await asyncio.to_thread(answered))

    return handle


def _wait_handler(desks: Desks) -> Any:
    @post(Endpoint.WAIT, status_code=200)
    async def handle(request: AnyRequest) -> AnyResponse:
        async with _audited(desks, request) as asking:
            device = await asking.device()
            ask = await asking.message(WaitAsk, MOST_BYTES_WITHOUT_SESSION)
            until = time.monotonic() + min(max(ask.seconds, 0.0), LONGEST_WAIT_SECONDS)
            with desks.wakeups.waiting(lambda file: desks.record.may_read(device, file)) as waiter:
                return _answer(request, await _news(desks, asking, device, waiter, ask, until))

    return handle


async def _news(
    desks: Desks, asking: "_Asking", device: KnownDevice, waiter: Waiter, ask: WaitAsk, until: float
) -> WaitAnswer:
    agreed = None
    while True:
        roll_up, heads = await asyncio.to_thread(desks.record.heads, device)
        if roll_up != ask.roll_up:
            return await asyncio.to_thread(desks.record.news, device, agreed, heads, ask.most_bytes)
        agreed = heads
        left = until - time.monotonic()
        if desks.wakeups.is_over or not left > 0 or not await waiter.until_woken(left):
            return WaitAnswer(changed=False)
        device = await asking.device()  # again: it may have been revoked while it waited


def _piece_handlers(desks: Desks) -> list[Any]:
    @put(Endpoint.PIECE, status_code=204)
    async def keep(request: AnyRequest, file: FromPath[str], name: FromPath[str]) -> None:
        async with _audited(desks, request) as asking:
            device = await asking.device()
            body = await bounded(request.stream(), PIECE_BYTES)
            await asyncio.to_thread(desks.attachments.keep, device, file, name, body)

    @get(Endpoint.PIECE)
    async def read(request: AnyRequest, file: FromPath[str], name: FromPath[str]) -> AnyResponse:
        async with _audited(desks, request) as asking:
            device = await asking.device()
            piece = await asyncio.to_thread(desks.attachments.read, device, file, name)
            return Response(piece, media_type="application/octet-stream")

    return [keep, read]


def _leaving_handlers(desks: Desks) -> list[Any]:
    """The only doors that a revoked device finds open."""
    leaving = desks.leaving

    @put(Endpoint.PART, status_code=204)
    async def keep(request: AnyRequest, name: FromPath[str]) -> None:
        async with _audited(desks, request) as asking:
            device = await asking.revoked()
            body = await bounded(request.stream(), PIECE_BYTES)
            await asyncio.to_thread(leaving.keep, device, name, body)

    return [
        _without_session(desks, Endpoint.REVOKED, RevokedAsk, leaving.order),
        _while_revoked(desks, Endpoint.PARTS_MISSING, PartsAsk, leaving.missing),
        keep,
        _while_revoked(desks, Endpoint.HANDED_OVER, HandedOverAsk, leaving.end),
        _without_session(desks, Endpoint.WIPED, WipedAsk, leaving.wiped),
    ]


def _while_revoked(desks: Desks, path: str, form: type[M], answer: Callable[[RevokedDevice, M], msgspec.Struct]) -> Any:
    @post(path, status_code=200)
    async def handle(request: AnyRequest) -> AnyResponse:
        async with _audited(desks, request) as asking:
            device = await asking.revoked()
            message = await asking.message(form, MOST_BYTES_A_MESSAGE)
            return _answer(request, await asyncio.to_thread(answer, device, message))

    return handle


def _health_handler(standing: Standing) -> Any:
    @get(Endpoint.HEALTH, sync_to_thread=False)
    def health() -> AnyResponse:
        return Response(b"", status_code=200 if standing.is_well else 503, media_type=MEDIA_TYPE)

    return health


class _Asking:
    """One request: who asks, as soon as that is known, and what."""

    def __init__(self, desks: Desks, request: AnyRequest) -> None:
        self._desks = desks
        self._request = request
        self.who = ""

    async def device(self) -> KnownDevice:
        """The device that asks, before a byte of its body is read. Raises Refusing."""
        header = self._request.headers.get("authorization")
        device = await asyncio.to_thread(self._desks.joining.who, header)
        self.who = device.device
        return device

    async def pushing_device(self) -> KnownDevice:
        """The device that asks to add something: known already, but for the first time. Raises Refusing."""
        header = self._request.headers.get("authorization")
        device = self._desks.joining.known(header)
        if device is None:
            device = await asyncio.to_thread(self._desks.joining.who, header)
        self.who = device.device
        return device

    async def revoked(self) -> RevokedDevice:
        """The revoked device that asks. Raises Refusing."""
        header = self._request.headers.get("authorization")
        revoked = await asyncio.to_thread(self._desks.leaving.who, header)
        self.who = revoked.known.device
        return revoked

    async def message(self, form: type[M], most: int) -> M:
        """What it asks. Raises Refusing."""
        body = await bounded(self._request.stream(), most)
        return decoded(body, self._request.headers.get("content-encoding"), form, most)


@asynccontextmanager
async def _audited(desks: Desks, request: AnyRequest) -> AsyncIterator[_Asking]:
    """A refusal stands in the audit before it is told; each request is counted."""
    asking = _Asking(desks, request)
    door = _door(request)
    with desks.meters.request(door) as answer:
        try:
            yield asking
            answer.was = ANSWERED
        except Refusing as error:
            answer.was = error.trouble.code
            await asyncio.to_thread(desks.office.note_refusal, asking.who, door, error)
            raise
        except Exception as error:
            answer.was = _trouble_of(error)[0].code
            raise


def _door(request: AnyRequest) -> str:
    return request.url.path.split("/")[2]


def _answer(request: AnyRequest, message: msgspec.Struct) -> AnyResponse:
    takes_zstd = "zstd" in request.headers.get("accept-encoding", "")
    body, headers = encoded(message, takes_zstd)
    return Response(body, media_type=MEDIA_TYPE, headers=headers)


def _refused(_request: AnyRequest, error: Refusing) -> AnyResponse:
    return _trouble(error.trouble, error.status)


def _http_refused(_request: AnyRequest, error: HTTPException) -> AnyResponse:
    return _trouble(NO_SUCH_DOOR, error.status_code)


def _failed(request: AnyRequest, error: Exception) -> AnyResponse:
    """What nobody foresaw. The log says where; it names no file and holds no word of a record."""
    logger.error("a request failed", extra={"door": _door(request)}, exc_info=error)
    return _trouble(*_trouble_of(error))


def _trouble_of(error: Exception) -> tuple[Trouble, int]:
    is_busy = isinstance(error, SQLAlchemyError | OSError | Closed)
    return (BUSY, 503) if is_busy else (FAULT, 500)


def _trouble(trouble: Trouble, status: int) -> AnyResponse:
    return Response(msgspec.msgpack.encode(trouble), status_code=status, media_type=MEDIA_TYPE)

"""The endpoints over HTTP: each reads a bounded message, asks the service, and writes the answer."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import msgspec
from litestar import Litestar, Request, Response, get, post, put
from litestar.exceptions import HTTPException

from casework.exchange import (
    LONGEST_WAIT_SECONDS,
    MEDIA_TYPE,
    MOST_BYTES_A_MESSAGE,
    PIECE_BYTES,
    AuthorityAsk,
    ChallengeAsk,
    Endpoint,
    EnrolAsk,
    PiecesAsk,
    PullAsk,
    PushAsk,
    SessionAsk,
    Trouble,
    WaitAnswer,
    WaitAsk,
)
from central_store.people import KnownDevice
from central_store.serving.service import Service
from central_store.serving.trouble import Refusing
from central_store.serving.waiting import Wakeups
from central_store.serving.wire import bounded, decoded, encoded, of_trouble
from central_store.store import Store

M = TypeVar("M", bound=msgspec.Struct)
AnyRequest = Request[Any, Any, Any]
AnyResponse = Response[bytes]


def make_app(store: Store) -> Litestar:
    """The application over an open store."""
    wakeups = Wakeups(store.engine)
    service = Service(store, wakeups.written)

    @asynccontextmanager
    async def lifespan(_app: Litestar) -> AsyncIterator[None]:
        wakeups.start()
        yield
        await wakeups.stop()
        service.close()

    return Litestar(
        route_handlers=[
            *_open_handlers(service),
            *_record_handlers(service),
            _wait_handler(service, wakeups),
            *_piece_handlers(service),
            _health,
        ],
        lifespan=[lifespan],
        openapi_config=None,
        exception_handlers={Refusing: _refused, HTTPException: _http_refused},
        request_max_body_size=None,  # bounded by `bounded`, with an answer in our own words
    )


def _open_handlers(service: Service) -> list[Any]:
    return [
        _without_session(Endpoint.AUTHORITY, AuthorityAsk, service.authority),
        _without_session(Endpoint.ENROL, EnrolAsk, service.enrol),
        _without_session(Endpoint.CHALLENGE, ChallengeAsk, service.challenge),
        _without_session(Endpoint.SESSION, SessionAsk, service.session),
    ]


def _record_handlers(service: Service) -> list[Any]:
    return [
        _with_session(service, Endpoint.PUSH, PushAsk, service.push),
        _with_session(service, Endpoint.PULL, PullAsk, service.pull),
        _with_session(service, Endpoint.MISSING_PIECES, PiecesAsk, service.missing_pieces),
    ]


def _without_session(path: str, form: type[M], answer: Callable[[M], msgspec.Struct]) -> Any:
    @post(path, status_code=200)
    async def handle(request: AnyRequest) -> AnyResponse:
        ask = await _message(request, form)
        return _answer(request, await asyncio.to_thread(answer, ask))

    return handle


def _with_session(
    service: Service, path: str, form: type[M], answer: Callable[[KnownDevice, M], msgspec.Struct]
) -> Any:
    @post(path, status_code=200)
    async def handle(request: AnyRequest) -> AnyResponse:
        body = await bounded(request.stream(), MOST_BYTES_A_MESSAGE)
        header, encoding = request.headers.get("authorization"), request.headers.get("content-encoding")

        def work() -> msgspec.Struct:
            device = service.who(header)
            return answer(device, decoded(body, encoding, form))

        return _answer(request, await asyncio.to_thread(work))

    return handle


def _wait_handler(service: Service, wakeups: Wakeups) -> Any:
    @post(Endpoint.WAIT, status_code=200)
    async def handle(request: AnyRequest) -> AnyResponse:
        device = await asyncio.to_thread(service.who, request.headers.get("authorization"))
        ask = await _message(request, WaitAsk)
        until = time.monotonic() + min(max(ask.seconds, 0.0), LONGEST_WAIT_SECONDS)
        while True:
            woken = asyncio.ensure_future(wakeups.until_written(max(0.0, until - time.monotonic())))
            await asyncio.sleep(0)  # the waiting begins before the look, so that no write falls between them
            now, heads = await asyncio.to_thread(service.heads, device)
            if now != ask.roll_up:
                woken.cancel()
                signed = await asyncio.to_thread(lambda found: tuple(map(service.sign, found)), heads)
                return _answer(request, WaitAnswer(changed=True, heads=signed))
            if not await woken:
                return _answer(request, WaitAnswer(changed=False))

    return handle


def _piece_handlers(service: Service) -> list[Any]:
    @put(Endpoint.PIECE, status_code=204)
    async def keep(request: AnyRequest, file: str, name: str) -> None:
        body = await bounded(request.stream(), PIECE_BYTES)
        header = request.headers.get("authorization")
        await asyncio.to_thread(lambda: service.keep_piece(service.who(header), file, name, body))

    @get(Endpoint.PIECE)
    async def read(request: AnyRequest, file: str, name: str) -> AnyResponse:
        header = request.headers.get("authorization")
        piece = await asyncio.to_thread(lambda: service.read_piece(service.who(header), file, name))
        return Response(piece, media_type="application/octet-stream")

    return [keep, read]


@get(Endpoint.HEALTH, sync_to_thread=False)
def _health() -> AnyResponse:
    return Response(b"", status_code=200, media_type=MEDIA_TYPE)


async def _message(request: AnyRequest, form: type[M]) -> M:
    body = await bounded(request.stream(), MOST_BYTES_A_MESSAGE)
    return decoded(body, request.headers.get("content-encoding"), form)


def _answer(request: AnyRequest, message: msgspec.Struct) -> AnyResponse:
    takes_zstd = "zstd" in request.headers.get("accept-encoding", "")
    body, headers = encoded(message, takes_zstd)
    return Response(body, media_type=MEDIA_TYPE, headers=headers)


def _refused(_request: AnyRequest, error: Refusing) -> AnyResponse:
    body, status = of_trouble(error)
    return Response(body, status_code=status, media_type=MEDIA_TYPE)


def _http_refused(_request: AnyRequest, error: HTTPException) -> AnyResponse:
    trouble = Trouble("http", "The central store does not know that address or way of asking.")
    return Response(msgspec.msgpack.encode(trouble), status_code=error.status_code, media_type=MEDIA_TYPE)

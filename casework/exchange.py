"""What the two machines say to each other: every endpoint and message, declared once and used at both ends.

HTTP over TLS 1.3; bodies are msgpack of the structs below, zstd where `Content-Encoding: zstd` says so. Bounds are part
of the protocol: a message over its bound is refused before it is decoded. docs/protocol.md tells it to a stranger.
"""

import hashlib
from collections.abc import Iterable

import msgspec

from casework.canonical import canonical, plain
from casework.changes import Change, body_hash
from casework.errors import BadMessage
from casework.seals import Approval, Head, Lease, RecoveryWord, Revocation, Seal, Succession
from casework.spoken_words import spoken

PROTOCOL = 1
MEDIA_TYPE = "application/vnd.daybook+msgpack"
MOST_CHANGES_A_PUSH = 500
MOST_BYTES_A_PUSH = 256 * 1024
MOST_BYTES_A_BODY = 64 * 1024  # beyond it the words belong in an attachment
MOST_BYTES_A_PAGE = 1024 * 1024
MOST_BYTES_A_MESSAGE = 8 * 1024 * 1024  # decompressed
PIECE_BYTES = 4 * (64 * 1024 + 16)  # one piece of an attachment on the wire: four sealed segments
LONGEST_WAIT_SECONDS = 25.0
MOST_BYTES_WITH_NEWS = 64 * 1024  # pages that come with the news that a waiting device gets
TOKEN_SECONDS = 3600
RECOVERY_SECONDS = 3600  # how long a request to be let in, and its answer, are kept
WORDS_OF_A_REQUEST = 8


class Endpoint:
    """Paths, one a message pair. All are POST but pieces of attachments (PUT and GET) and parts in quarantine (PUT)."""

    AUTHORITY = "/v1/authority"
    ENROL = "/v1/enrol"
    CHALLENGE = "/v1/session/challenge"
    SESSION = "/v1/session"
    RECOVER = "/v1/recover"
    PUSH = "/v1/push"
    PULL = "/v1/pull"
    WAIT = "/v1/wait"
    MISSING_PIECES = "/v1/pieces/missing"
    PIECE = "/v1/pieces/{file:str}/{name:str}"
    HEALTH = "/v1/health"
    REVOKED = "/v1/revoked"
    PARTS_MISSING = "/v1/quarantine/missing"
    PART = "/v1/quarantine/{name:str}"
    HANDED_OVER = "/v1/quarantine"
    WIPED = "/v1/wiped"


class WireChange(msgspec.Struct, frozen=True, array_like=True):
    """A change on the wire. The hash of the body travels only where there is no body; else it is recomputed.

    mark: "", "late" or "released" as in the digest, or "known": the file has this change under an earlier number, and
    it stands here, without a number of its own, only because the seal covers it.
    """

    head: bytes
    salt: bytes | None
    body: bytes | None
    hash_of_body: bytes | None = None
    mark: str = ""


class Batch(msgspec.Struct, frozen=True, array_like=True):
    """One seal and the changes under it, in order. number: of the first change at the store; 0 before it has one."""

    seal: Seal
    changes: tuple[WireChange, ...]
    number: int = 0


class AuthorityAsk(msgspec.Struct, frozen=True):
    """Ask who the store is. Needs no session; the answer is believed only by its fingerprints."""

    protocol: int = PROTOCOL


class AuthorityAnswer(msgspec.Struct, frozen=True):
    """tls_root: PEM; authority: its public key; tenant; store: the store's key approved by the authority."""

    tenant: str
    authority: bytes
    store: Approval
    tls_root: str
    protocol: int = PROTOCOL


class EnrolAsk(msgspec.Struct, frozen=True):
    """Ask to be approved: the code's secret part, the device's public key, and a signature that shows it has it."""

    code: str
    public: bytes
    signature: bytes


class EnrolAnswer(msgspec.Struct, frozen=True):
    """approval is None until an administrator has approved the device; the same ask then brings it.

    recovery: the authority's recovery key, where it has one.
    """

    professional: str
    approval: Approval | None
    recovery: RecoveryWord | None = None


class RecoverAsk(msgspec.Struct, frozen=True):
    """Ask to be let in: from a laptop whose copy nobody can open. Needs no session; the same ask brings the answer.

    device: whose copy is shut; public: the device key that shall take over; ephemeral: the key to which the answer is to
    be sealed, kept in memory alone (casework.recovery); header, slot: of its key file. signature: by the new device key
    over purpose "recover", tenant and `name`.
    """

    device: str
    public: bytes
    ephemeral: bytes
    header: bytes
    slot: bytes
    signature: bytes = b""

    @property
    def name(self) -> bytes:
        """32 bytes over everything that the two ends must agree on."""
        parts = [self.device, self.public, self.ephemeral, self.header, self.slot]
        return hashlib.sha256(canonical(["daybook/recover/1", *parts])).digest()

    @property
    def words(self) -> tuple[str, ...]:
        """Eight words that are read out by phone: whoever exchanges a part of it on its way has others."""
        return spoken(self.name[:WORDS_OF_A_REQUEST])


class RecoverAnswer(msgspec.Struct, frozen=True):
    """vault_keys: sealed to the ephemeral key; all are None until two administrators have answered."""

    vault_keys: bytes | None = None
    approval: Approval | None = None
    succession: Succession | None = None


class ChallengeAsk(msgspec.Struct, frozen=True):
    """Ask for something to sign."""

    device: str


class ChallengeAnswer(msgspec.Struct, frozen=True):
    """32 random bytes, good for one session within a minute."""

    challenge: bytes


class SessionAsk(msgspec.Struct, frozen=True):
    """The device's signature over the challenge (purpose "session": tenant, device, challenge)."""

    device: str
    challenge: bytes
    signature: bytes


class SessionAnswer(msgspec.Struct, frozen=True):
    """token: for `Authorization: Bearer`; seconds: how long it holds; now: the store's UTC time; lease: how long this
    device may work from now on without speaking to the store, None from a store of a release that gave none."""

    token: str
    seconds: int
    professional: str
    now: str
    lease: Lease | None = None


class FilePush(msgspec.Struct, frozen=True):
    """One sealed batch for one file."""

    file: str
    batch: Batch


class PushAsk(msgspec.Struct, frozen=True):
    """Batches for several files; each is taken or refused on its own, whole."""

    pushes: tuple[FilePush, ...]


class Taken(msgspec.Struct, frozen=True, tag="taken"):
    """The batch is in the file. number: of its first change; head: the file's head now, signed by the store.

    Changes that the store knew already keep the numbers they have: `known` lists their ids.
    """

    file: str
    number: int
    head: Head
    known: tuple[bytes, ...] = ()


class NotTaken(msgspec.Struct, frozen=True, tag="not taken"):
    """The batch was refused, whole. changes: ids at fault, empty where the whole batch is; reason: a Reason's value."""

    file: str
    reason: str
    changes: tuple[bytes, ...] = ()


class PushAnswer(msgspec.Struct, frozen=True):
    """One answer a batch, in the order asked."""

    results: tuple[Taken | NotTaken, ...]


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """How far a device has a file: the number and digest it holds, in which epoch."""

    epoch: int
    number: int
    digest: bytes


class PullAsk(msgspec.Struct, frozen=True):
    """{file: cursor} of what is held; files not named are not sent. first: files to send before others."""

    cursors: dict[str, Cursor]
    most_bytes: int = MOST_BYTES_A_PAGE


class FilePage(msgspec.Struct, frozen=True):
    """Batches after the cursor, each whole, in order; head: the file's signed head; more: whether pages follow.

    fork: after the store was put back from a backup, the number up to which its epochs agree; 0 in the first epoch.
    """

    file: str
    batches: tuple[Batch, ...]
    head: Head
    more: bool
    fork: int = 0


class PullAnswer(msgspec.Struct, frozen=True):
    """Pages for some of the files asked for; ask again with the new cursors while any says more or is missing."""

    pages: tuple[FilePage, ...]


class WaitAsk(msgspec.Struct, frozen=True):
    """roll_up: digest over all heads the device holds; the answer comes when the store's differs, or in time.

    most_bytes: of pages that may come with it; above 0 says that this device understands an answer that is not whole.
    """

    roll_up: bytes
    seconds: float = 0.0
    most_bytes: int = 0


class WaitAnswer(msgspec.Struct, frozen=True):
    """changed: whether the roll-ups differ; nothing else is said where they agree.

    heads: of every file the device may read where `is_whole`; else only of files that grew while it waited, the others
    being as they were when the roll-ups agreed. pages: what follows those heads' forerunners, as far as there is room,
    but for what the device sealed itself; the rest is pulled.
    """

    changed: bool
    heads: tuple[Head, ...] = ()
    is_whole: bool = True
    pages: tuple[FilePage, ...] = ()


class PiecesAsk(msgspec.Struct, frozen=True):
    """Which of these pieces (names: SHA-256 in hexadecimal of their bytes) the store lacks for the file."""

    file: str
    names: tuple[str, ...]


class PiecesAnswer(msgspec.Struct, frozen=True):
    """The names the store lacks."""

    missing: tuple[str, ...]


class RevokedAsk(msgspec.Struct, frozen=True):
    """A device that was refused asks why: its signature over a challenge (purpose "revoked": tenant, device, challenge)."""

    device: str
    challenge: bytes
    signature: bytes


class RevokedAnswer(msgspec.Struct, frozen=True):
    """order: by the authority's key; token: opens the doors of the quarantine and no other, for so many seconds."""

    order: Revocation
    token: str
    seconds: int


class PartsAsk(msgspec.Struct, frozen=True):
    """Which of these parts (names: SHA-256 in hexadecimal of their bytes) the quarantine lacks from this device."""

    names: tuple[str, ...]


class PartsAnswer(msgspec.Struct, frozen=True):
    """The names it lacks."""

    missing: tuple[str, ...]


class HandedOverAsk(msgspec.Struct, frozen=True):
    """content: the list (casework.leaving.HandedOver, msgpack); signature: purpose "handed over": tenant, hash of it."""

    content: bytes
    signature: bytes


class HandedOverAnswer(msgspec.Struct, frozen=True):
    """The store's signature that every part of the list is on its disk (casework.seals.sign_acknowledgement)."""

    signature: bytes


class WipedAsk(msgspec.Struct, frozen=True):
    """The receipt, without a session: signature by the device's key, which is gone (purpose "wiped": tenant, device,
    list_hash, given). given: UTC time at which the acknowledgement came."""

    device: str
    list_hash: bytes
    given: str
    signature: bytes


class WipedAnswer(msgspec.Struct, frozen=True):
    """The receipt is kept."""


class Trouble(msgspec.Struct, frozen=True):
    """The body of every answer that is not a success: a code for the program and a sentence for a person."""

    code: str
    sentence: str


def to_wire(change: Change, mark: str = "") -> WireChange:
    """The change as it travels."""
    return WireChange(change.head, change.salt, change.body, change.hash_of_body if change.is_erased else None, mark)


def from_wire(wire: WireChange) -> Change:
    """The change as it was written. Raises BadMessage where neither a body nor its hash came along."""
    if wire.body is not None and wire.salt is not None:
        return Change(wire.head, body_hash(wire.salt, wire.body), wire.salt, wire.body)
    if wire.hash_of_body is None:
        raise BadMessage("A change came without its words and without their hash.")
    return Change(wire.head, wire.hash_of_body, None, None)


def roll_up(heads: Iterable[tuple[str, int, int, bytes]]) -> bytes:
    """One digest over (file, epoch, number, digest) of all files, in the order of their names: 32 bytes.

    It is SHA-256 of their canonical form; only the names can differ from it, so only they are made so.
    """
    rows = sorted((plain(file), epoch, number, digest) for file, epoch, number, digest in heads)
    return hashlib.sha256(msgspec.msgpack.encode(rows)).digest()

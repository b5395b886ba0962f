"""Reading the pages of an encrypted database one by one, without the library: what a damaged page must not take with it.

SQLCipher 4: a page of 4,096 bytes is AES-256-CBC of its first 4,016, then the IV (16) and HMAC-SHA-512 (64) over both and
the page's number. The HMAC's key comes from the database's by PBKDF2 with two rounds, over the file's salt with every byte
xored with 0x3a. The salt is the first 16 bytes of the file, where a plain database says what it is.
"""

import array
import hashlib
import hmac
import itertools
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE, IV, TAG = 4096, 16, 64
USABLE = PAGE - IV - TAG
SALT = 16
PLAIN_START = b"SQLite format 3\0"
HMAC_SALT_MASK = 0x3A
HMAC_ROUNDS = 2
KEY = 32
LOG_HEADER, FRAME_HEADER = 32, 24
LONGEST_LOG = 8 * 1024 * 1024
PIECE = 256 * PAGE


def sum_of_tags(path: Path) -> bytes:
    """SHA-256 over the length of a database and the tags of all its pages: each stands for its page's content and place.

    Read a piece at a time: 100 MB take 15 ms of the processor, all at once six times as long.
    """
    summed = hashlib.sha256(path.stat().st_size.to_bytes(8, "big"))
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            for end in range(PAGE, len(piece) + 1, PAGE):
                summed.update(piece[end - TAG : end])
    return summed.digest()


def read_pages(data: bytes, key: bytes, spare: Mapping[int, bytes] | None = None) -> dict[int, bytes]:
    """{number of page: its plain bytes}, of those that are as they were written. data: whole pages, the log folded in.

    spare: sealed pages to use where the file's own are damaged.
    """
    spare = spare or {}
    salt = data[:SALT]
    found = _read_pages(data, key, salt)
    if 1 not in found and 1 in spare:
        salt = spare[1][:SALT]
        found = _read_pages(data, key, salt)
    tag_key = _tag_key(key, salt)
    for number in spare.keys() - found.keys():
        page = _read_page(spare[number], number, key, tag_key)
        if page is not None:
            found[number] = page
    return found


def _read_pages(data: bytes, key: bytes, salt: bytes) -> dict[int, bytes]:
    tag_key = _tag_key(key, salt)
    pages = (
        (number, _read_page(data[start : start + PAGE], number, key, tag_key))
        for number, start in enumerate(range(0, len(data) - PAGE + 1, PAGE), start=1)
    )
    return {number: page for number, page in pages if page is not None}


def _tag_key(key: bytes, salt: bytes) -> bytes:
    mask = bytes(byte ^ HMAC_SALT_MASK for byte in salt)
    return hashlib.pbkdf2_hmac("sha512", key, mask, HMAC_ROUNDS, KEY)


def read_one(page: bytes, number: int, key: bytes, salt: bytes) -> bytes | None:
    """One page, plain; None where it is not as it was written, or not there."""
    return _read_page(page, number, key, _tag_key(key, salt)) if len(page) == PAGE else None


def with_log(data: bytes, log: bytes) -> bytes:
    """The pages as the write-ahead log leaves them: what it holds of whole transactions, up to where it is broken."""
    pages = {number: data[start : start + PAGE] for number, start in enumerate(range(0, len(data), PAGE), start=1)}
    begun: dict[int, bytes] = {}
    size = len(pages)
    for number, size_after, page in _frames(log):
        begun[number] = page
        if size_after:  # the last of a transaction
            pages.update(begun)
            begun, size = {}, size_after
    return b"".join(pages.get(number, bytes(PAGE)) for number in range(1, size + 1))


def has_commits(log: bytes) -> bool:
    """Whether a log holds a whole transaction."""
    return any(size for _, size, _ in _frames(log))


def has_lost_commits(log: bytes) -> bool:
    """Whether a log is broken before its last transaction: a power cut can only tear the last, which nobody was told of.

    One that has grown long, as in a first download, is not walked: it would take seconds.
    """
    if len(log) > LONGEST_LOG:
        return False
    whole = sum(1 for _ in _frames(log))
    commits = 0
    for start in range(LOG_HEADER + whole * (FRAME_HEADER + PAGE), len(log) - FRAME_HEADER, FRAME_HEADER + PAGE):
        is_of_this_log = log[start + 8 : start + 16] == log[16:24]
        commits += is_of_this_log and log[start + 4 : start + 8] != bytes(4)
    return commits > 1


def _read_page(page: bytes, number: int, key: bytes, tag_key: bytes) -> bytes | None:
    offset = SALT if number == 1 else 0
    body, tag = page[offset:-TAG], page[-TAG:]
    if not hmac.compare_digest(hmac.digest(tag_key, body + number.to_bytes(4, "little"), "sha512"), tag):
        return None
    decryptor = Cipher(AES256(key), CBC(body[-IV:])).decryptor()
    plain = decryptor.update(body[:-IV]) + decryptor.finalize()
    return (PLAIN_START if offset else b"") + plain + bytes(IV + TAG)


def _frames(log: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(page, size of the database where it ends a transaction or 0, bytes) of each frame whose checksum holds."""
    if len(log) < LOG_HEADER:
        return
    order = "big" if log[3] & 1 else "little"
    sums = _sums(log[:24], (0, 0), order)
    if sums != _two(log[24:32]):
        return
    for start in itertools.count(LOG_HEADER, FRAME_HEADER + PAGE):
        frame = log[start : start + FRAME_HEADER + PAGE]
        if len(frame) < FRAME_HEADER + PAGE or frame[8:16] != log[16:24]:
            return
        sums = _sums(frame[:8] + frame[FRAME_HEADER:], sums, order)
        if sums != _two(frame[16:24]):
            return
        number, size = _two(frame[:8])
        yield number, size, frame[FRAME_HEADER:]


def _two(data: bytes) -> tuple[int, int]:
    return int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big")


def _sums(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """SQLite's checksum of its log, over words of 32 bits in the order that the log's first bytes name."""
    first, second = sums
    words = array.array("I", data)
    if order != sys.byteorder:
        words.byteswap()
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second

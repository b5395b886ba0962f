"""A child's voice as bytes: 16 bits a sample, 16,000 samples a second, one channel; and what a person can play of it."""

import io
import wave

MEDIA = "audio/x-daybook-pcm"
SAMPLES_A_SECOND = 16_000
BYTES_A_SAMPLE = 2
BYTES_A_SECOND = SAMPLES_A_SECOND * BYTES_A_SAMPLE
LONGEST_MINUTES = 30
LONGEST = LONGEST_MINUTES * 60 * BYTES_A_SECOND
"""Bytes of the longest recording."""


def seconds_of(length: int) -> float:
    """How long so many bytes are heard."""
    return length / BYTES_A_SECOND


def minutes_and_seconds(seconds: float) -> str:
    """A length as a clock shows it: "1:05"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def whole_samples(length: int) -> int:
    """So many of these bytes as make up whole samples."""
    return length - length % BYTES_A_SAMPLE


def as_wav(sound: bytes) -> bytes:
    """The same as a WAV file, which everything plays."""
    held = io.BytesIO()
    with wave.open(held, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(BYTES_A_SAMPLE)
        written.setframerate(SAMPLES_A_SECOND)
        written.writeframes(sound[: whole_samples(len(sound))])
    return held.getvalue()

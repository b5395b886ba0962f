"""A child's voice as bytes."""

import io
import wave

from casework.sound import BYTES_A_SECOND, LONGEST, as_wav, seconds_of


def test_what_a_person_plays_is_what_was_heard() -> None:
    sound = bytes(range(200)) * 320
    with wave.open(io.BytesIO(as_wav(sound + b"\x01"))) as played:
        assert (played.getnchannels(), played.getsampwidth(), played.getframerate()) == (1, 2, 16_000)
        assert played.readframes(played.getnframes()) == sound
    assert seconds_of(len(sound)) == 2.0


def test_the_longest_recording_is_half_an_hour() -> None:
    assert LONGEST == 30 * 60 * BYTES_A_SECOND

"""Passphrases, judged in words."""

import pytest

from desktop_app.vault.passphrase import Strength, judge


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "short",
        "password1234",
        "aaaaaaaaaaaaaaaa",
        "qwertyuiop123456",
        "HannahOkafor2026",
        "liverpool 2024",
        "summer summer",
    ],
)
def test_what_everybody_tries_first_is_refused(passphrase: str) -> None:
    judgement = judge(passphrase, ("Hannah", "Okafor"))
    assert judgement.strength is Strength.TOO_WEAK
    assert judgement.advice


@pytest.mark.parametrize(
    "passphrase", ["lantern orbit pebble thursday walrus", "kX7#vq2!mRz9pW", "teapot gravel minister owl 38"]
)
def test_what_is_hard_to_guess_needs_no_advice(passphrase: str) -> None:
    assert judge(passphrase).strength is Strength.STRONG
    assert judge(passphrase).advice == ""


def test_four_unrelated_words_will_do() -> None:
    assert judge("lantern orbit pebble walrus").strength is not Strength.TOO_WEAK

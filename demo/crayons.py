"""Drawings as a child makes them: simple shapes, drawn with wobble, one stroke after another, with time and pressure."""

import itertools
import math
import random
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from casework.ink import SHEET, Stroke, point_at
from demo.handwriting import letters
from demo.writing import words

Place: TypeAlias = tuple[float, float]
STEP = 0.09  # units of the sheet, which is 16 wide and 9 high, between two points of a line
PAUSE = (180, 900)  # milliseconds between two strokes


class Crayon:
    """A child's hand over one sheet. Lengths are units of a sheet of 16 by 9. The younger, the less steady."""

    def __init__(self, rng: random.Random, age: int) -> None:
        self.rng = rng
        self.shake = 0.16 if age < 6 else 0.1 if age < 9 else 0.06
        self.strokes: list[Stroke] = []
        self._time = 0

    def line(self, colour: str, places: Sequence[Place], width: int = 45) -> None:
        """One stroke through these places."""
        drift_x = drift_y = 0.0
        track = list(_stepped(places))
        points = []
        for number, (x, y) in enumerate(track):
            drift_x = 0.86 * drift_x + self.rng.gauss(0, self.shake * 0.16)
            drift_y = 0.86 * drift_y + self.rng.gauss(0, self.shake * 0.16)
            self._time += self.rng.randint(9, 16)
            pressure = 0.35 + 0.35 * math.sin(math.pi * (number + 1) / (len(track) + 1)) + self.rng.gauss(0, 0.02)
            points.append(point_at((x + drift_x) / SHEET[0], (y + drift_y) / SHEET[1], self._time, pressure))
        self.strokes.append(Stroke(colour, width, tuple(points)))
        self._time += self.rng.randint(*PAUSE)

    def ring(self, colour: str, middle: Place, across: float, width: int = 45) -> None:
        """A round that does not quite close."""
        start = self.rng.uniform(0, 6)
        turns = [start + 6.28 * part / 14 for part in range(self.rng.choice((14, 15, 16)))]
        tall = across * self.rng.uniform(0.92, 1.1)
        self.line(colour, [(middle[0] + across * math.cos(a), middle[1] + tall * math.sin(a)) for a in turns], width)

    def scribble(self, colour: str, corner: Place, size: Place, width: int = 60) -> None:
        """To and fro until a patch is filled."""
        rows = max(5, int(size[1] / 0.13))
        x, y = corner
        places = []
        for row in range(rows):
            left, right = x + self.rng.uniform(0, 0.15), x + size[0] - self.rng.uniform(0, 0.15)
            level = y + size[1] * row / (rows - 1)
            places += [(left, level), (right, level)] if row % 2 == 0 else [(right, level), (left, level)]
        self.line(colour, places, width)

    def shape(self, name: str, corner: Place, size: float) -> None:
        """One of the shapes of words/shapes.toml, in a square of this size."""
        for part in words("shapes")[name]:
            self._part(part, corner, size)

    def person(self, feet: Place, tall: float, colour: str, hair: str, *, sad: bool = False) -> None:
        """Head, face, body, arms, legs; a frock or trousers of one colour."""
        x, y = feet
        head = tall * 0.17
        top = y - tall
        self.ring("black", (x, top + head), head)
        self.line(
            hair, [(x - head, top + head), (x - head * 0.6, top), (x + head * 0.6, top), (x + head, top + head)], 90
        )
        for eye in (-0.35, 0.35):
            self.ring("black", (x + head * eye, top + head * 0.8), 0.03, 30)
        smile = [
            (x - head * 0.45, top + head * 1.3),
            (x, top + head * (1.15 if sad else 1.6)),
            (x + head * 0.45, top + head * 1.3),
        ]
        self.line("black", smile, 30)
        waist = y - tall * 0.35
        self.line(
            colour, [(x, top + 2 * head), (x - tall * 0.14, waist), (x + tall * 0.14, waist), (x, top + 2 * head)]
        )
        self.scribble(colour, (x - tall * 0.09, waist - tall * 0.16), (tall * 0.18, tall * 0.15), 50)
        arms = top + 2.5 * head
        self.line(
            "black", [(x - tall * 0.24, arms + tall * 0.06), (x, arms), (x + tall * 0.24, arms + tall * 0.05)], 35
        )
        for foot in (-0.08, 0.08):
            self.line("black", [(x + tall * foot * 0.6, waist), (x + tall * foot, y)], 35)

    def write(self, text: str, corner: Place, height: float, across: float, colour: str = "black") -> None:
        """Words in a child's print, wrapped to a width; letters lean and jump a little."""
        x, y = corner
        for word in text.split():
            length = len(word) * height * 0.68
            if x > corner[0] and x + length > corner[0] + across:
                x, y = corner[0], y + height * 1.5
            for letter in word:
                jump = self.rng.uniform(-0.08, 0.08) * height
                for part in letters(letter):
                    self.line(colour, [(x + px * height, y + jump + py * height) for px, py in part], 38)
                x += height * 0.68
            x += height * 0.5

    def _part(self, part: dict[str, Any], corner: Place, size: float) -> None:
        x, y = corner
        if "ring" in part:
            middle_x, middle_y, across = part["ring"]
            self.ring(part["colour"], (x + middle_x * size, y + middle_y * size), across * size)
        elif "scribble" in part:
            left, top, wide, high = part["scribble"]
            self.scribble(part["colour"], (x + left * size, y + top * size), (wide * size, high * size))
        else:
            self.line(part["colour"], [(x + px * size, y + py * size) for px, py in part["line"]])


def _stepped(places: Sequence[Place]) -> Iterable[Place]:
    """Points along the way through the places, about STEP apart."""
    yield places[0]
    for (x0, y0), (x1, y1) in itertools.pairwise(places):
        steps = max(1, round(math.dist((x0, y0), (x1, y1)) / STEP))
        for step in range(1, steps + 1):
            yield x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps

"""How are the outlines in a demo picture made, before any colour?

A picture is 150 wide and 100 high whatever its size in pixels; y grows downwards.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import cos, hypot, pi, radians, sin
from random import Random

type Point = tuple[float, float]
type Points = list[Point]


def between(one: Point, other: Point, part: float) -> Point:
    """The point ``part`` of the way along a straight line."""
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


def rect(x: float, y: float, width: float, height: float) -> Points:
    """A rectangle from its top left corner."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def arc(
    x: float, y: float, rx: float, ry: float, start: float = 0, end: float = 360
) -> Points:
    """Points on an ellipse, in degrees clockwise from three o'clock."""
    steps = max(8, int(abs(end - start) / 7))
    angles = [radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + rx * cos(a), y + ry * sin(a)) for a in angles]


def dome(x: float, y: float, rx: float, ry: float) -> Points:
    """The upper half of an ellipse standing on ``y``."""
    return arc(x, y, rx, ry, 180, 360)


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 8) -> Points:
    """A curve through every point (Catmull-Rom)."""
    ends = [points[-1], *points, points[0], points[1]]
    if not closed:
        ends = [points[0], *points, points[-1]]
    curve = []
    for i in range(len(ends) - 3):
        a, b, c, d = ends[i : i + 4]
        curve += [_spline(a, b, c, d, k / steps) for k in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _spline(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def along(p: float, q: float, r: float, s: float) -> float:
        bend = (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t**3
        return (2 * q + (r - p) * t + bend) / 2

    return along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])


def blob(
    rng: Random, x: float, y: float, rx: float, ry: float, rough: float = 0.15
) -> Points:
    """A closed organic outline around a centre."""
    count = 12
    ring = []
    for i in range(count):
        reach = 1 + rng.uniform(-rough, rough)
        angle = 2 * pi * i / count
        ring.append((x + rx * reach * cos(angle), y + ry * reach * sin(angle)))
    return smooth(ring, closed=True, steps=5)


def ridge(
    rng: Random, anchors: Sequence[Point], rough: float = 0.18, depth: int = 5
) -> Points:
    """A mountain line through the anchors, broken by midpoint displacement."""
    line = list(anchors)
    for _ in range(depth):
        broken = [line[0]]
        for one, other in pairwise(line):
            x, y = between(one, other, rng.uniform(0.4, 0.6))
            reach = hypot(other[0] - one[0], other[1] - one[1]) * rough
            broken += [(x, y + rng.uniform(-reach, reach)), other]
        line = broken
    return line


def ground(line: Sequence[Point], floor: float = 101) -> Points:
    """Everything under a line, as one shape."""
    return [*line, (line[-1][0], floor), (line[0][0], floor)]


def ribbon(points: Sequence[Point], width: Callable[[float], float]) -> Points:
    """A band along a line, as wide as ``width`` says from 0 (start) to 1 (end)."""
    left, right = [], []
    last = len(points) - 1
    for i, (x, y) in enumerate(points):
        (ax, ay), (bx, by) = points[max(i - 1, 0)], points[min(i + 1, last)]
        length = hypot(bx - ax, by - ay) or 1
        half = width(i / last) / 2
        nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def taper(start: float, end: float) -> Callable[[float], float]:
    """A ribbon's width going evenly from one value to another."""
    return lambda t: start + (end - start) * t


def belly(most: float) -> Callable[[float], float]:
    """A ribbon's width that swells from nothing and dies away again."""
    return lambda t: most * sin(pi * t)


def leaf(
    base: Point, angle: float, length: float, width: float, bend: float = 0
) -> Points:
    """A pointed leaf growing from ``base``; angle in degrees, bend turns the tip."""
    spine = [base]
    for i in range(8):
        heading = radians(angle + bend * i / 7)
        x, y = spine[-1]
        spine.append((x + cos(heading) * length / 8, y + sin(heading) * length / 8))
    return ribbon(spine, lambda t: width * sin(pi * (0.12 + 0.88 * t)) ** 0.8)


def turn(points: Sequence[Point], about: Point, degrees: float) -> Points:
    """The same outline turned clockwise about a point."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    x, y = about
    return [
        (x + (px - x) * c - (py - y) * s, y + (px - x) * s + (py - y) * c)
        for px, py in points
    ]


def moved(points: Sequence[Point], dx: float, dy: float) -> Points:
    """The same outline somewhere else."""
    return [(x + dx, y + dy) for x, y in points]


def wobble(rng: Random, points: Sequence[Point], amount: float) -> Points:
    """The same outline as a hand would cut it."""
    return [
        (x + rng.uniform(-amount, amount), y + rng.uniform(-amount, amount))
        for x, y in points
    ]


class Floor:
    """A level ground in one-point perspective; depth 1 is the nearest."""

    def __init__(self, horizon: float, centre: float = 75, drop: float = 0) -> None:
        self.horizon, self.centre = horizon, centre
        self.drop = drop or 100 - horizon

    def at(self, x: float, depth: float) -> Point:
        """Where a spot ``x`` to the right of the centre lies on the picture."""
        return self.centre + x / depth, self.horizon + self.drop / depth

    def strip(self, left: float, right: float, near: float, far: float) -> Points:
        """A rectangle lying on the ground."""
        return [
            self.at(left, near),
            self.at(right, near),
            self.at(right, far),
            self.at(left, far),
        ]

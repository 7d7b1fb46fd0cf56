"""What does the demo show of a car factory?"""

from math import cos, radians, sin

from .palette import (
    AGAVE,
    BONE,
    BRICK,
    INDIGO,
    INK,
    LAGOON,
    MARIGOLD,
    NIGHT,
    OCHRE,
    PAPER,
    SEAFOAM,
    SKIN,
    SLATE,
    STONE,
    TEAL,
    TERRACOTTA,
    Colour,
    darker,
    lighter,
    mix,
)
from .paths import Point, between, dome, rect, ribbon, smooth, taper
from .people import Dress, person
from .sheet import Sheet
from .town import arch


def factory_line(sheet: Sheet) -> None:
    """Robot arms weld car bodies on an assembly line while two inspectors look on."""
    vanish = (75, 36)
    sheet.shape(rect(-1, -1, 152, 103), mix(SLATE, TEAL, 0.35))
    sheet.shape([(-2, -2), (152, -2), vanish], mix(SLATE, NIGHT, 0.45))
    sheet.glow(75, 36, 50, SEAFOAM, 0.6)
    _roof_trusses(sheet, vanish)
    _factory_floor(sheet, vanish)
    _assembly(sheet, vanish)
    for side in (-1, 1):
        _robot(sheet, 75 + side * 58, 92, 62, -side)
    _sparks(sheet, 106, 55, 8)
    for x, y, ink in ((20, 97, BONE), (29, 99, MARIGOLD)):
        sheet.oval(x + 3, y, 6, 1, NIGHT, 0.4)
        person(
            sheet, x, y, 31, Dress(SKIN[2], ink, INDIGO), stride=0.07, arms=(0.09, 0.2)
        )
        sheet.shape(dome(x, y - 28.4, 2.3, 2.5), OCHRE if ink == BONE else PAPER)


def _factory_floor(sheet: Sheet, vanish: Point) -> None:
    floor = [(-60, 102), (210, 102), vanish]
    sheet.shape(floor, mix(STONE, AGAVE, 0.4))
    sheet.stipple(floor, mix(TEAL, NIGHT, 0.5), (75, 42), (75, 108), 0.85)
    for a, b in ((-26, -20), (170, 176)):
        sheet.shape([(a, 102), (b, 102), vanish], MARIGOLD)
    belt = [(28, 102), (122, 102), vanish]
    sheet.shape(belt, mix(SLATE, NIGHT, 0.55))
    for k in range(22):
        depth = 0.96 * 1.13**k
        sheet.line(
            [
                between(vanish, (28, 102), 1 / depth),
                between(vanish, (122, 102), 1 / depth),
            ],
            0.6 / depth,
            mix(STONE, SLATE, 0.4),
        )


def _assembly(sheet: Sheet, vanish: Point) -> None:
    for depth in (6.4, 4.4, 3.1, 2.2, 1.5):
        x, y = between(vanish, (75, 102), 1 / depth)
        for side in (-1, 1) if depth > 1.6 else ():
            _robot(sheet, x + side * 62 / depth, y + 2 / depth, 52 / depth, -side)
        _car_body(
            sheet,
            x,
            y,
            70 / depth,
            (BRICK, BONE, LAGOON, OCHRE, TERRACOTTA)[int(depth * 2) % 5],
        )
        for side in (-1, 1) if 2 < depth < 5 else ():
            _sparks(sheet, x + side * 26 / depth, y - 25 / depth, 9 / depth)


def _roof_trusses(sheet: Sheet, vanish: Point) -> None:
    for row in range(11):
        part = 0.8**row
        a, b = between(vanish, (-40, -24), part), between(vanish, (190, -24), part)
        sheet.line([a, b], 1.4 * part, NIGHT)
        sheet.line(
            [(a[0], a[1] + 6 * part), (b[0], b[1] + 6 * part)], 0.7 * part, NIGHT
        )
        for k in range(12):
            p, q = between(a, b, k / 12), between(a, b, (k + 1) / 12)
            sheet.line([p, ((p[0] + q[0]) / 2, p[1] + 6 * part), q], 0.4 * part, NIGHT)
        for t in (0.28, 0.5, 0.72):
            x, y = between(a, b, t)
            sheet.shape(
                [
                    (x - 5 * part, y + 9 * part),
                    (x + 5 * part, y + 9 * part),
                    (x + 3 * part, y + 6.6 * part),
                    (x - 3 * part, y + 6.6 * part),
                ],
                NIGHT,
            )
            sheet.shape(
                rect(x - 4.4 * part, y + 9 * part, 8.8 * part, 0.8 * part), PAPER
            )
            sheet.glow(x, y + 9 * part, 11 * part, SEAFOAM, 0.55)


def _car_body(sheet: Sheet, x: float, y: float, size: float, ink: Colour) -> None:
    sheet.oval(x, y, size * 0.46, size * 0.05, NIGHT, 0.6)
    half = [
        (0.1, 0.56),
        (0.24, 0.54),
        (0.29, 0.36),
        (0.4, 0.32),
        (0.44, 0.2),
        (0.43, 0.06),
        (0.36, 0.02),
    ]
    right = [(x + dx * size, y - dy * size) for dx, dy in half]
    body = smooth([*[(2 * x - px, py) for px, py in right[::-1]], *right], steps=4)
    sheet.shape(body, ink)
    sheet.stipple(
        body,
        mix(ink, NIGHT, 0.7),
        (x - size * 0.1, y - size * 0.4),
        (x + size * 0.3, y + size * 0.05),
        1,
    )
    glass = [
        (x - size * 0.2, y - size * 0.5),
        (x + size * 0.2, y - size * 0.5),
        (x + size * 0.26, y - size * 0.35),
        (x - size * 0.26, y - size * 0.35),
    ]
    sheet.shape(glass, mix(NIGHT, TEAL, 0.4))
    sheet.shape(
        [
            (x - size * 0.4, y - size * 0.31),
            (x + size * 0.4, y - size * 0.31),
            (x + size * 0.3, y - size * 0.345),
            (x - size * 0.3, y - size * 0.345),
        ],
        lighter(ink, 0.4),
    )
    _car_front(sheet, x, y, size, ink)


def _car_front(sheet: Sheet, x: float, y: float, size: float, ink: Colour) -> None:
    grille = smooth(
        rect(x - size * 0.2, y - size * 0.2, size * 0.4, size * 0.11),
        closed=True,
        steps=3,
    )
    sheet.shape(grille, NIGHT)
    for side in (-1, 1):
        sheet.oval(
            x + side * size * 0.33,
            y - size * 0.2,
            size * 0.07,
            size * 0.045,
            mix(NIGHT, SLATE, 0.5),
        )
        sheet.shape(
            arch(x + side * size * 0.36, y + size * 0.01, size * 0.12, size * 0.14),
            NIGHT,
        )
    sheet.line(
        [(x - size * 0.42, y - size * 0.07), (x + size * 0.42, y - size * 0.07)],
        size * 0.016,
        darker(ink, 0.4),
    )


def _robot(sheet: Sheet, x: float, y: float, tall: float, facing: int) -> None:
    ink, joint = mix(MARIGOLD, TERRACOTTA, 0.3), mix(INK, SLATE, 0.3)

    def at(dx: float, dy: float) -> Point:
        return x + facing * dx * tall, y - dy * tall

    sheet.oval(x, y, tall * 0.22, tall * 0.045, NIGHT, 0.5)
    sheet.shape([at(-0.16, 0), at(0.16, 0), at(0.1, 0.18), at(-0.1, 0.18)], joint)
    arms = (
        ([at(0, 0.2), at(-0.14, 0.68)], 0.17),
        ([at(-0.16, 0.7), at(0.16, 0.92)], 0.14),
        ([at(0.16, 0.92), at(0.36, 0.72)], 0.09),
    )
    for line, wide in arms:
        sheet.shape(ribbon(line, taper(tall * wide, tall * wide * 0.75)), ink)
        shade = [(px + tall * wide * 0.28, py + tall * wide * 0.12) for px, py in line]
        sheet.shape(
            ribbon(shade, taper(tall * wide * 0.4, tall * wide * 0.3)), darker(ink, 0.4)
        )
    for (dx, dy), r in (
        ((0, 0.2), 0.1),
        ((-0.15, 0.69), 0.095),
        ((0.16, 0.92), 0.07),
        ((0.36, 0.72), 0.05),
    ):
        sheet.disc(*at(dx, dy), tall * r, joint)
        sheet.disc(*at(dx, dy), tall * r * 0.55, ink)
    sheet.shape(
        ribbon([at(0.36, 0.72), at(0.43, 0.62)], lambda t: tall * (0.05 - 0.035 * t)),
        joint,
    )
    sheet.line(
        smooth([at(-0.1, 0.2), at(-0.32, 0.5), at(-0.24, 0.78), at(0.02, 0.96)]),
        tall * 0.018,
        joint,
    )


def _sparks(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.glow(x, y, size * 2.6, MARIGOLD, 0.9)
    for _ in range(26):
        angle, long = sheet.rng.uniform(-200, 60), size * sheet.rng.uniform(0.4, 1.7)
        end = (
            x + long * cos(radians(angle)),
            y + long * sin(radians(angle)) + long * 0.3,
        )
        sheet.line(
            smooth(
                [(x, y), between((x, y), end, 0.6), (end[0], end[1] + long * 0.25)],
                steps=4,
            ),
            0.16,
            OCHRE,
            0.9,
        )
    sheet.disc(x, y, size * 0.16, PAPER)


SCENES = {"factory-line": factory_line}

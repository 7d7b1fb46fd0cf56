"""What does the demo show of an assembly?"""

from math import cos, radians, sin

from .palette import (
    BONE,
    BOUGAINVILLEA,
    BRICK,
    CLAY,
    COCOA,
    FOREST,
    INDIGO,
    INK,
    JADE,
    MARIGOLD,
    NIGHT,
    OCHRE,
    OXBLOOD,
    PAPER,
    ROSE,
    SAND,
    SKIN,
    SLATE,
    STONE,
    TEAL,
    TERRACOTTA,
    darker,
    mix,
)
from .paths import arc, dome, leaf, moved, rect, smooth
from .people import Dress, crowd, person
from .sheet import Sheet
from .town import lamp


def assembly_hall(sheet: Sheet) -> None:
    """Curved rows of seats fill with members facing the rostrum of an assembly."""
    sheet.sky(mix(CLAY, COCOA, 0.35), mix(CLAY, SAND, 0.2), floor=56)
    _hall_wall(sheet)
    floor = rect(-1, 50, 152, 52)
    sheet.shape(floor, mix(FOREST, JADE, 0.35))
    sheet.glow(75, 52, 46, OCHRE, 0.5)
    _rostrum(sheet)
    for row in range(7):
        _seat_row(sheet, row)
    sheet.stipple(rect(-1, 50, 152, 52), NIGHT, (75, 62), (75, 116), 0.7)
    sheet.stipple(
        rect(-1, -1, 152, 102), mix(OXBLOOD, NIGHT, 0.5), (60, 50), (-30, 70), 0.7
    )
    sheet.stipple(
        rect(-1, -1, 152, 102), mix(OXBLOOD, NIGHT, 0.5), (90, 50), (180, 70), 0.7
    )


def _hall_wall(sheet: Sheet) -> None:
    for k in range(25):
        x = k * 6.2 - 2
        sheet.shape(rect(x, -1, 3.1, 52), mix(CLAY, COCOA, 0.25))
        sheet.shape(rect(x + 3.1, -1, 0.5, 52), COCOA)
    panel = rect(53, 4, 44, 38)
    sheet.shadow(moved(panel, 1.5, 2), 0.6, 2)
    sheet.shape(panel, mix(SAND, PAPER, 0.3))
    with sheet.inside(panel):
        for k in range(18):
            sheet.shape(
                leaf((75, 50), -170 + k * 9.4, 52, 5), (OCHRE, TERRACOTTA)[k % 2], 0.8
            )
        sheet.shape(dome(75, 42.5, 15, 15), mix(MARIGOLD, OCHRE, 0.4))
        sheet.shape(dome(75, 42.5, 11.6, 11.6), BONE)
    sheet.stipple(panel, BRICK, (75, 10), (75, 56), 0.7)
    sheet.line([*panel, panel[0]], 0.7, OCHRE)
    for side in (-1, 1):
        for k in range(3):
            x = 75 + side * (36 + k * 15)
            box = rect(x - 6, 22, 12, 9)
            sheet.shape(box, NIGHT, 0.8)
            with sheet.inside(box, 10):
                crowd(sheet, x - 4.6, x + 4.6, 33, 8.6, 4)
            sheet.shape(rect(x - 6.6, 29, 13.2, 6), mix(COCOA, OXBLOOD, 0.4))
            sheet.shape(rect(x - 6.6, 29, 13.2, 0.7), OCHRE)
    for x in (22, 38, 112, 128):
        sheet.line([(x, -1), (x, 9)], 0.3, OCHRE)
        lamp(sheet, x, 10.6, 1.7)


def _rostrum(sheet: Sheet) -> None:
    wood, trim = mix(COCOA, BRICK, 0.35), OCHRE
    for x, y, wide, high in ((75, 46, 40, 6), (75, 52, 54, 6)):
        if y == 46:
            for dx in (-13, -6.5, 0, 6.5, 13):
                person(
                    sheet,
                    x + dx,
                    y + 2,
                    12.6,
                    Dress(
                        sheet.rng.choice(SKIN),
                        sheet.rng.choice((INDIGO, INK, TEAL, OXBLOOD)),
                        INK,
                    ),
                    arms=(0.1, 0.1),
                )
        sheet.shape(rect(x - wide / 2, y - high / 2, wide, high + 3), wood)
        sheet.shape(rect(x - wide / 2, y - high / 2, wide, 0.9), trim)
        sheet.stipple(
            rect(x - wide / 2, y - high / 2, wide, high + 3),
            NIGHT,
            (x - 5, y),
            (x + wide / 2, y + 4),
            0.8,
        )
        for k in range(int(wide / 6)):
            sheet.line(
                [
                    (x - wide / 2 + 3 + k * 6, y - high / 2 + 1.6),
                    (x - wide / 2 + 3 + k * 6, y + high / 2 + 2),
                ],
                0.25,
                trim,
                0.5,
            )
    person(sheet, 75, 58, 16, Dress(SKIN[1], BOUGAINVILLEA, INK), arms=(0.34, 0.12))
    stand = [(70.6, 50.4), (79.4, 50.4), (78.4, 60), (71.6, 60)]
    sheet.shape(stand, mix(CLAY, BRICK, 0.3))
    sheet.shape([(70, 49.6), (80, 49.6), (79.4, 51), (70.6, 51)], OCHRE)
    for dx in (-1, 1):
        sheet.line([(75 + dx, 50), (75 + dx * 0.5, 47.4)], 0.3, INK)


def _seat_row(sheet: Sheet, row: int) -> None:
    near = row / 6
    rx, ry, cy = 46 + row * 13, 11 + row * 5.6, 54 + row * 3.6
    size = 3.8 + 4.6 * near
    count = int(22 + row * 0.8)
    desk = [
        *arc(75, cy, rx, ry, 176, 4),
        *arc(75, cy + size * 0.4, rx + size * 0.4, ry + size * 0.4, 4, 176),
    ]
    sheet.shape(desk, mix(OCHRE, CLAY, 0.5 + 0.3 * near))
    for k in range(count):
        angle = radians(176 - 172 * (k + 0.5) / count)
        x, y = 75 + rx * cos(angle), cy + ry * sin(angle) + size * 0.8
        if abs(cos(angle)) > 0.05 and -8 < x < 158:
            _member(sheet, x, y, size)


def _member(sheet: Sheet, x: float, y: float, size: float) -> None:
    rng = sheet.rng
    if rng.random() < 0.88:
        top = rng.choice(
            (INDIGO, INK, TEAL, BONE, OXBLOOD, SLATE, BOUGAINVILLEA, OCHRE)
        )
        skin, hair = rng.choice(SKIN), rng.choice((INK, INK, COCOA, STONE))
        head = y - size * 0.35
        sheet.shape(
            rect(x - size * 0.1, head, size * 0.2, size * 0.6), darker(skin, 0.2)
        )
        sheet.shape(dome(x, y + size * 0.9, size * 0.55, size * 0.86), top)
        sheet.shape(
            arc(x, y + size * 0.9, size * 0.55, size * 0.86, 270, 360)
            + [(x, y + size * 0.9)],
            darker(top, 0.3),
        )
        sheet.oval(x, head, size * 0.27, size * 0.32, skin)
        sheet.shape(
            arc(x, head - size * 0.04, size * 0.29, size * 0.32, 150, 390), hair
        )
    seat = smooth(
        [
            (x - size * 0.52, y + size * 1.4),
            (x - size * 0.48, y + size * 0.55),
            (x + size * 0.48, y + size * 0.55),
            (x + size * 0.52, y + size * 1.4),
        ],
        steps=3,
    )
    sheet.shape(seat, mix(BRICK, OXBLOOD, 0.3))
    sheet.line(seat[2:-2], 0.2, mix(BRICK, ROSE, 0.4))


SCENES = {"assembly-hall": assembly_hall}

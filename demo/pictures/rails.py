"""What does the demo show of a railway?"""

from .air import cloud, hills
from .palette import (
    AGAVE,
    BLUSH,
    BONE,
    CLAY,
    COCOA,
    FOREST,
    INDIGO,
    INK,
    JADE,
    LIME,
    MARIGOLD,
    MOSS,
    NIGHT,
    OCHRE,
    PAPER,
    PLUM,
    SAND,
    SKIN,
    SKY,
    SLATE,
    STONE,
    TEAL,
    mix,
)
from .paths import Point, Points, between, blob, dome, rect, smooth
from .people import Dress, person
from .plants import palm, tufts
from .sheet import Sheet
from .town import lamp


def railway(sheet: Sheet) -> None:
    """Rails curve through green country towards an oncoming train; a crew stands by."""
    sheet.sky(
        mix(TEAL, SKY, 0.4), SKY, mix(SKY, BONE, 0.7), mix(OCHRE, PAPER, 0.6), floor=54
    )
    cloud(sheet, 34, 22, 50, PAPER, BLUSH)
    cloud(sheet, 122, 28, 42, PAPER, BLUSH)
    hills(
        sheet,
        [(-2, 44), (30, 34), (58, 44), (92, 40), (122, 28), (152, 38)],
        mix(AGAVE, BLUSH, 0.35),
        mix(TEAL, AGAVE, 0.4),
    )
    sheet.haze(34, 54, BONE, 0.6)
    land = rect(-1, 51, 152, 51)
    sheet.shape(land, mix(MOSS, LIME, 0.35))
    sheet.stipple(land, FOREST, (75, 52), (75, 102), 0.9)
    _forest_edge(sheet)
    tufts(sheet, 60, 101, MOSS, 110, 7)
    _track(sheet)
    for k in range(7):
        depth = 1.1 * 1.45**k
        _mast(sheet, *_rail_point(15, depth), 62 / depth)
    wire = []
    for k in range(30):
        depth = 1.1**k
        px, py = _rail_point(15, depth)
        wire.append((px - 8.4 / depth, py - 57 / depth))
    sheet.line(wire, 0.25, NIGHT)
    _oncoming(sheet)
    vest = Dress(SKIN[1], MARIGOLD, INDIGO)
    for x, y, tall in ((38, 84, 27), (47, 82, 25), (33, 76, 19)):
        sheet.oval(x - 4, y, 6, 0.9, NIGHT, 0.4)
        person(sheet, x, y, tall, vest, stride=0.08, arms=(0.08, 0.12))
        sheet.shape(dome(x, y - tall * 0.92, tall * 0.075, tall * 0.075), BONE)
        sheet.shape(
            rect(x - tall * 0.11, y - tall * 0.66, tall * 0.22, tall * 0.03), PAPER
        )
    palm(sheet, 8, 101, 66, 12, mix(JADE, FOREST, 0.5))


def _forest_edge(sheet: Sheet) -> None:
    rng = sheet.rng
    for base, size, ink in ((52.6, 4, mix(AGAVE, JADE, 0.4)), (55, 5.6, JADE)):
        x = -4.0
        while x < 156:
            if not 84 < x < 116 or base < 54:
                crown = blob(rng, x, base - size * 0.5, size, size * 0.8, 0.14)
                sheet.shape(crown, mix(ink, LIME, rng.uniform(0, 0.3)))
                sheet.round_off(crown, FOREST, (120, 0), 0.9)
            x += size * rng.uniform(0.8, 1.3)
    for x, tall, lean in ((44, 15, 2), (64, 12, -2), (126, 17, 3), (139, 13, -2)):
        palm(sheet, x, 56, tall, lean, mix(FOREST, JADE, 0.4))


def _rail_point(x: float, depth: float) -> Point:
    curve = 16 * (1 - 1 / depth) ** 2
    return 84 + curve - 8 + x * 2.2 / depth, 48 + 54 / depth


def _track(sheet: Sheet) -> None:
    depths = [0.95 * 1.06**k for k in range(46)]
    bed = [_rail_point(-15, d) for d in depths] + [
        _rail_point(15, d) for d in depths[::-1]
    ]
    sheet.shape(bed, mix(STONE, CLAY, 0.45))
    sheet.stipple(bed, mix(COCOA, PLUM, 0.3), (84, 60), (70, 106), 0.9)
    depth = 0.95
    while depth < 9:
        near, far = depth, depth + 0.055 * depth**1.1
        sleeper = [
            _rail_point(-9.6, near),
            _rail_point(9.6, near),
            _rail_point(9.6, far),
            _rail_point(-9.6, far),
        ]
        sheet.shape([(x, y + 0.8 / depth) for x, y in sleeper], COCOA)
        sheet.shape(sleeper, mix(SAND, STONE, 0.5))
        depth *= 1.125
    for side in (-1, 1):
        for a, b, ink in ((6, 7.1, COCOA), (6, 6.7, mix(SKY, PAPER, 0.4))):
            rail = [_rail_point(side * a, d) for d in depths] + [
                _rail_point(side * b, d) for d in depths[::-1]
            ]
            sheet.shape(rail, ink)


def _mast(sheet: Sheet, x: float, y: float, tall: float) -> None:
    sheet.line([(x, y), (x, y - tall)], tall * 0.02, mix(SLATE, NIGHT, 0.4))
    sheet.line(
        [(x, y - tall * 0.94), (x - tall * 0.2, y - tall * 0.9)], tall * 0.014, NIGHT
    )
    sheet.line(
        [(x, y - tall * 0.8), (x - tall * 0.16, y - tall * 0.91)], tall * 0.01, NIGHT
    )


def _oncoming(sheet: Sheet) -> None:
    x, y = _rail_point(0, 2.7)
    _carriages(sheet, x, y)
    sheet.shadow(rect(x - 11, y - 2, 24, 4), 0.6, 1)
    face = smooth(
        [
            (x - 10, y - 1),
            (x - 10.4, y - 12),
            (x - 8, y - 21),
            (x, y - 24.4),
            (x + 8, y - 21),
            (x + 10.4, y - 12),
            (x + 10, y - 1),
        ],
        steps=5,
    )
    sheet.shape(face, PAPER)
    _livery(sheet, x, y, face)
    sheet.stipple(face, mix(FOREST, SLATE, 0.5), (x + 4, y - 20), (x - 12, y - 4), 0.8)
    for dx in (-6.6, 6.6):
        lamp(sheet, x + dx, y - 6.4, 1.1, OCHRE)
    sheet.shape(rect(x - 8, y - 2, 16, 2.6), INK)


def _carriages(sheet: Sheet, x: float, y: float) -> None:
    tail = [(x + 10, y - 20), (x + 22, y - 15), (x + 24, y - 7), (x + 10, y - 1)]
    sheet.shape(tail, mix(BONE, SLATE, 0.35))
    for k in range(4):
        t, u = 0.06 + k * 0.24, 0.22 + k * 0.23
        a, b = between(tail[0], tail[1], t), between(tail[3], tail[2], t)
        c, d = between(tail[0], tail[1], u), between(tail[3], tail[2], u)
        sheet.shape(
            [
                between(a, b, 0.22),
                between(c, d, 0.22),
                between(c, d, 0.5),
                between(a, b, 0.5),
            ],
            NIGHT,
        )
    sheet.shape(
        [
            between(tail[0], tail[3], 0.7),
            between(tail[1], tail[2], 0.7),
            between(tail[1], tail[2], 0.84),
            between(tail[0], tail[3], 0.84),
        ],
        JADE,
    )


def _livery(sheet: Sheet, x: float, y: float, face: Points) -> None:
    with sheet.inside(face, 6):
        sheet.shape(
            [
                (x - 14, y - 9),
                (x, y - 6),
                (x + 14, y - 9),
                (x + 14, y + 2),
                (x - 14, y + 2),
            ],
            JADE,
        )
        sheet.shape(
            [
                (x - 14, y - 10.6),
                (x, y - 7.6),
                (x + 14, y - 10.6),
                (x + 14, y - 9),
                (x, y - 6),
                (x - 14, y - 9),
            ],
            MARIGOLD,
        )
    sheet.shape(
        smooth(
            [
                (x - 8, y - 12),
                (x - 6.6, y - 19.4),
                (x, y - 21.6),
                (x + 6.6, y - 19.4),
                (x + 8, y - 12),
                (x, y - 10.4),
            ],
            closed=True,
        ),
        mix(NIGHT, TEAL, 0.3),
    )
    sheet.shape(
        [(x - 5.4, y - 12), (x - 2.4, y - 20.6), (x - 0.4, y - 21), (x - 3, y - 11.4)],
        SKY,
        0.4,
    )


SCENES = {"railway": railway}

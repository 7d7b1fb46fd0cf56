"""What does the demo show of art in the street?"""

from math import cos, radians, sin

from .palette import (
    BONE,
    BOUGAINVILLEA,
    CLAY,
    COCOA,
    FOREST,
    INDIGO,
    INK,
    JADE,
    LAGOON,
    LIME,
    MARIGOLD,
    NIGHT,
    OCHRE,
    PAPER,
    ROSE,
    SAND,
    SEAFOAM,
    SKIN,
    SKY,
    SLATE,
    STONE,
    TEAL,
    TERRACOTTA,
    darker,
    lighter,
    mix,
)
from .paths import arc, ground, leaf, rect, ribbon, smooth
from .people import Dress, person
from .sheet import Sheet


def street_mural(sheet: Sheet) -> None:
    """A painter on a scaffold finishes a hummingbird mural on a street corner."""
    sheet.sky(SKY, mix(SKY, BONE, 0.6), BONE, floor=30)
    wall = rect(10, 12, 130, 68)
    sheet.shape(rect(-1, 20, 14, 60), mix(OCHRE, TERRACOTTA, 0.4))
    sheet.shape(rect(137, 24, 15, 56), ROSE)
    sheet.shape(wall, TEAL)
    with sheet.inside(wall):
        _mural_ground(sheet)
        _mural_flowers(sheet)
        _hummingbird(sheet)
    sheet.shape(rect(9, 10, 132, 2.4), mix(BONE, STONE, 0.4))
    sheet.shadow([(10, 12), (52, 12), (10, 40)], 0.25, 3)
    pavement = rect(-1, 79, 152, 8)
    sheet.shape(pavement, mix(SAND, STONE, 0.4))
    for k in range(16):
        sheet.line([(k * 10 - 2, 79), (75 + (k * 10 - 77) * 1.12, 87)], 0.3, STONE)
    sheet.shape(rect(-1, 86.4, 152, 1.4), mix(OCHRE, PAPER, 0.2))
    street = rect(-1, 87.6, 152, 14)
    sheet.shape(street, SLATE)
    sheet.stipple(street, NIGHT, (75, 86), (75, 106), 0.7)
    _scaffold(sheet)
    _bicycle(sheet, 122, 86)
    for k, ink in enumerate((BOUGAINVILLEA, MARIGOLD, LAGOON, BONE)):
        sheet.shape(rect(48 + k * 4.4, 80.4, 3.6, 4.2), mix(STONE, SLATE, 0.5))
        sheet.oval(49.8 + k * 4.4, 80.4, 1.8, 0.6, ink)
    person(sheet, 32, 88, 25, Dress(SKIN[2], OCHRE, INDIGO, skirt=True), stride=0.12)
    person(sheet, 40, 88.5, 16, Dress(SKIN[2], BOUGAINVILLEA, INK), arms=(0.2, 0.36))


def _mural_ground(sheet: Sheet) -> None:
    for k in range(11, 0, -1):
        ink = (MARIGOLD, TERRACOTTA, OCHRE, BOUGAINVILLEA)[k % 4]
        for turn_by in range(0, 360, 15):
            sheet.shape(
                leaf((98, 34), turn_by + 7.5 * (k % 2), 5 + k * 4.4, 5 + k * 0.5),
                mix(ink, TEAL, k * 0.05),
                0.9,
            )
    sheet.disc(98, 34, 10, MARIGOLD)
    sheet.disc(98, 34, 7.4, mix(OCHRE, PAPER, 0.5))
    for k in range(6):
        wave = [
            (x, 70 + k * 3.2 + 2.2 * sin(x / 7 + k * 1.2)) for x in range(8, 144, 3)
        ]
        sheet.shape(
            ground(smooth(wave, steps=3), 90),
            (INDIGO, LAGOON, SEAFOAM, TEAL, INDIGO, LAGOON)[k],
        )


def _mural_flowers(sheet: Sheet) -> None:
    rng = sheet.rng
    for x, y, size, ink in (
        (28, 62, 13, BOUGAINVILLEA),
        (126, 64, 12, ROSE),
        (46, 74, 8, TERRACOTTA),
        (112, 75, 8, BOUGAINVILLEA),
        (20, 34, 9, ROSE),
        (86, 74, 7, MARIGOLD),
    ):
        stem = smooth([(x + rng.uniform(-8, 8), 92), (x + 3, y + size), (x, y)])
        sheet.shape(ribbon(stem, lambda _: 1.6), FOREST)
        for angle in (-30, 205):
            sheet.shape(
                leaf((x + 1, y + size * 1.2), angle, size * 1.5, size * 0.5, -20), JADE
            )
            sheet.line(
                [
                    (x + 1, y + size * 1.2),
                    (
                        x + 1 + size * cos(radians(angle)),
                        y + size * 1.2 + size * sin(radians(angle)),
                    ),
                ],
                0.3,
                LIME,
            )
        for k in range(16):
            sheet.shape(
                leaf((x, y), k * 22.5, size, size * 0.34),
                darker(ink, 0.25) if k % 2 else ink,
            )
        for k in range(9):
            sheet.shape(
                leaf((x, y), k * 40 + 12, size * 0.55, size * 0.25), lighter(ink, 0.35)
            )
        sheet.disc(x, y, size * 0.2, MARIGOLD)


def _hummingbird(sheet: Sheet) -> None:
    for k in range(11):
        sheet.shape(
            leaf((80, 42), -164 + k * 9, 44 - k * 1.1, 6.4, 14),
            (INDIGO, LAGOON, SEAFOAM)[k % 3],
        )
    for k in range(8):
        sheet.shape(
            leaf((82, 40), -62 + k * 8, 34 - k, 5.4, -12),
            (LAGOON, TEAL, SEAFOAM)[k % 3],
        )
    for k in range(5):
        sheet.shape(
            leaf((90, 58), 40 + k * 14, 22, 4.2, 10),
            (BOUGAINVILLEA, INDIGO, JADE)[k % 3],
        )
    body = smooth(
        [
            (60, 34),
            (66, 29),
            (73, 32),
            (82, 40),
            (92, 54),
            (95, 62),
            (86, 59),
            (74, 51),
            (66, 43),
            (61, 39),
        ],
        closed=True,
    )
    sheet.shape(body, JADE)
    with sheet.inside(body, 14):
        for k in range(40):
            x, y = (
                62 + (k % 8) * 4.4 + (k // 8) % 2 * 2.2,
                30 + (k // 8) * 6 + (k % 8) * 2.4,
            )
            sheet.shape(arc(x, y, 2.6, 2.6, -20, 160), (LIME, SEAFOAM, LAGOON)[k % 3])
    throat = smooth([(61, 38), (66, 38), (73, 46), (76, 52), (68, 46)], closed=True)
    sheet.shape(throat, BOUGAINVILLEA)
    sheet.shape([(61.4, 33.4), (61.4, 36.4), (36, 44.4)], INK)
    sheet.disc(66, 34, 1.8, PAPER)
    sheet.disc(66, 34, 1.1, INK)


def _scaffold(sheet: Sheet) -> None:
    steel = mix(SLATE, NIGHT, 0.5)
    for x in (62, 92):
        sheet.line([(x, 85), (x, 26)], 0.9, steel)
    for a, b in (((62, 84), (92, 62)), ((92, 84), (62, 62))):
        sheet.line([a, b], 0.5, steel)
    sheet.shape(rect(59, 60, 36, 1.8), CLAY)
    sheet.shape(rect(59, 61.2, 36, 0.8), COCOA)
    for y in (50, 40):
        sheet.line([(62, y), (92, y)], 0.5, steel)
    person(sheet, 80, 60, 22, Dress(SKIN[1], BONE, INDIGO, hat=SAND), arms=(0.3, 0.08))
    sheet.line([(73.6, 44.6), (71.6, 41.6)], 0.7, COCOA)
    sheet.shape(rect(86, 56.6, 3.4, 3.4), TERRACOTTA)


def _bicycle(sheet: Sheet, x: float, y: float) -> None:
    for dx in (-7, 7):
        sheet.line(arc(x + dx, y - 5, 4.8, 4.8), 0.6, INK)
        for k in range(8):
            a = radians(k * 45)
            sheet.line(
                [(x + dx, y - 5), (x + dx + 4.6 * cos(a), y - 5 + 4.6 * sin(a))],
                0.12,
                BONE,
            )
    frame = [
        (x - 7, y - 5),
        (x - 1, y - 5),
        (x + 5, y - 12),
        (x - 3.6, y - 11.4),
        (x - 1, y - 5),
    ]
    sheet.line(frame, 0.8, TERRACOTTA)
    sheet.line(
        [(x - 7, y - 5), (x - 3.6, y - 11.4), (x - 4.2, y - 13.4)], 0.8, TERRACOTTA
    )
    sheet.line([(x + 7, y - 5), (x + 4.6, y - 14), (x + 7, y - 15)], 0.8, TERRACOTTA)
    sheet.line([(x - 6.4, y - 13.6), (x - 2, y - 13.6)], 1.1, INK)


SCENES = {"street-mural": street_mural}

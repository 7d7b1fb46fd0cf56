"""What does the demo show of the city centre at dusk?"""

from math import cos, pi, sin

from .air import birds, hills, streaks
from .palette import (
    BLUSH,
    BONE,
    BOUGAINVILLEA,
    CLAY,
    FOREST,
    INDIGO,
    JADE,
    LAGOON,
    MARIGOLD,
    NIGHT,
    OCHRE,
    OXBLOOD,
    PAPER,
    PLUM,
    ROSE,
    SAND,
    SLATE,
    TERRACOTTA,
    Colour,
    lighter,
    mix,
)
from .paths import Floor, arc, dome, leaf, rect
from .people import Dress, crowd, person
from .plants import tree
from .sheet import Sheet
from .town import arch, facade, lamp, tiles


def cathedral_plaza(sheet: Sheet) -> None:
    """A two-towered cathedral at dusk, people and a balloon seller in its plaza."""
    sheet.sky(INDIGO, mix(INDIGO, PLUM, 0.6), mix(ROSE, PLUM, 0.25), MARIGOLD, floor=74)
    streaks(sheet, 14, 46, mix(ROSE, BLUSH, 0.4), 9)
    birds(sheet, 40, 20, 8, NIGHT)
    hills(
        sheet, [(-2, 62), (34, 54), (110, 56), (152, 62)], mix(PLUM, ROSE, 0.35), PLUM
    )
    for x, wide, high, ink in (
        (-4, 24, 18, ROSE),
        (19, 20, 22, OCHRE),
        (112, 22, 21, TERRACOTTA),
        (133, 22, 18, LAGOON),
    ):
        facade(sheet, x, 72, wide, high, mix(ink, PLUM, 0.4))
    _cathedral(sheet)
    plaza = rect(-1, 71, 152, 31)
    sheet.shape(plaza, mix(CLAY, PLUM, 0.4))
    tiles(
        sheet, Floor(66, 75, 36), (mix(SAND, PLUM, 0.4), mix(CLAY, PLUM, 0.25)), 17, 7
    )
    sheet.stipple(plaza, NIGHT, (75, 74), (75, 108), 0.85)
    sheet.glow(76, 72, 36, MARIGOLD, 0.35)
    for x, y, tall in ((12, 80, 30), (27, 77, 22), (140, 80, 32), (124, 77, 22)):
        tree(sheet, x, y, tall, mix(FOREST, PLUM, 0.3), (76, 40))
    for x, y in ((36, 80), (114, 80)):
        sheet.line([(x, y), (x, y - 20)], 0.6, NIGHT)
        lamp(sheet, x, y - 20.5, 1.3)
    crowd(sheet, 36, 112, 77, 9, 17)
    _balloons(sheet, 57, 92)
    crowd(sheet, 78, 110, 88, 15, 3)
    for _ in range(15):
        px, py = sheet.rng.uniform(20, 130), sheet.rng.uniform(88, 98)
        sheet.oval(px, py, 1.1, 0.6, mix(SLATE, NIGHT, 0.4))
        sheet.disc(px + 0.9, py - 0.5, 0.45, mix(SLATE, NIGHT, 0.4))


def _cathedral(sheet: Sheet) -> None:
    wall = mix(mix(MARIGOLD, BLUSH, 0.5), CLAY, 0.25)
    dark = mix(wall, PLUM, 0.55)
    cupola = dome(75, 38, 11, 13)
    sheet.shape(rect(64, 37, 22, 12), dark)
    sheet.shape(cupola, mix(OCHRE, TERRACOTTA, 0.4))
    for k in range(-3, 4):
        rib = [
            (75 + 11 * sin(k / 3.4) * cos(a), 38 - 13 * sin(a))
            for a in (i * pi / 16 for i in range(9))
        ]
        sheet.line(rib, 0.3, BONE, 0.6)
    sheet.stipple(cupola, OXBLOOD, (68, 30), (86, 36), 1)
    sheet.shape(rect(73.4, 20, 3.2, 5), wall)
    sheet.shape(dome(75, 20, 1.6, 2), TERRACOTTA)
    nave = [(56, 72), (56, 45), (66, 43), (75, 37), (84, 43), (94, 45), (94, 72)]
    sheet.shape(nave, wall)
    sheet.stipple(nave, dark, (60, 40), (98, 76), 0.7)
    for x in (43, 94):
        _tower(sheet, x, wall, dark)
    _portal(sheet, wall, dark)


def _tower(sheet: Sheet, x: float, wall: Colour, dark: Colour) -> None:
    wide = 13.0
    for level, (top, base) in enumerate(((44, 72), (30, 44), (19, 30))):
        inset = level * 1.5
        body = rect(x + inset, top, wide - 2 * inset, base - top)
        sheet.shape(body, wall)
        sheet.shape(
            rect(x + wide * 0.62, top, wide * 0.38 - inset, base - top),
            mix(wall, dark, 0.75),
        )
        sheet.shape(
            rect(x + inset - 0.8, top - 0.6, wide - 2 * inset + 1.6, 1.4),
            lighter(wall, 0.3),
        )
        for k in range(2 if level else 1):
            middle = x + wide * (0.36 + 0.28 * k) if level else x + wide / 2
            opening = arch(
                middle,
                base - (1.5 if level else 7),
                2.6 if level else 3.4,
                (base - top) * 0.68 if level else 9,
            )
            sheet.shape(opening, mix(NIGHT, PLUM, 0.4))
            if level:
                sheet.shape(dome(middle, base - 4, 0.9, 2.4), OCHRE)
    cap = dome(x + wide / 2, 18.6, 4.2, 7)
    sheet.shape(cap, TERRACOTTA)
    sheet.stipple(cap, OXBLOOD, (x + 4, 14), (x + 10, 16), 1)
    sheet.line([(x + wide / 2, 12), (x + wide / 2, 7.4)], 0.4, dark)
    sheet.line([(x + wide / 2 - 1.2, 9), (x + wide / 2 + 1.2, 9)], 0.4, dark)


def _portal(sheet: Sheet, wall: Colour, dark: Colour) -> None:
    stone = lighter(wall, 0.35)
    sheet.shape(
        [(67, 72), (67, 47), (71, 44), (75, 41), (79, 44), (83, 47), (83, 72)], stone
    )
    sheet.stipple(
        [(67, 72), (67, 47), (75, 41), (83, 47), (83, 72)],
        dark,
        (70, 44),
        (90, 72),
        0.5,
    )
    sheet.shape(arch(75, 72, 8, 14), mix(NIGHT, OXBLOOD, 0.5))
    sheet.glow(75, 70, 7, MARIGOLD, 0.9)
    sheet.disc(75, 51, 2.6, dark)
    for k in range(8):
        sheet.shape(leaf((75, 51), k * 45, 2.4, 0.9), MARIGOLD)
    for x in (68.4, 70.3, 78.6, 80.5):
        for top, high in ((59, 13), (48, 9.4)):
            sheet.shape(rect(x, top, 1, high), wall)
            sheet.shape(rect(x + 0.6, top, 0.5, high), dark)
    sheet.shape(rect(66, 57, 18, 1.2), lighter(wall, 0.5))
    for x in (61.5, 88.5):
        sheet.shape(arch(x, 72, 4, 9), dark)
        sheet.shape(arch(x, 58, 2.6, 6), dark)


def _balloons(sheet: Sheet, x: float, y: float) -> None:
    rng = sheet.rng
    hand = (x + 2.6, y - 12.5)
    spots = [(x + 4 + rng.gauss(0, 5.4), y - 31 + rng.gauss(0, 5)) for _ in range(19)]
    for spot in spots:
        sheet.line([hand, spot], 0.12, BONE, 0.7)
    for i, (bx, by) in enumerate(spots):
        globe = arc(bx, by, 2.8, 3.3)
        ink = (BOUGAINVILLEA, MARIGOLD, LAGOON, ROSE, BONE, TERRACOTTA, JADE)[i % 7]
        sheet.shape(globe, ink)
        sheet.round_off(globe, mix(ink, NIGHT, 0.6), (40, 20), 0.9)
        sheet.oval(bx - 1, by - 1.3, 0.5, 0.8, PAPER, 0.8)
    sheet.oval(x + 2, y, 6, 0.9, NIGHT, 0.4)
    person(sheet, x, y, 17, Dress(top=BONE, legs=INDIGO, hat=SAND), arms=(0.07, 0.2))


SCENES = {"cathedral-plaza": cathedral_plaza}

"""What does the demo show of the mountains: a volcano and a canyon railway?"""

from .air import billow, birds, cloud, hills, stars, streaks
from .palette import (
    BLUSH,
    BONE,
    BRICK,
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
    PLUM,
    ROSE,
    SAND,
    SKY,
    TERRACOTTA,
    darker,
    lighter,
    mix,
)
from .paths import between, dome, ground, rect, ribbon, ridge, smooth
from .plants import pine, woods
from .sheet import Sheet
from .town import arch


def volcano(sheet: Sheet) -> None:
    """A smoking snow-capped volcano at first light, a church on a hill before it."""
    sheet.sky(INDIGO, mix(INDIGO, PLUM, 0.6), ROSE, BLUSH, OCHRE, floor=72)
    stars(sheet, 30, 60)
    streaks(sheet, 40, 56, BLUSH, 8)
    sheet.glow(8, 62, 70, MARIGOLD, 0.5)
    _plume(sheet)
    _cone(sheet)
    sheet.haze(44, 70, BLUSH, 0.75)
    far = [(-2, 66), (30, 60), (62, 68), (100, 63), (152, 67)]
    hills(sheet, far, mix(PLUM, ROSE, 0.35), PLUM)
    line = ridge(sheet.rng, [(-2, 72), (40, 70), (90, 76), (152, 69)], 0.08)
    sheet.shape(ground(line), mix(INDIGO, PLUM, 0.5))
    woods(sheet, line, mix(INDIGO, PLUM, 0.5), 4)
    _hill_church(sheet, 46, 75)
    near = ridge(sheet.rng, [(-2, 80), (50, 88), (110, 90), (152, 82)], 0.07)
    sheet.shape(ground(near), mix(NIGHT, INDIGO, 0.25))
    sheet.haze(78, 101, mix(PLUM, INDIGO, 0.4), 0.35)
    woods(sheet, near, mix(NIGHT, INDIGO, 0.25), 8)
    for x, tall in ((4, 42), (13, 30), (143, 46), (133, 28), (150, 34)):
        pine(sheet, x, 101, tall, NIGHT)


def _plume(sheet: Sheet) -> None:
    path = [
        (91 - 84 * t, 24.5 - 13 * t**0.6) for t in ((i / 34) ** 1.6 for i in range(35))
    ]
    inks = (mix(PLUM, INDIGO, 0.25), mix(PLUM, ROSE, 0.5), mix(ROSE, BLUSH, 0.6))
    billow(sheet, path, lambda t: 1.5 + 8 * t**1.3, inks)


def _cone(sheet: Sheet) -> None:
    rng = sheet.rng
    left = [(18, 72), (52, 58), (74, 40), (86, 27)]
    right = [(97, 26.5), (108, 38), (128, 56), (152, 70)]
    outline = ridge(rng, [*left, (89, 25), (94, 25.5), *right], 0.035, 4)
    body = ground(outline, 80)
    sheet.shape(body, mix(PLUM, ROSE, 0.3))
    with sheet.inside(body):
        sheet.shape([(90, 20), (160, 20), (160, 90), (104, 90)], mix(INDIGO, PLUM, 0.4))
        _gullies(sheet)
        for side, ink in ((-1, BLUSH), (1, mix(SKY, INDIGO, 0.45))):
            _snow(sheet, side, ink)
    sheet.stipple(body, mix(INDIGO, PLUM, 0.5), (60, 40), (110, 62), 0.6)


def _gullies(sheet: Sheet) -> None:
    rng = sheet.rng
    for i in range(26):
        foot = 22 + i * 5.2 + rng.uniform(-2, 2)
        start = between((91.5, 26), (foot, 76), rng.uniform(0.2, 0.5))
        end = between((91.5, 26), (foot, 76), rng.uniform(0.7, 1))
        crease = ribbon(
            [start, between(start, end, 0.3), end], lambda t: 1.6 * t * (1.2 - t)
        )
        sheet.shape(crease, mix(PLUM, INDIGO, 0.5 + 0.5 * (foot > 91)), 0.6)


def _snow(sheet: Sheet, side: int, ink: tuple[int, int, int]) -> None:
    rng = sheet.rng
    edge = [(91.5, 20.0)]
    for i in range(15):
        x = 91.5 + side * i * 2.4
        tooth = rng.uniform(3, 11) if i % 2 else rng.uniform(-3, 2)
        edge.append((x + rng.uniform(-0.8, 0.8), 33 + i * 1.3 + tooth))
    edge = [edge[0], *ridge(rng, edge[1:], 0.1, 3)]
    edge.append((91.5 + side * 36, 20))
    sheet.shape(edge, ink)


def _hill_church(sheet: Sheet, x: float, y: float) -> None:
    hill = ground(smooth([(x - 26, y + 13), (x - 8, y), (x + 8, y), (x + 28, y + 13)]))
    sheet.shape(hill, mix(NIGHT, PLUM, 0.35))
    sheet.stipple(hill, NIGHT, (x - 10, y), (x + 20, y + 18), 0.9)
    wall = mix(MARIGOLD, BLUSH, 0.4)
    shade = mix(wall, PLUM, 0.55)
    cupola = dome(x + 3, y - 9, 4.4, 5)
    sheet.shape(cupola, OCHRE)
    sheet.stipple(cupola, BRICK, (x + 2, y - 13), (x + 8, y - 9), 1)
    sheet.shape(rect(x + 2.2, y - 15.6, 1.6, 2.4), wall)
    _cross(sheet, x + 3, y - 15.6)
    sheet.shape(
        [(x - 5, y + 1), (x - 5, y - 9), (x, y - 12), (x + 5, y - 9), (x + 5, y + 1)],
        wall,
    )
    sheet.shape(rect(x + 5, y - 8, 7, 9), shade)
    sheet.shape(arch(x, y + 1, 3, 5), mix(NIGHT, OXBLOOD, 0.5))
    sheet.disc(x, y - 7, 1, mix(NIGHT, OXBLOOD, 0.5))
    for dx in (-8.4, 5):
        sheet.shape(rect(x + dx, y - 13, 3.6, 14), lighter(wall, 0.2))
        sheet.shape(rect(x + dx + 2.2, y - 13, 1.4, 14), shade)
        sheet.shape(arch(x + dx + 1.4, y - 9.4, 1.2, 2.4), mix(NIGHT, PLUM, 0.5))
        sheet.shape(dome(x + dx + 1.8, y - 13, 1.8, 2.4), TERRACOTTA)
        _cross(sheet, x + dx + 1.8, y - 15.2)


def _cross(sheet: Sheet, x: float, y: float) -> None:
    sheet.line([(x, y + 0.4), (x, y - 2)], 0.25, PAPER)
    sheet.line([(x - 0.7, y - 1.3), (x + 0.7, y - 1.3)], 0.25, PAPER)


def canyon_train(sheet: Sheet) -> None:
    """A train crosses a steel viaduct high in a layered copper canyon."""
    sheet.sky(SKY, mix(SKY, BONE, 0.55), BONE, mix(OCHRE, PAPER, 0.5), floor=56)
    cloud(sheet, 94, 17, 44, PAPER, BLUSH)
    _canyon_walls(sheet)
    _viaduct(sheet, 55)
    _train(sheet, 18, 55)
    for side, ink in ((-1, BRICK), (1, OXBLOOD)):
        _buttress(sheet, side, ink)
    for x, y, tall in (
        (6, 62, 24),
        (15, 70, 18),
        (146, 66, 28),
        (136, 76, 18),
        (25, 92, 14),
    ):
        pine(sheet, x, y, tall, mix(FOREST, NIGHT, 0.3))
    birds(sheet, 88, 33, 4, COCOA)


def _canyon_walls(sheet: Sheet) -> None:
    layers = (
        ([(-2, 34), (26, 26), (44, 27), (66, 44), (152, 40)], 0.15),
        ([(-2, 50), (60, 52), (84, 36), (112, 28), (152, 24)], 0.4),
        ([(-2, 40), (18, 41), (34, 52), (58, 80), (100, 90), (152, 96)], 0.62),
        ([(-2, 100), (70, 92), (90, 78), (106, 56), (126, 44), (152, 40)], 0.82),
    )
    for anchors, part in layers:
        ink = mix(mix(BLUSH, SAND, 0.4), BRICK, part)
        line = ridge(sheet.rng, anchors, 0.13)
        body = ground(line)
        sheet.shape(body, ink)
        with sheet.inside(body):
            _strata(sheet, ink)
        sheet.stipple(body, mix(PLUM, OXBLOOD, part), (60, 40), (100, 100), 0.75)
        sheet.haze(50, 101, mix(BLUSH, PLUM, 0.25), 0.3 * (1 - part))


def _strata(sheet: Sheet, ink: tuple[int, int, int]) -> None:
    rng = sheet.rng
    for y in range(26, 100, 6):
        line = [(x, y + rng.uniform(-1.2, 1.2) + x * 0.03) for x in range(-2, 156, 8)]
        thick = rng.uniform(0.5, 2.2)
        tone = lighter(ink, 0.3) if rng.random() < 0.5 else darker(ink, 0.22)
        sheet.line(smooth(line, steps=3), thick, tone, 0.7)


def _viaduct(sheet: Sheet, y: float) -> None:
    steel = mix(INK, OXBLOOD, 0.35)
    for x in range(34, 126, 15):
        deep = 100 if 50 < x < 100 else 84
        for side in (-1, 1):
            sheet.line([(x + side * 1.2, y), (x + side * 3.4, deep)], 0.5, steel)
        for k in range(7):
            a, b = y + k * (deep - y) / 7, y + (k + 1) * (deep - y) / 7
            wide = 1.2 + 2.2 * (k + 1) / 7
            sheet.line(
                [(x - wide, b), (x + wide, a), (x - wide, a), (x + wide, b)],
                0.25,
                steel,
            )
    for x in range(18, 134, 5):
        sheet.line([(x, y + 4), (x + 2.5, y + 0.6), (x + 5, y + 4)], 0.35, steel)
    sheet.shape(rect(10, y, 130, 1.2), steel)
    sheet.line([(10, y + 4), (140, y + 4)], 0.5, steel)


def _train(sheet: Sheet, x: float, y: float) -> None:
    for i in range(6):
        left = x + i * 16.6
        body = rect(left, y - 8, 16, 7)
        sheet.shape(body, JADE if i < 5 else MARIGOLD)
        sheet.shape(rect(left, y - 8, 16, 1), BONE)
        sheet.shape(rect(left, y - 2.6, 16, 1), OCHRE)
        for k in range(5):
            sheet.shape(
                rect(left + 1.3 + k * 2.9, y - 6.2, 2, 2.4), mix(OCHRE, PAPER, 0.6)
            )
        sheet.stipple(body, FOREST if i < 5 else BRICK, (left, y - 6), (left, y), 0.7)
        for k in (2, 4, 12, 14):
            sheet.disc(left + k, y - 0.7, 0.8, INK)
    nose = smooth(
        [(left + 15, y - 8), (left + 20, y - 5), (left + 20.5, y - 1)], steps=5
    )
    sheet.shape([*nose, (left + 15, y - 1)], MARIGOLD)
    sheet.shape(
        [(left + 15.6, y - 6.8), (left + 18.6, y - 5), (left + 15.6, y - 4.6)], INK
    )


def _buttress(sheet: Sheet, side: int, ink: tuple[int, int, int]) -> None:
    edge = [(-2, 55), (22, 56), (27, 66), (24, 76), (36, 90), (44, 101)]
    if side > 0:
        edge = [(106, 101), (113, 88), (124, 78), (122, 66), (128, 56), (152, 55)]
    body = ground(ridge(sheet.rng, edge, 0.09, 4))
    sheet.shape(body, ink)
    with sheet.inside(body):
        _strata(sheet, ink)
    sheet.stipple(body, NIGHT, (75, 56), (75 + side * 30, 108), 0.8)


SCENES = {"volcano": volcano, "canyon-train": canyon_train}

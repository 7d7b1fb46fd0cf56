"""What does the demo show of dry country: desert cactus and an agave field?"""

from .air import birds, cloud, hills, streaks, sun
from .palette import (
    AGAVE,
    BONE,
    BOUGAINVILLEA,
    BRICK,
    COCOA,
    FOREST,
    INDIGO,
    MARIGOLD,
    MOSS,
    NIGHT,
    OCHRE,
    OXBLOOD,
    PAPER,
    PLUM,
    ROSE,
    SAND,
    SKY,
    TEAL,
    TERRACOTTA,
    darker,
    mix,
)
from .paths import Floor, ground, rect, ridge
from .people import Dress, person
from .plants import agave, bush, cactus, tufts
from .sheet import Sheet


def desert_cactus(sheet: Sheet) -> None:
    """Tall cardon cactuses at sunset in front of flat-topped hills."""
    sheet.sky(
        PLUM, BOUGAINVILLEA, TERRACOTTA, MARIGOLD, mix(OCHRE, PAPER, 0.4), floor=66
    )
    streaks(sheet, 8, 40, mix(ROSE, MARIGOLD, 0.3), 12)
    sun(sheet, 62, 52, 9, mix(MARIGOLD, PAPER, 0.85))
    for line, ink in (
        ([(-2, 62), (14, 50), (36, 50), (42, 60), (76, 62), (152, 62)], 0.25),
        (
            [(-2, 66), (60, 65), (84, 55), (90, 50), (118, 49), (124, 56), (152, 60)],
            0.55,
        ),
    ):
        hills(
            sheet, line, mix(TERRACOTTA, PLUM, ink), mix(PLUM, INDIGO, ink), rough=0.05
        )
    sheet.haze(54, 72, MARIGOLD, 0.45)
    floor = ground(ridge(sheet.rng, [(-2, 69), (70, 67), (152, 70)], 0.02))
    sheet.shape(floor, mix(TERRACOTTA, OCHRE, 0.35))
    sheet.stipple(floor, OXBLOOD, (75, 66), (75, 104), 0.9)
    for x, y, tall, arms in (
        (20, 71, 10, 2),
        (52, 71, 8, 1),
        (84, 72, 12, 3),
        (112, 71, 9, 2),
        (137, 72, 13, 2),
    ):
        cactus(sheet, x, y, tall, mix(FOREST, PLUM, 0.6), arms)
    _cactus_shadows(sheet)
    tufts(sheet, 76, 99, darker(OCHRE, 0.2), 90, 4)
    for x, y, tall, arms in ((36, 84, 40, 2), (101, 90, 66, 4), (128, 85, 30, 2)):
        cactus(sheet, x, y, tall, mix(FOREST, TEAL, 0.35), arms)
    agave(sheet, 66, 93, 8, mix(AGAVE, PLUM, 0.25))
    for x in (5, 16, 142):
        bush(sheet, x, 99, 9, mix(MOSS, PLUM, 0.35), ROSE)
    birds(sheet, 76, 30, 7, PLUM)


def _cactus_shadows(sheet: Sheet) -> None:
    for x, y, thick, reach in (
        (36, 84, 3.4, -10),
        (101, 90, 5.6, 14),
        (128, 85, 2.6, 16),
    ):
        path = [
            (x - thick, y),
            (x + thick, y),
            (x + reach + 8, 102),
            (x + reach - 4, 102),
        ]
        sheet.shape(path, OXBLOOD, 0.55)


def agave_field(sheet: Sheet) -> None:
    """Rows of blue agave run towards a volcano; a harvester stands among them."""
    sheet.sky(TEAL, SKY, mix(SKY, BONE, 0.6), BONE, floor=52)
    cloud(sheet, 30, 26, 46, PAPER, mix(SKY, BONE, 0.3))
    cloud(sheet, 128, 20, 52, PAPER, mix(SKY, BONE, 0.3))
    cone = [(30, 48), (68, 30), (80, 20), (86, 19), (92, 21), (108, 34), (150, 50)]
    side = hills(
        sheet, cone, mix(AGAVE, INDIGO, 0.45), mix(INDIGO, TEAL, 0.4), rough=0.06
    )
    with sheet.inside(ground(side, 52)):
        sheet.shape([(86, 15), (160, 15), (160, 54), (100, 54)], INDIGO, 0.35)
    hills(sheet, [(-2, 42), (26, 38), (60, 48), (152, 50)], mix(AGAVE, TEAL, 0.5), TEAL)
    sheet.haze(34, 54, BONE, 0.6)
    soil = rect(-1, 48, 152, 54)
    sheet.shape(soil, TERRACOTTA)
    sheet.stipple(soil, BRICK, (75, 48), (75, 100), 0.8)
    floor = Floor(45, 66, 52)
    depth = 9.0
    while depth > 0.85:
        _agave_row(sheet, floor, depth)
        if 2.3 < depth < 2.5:
            _jimador(sheet, floor.at(27, depth))
        depth *= 0.885


def _agave_row(sheet: Sheet, floor: Floor, depth: float) -> None:
    far = min(1, max(0, (depth - 1) / 6))
    ink = mix(AGAVE, mix(SKY, BONE, 0.4), far * 0.6)
    span = int(5 * depth) + 2
    for column in range(-span, span + 1):
        x, y = floor.at(column * 27 + sheet.rng.uniform(-1.4, 1.4), depth)
        if -12 < x < 162:
            agave(sheet, x, y, 15.5 / depth, ink)


def _jimador(sheet: Sheet, spot: tuple[float, float]) -> None:
    x, y = spot[0] + 6, spot[1]
    dress = Dress(top=PAPER, legs=INDIGO, hat=SAND)
    sheet.oval(x + 3, y, 6, 0.9, NIGHT, 0.4)
    sheet.line([(x + 3.2, y - 24), (x + 5.8, y)], 0.5, COCOA)
    person(sheet, x, y, 25, dress, stride=0.09, arms=(0.08, 0.13))
    sheet.oval(x + 5.9, y - 0.4, 1.5, 1.9, BONE)


SCENES = {"desert-cactus": desert_cactus, "agave-field": agave_field}

"""What does the demo show of the plains: maize and wind turbines?"""

from .air import cloud, hills, sun
from .palette import (
    AGAVE,
    BLUSH,
    BONE,
    BRICK,
    CLAY,
    COCOA,
    FOREST,
    INDIGO,
    JADE,
    LIME,
    MARIGOLD,
    MOSS,
    NIGHT,
    OCHRE,
    OXBLOOD,
    PAPER,
    PLUM,
    SAND,
    SKY,
    SLATE,
    TEAL,
    Colour,
    darker,
    lighter,
    mix,
)
from .paths import Floor, between, ground, leaf, rect, ribbon, smooth
from .people import Dress, person
from .plants import tufts
from .sheet import Sheet


def maize_field(sheet: Sheet) -> None:
    """Tall maize in rows towards a low sun, a farmer walking between them."""
    sheet.sky(SKY, mix(SKY, BONE, 0.6), mix(OCHRE, PAPER, 0.5), MARIGOLD, floor=56)
    cloud(sheet, 118, 22, 44, PAPER, BLUSH)
    cloud(sheet, 22, 30, 34, PAPER, BLUSH)
    sun(sheet, 75, 47, 7, PAPER)
    hills(
        sheet,
        [(-2, 50), (24, 42), (50, 50), (104, 50), (126, 38), (152, 46)],
        mix(AGAVE, BLUSH, 0.35),
        mix(TEAL, PLUM, 0.4),
    )
    sheet.haze(40, 60, mix(MARIGOLD, PAPER, 0.5), 0.6)
    soil = rect(-1, 54, 152, 48)
    sheet.shape(soil, mix(CLAY, BRICK, 0.4))
    sheet.stipple(soil, OXBLOOD, (75, 56), (75, 102), 0.9)
    floor = Floor(51, 75, 52)
    sheet.fade_out(
        floor.strip(-17, 17, 0.9, 12),
        mix(MARIGOLD, PAPER, 0.3),
        (75, 52),
        (75, 92),
        0.7,
    )
    _maize_rows(sheet, floor)


def _maize_rows(sheet: Sheet, floor: Floor) -> None:
    depth = 9.0
    while depth > 0.9:
        far = min(1, (depth - 0.9) / 7)
        for row in (-3, -2, -1, 1, 2, 3, *(range(-12, -3)), *(range(4, 13))):
            x, y = floor.at(
                (row - 0.42 * (row > 0) + 0.42 * (row < 0) * 1) * 40
                + sheet.rng.uniform(-3, 3),
                depth,
            )
            if -14 < x < 164:
                _stalk(
                    sheet,
                    x,
                    y,
                    56 / depth * sheet.rng.uniform(0.9, 1.08),
                    mix(JADE, mix(OCHRE, LIME, 0.5), far * 0.75),
                )
        if 2.25 < depth < 2.45:
            x, y = floor.at(3, depth)
            sheet.shape(
                [(x - 2, y), (x + 2, y), (x + 6, 92), (x - 5, 92)], OXBLOOD, 0.6
            )
            person(
                sheet,
                x,
                y,
                21,
                Dress(top=BONE, legs=INDIGO, hat=SAND),
                stride=0.11,
                arms=(0.1, 0.12),
            )
        depth *= 0.9


def _stalk(sheet: Sheet, x: float, y: float, tall: float, ink: Colour) -> None:
    rng = sheet.rng
    lean = rng.uniform(-0.04, 0.04) * tall
    spine = [(x, y), (x + lean * 0.4, y - tall * 0.5), (x + lean, y - tall)]
    sheet.shape(
        ribbon(spine, lambda t: tall * (0.036 - 0.02 * t)), mix(ink, LIME, 0.35)
    )
    for i in range(8):
        part = 0.12 + i * 0.1
        base = between(spine[0], spine[2], part)
        side = 1 if i % 2 else -1
        angle = -90 + side * rng.uniform(28, 50)
        long = tall * rng.uniform(0.3, 0.4) * (1.15 - 0.5 * part)
        blade = leaf(base, angle, long, tall * 0.045, side * rng.uniform(70, 110))
        tone = darker(ink, 0.45) if side > 0 else lighter(ink, 0.12)
        sheet.shape(blade, mix(tone, FOREST, rng.uniform(0, 0.3)))
    for angle in (-125, -108, -90, -72, -55):
        sheet.shape(leaf(spine[2], angle, tall * 0.15, tall * 0.016), OCHRE)
    if tall > 14:
        cob = leaf(between(spine[0], spine[2], 0.42), -62, tall * 0.15, tall * 0.06)
        sheet.shape(cob, LIME)
        sheet.shape([*cob[:9], cob[0]], mix(MARIGOLD, OCHRE, 0.4))


def wind_farm(sheet: Sheet) -> None:
    """White turbines stand in ranks over a green plain with grazing horses."""
    sheet.sky(mix(TEAL, SKY, 0.35), SKY, mix(SKY, BONE, 0.7), BONE, floor=66)
    for x, y, wide in ((20, 20, 58), (112, 28, 70), (64, 44, 40), (146, 48, 36)):
        cloud(sheet, x, y, wide, PAPER, mix(SKY, BONE, 0.35))
    hills(
        sheet,
        [(-2, 60), (40, 54), (70, 60), (118, 52), (152, 57)],
        mix(AGAVE, SKY, 0.4),
        TEAL,
    )
    sheet.haze(46, 70, BONE, 0.6)
    for k in range(13):
        _turbine(sheet, 8 + k * 11.6, 65, 15 + (k % 3), 40 * k)
    _plain(sheet)
    for x, y, tall, angle in (
        (26, 78, 45, 15),
        (126, 76, 40, 70),
        (96, 73, 31, 40),
        (50, 72, 28, 95),
    ):
        _turbine(sheet, x, y, tall, angle)
    _turbine(sheet, 72, 92, 78, 22)
    for x, y, size, ink in (
        (102, 86, 9, OXBLOOD),
        (116, 88, 10, COCOA),
        (40, 87, 9, CLAY),
    ):
        _horse(sheet, x, y, size, ink)
    tufts(sheet, 90, 101, MOSS, 120, 6)


def _plain(sheet: Sheet) -> None:
    bands = (
        (64, LIME),
        (67, MOSS),
        (71, mix(OCHRE, LIME, 0.5)),
        (76, JADE),
        (83, mix(MOSS, LIME, 0.4)),
        (92, FOREST),
    )
    for y, ink in bands:
        line = smooth([(-2, y + 1), (40, y - 0.8), (90, y + 1), (152, y - 0.6)])
        sheet.shape(ground(line), ink)
        sheet.stipple(
            ground(line, y + 12), darker(ink, 0.5), (20, y), (60, y + 16), 0.7
        )


def _turbine(sheet: Sheet, x: float, y: float, tall: float, angle: float) -> None:
    hub = (x, y - tall)
    shade = mix(SLATE, SKY, 0.4)
    sheet.oval(x + tall * 0.12, y, tall * 0.14, tall * 0.012, NIGHT, 0.3)
    sheet.shape(ribbon([(x, y), hub], lambda t: tall * (0.034 - 0.018 * t)), PAPER)
    right = [(px + tall * 0.006, py) for px, py in ((x, y), hub)]
    sheet.shape(ribbon(right, lambda t: tall * (0.016 - 0.008 * t)), shade)
    for k in range(3):
        blade = leaf(hub, angle + 120 * k, tall * 0.5, tall * 0.036)
        sheet.shape(blade, PAPER)
        sheet.shape([*blade[:9], hub], shade)
    sheet.disc(*hub, tall * 0.022, PAPER)
    sheet.disc(*hub, tall * 0.011, shade)


def _horse(sheet: Sheet, x: float, y: float, size: float, ink: Colour) -> None:
    sheet.oval(x, y, size * 0.6, size * 0.06, NIGHT, 0.4)
    for dx in (-0.3, -0.2, 0.2, 0.3):
        leg = [(x + dx * size, y - size * 0.4), (x + dx * size * 1.05, y)]
        sheet.shape(
            ribbon(leg, lambda t: size * (0.1 - 0.05 * t)),
            darker(ink, 0.2 + (dx in (-0.2, 0.3)) * 0.3),
        )
    trunk = smooth(
        [
            (x - size * 0.38, y - size * 0.6),
            (x, y - size * 0.58),
            (x + size * 0.36, y - size * 0.62),
            (x + size * 0.34, y - size * 0.34),
            (x, y - size * 0.3),
            (x - size * 0.36, y - size * 0.36),
        ],
        closed=True,
    )
    sheet.shape(trunk, ink)
    neck = [
        (x + size * 0.28, y - size * 0.54),
        (x + size * 0.5, y - size * 0.36),
        (x + size * 0.6, y - size * 0.12),
        (x + size * 0.68, y - size * 0.03),
    ]
    sheet.shape(ribbon(smooth(neck), lambda t: size * (0.24 - 0.14 * t)), ink)
    sheet.stipple(
        trunk, NIGHT, (x, y - size * 0.5), (x + size * 0.1, y - size * 0.25), 0.8
    )
    tail = smooth(
        [
            (x - size * 0.38, y - size * 0.56),
            (x - size * 0.5, y - size * 0.4),
            (x - size * 0.48, y - size * 0.14),
        ]
    )
    sheet.shape(ribbon(tail, lambda t: size * 0.1 * (1.1 - t)), darker(ink, 0.6))


SCENES = {"maize-field": maize_field, "wind-farm": wind_farm}

"""What does the demo show of money?"""

from math import cos, pi, radians, sin

from .interior import tabletop
from .palette import (
    AGAVE,
    BLUSH,
    BONE,
    BRICK,
    CLAY,
    COCOA,
    INK,
    MARIGOLD,
    NIGHT,
    OCHRE,
    OXBLOOD,
    PAPER,
    ROSE,
    SLATE,
    STONE,
    TEAL,
    TERRACOTTA,
    Colour,
    darker,
    lighter,
    mix,
)
from .paths import arc, leaf, rect, smooth
from .sheet import Sheet


def peso_coins(sheet: Sheet) -> None:
    """Stacks of two-coloured coins rise across a table in low window light."""
    sheet.sky(mix(TEAL, NIGHT, 0.35), TEAL, mix(TEAL, AGAVE, 0.35), floor=62)
    for row in range(2):
        for column in range(2):
            x, y = 18 + column * 20 + row * 7, 8 + row * 21 + column * 3
            pane = [(x, y), (x + 17, y + 2.6), (x + 23, y + 21), (x + 6, y + 18.4)]
            sheet.fade_out(pane, mix(OCHRE, PAPER, 0.5), (20, 0), (80, 80), 0.75)
    tabletop(sheet, mix(CLAY, BRICK, 0.35), 60)
    table = rect(-1, 60, 152, 42)
    sheet.fade_out(table, mix(MARIGOLD, BLUSH, 0.4), (-10, 70), (90, 96), 0.6)
    _clay_pig(sheet, 125, 66)
    for x, y, count in ((30, 76, 3), (53, 78, 6), (77, 80, 10), (103, 81, 15)):
        shade = [
            (x - 10, y),
            (x + 11, y - 2),
            (x + 48, y + 8 + count * 0.5),
            (x + 30, y + 12 + count * 0.4),
        ]
        sheet.shadow(shade, 0.6, 2)
    for x, y, count in ((30, 76, 3), (53, 78, 6), (77, 80, 10), (103, 81, 15)):
        _stack(sheet, x, y, count)
    for x, y in ((22, 93), (62, 95), (124, 92), (88, 98)):
        _coin(sheet, x, y, 10.5)
    _rolling(sheet, 40, 84, 9.5)


def _clay_pig(sheet: Sheet, x: float, y: float) -> None:
    clay, light = mix(ROSE, TERRACOTTA, 0.45), (40, 10)
    sheet.shadow(arc(x + 5, y + 9, 24, 4), 0.65, 2.4)
    for dx in (-11, -5, 8, 13):
        foot = [(x + dx - 2.6, y), (x + dx + 2.6, y), (x + dx + 2, y + 10)]
        sheet.shape([*foot, (x + dx - 2, y + 10)], darker(clay, 0.35))
    body = smooth(
        [
            (x - 19, y - 6),
            (x - 8, y - 17),
            (x + 9, y - 16),
            (x + 20, y - 4),
            (x + 11, y + 6),
            (x - 10, y + 6),
        ],
        closed=True,
    )
    sheet.shape(body, clay)
    for dx, dy, size, ink in ((-3, -6, 5, BONE), (5, 1, 3, OCHRE), (-12, -1, 3, TEAL)):
        for k in range(7):
            sheet.shape(leaf((x + dx, y + dy), k * 51, size, size * 0.5), ink)
        sheet.disc(x + dx, y + dy, size * 0.3, MARIGOLD)
    sheet.round_off(body, OXBLOOD, light, 1)
    sheet.line([(x - 3, y - 17), (x + 5, y - 17.2)], 0.9, OXBLOOD)
    _pig_head(sheet, x + 15, y - 8, clay)


def _pig_head(sheet: Sheet, x: float, y: float, clay: Colour) -> None:
    for side, angle in ((-5, -118), (4, -68)):
        sheet.shape(leaf((x + side, y - 4), angle, 8, 5), darker(clay, 0.2))
    head = arc(x, y, 8.6, 8)
    sheet.shape(head, lighter(clay, 0.08))
    sheet.round_off(head, OXBLOOD, (40, 10), 0.9)
    sheet.oval(x + 4, y + 2, 4.2, 3.4, darker(clay, 0.25))
    sheet.oval(x + 4.4, y + 1.8, 4, 3.2, lighter(clay, 0.3))
    for dx in (3.2, 5.8):
        sheet.oval(x + dx, y + 1.8, 0.6, 1, OXBLOOD)
    for dx in (-2.4, 4.4):
        sheet.disc(x + dx, y - 3, 0.9, INK)


def _stack(sheet: Sheet, x: float, y: float, count: int) -> None:
    for k in range(count):
        dx = sheet.rng.uniform(-0.9, 0.9)
        _coin(sheet, x + dx, y - k * 3.1, 11.4, shadow=k == 0)


def _coin(
    sheet: Sheet, x: float, y: float, size: float, *, shadow: bool = True
) -> None:
    rim, core = mix(STONE, PAPER, 0.55), mix(OCHRE, MARIGOLD, 0.3)
    high, thick = size * 0.3, size * 0.25
    if shadow:
        sheet.shadow(arc(x + 2, y + thick + 0.6, size, high), 0.55, 1.4)
    edge = [*arc(x, y + thick, size, high, 0, 180), *arc(x, y, size, high, 180, 0)]
    sheet.shape(edge, mix(rim, SLATE, 0.25))
    for k in range(31):
        a = pi * k / 30
        px, py = x + size * cos(a), y + high * sin(a)
        sheet.line([(px, py + thick * 0.15), (px, py + thick)], 0.16, SLATE, 0.7)
    sheet.stipple(edge, NIGHT, (x - size * 0.3, y), (x + size * 1.1, y), 0.95)
    sheet.oval(x, y, size, high, rim)
    sheet.oval(x, y, size * 0.93, high * 0.9, mix(rim, SLATE, 0.25))
    sheet.oval(x, y + 0.1, size * 0.89, high * 0.86, rim)
    sheet.oval(x, y, size * 0.64, high * 0.64, mix(core, BRICK, 0.45))
    sheet.oval(x, y + 0.12, size * 0.6, high * 0.6, core)
    _coin_sun(sheet, x, y, size * 0.5, high * 0.5, core)
    face = arc(x, y, size, high)
    sheet.fade_out(face, PAPER, (x - size, y), (x, y), 0.6)


def _coin_sun(
    sheet: Sheet, x: float, y: float, rx: float, ry: float, core: Colour
) -> None:
    dark = mix(core, BRICK, 0.55)
    for k in range(12):
        a = radians(k * 30)
        sheet.line(
            [
                (x + rx * 0.55 * cos(a), y + ry * 0.55 * sin(a)),
                (x + rx * cos(a), y + ry * sin(a)),
            ],
            rx * 0.1,
            dark,
        )
    sheet.oval(x, y, rx * 0.45, ry * 0.45, dark)
    sheet.oval(x - rx * 0.05, y - ry * 0.05, rx * 0.34, ry * 0.34, lighter(core, 0.3))


def _rolling(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.shadow(
        [
            (x - 3, y + size),
            (x + 4, y + size - 1),
            (x + 32, y + size + 5),
            (x + 18, y + size + 8),
        ],
        0.6,
        1.5,
    )
    rim, core = mix(STONE, PAPER, 0.55), mix(OCHRE, MARIGOLD, 0.3)
    side = arc(x + 2, y, size * 0.82, size)
    sheet.shape(side, SLATE)
    for shift, scale, ink in (
        (0, 1, rim),
        (0, 0.93, mix(rim, SLATE, 0.25)),
        (0, 0.89, rim),
        (0, 0.64, mix(core, BRICK, 0.45)),
        (0, 0.6, core),
    ):
        sheet.oval(x + shift, y, size * 0.82 * scale, size * scale, ink)
    _coin_sun(sheet, x, y, size * 0.41, size * 0.5, core)
    sheet.stipple(
        arc(x, y, size * 0.82, size),
        mix(NIGHT, COCOA, 0.5),
        (x - 1, y - 2),
        (x + size * 1.3, y + size),
        0.9,
    )


SCENES = {"peso-coins": peso_coins}

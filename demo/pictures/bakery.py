"""What does the demo show of a bakery tray?"""

from math import sin

from .palette import (
    BONE,
    BRICK,
    CLAY,
    COCOA,
    MARIGOLD,
    NIGHT,
    OCHRE,
    OXBLOOD,
    PAPER,
    ROSE,
    SAND,
    SKY,
    SLATE,
    STONE,
    Colour,
    darker,
    lighter,
    mix,
)
from .paths import Points, arc, between, blob, moved, rect, ribbon, smooth, turn, wobble
from .sheet import Sheet


def bakery_conchas(sheet: Sheet) -> None:
    """Shell-topped sweet buns in pink, white and chocolate fill a baker's trays."""
    sheet.sky(mix(CLAY, BRICK, 0.2), mix(CLAY, COCOA, 0.3))
    for k in range(8):
        y = k * 14
        sheet.shape(rect(-1, y, 152, 13.4), mix(CLAY, COCOA, 0.1 + 0.12 * (k % 3)))
        for j in range(5):
            line = [
                (x, y + 2 + j * 2.4 + sin(x / 19 + k + j) * 0.7)
                for x in range(-2, 156, 6)
            ]
            sheet.line(line, 0.2, COCOA, 0.4)
    sheet.fade_out(rect(-1, -1, 152, 102), MARIGOLD, (0, 0), (90, 70), 0.4)
    _tray(sheet, [(22, 4), (132, 4), (140, 97), (14, 97)])
    icings = (
        ROSE,
        mix(BONE, PAPER, 0.5),
        mix(COCOA, CLAY, 0.4),
        mix(OCHRE, PAPER, 0.25),
    )
    pattern = (0, 1, 2, 0, 3, 0, 1, 2, 1, 2, 0, 3, 0, 1, 2, 0)
    for row, (y, size) in enumerate(((17, 11.6), (40, 12.4), (65, 13.2))):
        for column in range(4):
            x = 75 + (column - 1.5) * (25 + row * 1.4)
            _concha(sheet, x, y, size, icings[pattern[row * 4 + column]])
    for column in (0, 1, 3):
        _concha(sheet, 75 + (column - 1.5) * 29.4, 91, 14, icings[pattern[12 + column]])
    _tongs(sheet)
    for _ in range(150):
        crumb = sheet.rng.uniform(0, 150), sheet.rng.uniform(0, 100)
        sheet.disc(*crumb, sheet.rng.uniform(0.08, 0.26), PAPER, 0.6)
    sheet.stipple(
        rect(-1, -1, 152, 102), mix(OXBLOOD, NIGHT, 0.5), (70, 50), (190, 130), 0.7
    )


def _tray(sheet: Sheet, corners: Points) -> None:
    sheet.shadow(moved(corners, 3, 4), 0.6, 3)
    sheet.shape(corners, mix(STONE, SKY, 0.3))
    middle = (76, 52)
    inner = [between(p, middle, 0.045) for p in corners]
    sheet.shape(inner, mix(SLATE, STONE, 0.25))
    sheet.stipple(inner, mix(SLATE, NIGHT, 0.4), (50, 20), (140, 104), 0.9)
    sheet.line([*corners, corners[0]], 0.5, BONE)
    paper = wobble(sheet.rng, [between(p, middle, 0.09) for p in corners], 1)
    sheet.shape(paper, mix(BONE, SAND, 0.5))
    sheet.stipple(paper, mix(CLAY, STONE, 0.3), (50, 20), (140, 110), 0.7)


def _concha(sheet: Sheet, x: float, y: float, size: float, icing: Colour) -> None:
    rng = sheet.rng
    sheet.shadow(
        moved(arc(x, y, size, size * 0.85), size * 0.22, size * 0.24),
        0.6,
        size * 0.1,
        COCOA,
    )
    bread = blob(rng, x, y, size, size * 0.86, 0.025)
    sheet.shape(bread, mix(OCHRE, CLAY, 0.35))
    sheet.round_off(bread, mix(BRICK, COCOA, 0.3), (x - 60, y - 70), 1)
    cap = blob(rng, x - size * 0.02, y - size * 0.05, size * 0.87, size * 0.74, 0.03)
    sheet.shape(cap, icing)
    with sheet.inside(cap, size):
        _shell(sheet, x, y, size, icing, rng.uniform(-24, 24))
    sheet.round_off(cap, mix(darker(icing, 0.4), BRICK, 0.4), (x - 60, y - 70), 0.85)
    for _ in range(26):
        px, py = (
            x + rng.gauss(-size * 0.2, size * 0.3),
            y + rng.gauss(-size * 0.2, size * 0.26),
        )
        sheet.disc(px, py, 0.2, PAPER, 0.8)


def _shell(
    sheet: Sheet, x: float, y: float, size: float, icing: Colour, tilt: float
) -> None:
    groove = mix(OCHRE, CLAY, 0.4)
    root = (x, y + size * 0.72)
    for k in range(-4, 5):
        bend = k * 0.2
        path = [
            root,
            (x + bend * size * 0.75, y + size * 0.1),
            (x + bend * size * 1.2, y - size * 0.85),
        ]
        curve = turn(smooth(path), (x, y), tilt)
        sheet.line(curve, size * 0.06, groove)
        sheet.line(
            moved(curve, size * 0.045, size * 0.03), size * 0.03, lighter(icing, 0.5)
        )
    for reach in (0.5, 0.95, 1.36):
        bow = turn(
            arc(*root, size * reach * 0.95, size * reach, 200, 340), (x, y), tilt
        )
        sheet.line(bow, size * 0.04, groove, 0.8)


def _tongs(sheet: Sheet) -> None:
    for shift, ink in ((1.2, NIGHT), (0, mix(STONE, PAPER, 0.4))):
        for bend in (-3, 3):
            path = [(101, 84), (92 + bend, 93 + bend * 0.6), (79 + bend * 0.4, 104)]
            moved_path = moved(smooth([(116, 72), *path]), shift, shift)
            sheet.shape(ribbon(moved_path, lambda t: 1.9), ink, 0.45 if shift else 1)


SCENES = {"bakery-conchas": bakery_conchas}

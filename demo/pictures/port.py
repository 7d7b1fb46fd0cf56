"""What does the demo show of a container port?"""

from .air import birds, cloud, hills, sun
from .palette import (
    AGAVE,
    BLUSH,
    BONE,
    BRICK,
    INDIGO,
    JADE,
    LAGOON,
    MARIGOLD,
    NIGHT,
    OCHRE,
    PAPER,
    PLUM,
    ROSE,
    SAND,
    SEAFOAM,
    SKY,
    SLATE,
    TEAL,
    TERRACOTTA,
    Colour,
    darker,
    lighter,
    mix,
)
from .paths import rect, smooth
from .people import Dress, person
from .sheet import Sheet
from .water import glints, mirror, swell

BOXES = (TERRACOTTA, TEAL, OCHRE, BRICK, BONE, LAGOON, INDIGO, ROSE, JADE)


def port(sheet: Sheet) -> None:
    """A container ship under the cranes of a Pacific port in the late afternoon."""
    sheet.sky(mix(TEAL, SKY, 0.4), SKY, BONE, BLUSH, MARIGOLD, floor=66)
    cloud(sheet, 28, 22, 42, PAPER, BLUSH)
    cloud(sheet, 124, 32, 34, PAPER, BLUSH)
    sun(sheet, 22, 51, 5, PAPER)
    hills(
        sheet,
        [(-2, 58), (30, 50), (60, 57), (110, 44), (152, 52)],
        mix(AGAVE, PLUM, 0.4),
        mix(PLUM, INDIGO, 0.4),
    )
    sheet.haze(44, 66, BLUSH, 0.7)
    for x, far in ((128, 0.45), (108, 0.3)):
        _crane(sheet, x, 66, 40, mix(BRICK, BLUSH, far))
    _ship(sheet)
    for x in (44, 82):
        _crane(sheet, x, 68, 58, TERRACOTTA)
    sheet.shape(rect(-1, 67, 152, 3.5), mix(SLATE, PLUM, 0.4))
    sheet.shape(rect(-1, 66.4, 152, 0.8), mix(SAND, SLATE, 0.3))
    mirror(sheet, 70.5, TEAL, 0.5, ripple=1.6, squash=0.7)
    sheet.haze(70, 101, NIGHT, 0.5)
    swell(sheet, 73, 100, mix(SEAFOAM, TEAL, 0.5), 50)
    glints(sheet, 22, 72, 99, 26, mix(MARIGOLD, PAPER, 0.5))
    _launch(sheet, 58, 88)
    birds(sheet, 66, 16, 6, SLATE)


def _crane(sheet: Sheet, x: float, y: float, tall: float, ink: Colour) -> None:
    dark = darker(ink, 0.45)
    wide = tall * 0.26
    top, beam = y - tall, y - tall * 0.62
    for dx, tone in ((wide * 0.16, dark), (0, ink)):
        for side in (0, wide):
            sheet.line([(x + side + dx, y), (x + side + dx, beam)], tall * 0.028, tone)
    sheet.line([(x, y - tall * 0.3), (x + wide, y - tall * 0.3)], tall * 0.025, dark)
    sheet.line([(x, y - tall * 0.3), (x + wide, beam)], tall * 0.016, dark)
    sheet.line([(x + wide * 0.2, beam), (x + wide * 0.5, top)], tall * 0.025, ink)
    sheet.line([(x + wide * 0.9, beam), (x + wide * 0.5, top)], tall * 0.018, dark)
    left, right = x - tall * 0.5, x + wide * 1.9
    sheet.shape(rect(left, beam, right - left, tall * 0.035), ink)
    sheet.shape(rect(left, beam + tall * 0.022, right - left, tall * 0.014), dark)
    for end in (left + tall * 0.06, right - tall * 0.04):
        sheet.line([(x + wide * 0.5, top), (end, beam)], tall * 0.008, dark)
    hook = left + tall * 0.2
    for dx in (-1.6, 1.6):
        sheet.line([(hook + dx, beam), (hook + dx, y - tall * 0.4)], 0.18, dark)
    sheet.shape(rect(hook - 3, y - tall * 0.4, 6, 2.6), sheet.rng.choice(BOXES))
    sheet.shape(rect(hook - 1.8, beam + tall * 0.03, 3.4, 2), dark)


def _ship(sheet: Sheet) -> None:
    hull = smooth([(24, 57.5), (26.5, 62), (31, 70)], steps=4)
    body = [*hull, (118, 70), (121, 57.5)]
    for column in range(15):
        count = sheet.rng.randint(4, 6) - (column in (0, 14))
        for row in range(count):
            _box(sheet, 31 + column * 5.1, 57.5 - (row + 1) * 3, 4.9, 2.85)
    bridge = rect(107, 34, 8, 24)
    sheet.shape(bridge, PAPER)
    sheet.shape(rect(112.5, 34, 2.5, 24), mix(BONE, SLATE, 0.5))
    sheet.shape(rect(104.6, 35.4, 12.8, 2.2), mix(BONE, SLATE, 0.2))
    for k in range(6):
        sheet.shape(rect(107.8, 39.5 + k * 2.8, 4, 0.9), SLATE)
    sheet.shape(rect(116, 42, 4, 16), BRICK)
    sheet.shape(body, INDIGO)
    sheet.shape([(29.6, 67), (118.6, 67), (118, 70), (31, 70)], BRICK)
    sheet.line([(24.4, 58.4), (121, 58.4)], 0.5, BONE)
    sheet.stipple(body, NIGHT, (60, 58), (110, 72), 0.9)


def _box(sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
    ink = sheet.rng.choice(BOXES)
    sheet.shape(rect(x, y, wide, high), ink)
    sheet.shape(rect(x, y + high * 0.75, wide, high * 0.25), darker(ink, 0.35))
    sheet.shape(rect(x + wide * 0.78, y, wide * 0.22, high), darker(ink, 0.25))
    sheet.line([(x, y + 0.15), (x + wide, y + 0.15)], 0.2, lighter(ink, 0.4))


def _launch(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape(
        [(x - 11, y - 3), (x + 12, y - 3.6), (x + 8, y + 1), (x - 9, y + 1)], BONE
    )
    sheet.shape(
        [(x - 10.4, y - 1.4), (x + 10.4, y - 1.6), (x + 8, y + 1), (x - 9, y + 1)],
        BRICK,
    )
    sheet.shape(rect(x - 5, y - 8, 7, 5), PAPER)
    sheet.shape(rect(x - 4.2, y - 7.2, 5.4, 2), TEAL)
    sheet.shape(rect(x - 6, y - 8.8, 9.4, 1), OCHRE)
    person(sheet, x + 6.4, y - 3, 7.5, Dress(top=MARIGOLD, legs=INDIGO), shade=False)
    for k in range(5):
        sheet.oval(
            x - 13 - k * 4, y + 1 + k * 0.25, 3.4 - k * 0.4, 0.3, PAPER, 0.7 - k * 0.1
        )


SCENES = {"port": port}

"""What does the demo show of a newspaper desk?"""

from collections.abc import Callable

from .palette import (
    AGAVE,
    BLUSH,
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
    PLUM,
    ROSE,
    SAND,
    SKY,
    SLATE,
    STONE,
    TEAL,
    TERRACOTTA,
    Colour,
    darker,
    mix,
)
from .paths import Point, Points, arc, between, moved, rect, smooth, turn
from .sheet import Sheet

type Lay = Callable[[float, float, float, float], Points]


def newspaper_desk(sheet: Sheet) -> None:
    """A desk from above: page proofs, a camera, coffee, pencils and spectacles."""
    sheet.shape(rect(-1, -1, 152, 102), mix(FOREST, TEAL, 0.4))
    top = rect(-1, -1, 152, 102)
    sheet.fade_out(top, mix(AGAVE, OCHRE, 0.35), (20, -10), (110, 80), 0.6)
    sheet.stipple(top, NIGHT, (50, 30), (170, 120), 0.9)
    _page(sheet, (98, 62), 62, 84, 15, 2)
    _page(sheet, (58, 52), 60, 82, -9, 1)
    _page(sheet, (86, 56), 62, 84, 4, 0)
    _coffee(sheet, 26, 28)
    _camera(sheet, 128, 27)
    _spectacles(sheet, 34, 82)
    for x, y, angle, ink in ((116, 78, -38, MARIGOLD), (123, 84, -30, TERRACOTTA)):
        _pencil(sheet, x, y, angle, ink)
    _notebook(sheet)


def _page(
    sheet: Sheet, middle: Point, wide: float, tall: float, angle: float, kind: int
) -> None:
    x, y = middle[0] - wide / 2, middle[1] - tall / 2

    def lay(px: float, py: float, w: float, h: float) -> Points:
        return turn(
            rect(x + px * wide, y + py * tall, w * wide, h * tall), middle, angle
        )

    paper = lay(0, 0, 1, 1)
    sheet.shadow(moved(paper, 1.4, 2), 0.6, 1.6)
    sheet.shape(paper, mix(BONE, PAPER, 0.5 if kind else 0.9))
    sheet.shape(lay(0.06, 0.04, 0.88, 0.07), INK)
    sheet.shape(lay(0.06, 0.125, 0.88, 0.006), INK)
    _page_picture(sheet, lay, kind)
    for column in range(4):
        left = 0.06 + column * 0.225
        start = 0.6 if column < 3 else 0.17
        for k in range(60):
            py = start + k * 0.018
            if py > 0.93:
                break
            wide_part = 0.2 * (0.6 if k % 9 == 8 else sheet.rng.uniform(0.94, 1))
            sheet.shape(lay(left, py, wide_part, 0.0075), mix(SLATE, BONE, 0.15))
    for k, part in enumerate((0.62, 0.5)):
        sheet.shape(lay(0.06, 0.15 + k * 0.04, part, 0.026), mix(INK, SLATE, 0.3))
    sheet.stipple(
        paper, mix(STONE, CLAY, 0.3), between(paper[0], paper[2], 0.5), paper[2], 0.5
    )
    fold = [between(paper[0], paper[3], 0.5), between(paper[1], paper[2], 0.5)]
    sheet.line(fold, 0.25, STONE, 0.7)


def _page_picture(sheet: Sheet, lay: Lay, kind: int) -> None:
    frame = lay(0.06, 0.25, 0.65, 0.32)
    inks = ((MARIGOLD, PLUM, TERRACOTTA), (SKY, TEAL, JADE), (BLUSH, INDIGO, PLUM))[
        kind
    ]
    sheet.shape(frame, inks[0])
    with sheet.inside(frame, 4):
        a, b, c, d = frame
        sheet.disc(*between(between(a, b, 0.68), between(d, c, 0.68), 0.36), 4.4, PAPER)
        low, high = between(a, d, 0.75), between(b, c, 0.66)
        peak = between(between(a, b, 0.36), between(d, c, 0.36), 0.22)
        sheet.shape([low, peak, high, c, d], inks[1])
        sheet.shape(
            [
                between(a, d, 0.86),
                between(between(a, b, 0.6), between(d, c, 0.6), 0.62),
                between(b, c, 0.86),
                c,
                d,
            ],
            inks[2],
        )


def _coffee(sheet: Sheet, x: float, y: float) -> None:
    sheet.shadow(arc(x + 4, y + 5, 17, 17), 0.65, 2)
    sheet.disc(x, y, 17, BONE)
    sheet.line(arc(x, y, 15.4, 15.4), 0.7, TEAL)
    sheet.stipple(arc(x, y, 17, 17), STONE, (x - 4, y - 4), (x + 16, y + 16), 0.9)
    sheet.shadow(arc(x + 2.4, y + 3, 11, 11), 0.5, 1)
    sheet.line(
        smooth([(x - 8, y + 6), (x - 15, y + 10), (x - 13, y + 15), (x - 5, y + 9)]),
        2.4,
        TERRACOTTA,
    )
    cup = arc(x, y, 11.4, 11.4)
    sheet.shape(cup, TERRACOTTA)
    sheet.disc(x, y, 9.8, BRICK)
    sheet.disc(x + 0.4, y + 0.6, 9.2, COCOA)
    sheet.round_off(arc(x + 0.4, y + 0.6, 9.2, 9.2), NIGHT, (x + 40, y + 40), 0.8)
    sheet.line(arc(x, y, 7, 7, 190, 250), 0.8, CLAY)
    for k in range(3):
        sheet.line(
            arc(x + 2.6, y + 2.4, 1.2 + k, 1.2 + k, 20, 320),
            0.35,
            mix(CLAY, SAND, 0.5),
            0.8,
        )


def _camera(sheet: Sheet, x: float, y: float) -> None:
    body = turn(smooth(rect(x - 20, y - 12, 40, 25), closed=True, steps=2), (x, y), 12)
    body = turn(rect(x - 20, y - 12, 40, 25), (x, y), 12)
    sheet.shadow(moved(body, 2.6, 3.4), 0.7, 2)
    sheet.shape(body, INK)
    band = turn(rect(x - 20, y - 12, 40, 6), (x, y), 12)
    sheet.shape(band, mix(STONE, BONE, 0.4))
    sheet.stipple(body, mix(SLATE, INK, 0.3), (x + 10, y + 10), (x - 22, y - 10), 0.8)
    sheet.shadow(arc(x + 1.6, y + 4, 12, 12), 0.6, 1)
    for radius, ink in (
        (11.6, mix(STONE, SLATE, 0.4)),
        (10.2, INK),
        (8, mix(SLATE, INK, 0.4)),
        (6.8, NIGHT),
        (5, mix(INDIGO, PLUM, 0.4)),
        (2.6, NIGHT),
    ):
        sheet.disc(x, y + 2, radius, ink)
    sheet.line(arc(x, y + 2, 5.6, 5.6, 190, 260), 1.1, SKY)
    sheet.disc(x + 1.8, y + 4, 0.8, BLUSH)
    for dx, dy, r, ink in (
        (-15, -11, 2.6, STONE),
        (14, -5.4, 3, STONE),
        (8, -8.2, 1.6, BRICK),
    ):
        sheet.disc(x + dx, y + dy, r, ink)
        sheet.disc(x + dx, y + dy, r * 0.6, darker(ink, 0.3))
    strap = smooth(
        [(x - 20, y - 14), (x - 30, y - 24), (x - 14, y - 32), (x + 6, y - 30)]
    )
    sheet.line(strap, 1.6, CLAY)


def _spectacles(sheet: Sheet, x: float, y: float) -> None:
    for shift, ink, part in ((1.4, NIGHT, 0.35), (0, OXBLOOD, 1)):
        for dx, dy in ((-9, -2), (9, 2)):
            rim = turn(
                arc(x + dx + shift, y + dy + shift, 7.4, 6.4),
                (x + dx + shift, y + dy + shift),
                12,
            )
            if not shift:
                sheet.shape(rim, PAPER, 0.22)
            sheet.line(rim, 1.1, ink, part)
        sheet.line(arc(x + shift, y + shift - 0.6, 2.2, 2, 190, 370), 1, ink, part)
        for start, end in (((-16, -4), (-12, -26)), ((16, 4), (22, -18))):
            arm = [
                (x + start[0] + shift, y + start[1] + shift),
                (x + end[0] + shift, y + end[1] + shift),
                (x + end[0] + 3 + shift, y + end[1] - 3 + shift),
            ]
            sheet.line(smooth(arm, steps=5), 1, ink, part)


def _pencil(sheet: Sheet, x: float, y: float, angle: float, ink: Colour) -> None:
    def lay(a: float, w: float, top: float = -1.1, high: float = 2.2) -> Points:
        return turn(rect(x + a, y + top, w, high), (x, y), angle)

    sheet.shape(moved(lay(-22, 44), 0.9, 1.6), NIGHT, 0.45)
    sheet.shape(lay(-22, 37), ink)
    sheet.shape(lay(-22, 37, 0.2, 0.9), darker(ink, 0.35))
    sheet.shape(lay(-25, 3), ROSE)
    sheet.shape(lay(-22.4, 1.6), STONE)
    tip = turn([(x + 15, y - 1.1), (x + 20.6, y), (x + 15, y + 1.1)], (x, y), angle)
    sheet.shape(tip, SAND)
    sheet.shape(
        [between(tip[0], tip[1], 0.68), tip[1], between(tip[2], tip[1], 0.68)], INK
    )


def _notebook(sheet: Sheet) -> None:
    cover = turn(rect(2, 50, 22, 30), (12, 64), -14)
    sheet.shadow(moved(cover, 1, 1.6), 0.5, 1.2)
    sheet.shape(cover, BOUGAINVILLEA)
    sheet.stipple(cover, OXBLOOD, cover[0], cover[2], 0.8)
    sheet.line(
        [between(cover[0], cover[1], 0.82), between(cover[3], cover[2], 0.82)], 0.8, INK
    )


SCENES = {"newspaper-desk": newspaper_desk}

"""What grows in the demo pictures?"""

from collections.abc import Sequence

from .palette import AGAVE, COCOA, FOREST, MOSS, NIGHT, Colour, darker, lighter, mix
from .paths import Point, between, blob, leaf, ribbon, smooth
from .sheet import Sheet


def woods(
    sheet: Sheet, line: Sequence[Point], colour: Colour, size: float, step: int = 1
) -> None:
    """Conifers standing along a line."""
    rng = sheet.rng
    for x, y in line[::step]:
        tall = size * rng.uniform(0.6, 1.3)
        pine(sheet, x + rng.uniform(-1, 1), y + size * 0.3, tall, colour)


def pine(sheet: Sheet, x: float, y: float, tall: float, colour: Colour) -> None:
    """One conifer with drooping tiers."""
    rng = sheet.rng
    left, right = [], []
    tiers = 5
    for i in range(tiers):
        reach = tall * (0.06 + 0.2 * (i + 1) / tiers) * rng.uniform(0.85, 1.15)
        low = y - tall + tall * (i + 1) / tiers * 0.95
        left += [(x - reach, low), (x - reach * 0.45, low - tall * 0.03)]
        right += [(x + reach, low), (x + reach * 0.45, low - tall * 0.03)]
    sheet.shape([(x, y - tall), *right, (x, y), *left[::-1]], colour)


def tree(
    sheet: Sheet, x: float, y: float, tall: float, colour: Colour, light: Point
) -> None:
    """A broad-leaved tree: trunk and three shaded crowns."""
    rng = sheet.rng
    trunk = ribbon([(x, y), (x, y - tall * 0.6)], lambda t: tall * (0.11 - 0.05 * t))
    sheet.shape(trunk, darker(COCOA, 0.2))
    for dx, dy, r in ((-0.2, 0.52, 0.26), (0.2, 0.55, 0.25), (0, 0.75, 0.3)):
        crown = blob(rng, x + dx * tall, y - dy * tall, r * tall, r * tall * 0.85, 0.13)
        sheet.shape(crown, colour)
        sheet.round_off(crown, darker(colour, 0.55), light, 0.9)


def palm(
    sheet: Sheet, x: float, y: float, tall: float, lean: float, colour: Colour
) -> None:
    """A coconut palm; lean is how far its head stands to the right."""
    rng = sheet.rng
    spine = smooth([(x, y), (x + lean * 0.25, y - tall * 0.5), (x + lean, y - tall)])
    sheet.shape(ribbon(spine, lambda t: tall * (0.045 - 0.02 * t)), darker(colour, 0.3))
    crown = [-205, -178, -152, -122, -58, -30, -4, 24, -90]
    for angle in crown:
        turn = angle + rng.uniform(-6, 6)
        bend = 62 if turn > -90 else -62
        _frond(sheet, spine[-1], turn, tall * rng.uniform(0.38, 0.46), bend, colour)
    for dx in (-0.02, 0.015):
        sheet.disc(
            spine[-1][0] + dx * tall, spine[-1][1] + tall * 0.025, tall * 0.02, COCOA
        )


def _frond(
    sheet: Sheet, base: Point, angle: float, long: float, bend: float, colour: Colour
) -> None:
    blade = leaf(base, angle, long, long * 0.14, bend)
    spine = [between(a, b, 0.5) for a, b in zip(blade[:9], blade[:8:-1], strict=True)]
    sheet.shape(ribbon(spine, lambda t: long * 0.035 * (1.1 - t)), colour)
    fine = smooth(spine, steps=2)
    for i, point in enumerate(fine[2:], 2):
        part = i / len(fine)
        reach = long * 0.26 * (1 - 0.55 * part)
        for side in (-1, 1):
            droop = angle + bend * part + side * (44 - 14 * part)
            tone = colour if side * bend > 0 else lighter(colour, 0.12)
            sheet.shape(leaf(point, droop, reach, long * 0.042, bend / 4), tone)


def agave(
    sheet: Sheet, x: float, y: float, size: float, colour: Colour = AGAVE
) -> None:
    """A rosette of stiff blades lit from the left."""
    rng = sheet.rng
    sheet.oval(x + size * 0.15, y, size * 0.8, size * 0.13, NIGHT, 0.35)
    angles = [*range(-172, -90, 15), *range(-8, -90, -15), -105, -75, -90]
    for i, angle in enumerate(angles):
        turn = angle + rng.uniform(-5, 5)
        long = size * (0.85 + 0.25 * i / len(angles)) * rng.uniform(0.9, 1.08)
        base = x + rng.uniform(-0.08, 0.08) * size, y - size * 0.04
        blade = leaf(base, turn, long, size * 0.17)
        sheet.shape(blade, lighter(colour, 0.05 + 0.22 * (turn < -90)))
        sheet.shape([*blade[: len(blade) // 2], base], darker(colour, 0.38))


def cactus(
    sheet: Sheet, x: float, y: float, tall: float, colour: Colour, arms: int = 2
) -> None:
    """A columnar cactus with raised arms, lit from the left."""
    rng = sheet.rng
    thick = tall * 0.13
    for i in range(arms):
        side = 1 if i % 2 else -1
        start = y - tall * rng.uniform(0.3, 0.52)
        reach = x + side * tall * rng.uniform(0.17, 0.24)
        rise = start - tall * rng.uniform(0.22, 0.4)
        path = [(x, start), (reach - side * thick * 0.3, start), (reach, start - thick)]
        _column(sheet, smooth([*path, (reach, rise)]), thick * 0.68, colour)
    _column(sheet, [(x, y), (x, y - tall * 0.5), (x, y - tall)], thick, colour)


def _column(sheet: Sheet, spine: Sequence[Point], thick: float, colour: Colour) -> None:
    x, y = spine[-1]
    sheet.shape(ribbon(spine, lambda _: thick), colour)
    sheet.disc(x, y, thick / 2, colour)
    for offset, ink in ((0.22, darker(colour, 0.5)), (-0.02, darker(colour, 0.3))):
        rib = [(px + thick * offset, py) for px, py in spine]
        sheet.line(rib, thick * 0.2, ink)
    rim = [(px - thick * 0.34, py) for px, py in spine]
    sheet.line(rim, thick * 0.13, lighter(colour, 0.45))


def bush(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    leafy: Colour = MOSS,
    petals: Colour | None = None,
) -> None:
    """A low shrub, in flower when it is given petals."""
    rng = sheet.rng
    for _ in range(16):
        angle = rng.uniform(-165, -15)
        sheet.shape(
            leaf((x, y), angle, size * rng.uniform(0.6, 1), size * 0.2),
            mix(leafy, FOREST, rng.uniform(0, 0.7)),
        )
    if petals is None:
        return
    for _ in range(14):
        px, py = x + rng.gauss(0, size * 0.4), y - size * rng.uniform(0.3, 0.95)
        sheet.disc(px, py, size * rng.uniform(0.06, 0.11), petals)


def tufts(
    sheet: Sheet, top: float, bottom: float, colour: Colour, count: int, size: float
) -> None:
    """Grass blades, larger the nearer they are."""
    rng = sheet.rng
    places = sorted(rng.uniform(top, bottom) for _ in range(count))
    for y in places:
        x = rng.uniform(-2, 152)
        near = 0.3 + 0.7 * (y - top) / max(1, bottom - top)
        tint = mix(colour, darker(colour, 0.6), rng.random())
        for angle in (-115, -90, -66):
            turn = angle + rng.uniform(-12, 12)
            sheet.shape(leaf((x, y), turn, size * near, size * near * 0.1, 14), tint)

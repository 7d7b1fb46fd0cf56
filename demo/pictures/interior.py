"""Which tabletop and which tiles do the indoor pictures share?"""

from .palette import (
    BONE,
    INDIGO,
    JADE,
    LAGOON,
    MARIGOLD,
    OCHRE,
    PAPER,
    STONE,
    TERRACOTTA,
    Colour,
    darker,
    mix,
)
from .paths import arc, between, leaf, rect, smooth
from .sheet import Sheet


def tabletop(sheet: Sheet, ink: Colour, horizon: float) -> None:
    """A wooden table from ``horizon`` to the lower edge, darker to the right."""
    top = rect(-1, horizon, 152, 102 - horizon)
    sheet.shape(top, ink)
    for k in range(9):
        y = horizon + (102 - horizon) * (k / 9) ** 1.6
        line = [(x, y + sheet.rng.uniform(-0.3, 0.3)) for x in range(-2, 156, 10)]
        sheet.line(smooth(line, steps=3), 0.25 + k * 0.06, darker(ink, 0.3), 0.6)
    sheet.stipple(top, darker(ink, 0.6), (60, horizon), (110, 108), 0.8)


def talavera(sheet: Sheet, bottom: float, size: float = 12.5) -> None:
    """A wall of hand-painted blue and yellow tiles."""
    sheet.shape(rect(-1, -1, 152, bottom + 1), PAPER)
    rows, columns = int(bottom / size) + 1, int(150 / size) + 1
    for row in range(rows):
        for column in range(columns):
            x, y = (column + 0.5) * size, bottom - (row + 0.5) * size
            (_tile_rose if (row + column) % 2 else _tile_star)(sheet, x, y, size)
    for k in range(columns + 1):
        sheet.line([(k * size, 0), (k * size, bottom)], 0.35, mix(BONE, STONE, 0.35))
    for k in range(rows + 1):
        sheet.line(
            [(0, bottom - k * size), (150, bottom - k * size)],
            0.35,
            mix(BONE, STONE, 0.35),
        )


def _tile_rose(sheet: Sheet, x: float, y: float, size: float) -> None:
    blue = mix(INDIGO, LAGOON, 0.25)
    for dx in (-0.5, 0.5):
        for dy in (-0.5, 0.5):
            sheet.shape(
                arc(
                    x + dx * size,
                    y + dy * size,
                    size * 0.26,
                    size * 0.26,
                    *{
                        (-0.5, -0.5): (0, 90),
                        (0.5, -0.5): (90, 180),
                        (0.5, 0.5): (180, 270),
                        (-0.5, 0.5): (270, 360),
                    }[dx, dy],
                )
                + [(x + dx * size, y + dy * size)],
                OCHRE,
            )
    for k in range(8):
        sheet.shape(leaf((x, y), k * 45 + 22.5, size * 0.4, size * 0.17), blue)
    for k in range(4):
        sheet.shape(leaf((x, y), k * 90, size * 0.3, size * 0.12), TERRACOTTA)
    sheet.disc(x, y, size * 0.08, MARIGOLD)


def _tile_star(sheet: Sheet, x: float, y: float, size: float) -> None:
    blue = mix(INDIGO, LAGOON, 0.25)
    half = size * 0.5
    for a in range(4):
        corner = (
            x + half * (1 if a in (0, 3) else -1),
            y + half * (1 if a < 2 else -1),
        )
        sheet.shape(
            leaf(corner, 45 + [180, 270, 0, 90][a], size * 0.34, size * 0.16), blue
        )
    diamond = [
        (x, y - half * 0.86),
        (x + half * 0.86, y),
        (x, y + half * 0.86),
        (x - half * 0.86, y),
    ]
    sheet.shape(diamond, blue)
    sheet.shape([between((x, y), p, 0.72) for p in diamond], PAPER)
    for k in range(4):
        sheet.shape(leaf((x, y), k * 90 + 45, size * 0.22, size * 0.12), JADE)
    sheet.disc(x, y, size * 0.1, MARIGOLD)

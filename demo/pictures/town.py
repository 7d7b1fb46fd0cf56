"""What do the demo pictures hang, pave and build streets with?"""

from .palette import (
    BONE,
    BOUGAINVILLEA,
    COCOA,
    JADE,
    LAGOON,
    MARIGOLD,
    OCHRE,
    ROSE,
    Colour,
    darker,
    lighter,
)
from .paths import Floor, Point, Points, arc, between, leaf, rect
from .sheet import Sheet


def lamp(
    sheet: Sheet, x: float, y: float, size: float, colour: Colour = MARIGOLD
) -> None:
    """A lit bulb."""
    sheet.glow(x, y, size * 9, colour, 0.55)
    sheet.disc(x, y, size, lighter(colour, 0.75))


def papel_picado(
    sheet: Sheet, start: Point, end: Point, sag: float, size: float
) -> None:
    """A string of cut-paper banners."""
    rng = sheet.rng
    inks = (BOUGAINVILLEA, MARIGOLD, LAGOON, ROSE, JADE, BONE, OCHRE)
    cord = [
        (p[0], p[1] + sag * 4 * t * (1 - t))
        for t in (i / 40 for i in range(41))
        for p in [between(start, end, t)]
    ]
    sheet.line(cord, 0.18, COCOA)
    length = abs(end[0] - start[0])
    count = max(2, int(length / (size * 1.12)))
    offset = rng.randrange(len(inks))
    for i in range(count):
        x, y = cord[int((i + 0.5) / count * 40)]
        _banner(sheet, x, y, size, inks[(i + offset) % len(inks)])


def _banner(sheet: Sheet, x: float, y: float, size: float, ink: Colour) -> None:
    half, high = size / 2, size * 0.72
    sway = sheet.rng.uniform(-0.1, 0.1) * size
    fringe = []
    for i in range(7):
        fx = x + half - size * i / 6 + sway
        fringe.append((fx, y + high * (1 if i % 2 else 0.84)))
    sheet.shape([(x - half, y), (x + half, y), *fringe], ink, 0.95)
    hole = darker(ink, 0.5)
    cx, cy = x + sway * 0.5, y + high * 0.44
    for angle in range(0, 360, 60):
        sheet.shape(leaf((cx, cy), angle, size * 0.22, size * 0.09), hole)
    for dx in (-0.38, -0.2, 0.2, 0.38):
        sheet.disc(x + dx * size + sway * 0.3, y + high * 0.14, size * 0.035, hole)
        sheet.disc(x + dx * size + sway * 0.8, y + high * 0.74, size * 0.035, hole)


def tiles(
    sheet: Sheet, floor: Floor, inks: tuple[Colour, Colour], size: float, far: float
) -> None:
    """A chequered floor running back from the viewer."""
    rows = [1.0]
    while rows[-1] < far:
        rows.append(rows[-1] * 1.11)
    for row, (near, away) in enumerate(zip(rows, rows[1:], strict=False)):
        span = int(80 * near / size) + 2
        for column in range(-span, span):
            if (row + column) % 2:
                left = column * size
                sheet.shape(floor.strip(left, left + size, near, away), inks[row % 2])


def arch(x: float, y: float, width: float, height: float) -> Points:
    """An opening with a round head, standing on ``y``."""
    half = width / 2
    head = arc(x, y - height + half, half, half, 180, 360)
    return [(x - half, y), *head, (x + half, y)]


def facade(
    sheet: Sheet, x: float, y: float, width: float, height: float, wall: Colour
) -> None:
    """A painted two-storey house with a dado, a door and windows."""
    sheet.shape(rect(x, y - height, width, height), wall)
    sheet.shape(rect(x, y - height * 0.14, width, height * 0.14), darker(wall, 0.3))
    sheet.shape(
        rect(x - 0.3, y - height, width + 0.6, height * 0.04), lighter(wall, 0.5)
    )
    sheet.line(
        [(x, y - height * 0.52), (x + width, y - height * 0.52)],
        0.4,
        lighter(wall, 0.4),
    )
    trim, dark = lighter(wall, 0.6), darker(wall, 0.75)
    openings = (
        (0.27, 0.6, 0.24),
        (0.73, 0.6, 0.24),
        (0.73, 0.18, 0.2),
        (0.27, 0, 0.38),
    )
    for part, rise, tall in openings:
        middle, base = x + width * part, y - height * rise
        sheet.shape(
            arch(middle, base, width * 0.28, height * tall + width * 0.05), trim
        )
        sheet.shape(arch(middle, base, width * 0.2, height * tall), dark)
        if rise > 0.5:
            rail = rect(
                middle - width * 0.17, base - height * 0.05, width * 0.34, height * 0.06
            )
            sheet.shape(rail, darker(wall, 0.55))

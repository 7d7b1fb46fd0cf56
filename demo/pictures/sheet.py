"""How does colour get onto a demo picture: flat, faded, stippled or glowing?

Everything is drawn at twice the wanted size and reduced at the end, which is what
gives the shapes their clean edges.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from math import hypot
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .palette import NIGHT, Colour
from .paths import Point

WIDTH, HEIGHT = 150, 100
OVERSAMPLE = 2
RAMP_CELLS = 28

type Box = tuple[int, int, int, int]


@lru_cache(maxsize=4)
def _noise(width: int, height: int, seed: int = 5) -> Image.Image:
    data = Random(seed).randbytes(width * height)  # noqa: S311 (grain)
    return Image.frombytes("L", (width, height), data)


class Sheet:
    """One picture being drawn."""

    def __init__(self, size: tuple[int, int], rng: Random) -> None:
        self.rng = rng
        self.size = size
        pixels = (size[0] * OVERSAMPLE, size[1] * OVERSAMPLE)
        self.sx, self.sy = pixels[0] / WIDTH, pixels[1] / HEIGHT
        self.image = Image.new("RGB", pixels)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def _px(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.sx, y * self.sy) for x, y in points]

    # Flat colour.

    def shape(
        self, points: Sequence[Point], colour: Colour, opacity: float = 1
    ) -> None:
        """Fill an outline with one ink."""
        self.pen.polygon(self._px(points), fill=(*colour, round(255 * opacity)))

    def line(
        self, points: Sequence[Point], width: float, colour: Colour, opacity: float = 1
    ) -> None:
        """Draw a stroke of even width."""
        self.pen.line(
            self._px(points),
            fill=(*colour, round(255 * opacity)),
            width=max(1, round(width * self.sx)),
            joint="curve",
        )

    def oval(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        colour: Colour,
        opacity: float = 1,
    ) -> None:
        """Fill an upright ellipse around a centre."""
        box = self._px([(x - rx, y - ry), (x + rx, y + ry)])
        self.pen.ellipse(box, fill=(*colour, round(255 * opacity)))

    def disc(
        self, x: float, y: float, radius: float, colour: Colour, opacity: float = 1
    ) -> None:
        """Fill a circle."""
        self.oval(x, y, radius, radius, colour, opacity)

    # Colour that comes and goes.

    def sky(self, *inks: Colour, floor: float = HEIGHT) -> None:
        """Lay a vertical fade of two or more inks from the top edge to ``floor``."""
        strip = Image.new("RGB", (1, len(inks)))
        strip.putdata(inks)
        width = self.image.width
        height = round(floor * self.sy)
        fine = strip.resize((1, height), Image.Resampling.BICUBIC)
        self.image.paste(fine.resize((width, height), Image.Resampling.NEAREST))

    def fade(
        self, points: Sequence[Point], colour: Colour, start: Point, end: Point
    ) -> None:
        """Let an ink come in smoothly inside an outline, from ``start`` to ``end``."""
        box, mask = self._mask(points)
        if mask:
            ramp = self._ramp(box, self._towards(start, end))
            self.image.paste(colour, box, ImageChops.multiply(mask, ramp))

    def fade_out(
        self,
        points: Sequence[Point],
        colour: Colour,
        start: Point,
        end: Point,
        strength: float = 1,
    ) -> None:
        """Let an ink die away inside an outline, from ``start`` to ``end``."""
        box, mask = self._mask(points)
        if mask:
            part = self._towards(start, end)
            ramp = self._ramp(box, lambda x, y: strength * (1 - part(x, y)))
            self.image.paste(colour, box, ImageChops.multiply(mask, ramp))

    def stipple(
        self,
        points: Sequence[Point],
        colour: Colour,
        start: Point,
        end: Point,
        strength: float = 1,
    ) -> None:
        """Let an ink come in as grain inside an outline, as through a stencil."""
        box, mask = self._mask(points)
        if not mask:
            return
        ramp = self._ramp(box, self._towards(start, end, strength))
        grain = ImageChops.add(ramp, self._grain(mask.size), 1, -255)
        grain = grain.point([min(255, v * 6) for v in range(256)])
        self.image.paste(colour, box, ImageChops.multiply(mask, grain))

    def round_off(
        self, points: Sequence[Point], colour: Colour, light: Point, strength: float = 1
    ) -> None:
        """Stipple an outline on the side that looks away from ``light``."""
        xs, ys = zip(*points, strict=True)
        x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        far = hypot(light[0] - x, light[1] - y) or 1
        reach = hypot(max(xs) - min(xs), max(ys) - min(ys)) / 2
        dx, dy = (light[0] - x) / far * reach, (light[1] - y) / far * reach
        lit, dark = (x + dx * 0.35, y + dy * 0.35), (x - dx * 0.9, y - dy * 0.9)
        self.stipple(points, colour, lit, dark, strength)

    def glow(
        self, x: float, y: float, radius: float, colour: Colour, strength: float = 1
    ) -> None:
        """Add soft light around a point."""
        box = self._clip(
            [(x - radius, y - radius * 1.0), (x + radius, y + radius * 1.0)]
        )
        if box[2] <= box[0] or box[3] <= box[1]:
            return

        def light(px: float, py: float) -> float:
            return max(0, 1 - hypot(px - x, py - y) / radius) ** 2 * strength

        ramp = self._ramp(box, light)
        ink = Image.merge(
            "RGB", [ramp.point(lambda v, c=c: v * c / 255) for c in colour]
        )
        lit = ImageChops.screen(self.image.crop(box), ink)
        self.image.paste(lit, box)

    def shadow(
        self,
        points: Sequence[Point],
        strength: float = 0.5,
        blur: float = 2,
        colour: Colour = NIGHT,
    ) -> None:
        """Lay a soft-edged dark shape."""
        xs, ys = zip(*points, strict=True)
        pad = blur * 2
        corners = [(min(xs) - pad, min(ys) - pad), (max(xs) + pad, max(ys) + pad)]
        box = self._clip(corners)
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        small = (max(1, (box[2] - box[0]) // 6), max(1, (box[3] - box[1]) // 6))
        mask = Image.new("L", small)
        outline = [((x - box[0]) / 6, (y - box[1]) / 6) for x, y in self._px(points)]
        ImageDraw.Draw(mask).polygon(outline, fill=round(255 * strength))
        mask = mask.filter(ImageFilter.GaussianBlur(blur * self.sx / 12))
        size = (box[2] - box[0], box[3] - box[1])
        self.image.paste(colour, box, mask.resize(size, Image.Resampling.BILINEAR))

    def haze(self, top: float, bottom: float, colour: Colour, strength: float) -> None:
        """Let air settle: nothing at ``top``, thickest at ``bottom``."""
        band = [(0, top), (WIDTH, top), (WIDTH, bottom), (0, bottom)]
        box, mask = self._mask(band)
        if mask:
            ramp = self._ramp(box, lambda _, y: strength * (y - top) / (bottom - top))
            self.image.paste(colour, box, ImageChops.multiply(mask, ramp))

    # Whole-picture tricks.

    @contextmanager
    def inside(self, points: Sequence[Point], pad: float = WIDTH) -> Iterator[None]:
        """Keep what is drawn meanwhile within an outline.

        Only ``pad`` around the outline is protected: a small pad is quicker, and then
        nothing may be drawn further out than that.
        """
        xs, ys = zip(*points, strict=True)
        box = self._clip(
            [(min(xs) - pad, min(ys) - pad), (max(xs) + pad, max(ys) + pad)]
        )
        before = self.image.crop(box)
        yield
        mask = Image.new("L", before.size, 255)
        outline = [(x - box[0], y - box[1]) for x, y in self._px(points)]
        ImageDraw.Draw(mask).polygon(outline, fill=0)
        self.image.paste(before, box, mask)

    def printed(self) -> Image.Image:
        """The finished picture at the wanted size, with the tooth of paper on it."""
        picture = self.image.resize(self.size, Image.Resampling.BOX)
        noise = _noise(*self.size, 11)
        fine = noise.point([108 + v * 40 // 255 for v in range(256)])
        small = (max(1, self.size[0] // 3), max(1, self.size[1] // 3))
        mottle = _noise(*small, 12).filter(ImageFilter.GaussianBlur(1.2))
        mottle = mottle.resize(self.size, Image.Resampling.BILINEAR)
        mottle = mottle.point([98 + v * 60 // 255 for v in range(256)])
        tooth = ImageChops.add(fine, mottle, 2)
        return ImageChops.overlay(picture, Image.merge("RGB", [tooth] * 3))

    # The machinery behind the masks.

    def _clip(self, points: Sequence[Point]) -> Box:
        xs, ys = zip(*self._px(points), strict=True)
        width, height = self.image.size
        return (
            max(0, min(width, int(min(xs)))),
            max(0, min(height, int(min(ys)))),
            max(0, min(width, int(max(xs)) + 1)),
            max(0, min(height, int(max(ys)) + 1)),
        )

    def _mask(self, points: Sequence[Point]) -> tuple[Box, Image.Image | None]:
        box = self._clip(points)
        if box[2] <= box[0] or box[3] <= box[1]:
            return box, None
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        outline = [(x - box[0], y - box[1]) for x, y in self._px(points)]
        ImageDraw.Draw(mask).polygon(outline, fill=255)
        return box, mask

    def _ramp(self, box: Box, value: Callable[[float, float], float]) -> Image.Image:
        left, top, right, bottom = box
        cells = range(RAMP_CELLS)
        xs = [(left + (right - left) * (i + 0.5) / RAMP_CELLS) / self.sx for i in cells]
        ys = [(top + (bottom - top) * (i + 0.5) / RAMP_CELLS) / self.sy for i in cells]
        ramp = Image.new("L", (RAMP_CELLS, RAMP_CELLS))
        ramp.putdata([round(255 * value(x, y)) for y in ys for x in xs])
        return ramp.resize((right - left, bottom - top), Image.Resampling.BICUBIC)

    @staticmethod
    def _towards(
        start: Point, end: Point, strength: float = 1
    ) -> Callable[[float, float], float]:
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = dx * dx + dy * dy or 1

        def part(x: float, y: float) -> float:
            along = ((x - start[0]) * dx + (y - start[1]) * dy) / length
            return min(1, max(0, along)) * strength

        return part

    def _grain(self, size: tuple[int, int]) -> Image.Image:
        width, height = self.image.size
        noise = _noise(width, height)
        left = self.rng.randrange(width - size[0] + 1)
        top = self.rng.randrange(height - size[1] + 1)
        return noise.crop((left, top, left + size[0], top + size[1]))

"""How are people drawn in a demo picture, small and nobody in particular?"""

from dataclasses import dataclass

from .palette import CLOTHES, COCOA, INDIGO, INK, OCHRE, SKIN, Colour, darker, lighter
from .paths import Point, arc, between, ribbon, smooth
from .sheet import Sheet


@dataclass(frozen=True)
class Dress:
    """What someone wears; a silhouette wears one colour."""

    skin: Colour = SKIN[1]
    top: Colour = CLOTHES[0]
    legs: Colour = INDIGO
    hair: Colour = INK
    hat: Colour | None = None
    skirt: bool = False
    shorts: bool = False

    @classmethod
    def silhouette(
        cls, colour: Colour, *, hat: bool = False, skirt: bool = False
    ) -> "Dress":
        """One dark shape against the light."""
        return cls(colour, colour, colour, colour, colour if hat else None, skirt)


def anyone(sheet: Sheet) -> Dress:
    """Someone from the street, dressed by chance."""
    rng = sheet.rng
    top = rng.choice(CLOTHES)
    legs = rng.choice((INDIGO, COCOA, INK, darker(OCHRE, 0.5)))
    skirt = rng.random() < 0.35
    hat = rng.choice((None, None, lighter(OCHRE, 0.4)))
    if skirt:
        legs = rng.choice(CLOTHES)
    return Dress(rng.choice(SKIN), top, legs, INK, hat, skirt)


def person(
    sheet: Sheet,
    x: float,
    y: float,
    tall: float,
    dress: Dress,
    *,
    stride: float = 0.1,
    arms: tuple[float, float] = (0.06, 0.06),
    shade: bool = True,
) -> None:
    """Someone standing on ``y``; each arm reaches out by its part of the height."""
    _legs(sheet, x, y, tall, dress, stride)
    _torso(sheet, x, y, tall, dress, arms, shade=shade)
    _head(sheet, x, y - tall * 0.9, tall, dress)


def _legs(
    sheet: Sheet, x: float, y: float, tall: float, dress: Dress, stride: float
) -> None:
    hip = y - tall * 0.48
    for side in (-1, 1):
        foot = (x + side * stride * tall, y)
        top = (x + side * tall * 0.045, hip)
        leg = ribbon(
            [top, between(top, foot, 0.5), foot], lambda t: tall * (0.1 - 0.05 * t)
        )
        colour = darker(dress.legs, 0.25) if side > 0 else dress.legs
        sheet.shape(leg, dress.skin if dress.skirt or dress.shorts else colour)
        if dress.shorts:
            thigh = [top, between(top, foot, 0.42)]
            sheet.shape(ribbon(thigh, lambda _: tall * 0.12), colour)
        sheet.oval(foot[0] + tall * 0.015, y, tall * 0.045, tall * 0.02, dress.hair)
    if dress.skirt:
        hem = y - tall * 0.2
        half = tall * (0.12 + stride * 0.5)
        skirt = [(x - tall * 0.07, hip), (x + tall * 0.07, hip), (x + half, hem)]
        sheet.shape([*skirt, (x - half, hem)], dress.legs)
        shade = [(x + tall * 0.01, hip), skirt[1], skirt[2], (x + half * 0.2, hem)]
        sheet.shape(shade, darker(dress.legs, 0.25))


def _torso(
    sheet: Sheet,
    x: float,
    y: float,
    tall: float,
    dress: Dress,
    arms: tuple[float, float],
    *,
    shade: bool,
) -> None:
    shoulder, waist = y - tall * 0.81, y - tall * 0.46
    for side, reach in zip((-1, 1), arms, strict=True):
        start = (x + side * tall * 0.105, shoulder + tall * 0.03)
        _arm(sheet, start, side, reach, tall, dress)
    outline = [
        (x - tall * 0.05, shoulder - tall * 0.03),
        (x + tall * 0.05, shoulder - tall * 0.03),
        (x + tall * 0.125, shoulder + tall * 0.02),
        (x + tall * 0.085, waist),
        (x - tall * 0.085, waist),
        (x - tall * 0.125, shoulder + tall * 0.02),
    ]
    sheet.shape(outline, dress.top)
    if shade:
        dark = [(x + tall * 0.02, shoulder), *outline[1:4], (x + tall * 0.03, waist)]
        sheet.shape(dark, darker(dress.top, 0.3))


def _arm(
    sheet: Sheet, start: Point, side: int, reach: float, tall: float, dress: Dress
) -> None:
    x, y = start
    drop = max(-0.34, 0.34 - reach * reach * 1.6 - max(0, reach - 0.2))
    elbow = (x + side * (reach * 0.5 + 0.02) * tall, y + drop * 0.55 * tall)
    hand = (x + side * reach * tall, y + drop * tall)
    arm = smooth([start, elbow, hand], steps=4)
    sheet.shape(ribbon(arm, lambda t: tall * (0.065 - 0.02 * t)), dress.skin)
    sleeve = smooth([start, elbow], steps=4)
    colour = darker(dress.top, 0.2 if side > 0 else 0.05)
    sheet.shape(ribbon(sleeve, lambda t: tall * (0.075 - 0.015 * t)), colour)


def _head(sheet: Sheet, x: float, y: float, tall: float, dress: Dress) -> None:
    sheet.oval(x, y + tall * 0.06, tall * 0.028, tall * 0.05, darker(dress.skin, 0.3))
    sheet.oval(x, y, tall * 0.056, tall * 0.07, dress.skin)
    sheet.shape(
        arc(x, y - tall * 0.01, tall * 0.062, tall * 0.068, 170, 370), dress.hair
    )
    if dress.hat:
        sheet.oval(x, y - tall * 0.03, tall * 0.15, tall * 0.028, dress.hat)
        crown = arc(x, y - tall * 0.03, tall * 0.066, tall * 0.08, 180, 360)
        sheet.shape(crown, lighter(dress.hat, 0.2))
        sheet.line(crown[:1] + crown[-1:], tall * 0.018, darker(dress.hat, 0.5))


def crowd(
    sheet: Sheet,
    left: float,
    right: float,
    y: float,
    tall: float,
    count: int,
    dress: Dress | None = None,
) -> None:
    """Several people at about the same distance, the nearest drawn last."""
    rng = sheet.rng
    feet = sorted(y + rng.uniform(0, tall * 0.22) for _ in range(count))
    for i, foot in enumerate(feet):
        x = left + (right - left) * (((i * 7) % count) + rng.random()) / count
        high = tall * rng.uniform(0.88, 1.06)
        stride = rng.uniform(0.04, 0.16)
        person(sheet, x, foot, high, dress or anyone(sheet), stride=stride)

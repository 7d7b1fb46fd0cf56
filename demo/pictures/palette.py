"""Which colours do the demo pictures share?"""

type Colour = tuple[int, int, int]

PAPER = (250, 243, 228)
BONE = (242, 230, 206)
SAND = (230, 203, 156)
OCHRE = (219, 158, 58)
MARIGOLD = (240, 150, 38)
TERRACOTTA = (194, 86, 50)
BRICK = (148, 56, 40)
OXBLOOD = (92, 32, 36)
BOUGAINVILLEA = (198, 40, 102)
ROSE = (230, 120, 122)
BLUSH = (246, 190, 166)
PLUM = (84, 42, 86)
INDIGO = (36, 42, 92)
NIGHT = (17, 21, 48)
TEAL = (16, 92, 104)
LAGOON = (40, 150, 154)
SEAFOAM = (156, 208, 194)
SKY = (126, 184, 206)
JADE = (48, 128, 94)
AGAVE = (98, 150, 146)
FOREST = (22, 66, 58)
MOSS = (104, 126, 56)
LIME = (168, 178, 76)
COCOA = (70, 40, 32)
CLAY = (170, 106, 72)
INK = (20, 22, 32)
STONE = (150, 143, 136)
SLATE = (72, 84, 100)

SKIN = ((118, 72, 52), (152, 100, 70), (184, 130, 94), (206, 156, 120))
CLOTHES = (BONE, TERRACOTTA, TEAL, BOUGAINVILLEA, OCHRE, INDIGO, JADE, ROSE)


def mix(one: Colour, other: Colour, part: float) -> Colour:
    """The colour ``part`` of the way from ``one`` to ``other``."""
    red, green, blue = (
        round(a + (b - a) * part) for a, b in zip(one, other, strict=True)
    )
    return red, green, blue


def lighter(colour: Colour, part: float = 0.25) -> Colour:
    """The colour with warm paper showing through."""
    return mix(colour, PAPER, part)


def darker(colour: Colour, part: float = 0.25) -> Colour:
    """The colour falling into night blue, as shade does in strong light."""
    return mix(colour, NIGHT, part)

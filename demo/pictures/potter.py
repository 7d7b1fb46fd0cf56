"""How does a potter sit at the wheel?"""

from .palette import (
    BOUGAINVILLEA,
    BRICK,
    CLAY,
    COCOA,
    INDIGO,
    INK,
    NIGHT,
    OXBLOOD,
    SAND,
    SKIN,
    STONE,
    TEAL,
    TERRACOTTA,
    darker,
    lighter,
    mix,
)
from .paths import arc, between, rect, ribbon, smooth
from .sheet import Sheet

# Half the profile of each kind of jar: reach and height, as parts of its height.


def potter(sheet: Sheet) -> None:
    """Someone seated at a wheel, both hands on a bowl."""
    x, y = 54, 92
    sheet.shadow(arc(x + 4, 96, 36, 4), 0.7, 2.4)
    _potter_figure(sheet, 38, 94)
    wood = mix(COCOA, CLAY, 0.3)
    for dx in (-13, 15):
        sheet.shape(
            [
                (x + dx + 6, y - 17),
                (x + dx + 9, y - 17),
                (x + dx + 10, y + 5),
                (x + dx + 7, y + 5),
            ],
            wood,
        )
    sheet.shape(rect(x + 5, y - 17, 3, 20), darker(wood, 0.4))
    sheet.oval(x + 6, y + 2, 19, 3.6, darker(wood, 0.3))
    sheet.oval(x + 6, y + 1, 19, 3.6, wood)
    sheet.oval(x + 6, y - 16, 14, 3, darker(wood, 0.2))
    sheet.oval(x + 6, y - 17, 14, 3, mix(STONE, CLAY, 0.3))
    clay = mix(TERRACOTTA, CLAY, 0.5)
    body = smooth(
        [
            (x - 3, y - 31),
            (x - 1.6, y - 25),
            (x + 1, y - 19),
            (x + 4, y - 17),
            (x + 9, y - 17),
            (x + 12, y - 19),
            (x + 15, y - 25),
            (x + 16, y - 31),
        ]
    )
    sheet.shape(body, clay)
    for k in range(5):
        sheet.line(
            arc(x + 6.5, y - 29 + k * 2.4, 9.4 - k * 0.9, 2, 10, 170), 0.35, BRICK, 0.7
        )
    sheet.stipple(body, OXBLOOD, (x + 2, y - 26), (x + 17, y - 22), 1)
    sheet.oval(x + 6.5, y - 31, 9.6, 2.6, lighter(clay, 0.2))
    sheet.oval(x + 6.5, y - 30.8, 8.2, 1.9, darker(clay, 0.55))
    _potter_arms(sheet)


def _potter_arms(sheet: Sheet) -> None:
    for path in ([(38, 50), (44, 62), (51.6, 64)], [(32, 50), (40, 68), (52, 69)]):
        arm = smooth(path)
        sheet.shape(
            ribbon(arm, lambda t: 4.6 - 2 * t),
            SKIN[1] if path[0][0] > 35 else darker(SKIN[1], 0.15),
        )
        sheet.shape(
            ribbon(smooth([path[0], between(path[0], path[1], 0.75)]), lambda t: 6 - t),
            TEAL,
        )
        sheet.oval(path[2][0] + 0.6, path[2][1], 1.9, 1.7, mix(SKIN[1], CLAY, 0.5))


def _potter_figure(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape(rect(x - 12, y - 22, 15, 3), COCOA)
    for dx in (-11, 0):
        sheet.shape(rect(x + dx, y - 20, 2.2, 22), darker(COCOA, 0.3))
    leg = smooth([(x - 5, y - 24), (x + 9, y - 23), (x + 10, y - 2)])
    sheet.shape(ribbon(leg, lambda t: 8.4 - 3.4 * t), INDIGO)
    sheet.oval(x + 12, y - 0.6, 4, 1.6, COCOA)
    back = smooth(
        [
            (x - 10, y - 21),
            (x - 11, y - 36),
            (x - 5, y - 46),
            (x + 2, y - 45),
            (x + 4, y - 34),
            (x + 3, y - 21),
        ],
        closed=True,
    )
    sheet.shape(back, TEAL)
    sheet.stipple(back, NIGHT, (x + 2, y - 40), (x - 12, y - 26), 0.95)
    apron = smooth(
        [
            (x + 1, y - 40),
            (x + 4, y - 32),
            (x + 12, y - 25),
            (x + 12, y - 18),
            (x - 2, y - 19),
        ],
        closed=True,
    )
    sheet.shape(apron, mix(CLAY, SAND, 0.4))
    _potter_head(sheet, x, y)


def _potter_head(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape(
        ribbon([(x - 1, y - 46), (x + 1.6, y - 51)], lambda _: 4), darker(SKIN[1], 0.2)
    )
    sheet.oval(x + 3, y - 54, 4.3, 5.2, SKIN[1])
    sheet.shape(
        [(x + 6.6, y - 54.6), (x + 8.4, y - 52.4), (x + 6.4, y - 51.6)], SKIN[1]
    )
    hair = smooth(
        [
            (x + 5.6, y - 58.4),
            (x + 1, y - 60),
            (x - 3, y - 56),
            (x - 2.4, y - 51.4),
            (x + 0.6, y - 52.6),
            (x + 2.4, y - 56),
        ],
        closed=True,
    )
    sheet.shape(hair, INK)
    sheet.disc(x - 3.4, y - 52.4, 2.3, INK)
    sheet.line(
        smooth([(x - 2.6, y - 57), (x + 1.6, y - 57.6), (x + 6, y - 57)]),
        1.3,
        BOUGAINVILLEA,
    )

"""Which links in a story can play in place, and from whose address would they come?

An editor writes a plain link in a paragraph of its own. Only a reader's click has the
other site asked for anything, and only these sites: the policy of the page says so too.
"""

import re
from typing import NamedTuple


class Player(NamedTuple):
    """A site whose links can play in place."""

    name: str
    link: re.Pattern[str]
    frame: str  # what the link's groups are put into


PLAYERS = (
    Player(
        "YouTube",
        re.compile(
            r"https://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/)"
            r"|youtu\.be/)([\w-]{11})(?:[?&#/].*)?"
        ),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    Player(
        "Vimeo",
        re.compile(r"https://(?:www\.)?vimeo\.com/(\d{1,12})(?:[?#/].*)?"),
        "https://player.vimeo.com/video/{}?dnt=1",
    ),
    Player(
        "Spotify",
        re.compile(
            r"https://open\.spotify\.com/(episode|show|track|album|playlist)"
            r"/([A-Za-z0-9]{10,40})(?:[?#].*)?"
        ),
        "https://open.spotify.com/embed/{}/{}",
    ),
)


def player_of(address: str) -> tuple[str, str] | None:
    """The site's name and the address that plays the link; None for any other link."""
    for player in PLAYERS:
        if match := player.link.fullmatch(address):
            return player.name, player.frame.format(*match.groups())
    return None

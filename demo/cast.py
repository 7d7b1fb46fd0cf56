"""Who may a visitor of the demo become? One person for each way of reading."""

from dataclasses import dataclass

PASSWORD = "newsroom"  # noqa: S105  everyone may know it: it opens nothing real


@dataclass(frozen=True)
class Character:
    """A demo person: her key, what is shown of her, and which role she has."""

    key: str
    name: str
    story: str
    group: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@example.com"


CAST = (
    Character("reader", "Rosa Reader", "signed up, has never paid"),
    Character(
        "subscriber", "Santiago Prado", "pays monthly, reads and writes comments"
    ),
    Character("lapsed", "Laura Nieto", "paid once; her subscription has ended"),
    Character("moderator", "Mo Delgado", "keeps the conversation good", "Moderators"),
    Character("editor", "Elena Editor", "writes and publishes stories", "Editors"),
    Character("publisher", "Pablo Quiroz", "sees who pays", "Publishers"),
)


def character(key: str) -> Character | None:
    """The demo person with this key."""
    return next((one for one in CAST if one.key == key), None)

"""What is written in the demo edition's files?"""

import re
import tomllib
from datetime import timedelta
from functools import cache
from pathlib import Path

EDITION = Path(__file__).parent / "edition"
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def stories() -> list[dict]:
    """Every story: its front matter, with ``slug`` and ``body``; oldest first."""
    found = [_story(path) for path in (EDITION / "stories").glob("*.html")]
    return sorted(found, key=lambda story: age(story["published"]), reverse=True)


def _story(path: Path) -> dict:
    _, front_matter, body = path.read_text().split("+++\n", 2)
    return tomllib.loads(front_matter) | {"slug": path.stem, "body": body.strip()}


def comments(slug: str) -> list[dict]:
    """The comments under a story, a reply always after what it answers."""
    path = EDITION / "comments" / f"{slug}.toml"
    return tomllib.loads(path.read_text())["comment"] if path.exists() else []


@cache
def table(name: str) -> dict[str, dict]:
    """One of the small files: ``authors``, ``people`` or ``pages``."""
    return tomllib.loads((EDITION / f"{name}.toml").read_text())


def age(text: str) -> timedelta:
    """The time that ``1d4h``, ``35m`` or ``2h10m`` stands for."""
    parts = re.findall(r"(\d+)([dhm])", text)
    return timedelta(**{_UNITS[unit]: int(number) for number, unit in parts})


def months(text: str) -> timedelta:
    """The time that ``14mo`` stands for."""
    return timedelta(days=30 * int(text.removesuffix("mo")))

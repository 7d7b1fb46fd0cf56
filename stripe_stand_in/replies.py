"""What goes back over the wire?"""

import json
from dataclasses import dataclass, field


@dataclass
class Reply:
    """A status, a body and some headers."""

    status: int
    body: str = ""
    content_type: str = "text/plain; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


def as_json(status: int, body: dict, **headers: str) -> Reply:
    """A reply in JSON; an underscore in a header's name stands for a hyphen."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(status, json.dumps(body, indent=2), "application/json", named)

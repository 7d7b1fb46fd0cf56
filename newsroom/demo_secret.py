"""What signs the demo's cookies? A key made once on this machine, and kept."""

import os
import secrets
from pathlib import Path


def demo_secret(var: Path) -> str:
    """The key in ``var/secret-key``; made at the first start, readable by its owner."""
    var.mkdir(parents=True, exist_ok=True)
    path = var / "secret-key"
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        _first_wins(draft, path)
    return path.read_text()


def _first_wins(draft: Path, path: Path) -> None:
    # Several processes may start at once; all must sign with one key.
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

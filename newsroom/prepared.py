"""Was this database already prepared by exactly this code, so that a run can skip it?

Asking Django costs a start of Django; comparing the files that matter costs nothing.
The note lies with the embedded server's data, and goes when that goes.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

SOURCES = ("*/migrations/*.py", "demo/**/*", "newsroom/roles.py", "uv.lock")


def fingerprint(project: Path) -> str:
    """The same while no file that shapes the database has been touched."""
    digest = hashlib.sha256()
    for path in sorted(_sources(project)):
        found = path.stat()
        digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _sources(project: Path) -> Iterator[Path]:
    for pattern in SOURCES:
        for path in project.glob(pattern):
            if path.is_file() and path.suffix != ".pyc":
                yield path


def is_prepared(home: Path | None, code: str) -> bool:
    """Whether ``remember`` was called with the same code for this database."""
    return home is not None and _note(home).exists() and _note(home).read_text() == code


def remember(home: Path | None, code: str) -> None:
    """Note that the database is ready for this code; a foreign server gets no note."""
    if home is not None:
        _note(home).write_text(code)


def _note(home: Path) -> Path:
    return home / "prepared"

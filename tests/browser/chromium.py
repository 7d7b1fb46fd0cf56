"""Which Chromium do the browser tests drive, and how does it get here?"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT = (sys.executable, "-m", "playwright", "install", "chromium")
DEBIAN = ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")


def find_chromium() -> str | None:
    """The path of a Chromium: one on the PATH, else Playwright's own; None if none."""
    on_the_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_the_path or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    """Install a Chromium if there is none; the exit status."""
    if find_chromium() or _install():
        return 0
    sys.stderr.write(
        "The browser tests need Chromium, and it could not be installed. Install the"
        " package 'chromium' (as root: apt-get install chromium) and try again.\n"
    )
    return 1


def _install() -> bool:
    _run(*PLAYWRIGHT)
    if not find_chromium() and os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "--quiet")
        _run(*DEBIAN)
    return find_chromium() is not None


def _run(*command: str) -> None:
    sys.stdout.write(f"No Chromium yet; running: {' '.join(command)}\n")
    sys.stdout.flush()
    subprocess.run(command, check=False)


if __name__ == "__main__":
    sys.exit(main())

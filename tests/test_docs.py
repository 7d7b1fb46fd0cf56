"""Do the documents agree with the code they speak of?"""

import ast
import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parent.parent
NOT_OURS = {"var", "node_modules", "staticfiles"}
ENV_READERS = {"text", "required", "flag", "number", "words"}
OF_COMPOSE_ALONE = {"SITE", "POSTGRES_PASSWORD"}


def documents() -> list[Path]:
    """All of ours; tools keep theirs in folders that begin with a dot."""
    return [
        path
        for path in sorted(ROOT.rglob("*.md"))
        if not any(part in NOT_OURS or part[0] == "." for part in _folders(path))
    ]


def _folders(path: Path) -> tuple[str, ...]:
    return path.relative_to(ROOT).parent.parts


def read_by_the_settings() -> set[str]:
    """The variables that are asked for by ``env.text("NAME")`` and its like."""
    tree = ast.parse((ROOT / "newsroom" / "settings.py").read_text())
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and getattr(node.func.value, "id", "") == "env"
        and node.func.attr in ENV_READERS
        and isinstance(node.args[0], ast.Constant)
    }


def first_cells(document: str, heading: str = "") -> list[str]:
    """What stands between backticks in the first column of a section's tables."""
    text = (ROOT / "docs" / document).read_text()
    section = text.partition(heading)[2].partition("\n## ")[0] if heading else text
    return re.findall(r"^\| `([^`]+)`", section, re.M)


def links(document: Path) -> list[str]:
    """The document's links and images that lead to the project's own files."""
    prose = re.sub(r"^```.*?^```", "", document.read_text(), flags=re.M | re.S)
    targets = re.findall(r"\]\(([^)\s]+)\)", prose)
    return [one for one in targets if not re.match(r"[a-z]+:", one)]


def anchors(document: Path) -> set[str]:
    """The headings' addresses, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.M)
    bare = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in bare}


def is_broken(document: Path, link: str) -> bool:
    path, _, anchor = unquote(link).partition("#")
    target = (document.parent / path).resolve() if path else document
    if not target.exists():
        return True
    return bool(anchor) and anchor not in anchors(target)


def test_every_setting_is_explained_once_and_no_other():
    explained = first_cells("operating.md", heading="## Settings")

    assert sorted(explained) == sorted(read_by_the_settings())


def test_the_example_environment_names_real_settings():
    lines = (ROOT / ".env.example").read_text().splitlines()
    named = {line.partition("=")[0] for line in lines if not line.startswith("#")}

    assert named <= read_by_the_settings() | OF_COMPOSE_ALONE


def test_every_dependency_has_its_line_and_no_other():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"].values()
    wanted = [*project["project"]["dependencies"], *(one for g in groups for one in g)]

    explained = {one for one in first_cells("dependencies.md") if "/" not in one}

    assert explained == {re.split(r"[<>=!~; ]", one)[0] for one in wanted}


def test_vendored_files_have_their_line():
    vendored = [*ROOT.glob("static/vendor/*.js"), *ROOT.glob("static/fonts/*.woff2")]

    explained = [one for one in first_cells("dependencies.md") if "/" in one]

    missing = {
        path.name
        for path in vendored
        if not any(path.relative_to(ROOT).match(one) for one in explained)
    }
    assert missing == set()


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_no_link_is_broken(document):
    broken = [link for link in links(document) if is_broken(document, link)]

    assert broken == []

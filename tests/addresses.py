"""Which addresses does the site answer? Read from the resolver: none is forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver: its full name, its view, and what it asks for."""

    name: str
    view: object
    route: str
    parameters: tuple[str, ...]

    def path(self, values: dict[str, object]) -> str:
        """The address with its parameters filled in."""
        route = self.route
        for name, value in values.items():
            # Either <converter:name> of a path, or (?P<name>…) of a regular expression.
            asked = rf"<(?:\w+:)?{name}>|\(\?P<{name}>[^)]*\)"
            route = re.sub(asked, str(value).replace("\\", r"\\"), route, count=1)
        return "/" + route.rstrip("$").replace("\\", "")


def walk(
    resolver: URLResolver,
    spaces: tuple[str, ...] = (),
    before: str = "",
    asked: tuple[str, ...] = (),
) -> Iterator[Address]:
    """Every address under the resolver; an unnamed one is called by its route."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern).lstrip("^")
        parameters = (*asked, *_parameters(entry))
        if isinstance(entry, URLPattern):
            name = ":".join((*spaces, entry.name)) if entry.name else route
            yield Address(name, entry.callback, route, parameters)
        else:
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from walk(entry, inner, route, parameters)


def _parameters(entry: URLPattern | URLResolver) -> tuple[str, ...]:
    if hasattr(entry.pattern, "_route"):
        return tuple(entry.pattern.converters)
    return tuple(entry.pattern.regex.groupindex)

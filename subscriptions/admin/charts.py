"""How are the numbers of some months drawn? As bars that need no script."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format

Number = int | float | None


class Bar(NamedTuple):
    """A number, and how high it stands in a hundred parts of the chart's height."""

    value: Number
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars side by side for each month; every number stands in a table as well."""

    title: str
    names: list[str]
    columns: list[tuple[str, list[Bar]]]
    highest: Number

    @property
    def is_empty(self) -> bool:
        """True when there is nothing but zeros to draw."""
        return not self.highest


def chart(title: str, begins: Iterable[date], **series: list[Number]) -> Chart:
    """A chart of some series of numbers by their names, one number a month."""
    highest = max((one for row in series.values() for one in row if one), default=0)
    columns = zip(begins, *series.values(), strict=True)
    return Chart(
        title=title,
        names=list(series),
        columns=[
            (date_format(day, "M"), [_bar(value, highest) for value in values])
            for day, *values in columns
        ],
        highest=highest,
    )


def _bar(value: Number, highest: Number) -> Bar:
    if not value or not highest:
        return Bar(value, 0)
    return Bar(value, max(1, round(100 * value / highest)))

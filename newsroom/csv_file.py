"""How is a list handed out as a file that a spreadsheet opens without danger?"""

import csv
import io
import tempfile
from collections.abc import Iterable

from django.http import FileResponse
from django.utils import timezone

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(
    name: str, titles: Iterable[str], rows: Iterable[Iterable[object]]
) -> FileResponse:
    """A CSV file to keep, in UTF-8, called by its name and the day.

    It is read whole before this returns, and leaves memory when it grows.
    """
    file = tempfile.SpooledTemporaryFile(max_size=1_000_000)  # noqa: SIM115 - sent on
    text = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
    sheet = csv.writer(text)
    sheet.writerow(titles)
    sheet.writerows([safe_cell(value) for value in row] for row in rows)
    text.detach()
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{name}-{timezone.localdate():%Y-%m-%d}.csv",
        content_type="text/csv; charset=utf-8",
    )


def safe_cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula."""
    if hasattr(value, "timestamp"):
        return value.isoformat(timespec="seconds")  # type: ignore[attr-defined]
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text

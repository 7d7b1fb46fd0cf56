"""What does the paper hold about somebody, as files that she can take along?

Each app tells its own part: the setting ``PERSONAL_DATA`` lists functions that are
given the person and return plain data by kind. Each kind becomes a JSON file, and all
of them one page that opens without a network.
"""

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string

from accounts.models import User
from newsroom.context import paper


def about_the_account(person: User) -> dict[str, Any]:
    """Her name, her addresses, and the ways in which she signs in; no secrets."""
    addresses = EmailAddress.objects.filter(user=person).order_by("pk")
    others = SocialAccount.objects.filter(user=person).order_by("pk")
    factors = Authenticator.objects.filter(user=person).order_by("pk")
    return {
        "account": {
            "name": person.display_name,
            "address": person.email,
            "joined": person.date_joined,
            "signed_in_last": person.last_login,
            "has_a_password": person.has_usable_password(),
            "addresses": list(addresses.values("email", "verified", "primary")),
            "signs_in_with": list(others.values("provider", "date_joined")),
            "second_factors": list(factors.values("type", "created_at")),
        }
    }


def everything_about(person: User) -> dict[str, Any]:
    """All that every app tells about her, by kind."""
    told: dict[str, Any] = {}
    for source in settings.PERSONAL_DATA:
        told |= import_string(source)(person)
    return told


def pack(person: User) -> bytes:
    """A zip with a JSON file for each kind, and a page to read it all."""
    told, packed = everything_about(person), BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", _page(person, told))
        for kind, data in told.items():
            archive.writestr(f"{kind.replace('_', '-')}.json", _as_json(data))
    return packed.getvalue()


def _as_json(data) -> str:
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def _page(person: User, told: dict[str, Any]) -> str:
    parts = [(_title(kind), list(_lines(data))) for kind, data in told.items()]
    context = {"person": person, "parts": parts, "now": timezone.now()}
    return render_to_string("accounts/export.html", paper(None) | context)


class Line(NamedTuple):
    """One fact of the page: how deep it lies, what it is called, what it says."""

    depth: int
    label: str
    text: str
    begins: bool = False  # a record of a list


def _lines(data, depth: int = 0) -> Iterator[Line]:
    """The facts in order, a flat list: what lies inside another is deeper."""
    if isinstance(data, list):
        for number, record in enumerate(data, 1):
            yield Line(depth, f"{number}.", "", begins=True)
            yield from _lines(record, depth + 1)
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _fact(name, value, depth)
    else:
        yield Line(depth, "", _text(data))


def _fact(name: str, value, depth: int) -> Iterator[Line]:
    if isinstance(value, list | dict) and value:
        yield Line(depth, _title(name), "")
        yield from _lines(value, depth + 1)
    else:
        yield Line(depth, _title(name), _text(value))


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _text(value) -> str:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "F j, Y, H:i")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value or value == 0 else "—"

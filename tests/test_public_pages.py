"""Public pages are the same bytes for everyone and carry no cookie."""

import pytest
from django.urls import get_resolver

from newsroom.audience import audience_of
from tests import crawl
from tests.addresses import walk
from tests.world import READERS, build_world

pytestmark = pytest.mark.django_db

PUBLIC = [a for a in walk(get_resolver()) if audience_of(a.view) == "public"]


@pytest.mark.parametrize("address", PUBLIC, ids=lambda address: address.name)
def test_it_is_the_same_bytes_for_everyone(address):
    world = build_world()
    path = crawl.paths(address, world)[0]

    answers = {}
    for reader in READERS:
        client = world.browser(reader)
        client.cookies["newsroom_reader"] = "1"
        response = client.get(path, {"page": "1", "utm_source": reader})
        body = (
            b"".join(response.streaming_content)
            if response.streaming
            else response.content
        )
        answers[reader] = (response.status_code, body, dict(response.headers))
        assert not response.cookies, reader

    first = answers.pop("anonymous")
    assert first[0] == 200
    assert first[2]["Cache-Control"].startswith("public, max-age=0, s-maxage=")
    assert first[2]["Vary"] == "Accept-Encoding"
    assert all(answer == first for answer in answers.values())

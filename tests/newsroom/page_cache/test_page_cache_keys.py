"""Two requests share a copy exactly when a public page could not tell them apart."""

from urllib.parse import parse_qs, quote_from_bytes, urlencode

import pytest
from hypothesis import given, strategies as st

from newsroom.page_cache import reduced_query

KNOWN = frozenset({"q", "page"})
known_pairs = st.lists(st.tuples(st.sampled_from(["q", "page"]), st.text()))
unknown_keys = st.text().filter(lambda key: key not in KNOWN)
unknown_pairs = st.lists(st.tuples(unknown_keys, st.text()))


def by_key(pairs):
    return {key: [v for k, v in pairs if k == key] for key, _ in pairs}


@given(known_pairs, unknown_pairs, st.randoms())
def test_unknown_keys_and_the_order_of_keys_make_no_difference(known, unknown, chance):
    places = sorted(chance.random() for _ in known)
    others = [(chance.random(), pair) for pair in unknown]
    mixed = sorted([*zip(places, known, strict=True), *others], key=lambda p: p[0])

    reduced = reduced_query(urlencode([pair for _, pair in mixed]), KNOWN)

    assert reduced == reduced_query(urlencode(known), KNOWN)


@given(known_pairs, known_pairs)
def test_two_different_questions_never_share_a_key(one, other):
    same_key = reduced_query(urlencode(one), KNOWN) == reduced_query(
        urlencode(other), KNOWN
    )

    assert same_key == (by_key(one) == by_key(other))


@given(st.binary(), st.binary())
def test_bytes_that_are_not_utf_8_stay_apart(one, other):
    keys = [reduced_query(f"q={quote_from_bytes(raw)}", KNOWN) for raw in (one, other)]

    assert (keys[0] == keys[1]) == (one == other)


@given(st.text(st.characters(max_codepoint=127)))
def test_any_query_string_is_reduced_to_what_django_reads_of_it(query):
    reduced = reduced_query(query, KNOWN)

    read = parse_qs(query, keep_blank_values=True)  # as Django's QueryDict does
    known = {key: values for key, values in read.items() if key in KNOWN}
    assert parse_qs(reduced, keep_blank_values=True) == known
    assert reduced_query(reduced, KNOWN) == reduced


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"query": "q=maize"}, {"query": "utm_source=mail&q=maize"}),
        ({"query": "q=maize&page=2"}, {"query": "page=2&q=maize"}),
        ({}, {"query": "fbclid=1&&=&%ff"}),
        ({}, {"HTTP_COOKIE": "sessionid=abc"}),
        ({}, {"HTTP_AUTHORIZATION": "Basic abc"}),
        ({}, {"HTTP_CACHE_CONTROL": "no-cache", "HTTP_PRAGMA": "no-cache"}),
        ({}, {"HTTP_ACCEPT_LANGUAGE": "es", "HTTP_HX_REQUEST": "true"}),
        ({}, {"method": "HEAD"}),
        ({"method": "HEAD"}, {}),
    ],
)
def test_the_same_page_is_drawn_once(get, site, one, other):
    get("/search/", **one)

    get("/search/", **other)

    assert site.drawn == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"query": "q=maize"}, {"query": "q=beans"}),
        ({"query": "q=maize"}, {"query": "q=Maize"}),
        ({"query": "q=1&q=2"}, {"query": "q=2&q=1"}),
        ({"query": "q="}, {}),
        ({}, {"HTTP_HOST": "other.example"}),
        ({}, {"wsgi.url_scheme": "https"}),
        ({}, {"HTTP_X_FORWARDED_PROTO": "https"}),
        ({}, {"SCRIPT_NAME": "/es"}),
    ],
)
def test_another_page_is_drawn_again(get, site, one, other):
    get("/search/", **one)

    get("/search/", **other)

    assert site.drawn == 2


def test_a_forwarded_scheme_can_not_be_varied_endlessly(get, site):
    get("/", HTTP_X_FORWARDED_PROTO="http")

    get("/", HTTP_X_FORWARDED_PROTO="gopher")

    assert site.drawn == 1


def test_a_server_without_a_host_header_goes_by_its_name(get, site):
    get("/", HTTP_HOST="", SERVER_NAME="one", SERVER_PORT="80")

    get("/", HTTP_HOST="", SERVER_NAME="two", SERVER_PORT="80")

    assert site.drawn == 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_pass_straight_through(get, site, method):
    get("/")

    get("/", method=method, CONTENT_LENGTH="3")

    assert site.requests[-1]["REQUEST_METHOD"] == method
    assert site.requests[-1]["CONTENT_LENGTH"] == "3"


@pytest.mark.parametrize("path", ["/static/site.css", "/media/a.jpg", "/admin/"])
def test_files_and_the_desk_pass_straight_through(get, site, path):
    get(path)

    get(path, HTTP_RANGE="bytes=0-9", HTTP_ACCEPT_ENCODING="br")

    assert site.requests[-1]["HTTP_RANGE"] == "bytes=0-9"
    assert site.requests[-1]["HTTP_ACCEPT_ENCODING"] == "br"
    assert site.drawn == 2


@pytest.mark.parametrize("query", ["q=\xc3\xa9&x=\xff", "q=" + "a" * 3000])
def test_a_query_of_raw_bytes_or_endless_length_is_answered_but_not_kept(
    get, site, query
):
    get("/search/", query)

    reply = get("/search/", query)

    assert reply.code == 200
    assert site.drawn == 2
    assert site.requests[-1]["QUERY_STRING"] == query


def test_django_draws_a_whole_page_for_nobody_in_particular(get, site):
    get(
        "/",
        "x=1",
        method="HEAD",
        HTTP_COOKIE="sessionid=abc",
        HTTP_ACCEPT_ENCODING="br",
        HTTP_IF_NONE_MATCH='"old"',
        HTTP_IF_MODIFIED_SINCE="Fri, 23 Jan 2026 12:00:00 GMT",
        HTTP_RANGE="bytes=0-9",
        CONTENT_LENGTH="5",
    )

    asked = site.requests[0]
    assert asked["REQUEST_METHOD"] == "GET"
    assert asked["HTTP_COOKIE"] == "sessionid=abc"
    assert asked["QUERY_STRING"] == "x=1"
    assert not asked.keys() & {
        "HTTP_ACCEPT_ENCODING",
        "HTTP_IF_NONE_MATCH",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_RANGE",
        "CONTENT_LENGTH",
    }

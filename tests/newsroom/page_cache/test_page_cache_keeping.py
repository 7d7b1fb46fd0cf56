"""Which answers are kept, and how much memory they may take."""

from wsgiref.validate import validator

import pytest

from newsroom.page_cache import PageCache
from newsroom.page_cache.answers import LONGEST_PAGE, Answer
from newsroom.page_cache.copies import Copy
from newsroom.page_cache.keys import PageKey
from newsroom.page_cache.shelf import Shelf

QUERY_KEYS = frozenset({"q"})
HOME = PageKey("http", "paper.example", "/", "")


def test_a_public_page_is_kept(get, site):
    first = get("/")

    second = get("/")

    assert first == second
    assert site.drawn == 1


@pytest.mark.parametrize(
    "cache_control",
    [
        "",
        "private, no-store",
        "public",
        "public, max-age=60",
        "public, s-maxage=0",
        "public, s-maxage=-1",
        "public, s-maxage=soon",
        "public, s-maxage=15, no-store",
        "public, s-maxage=15, Private",
        "public, s-maxage=15, no-cache",
        "s-maxage=15",
        "nonpublic, s-maxage=15",
    ],
)
def test_an_answer_not_marked_public_is_not_kept(get, site, cache_control):
    site.cache_control = cache_control
    get("/")

    reply = get("/")

    assert site.drawn == 2
    assert "ETag" not in reply.headers


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "sessionid=abc"),
        ("set-cookie", "a=b"),
        ("Vary", "Cookie"),
        ("vary", "accept-encoding, cookie"),
        ("Vary", "*"),
        ("Vary", "Accept-Language"),
        ("cache-control", "private"),
        ("Content-Encoding", "gzip"),
    ],
)
def test_an_answer_for_one_reader_is_not_kept(get, site, header):
    site.more_headers = [header]
    get("/")

    reply = get("/")

    assert site.drawn == 2
    assert reply.headers[header[0]] == header[1]


@pytest.mark.parametrize(
    ("cache_control", "vary"),
    [
        ("PUBLIC,S-MaxAge=15", "Accept-Encoding"),
        ('public, s-maxage="15"', "accept-encoding"),
    ],
)
def test_headers_are_read_in_any_case(get, site, cache_control, vary):
    site.cache_control, site.more_headers = cache_control, [("VARY", vary)]
    get("/")

    get("/")

    assert site.drawn == 1


@pytest.mark.parametrize(
    "status", ["404 Not Found", "410 Gone", "301 Moved", "206 Part"]
)
def test_only_a_200_is_kept(get, site, status):
    site.status = status
    get("/")

    reply = get("/")

    assert reply.code == int(status[:3])
    assert site.drawn == 2


def test_a_private_page_comes_back_as_django_said_it(get, site):
    site.cache_control, site.body = "private, no-store", b"Hello Ana"

    reply, head = get("/account/"), get("/account/", method="HEAD")

    assert reply.body == b"Hello Ana"
    assert "ETag" not in reply.headers
    assert head.headers == reply.headers
    assert head.body == b""


def test_a_page_that_turns_public_is_kept_from_then_on(get, site):
    site.status = "404 Not Found"
    get("/scheduled/")
    site.status = "200 OK"
    get("/scheduled/")

    get("/scheduled/")

    assert site.drawn == 2


def test_a_page_too_long_to_keep_still_reaches_the_reader(get, site):
    site.body = b"x" * (LONGEST_PAGE + 1)

    replies = [get("/"), get("/")]

    assert all(reply.body == site.body for reply in replies)
    assert site.drawn == 2
    assert site.closed == 2


def test_a_private_stream_is_sent_as_it_comes(cache):
    written = []

    def answers(environ, start_response):
        start_response("200 OK", [("Cache-Control", "private, no-store")])
        for word in (b"Corn", b"Beans"):
            written.append(word)
            yield word

    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/ask/", "wsgi.url_scheme": "http"}
    stream = iter(
        PageCache(answers, query_keys=lambda path: QUERY_KEYS)(environ, lambda *_: None)
    )

    next(stream)

    assert written == [b"Corn"]


@pytest.mark.parametrize("cache_control", ["public, s-maxage=15", "private"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_answer_is_closed_once(get, site, cache_control, method):
    site.cache_control = cache_control

    get("/", method=method)

    assert site.closed == 1


def test_an_answer_that_breaks_half_way_is_closed(get, site):
    site.chunks = [b"<p>", "not bytes"]

    with pytest.raises(TypeError):
        get("/")

    assert site.closed == 1


def test_an_application_may_write_and_change_its_mind(reader, clock):
    def late(environ, start_response):
        start_response("200 OK", [("Cache-Control", "private")])
        write = start_response(
            "200 OK", [("Cache-Control", "public, s-maxage=15")], (None, None, None)
        )
        write(b"first ")
        yield b"second"

    cache = PageCache(late, query_keys=lambda path: QUERY_KEYS, clock=clock)

    reply = reader(cache)

    assert reply.body == b"first second"
    assert reply.headers["Cache-Control"] == "public, s-maxage=15"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("cache_control", ["public, s-maxage=15", "private"])
def test_both_sides_keep_to_the_wsgi_standard(site, reader, method, cache_control):
    site.cache_control = cache_control
    cache = validator(PageCache(validator(site), query_keys=lambda path: QUERY_KEYS))

    replies = [reader(cache, method=method) for _ in range(2)]

    assert replies[0].code == replies[1].code == 200


def test_memory_is_bounded_and_the_least_read_page_goes_first(site, reader):
    site.body = b"x" * 6000
    site.content_type = "image/png"
    cache = PageCache(site, query_keys=lambda path: QUERY_KEYS, max_bytes=25_000)
    for path in ("/a/", "/b/", "/a/", "/c/"):
        reader(cache, path)

    reader(cache, "/a/")
    assert site.drawn == 3

    reader(cache, "/b/")
    assert site.drawn == 4


def test_a_page_larger_than_the_memory_throws_nothing_out(site, reader):
    cache = PageCache(site, query_keys=lambda path: QUERY_KEYS, max_bytes=10_000)
    reader(cache, "/small/")
    site.content_type, site.body = "image/png", b"x" * 20_000
    reader(cache, "/large/")

    reader(cache, "/small/")

    assert site.drawn == 2


def test_a_slow_drawing_does_not_replace_a_later_one():
    shelf = Shelf(max_bytes=100_000)
    later = Copy(Answer("200 OK", [], b"later"), taken_at=20)
    slow = Copy(Answer("200 OK", [], b"slow"), taken_at=10)

    shelf.keep(HOME, later)
    shelf.keep(HOME, slow)

    assert shelf.get(HOME) is later


def test_a_thousand_drawings_of_a_page_take_the_room_of_one(get, cache, clock, site):
    get("/")
    room = cache._shelf.bytes

    for _ in range(1000):
        clock.now += 60
        get("/")

    assert site.drawn == 1001
    assert cache._shelf.bytes == room


def test_addresses_for_one_reader_are_remembered_in_bounded_number(get, cache, site):
    site.status = "404 Not Found"

    for number in range(3000):
        get(f"/{number}/")

    assert len(cache._shelf._unshared) == 2048

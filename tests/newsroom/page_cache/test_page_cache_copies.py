"""What a reader receives from a kept page."""

import gzip

import brotli
import pytest

from newsroom.page_cache.copies import preferred_encoding

STORY = b"<p>The river rose in the night. " * 100


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0, gzip;q=0", "identity"),
        ("identity, gzip;q=0.5", "identity"),
        ("identity;q=0", "identity"),
        ("gzip ; q = 0.5", "gzip"),
        ("br;q=lots, gzip;q=0.1", "gzip"),
        ("br;q=nan", "identity"),
        ("zstd", "identity"),
        ("bro, xgzip", "identity"),
        ("", "identity"),
        (",;,=;q", "identity"),
    ],
)
def test_the_reader_gets_the_encoding_she_prefers(accepted, encoding):
    assert preferred_encoding(accepted) == encoding


@pytest.mark.parametrize(
    ("encoding", "unpack"),
    [("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)],
)
def test_each_encoding_holds_the_same_page(get, encoding, unpack):
    get("/")

    reply = get("/", HTTP_ACCEPT_ENCODING=encoding)

    assert unpack(reply.body) == STORY
    assert reply.headers.get("Content-Encoding", "identity") == encoding
    assert reply.headers["Content-Length"] == str(len(reply.body))
    assert reply.headers["Vary"] == "Accept-Encoding"


def test_each_encoding_has_a_strong_etag_of_its_own(get):
    etags = {
        get("/", HTTP_ACCEPT_ENCODING=encoding).headers["ETag"]
        for encoding in ("br", "gzip", "identity")
    }

    assert len(etags) == 3
    assert all(etag[0] == etag[-1] == '"' for etag in etags)


def test_the_same_etag_means_the_same_bytes_in_every_process(get):
    packed = get("/", HTTP_ACCEPT_ENCODING="gzip").body

    assert packed[4:8] == bytes(4)  # where gzip would write the time of day


def test_another_body_has_another_etag_and_the_same_body_the_same(get, site):
    first, again = get("/one/"), get("/two/")

    site.body = STORY + b"!"
    edited = get("/three/")

    assert first.headers["ETag"] == again.headers["ETag"] != edited.headers["ETag"]


def test_an_endless_accept_encoding_gets_the_plain_page(get):
    reply = get("/", HTTP_ACCEPT_ENCODING="gzip, " * 100)

    assert "Content-Encoding" not in reply.headers


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"short", "text/html"), (STORY, "image/jpeg"), (STORY, "application/zip")],
)
def test_short_and_packed_bodies_are_not_compressed(get, site, body, content_type):
    site.body, site.content_type = body, content_type

    reply = get("/", HTTP_ACCEPT_ENCODING="br, gzip")

    assert reply.body == body
    assert "Content-Encoding" not in reply.headers
    assert reply.headers["Vary"] == "Accept-Encoding"


def test_the_site_s_own_headers_reach_every_reader(get, site):
    site.more_headers = [("Content-Security-Policy", "default-src 'none'")]
    get("/")

    reply = get("/", HTTP_ACCEPT_ENCODING="br")

    assert reply.headers["Content-Security-Policy"] == "default-src 'none'"
    assert reply.headers["Cache-Control"] == site.cache_control
    assert reply.headers["Content-Type"] == site.content_type


@pytest.mark.parametrize("warm", [True, False])
def test_head_is_get_without_the_body(get, warm):
    if warm:
        get("/")

    head, whole = get("/", method="HEAD"), get("/")

    assert head.body == b""
    assert head.headers == whole.headers


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_a_reader_who_has_the_page_is_told_so(get, method, encoding):
    etag = get("/", HTTP_ACCEPT_ENCODING=encoding).headers["ETag"]

    reply = get(
        "/",
        method=method,
        HTTP_ACCEPT_ENCODING=encoding,
        HTTP_IF_NONE_MATCH=f'"other", W/{etag}',
    )

    assert (reply.code, reply.body) == (304, b"")
    assert reply.headers["ETag"] == etag
    assert {"Cache-Control", "Vary", "Age"} <= reply.headers.keys()
    assert not {"Content-Length", "Content-Encoding"} & reply.headers.keys()


def test_any_copy_will_do_for_a_star(get):
    assert get("/", HTTP_IF_NONE_MATCH="*").code == 304


def test_the_etag_of_another_encoding_or_an_older_page_is_not_enough(get):
    brotli_etag = get("/", HTTP_ACCEPT_ENCODING="br").headers["ETag"]

    reply = get("/", HTTP_IF_NONE_MATCH=f'{brotli_etag}, "old"')

    assert reply.code == 200


FRIDAY, SATURDAY = "Fri, 23 Jan 2026 12:00:00 GMT", "Sat, 24 Jan 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("last_modified", "asked", "code"),
    [
        ([("Last-Modified", FRIDAY)], {"HTTP_IF_MODIFIED_SINCE": FRIDAY}, 304),
        ([("Last-Modified", FRIDAY)], {"HTTP_IF_MODIFIED_SINCE": SATURDAY}, 200),
        ([], {"HTTP_IF_MODIFIED_SINCE": FRIDAY}, 200),
        (
            [("Last-Modified", FRIDAY)],
            {"HTTP_IF_MODIFIED_SINCE": FRIDAY, "HTTP_IF_NONE_MATCH": '"old"'},
            200,
        ),
    ],
)
def test_a_date_counts_only_against_the_page_s_own(
    get, site, last_modified, asked, code
):
    site.more_headers = last_modified

    assert get("/feeds/", **asked).code == code


def test_a_range_of_a_page_is_the_whole_page(get):
    reply = get("/", HTTP_RANGE="bytes=0-9")

    assert (reply.code, reply.body) == (200, STORY)


def test_the_age_tells_other_caches_how_old_the_page_is(get, clock):
    get("/")

    clock.now += 9.7

    assert get("/").headers["Age"] == "9"

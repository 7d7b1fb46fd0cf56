"""What readers get while Django fails, and when a page is no longer public."""

import pytest

OLD, NEW = b"the old story", b"the new story"


def drawn_since(site):
    return site.drawn - 1


@pytest.mark.parametrize("age", [15, 30, 3600, 86_400 + 14])
def test_without_the_database_readers_get_the_last_good_copy(get, kept, clock, age):
    clock.now += age
    kept.lose_the_database()

    reply = get("/")

    assert (reply.code, reply.body) == (200, OLD)
    assert reply.headers["Age"] == str(age)


def test_a_drawing_that_raises_gives_the_last_good_copy_too(get, kept, clock):
    clock.now += 60
    kept.error = ConnectionError("the database is down")

    assert get("/").body == OLD


def test_a_copy_older_than_a_day_does_not_stand_in(get, kept, clock):
    clock.now += 86_400 + 15
    kept.lose_the_database()

    assert get("/").code == 503


def test_a_page_that_allows_no_old_copy_gets_none(get, site, clock):
    site.cache_control = "public, s-maxage=15"
    get("/")
    clock.now += 15
    site.lose_the_database()

    assert get("/").code == 503


def test_those_who_wait_for_a_failing_drawing_get_the_last_good_copy(
    kept, clock, gate, wait_at
):
    clock.now += 60
    kept.lose_the_database()
    readers = wait_at(3, reads=2)

    gate.open()

    assert [reader.result().body for reader in readers] == [OLD] * 4
    assert drawn_since(kept) == 1


def test_the_new_page_shows_as_soon_as_the_database_is_back(get, kept, clock):
    clock.now += 60
    cache_control = kept.cache_control
    kept.lose_the_database()
    get("/")

    kept.status, kept.cache_control = "200 OK", cache_control

    assert get("/").body == NEW


@pytest.mark.parametrize(
    ("status", "cache_control"),
    [
        ("410 Gone", "private, no-store"),
        ("404 Not Found", "private, no-store"),
        ("302 Found", ""),
        ("403 Forbidden", ""),
        ("200 OK", "private, no-store"),
    ],
)
def test_a_page_that_is_no_longer_public_loses_its_copy_at_once(
    get, kept, clock, status, cache_control
):
    clock.now += 15
    kept.status, kept.cache_control = status, cache_control
    first = get("/")
    kept.lose_the_database()

    later = get("/")

    assert first.code == int(status[:3])
    assert later.code == 503


@pytest.mark.parametrize("status", ["400 Bad Request", "429 Too Many Requests"])
def test_a_bad_request_does_not_cost_the_page_its_copy(get, kept, clock, status):
    clock.now += 15
    kept.status = status
    refused = get("/")
    kept.lose_the_database()

    later = get("/")

    assert refused.code == int(status[:3])
    assert later.body == OLD


def test_a_withdrawn_story_shows_nowhere_after_thirty_seconds(get, kept, clock):
    clock.now += 30

    kept.withdraw()

    assert get("/").code == 410


@pytest.mark.parametrize("error", [None, ConnectionError("down")])
def test_those_who_wait_share_one_failure(site, gate, wait_at, error):
    site.status, site.cache_control, site.error = "503 Unavailable", "", error
    readers = wait_at(3, reads=1)

    gate.open()

    ends = [reader.exception() or reader.result().code for reader in readers]
    assert ends == [error or 503] * 4
    assert site.drawn == 1


def test_after_a_failure_the_next_reader_draws_again(get, site):
    site.error = ConnectionError("down")
    with pytest.raises(ConnectionError):
        get("/")
    site.error = None

    reply = get("/")

    assert reply.code == 200


def test_a_failed_page_is_still_drawn_once_for_all(get, site, gate, wait_at):
    hold, site.before_answering = site.before_answering, lambda environ: None
    site.status = "503 Unavailable"
    get("/")
    site.before_answering, site.status = hold, "200 OK"
    readers = wait_at(2, reads=1)

    gate.open()

    assert [reader.result().code for reader in readers] == [200] * 3
    assert site.drawn == 2

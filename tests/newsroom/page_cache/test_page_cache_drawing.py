"""When a page is drawn again, who waits for it, and who gets the old copy."""

import pytest

OLD, NEW = b"the old story", b"the new story"


def drawn_since(site):
    return site.drawn - 1


def test_a_page_is_fresh_for_its_fifteen_seconds(get, kept, clock):
    clock.now += 14.9

    assert get("/").body == OLD
    assert drawn_since(kept) == 0


def test_after_fifteen_seconds_the_first_reader_draws_and_gets_the_new_page(
    get, kept, clock
):
    clock.now += 15

    assert get("/").body == NEW
    assert get("/").body == NEW
    assert drawn_since(kept) == 1


def test_until_thirty_seconds_others_get_the_old_copy_at_once(
    get, send, kept, clock, gate
):
    clock.now += 29.9
    first = send("/")
    gate.wait_for_a_drawing()

    others = [get("/").body for _ in range(3)]

    gate.open()
    assert others == [OLD] * 3
    assert first.result().body == NEW
    assert drawn_since(kept) == 1


def test_past_thirty_seconds_everyone_waits_for_that_one_drawing(
    kept, clock, gate, wait_at
):
    clock.now += 30
    readers = wait_at(4, reads=2)
    done_early = [reader.done() for reader in readers]

    gate.open()

    assert [reader.result().body for reader in readers] == [NEW] * 5
    assert not any(done_early)
    assert drawn_since(kept) == 1


def test_a_quiet_hour_later_the_first_reader_sees_the_edit(get, kept, clock):
    clock.now += 3600

    assert get("/").body == NEW


def test_a_page_nobody_has_read_is_drawn_once_for_all_who_wait(site, gate, wait_at):
    readers = wait_at(4, reads=1)

    gate.open()

    assert len({reader.result().body for reader in readers}) == 1
    assert site.drawn == 1


def test_readers_of_different_pages_do_not_wait_for_each_other(send, get, site, gate):
    slow = send("/slow/")
    gate.wait_for_a_drawing()
    site.before_answering = lambda environ: None

    quick = get("/quick/")

    assert quick.code == 200
    assert not slow.done()


def test_waiting_readers_get_each_her_own_encoding_and_no_body_for_a_head(
    site, gate, send, clock
):
    first = send("/")
    gate.wait_for_a_drawing()
    before = clock.reads
    head = send("/", method="HEAD", HTTP_ACCEPT_ENCODING="br")
    clock.wait_for(before + 1)

    gate.open()

    assert first.result().body == site.body
    assert head.result().body == b""
    assert head.result().headers["Content-Encoding"] == "br"


def test_a_page_s_age_counts_from_the_moment_its_drawing_began(get, site, clock):
    def edit_while_drawing(environ):
        clock.now += 10

    site.before_answering = edit_while_drawing
    get("/")
    clock.now += 5

    get("/")

    assert site.drawn == 2


def test_a_page_says_itself_how_long_it_is_fresh(get, site, clock):
    site.cache_control = "public, s-maxage=60"
    get("/")
    clock.now += 59
    get("/")
    fresh = site.drawn

    clock.now += 1
    get("/")

    assert (fresh, site.drawn) == (1, 2)


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found", "503 Unavailable"])
@pytest.mark.parametrize(
    "header",
    [("Vary", "Cookie"), ("Set-Cookie", "a=b"), ("Cache-Control", "private")],
)
def test_a_private_answer_is_never_given_to_those_who_waited(
    site, gate, send, clock, status, header
):
    site.status, site.more_headers = status, [header]
    site.greets_the_reader = True
    first = send("/account/", HTTP_COOKIE="ana")
    gate.wait_for_a_drawing()
    before = clock.reads
    second = send("/account/", HTTP_COOKIE="luis")
    clock.wait_for(before + 1)

    gate.open()

    assert (first.result().body, second.result().body) == (b"ana", b"luis")


def test_private_pages_are_not_answered_one_after_another(get, send, site, gate):
    hold, site.before_answering = site.before_answering, lambda environ: None
    site.cache_control = "private, no-store"
    get("/account/")
    site.before_answering = hold
    slow = send("/account/")
    gate.wait_for_a_drawing()
    site.before_answering = lambda environ: None

    quick = get("/account/")

    assert quick.code == 200
    assert not slow.done()


def test_those_who_wait_for_a_private_page_are_let_go_together(site, gate, wait_at):
    site.cache_control = "private, no-store"
    readers = wait_at(2, reads=1)

    gate.open()

    assert [reader.result().code for reader in readers] == [200] * 3
    assert site.drawn == 3


def test_a_reader_overtaken_by_another_drawing_uses_it(get, kept, clock):
    clock.now += 60
    clock.before_next_read = lambda: get("/")

    reply = get("/")

    assert reply.body == NEW
    assert drawn_since(kept) == 1


def test_a_page_that_turned_public_is_drawn_once_for_all(
    get, site, clock, gate, wait_at
):
    hold, site.before_answering = site.before_answering, lambda environ: None
    for status in ("404 Not Found", "200 OK"):
        site.status = status
        get("/")
    site.before_answering = hold
    clock.now += 60
    readers = wait_at(2, reads=2)

    gate.open()

    assert [reader.result().code for reader in readers] == [200] * 3
    assert site.drawn == 3

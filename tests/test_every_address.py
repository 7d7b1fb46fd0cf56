"""The guard of the wall: every address × every kind of reader."""

import pytest

from tests import crawl, expected

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return crawl.build_world()


def test_every_address_can_be_filled(world):
    unknown = []
    for address in crawl.addresses():
        try:
            crawl.paths(address, world)
            expected.statuses_of(address.name)
        except KeyError as missing:
            unknown.append(f"{address.name}: {missing}")

    assert unknown == []


@pytest.mark.parametrize("reader", crawl.READERS)
def test_not_one_word_reaches_who_may_not_read_it(world, reader):
    result = crawl.examine(world, reader)

    assert result.leaks == []
    assert result.faults == []
    assert result.kept == []
    visible = {w for w, (state, _owner) in world.canaries.items() if state == "visible"}
    if reader in crawl.ENTITLED | {"moderator"}:
        assert visible <= result.seen, "who may read must really have seen the words"


@pytest.mark.parametrize("reader", crawl.READERS)
def test_everyone_gets_the_status_that_is_written_down(world, reader):
    client = world.browser(reader)
    column = crawl.READERS.index(reader)
    wrong = {}

    for address in crawl.addresses():
        wanted = expected.statuses_of(address.name)[column]
        path = crawl.paths(address, world)[0]
        got = crawl.ask(client, reader, "get", path, data={}).status
        if got != wanted:
            wrong[address.name] = f"{got} instead of {wanted}"

    assert wrong == {}


@pytest.mark.parametrize("reader", ["anonymous", "free", "lapsed", "past_due"])
def test_nobody_outside_learns_which_comments_exist(world, reader):
    client = world.browser(reader)
    names = {"comments:comment", "comments:edit", "comments:delete", "comments:report"}
    own = set(_paths_of_own_comments(world, reader))

    answers = {}
    for address in crawl.addresses():
        if address.name not in names:
            continue
        for path in crawl.paths(address, world):
            if "nope" in path or path in own:
                continue
            answer = crawl.ask(client, reader, "get", path)
            number = path.rstrip("/").split("/comments/")[1].split("/")[0]
            text = answer.text.replace(f"comments/{number}/", "comments/N/")
            answers.setdefault(address.name, set()).add((answer.status, text))

    assert {name: len(kinds) for name, kinds in answers.items()} == dict.fromkeys(
        names, 1
    )


def _paths_of_own_comments(world, reader):
    from comments.models import Comment
    from comments.wall import open_wall

    person = world.people.get(reader)
    with open_wall():
        mine = Comment.objects.filter(author=person) if person else []
        for comment in mine:
            base = comment.get_absolute_url()
            yield from (base, f"{base}edit/", f"{base}delete/", f"{base}report/")

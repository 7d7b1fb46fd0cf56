"""The guard of the wall: every address × every kind of reader."""

import re

import pytest

from comments.models import Comment
from comments.wall import open_wall
from tests import crawl, expected
from tests.world import ENTITLED, READERS, build_world

pytestmark = pytest.mark.django_db

# Made anew for each answer; the button to pay, above every page, carries one.
FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
# What stands under one comment: without a yes nobody learns which of them exist.
OF_ONE_COMMENT = {
    f"comments:{verb}"
    for verb in ("comment", "edit", "delete", "report", "like", "ignore", "appeal")
}


@pytest.fixture
def world(db):
    return build_world()


def test_every_address_can_be_filled(world):
    unknown = []
    for address in crawl.addresses():
        try:
            crawl.paths(address, world)
            expected.statuses_of(address.name)
        except KeyError as missing:
            unknown.append(f"{address.name}: {missing}")

    assert unknown == []


def test_the_thread_is_long_enough_for_links_to_later_pages(world):
    links = crawl.links_further(world)

    kinds = ("sort=newest", "sort=oldest", "sort=best", "/?cursor=")
    assert [kind for kind in kinds if not any(kind in link for link in links)] == []


@pytest.mark.parametrize("reader", READERS)
def test_not_one_word_reaches_who_may_not_read_it(world, reader):
    result = crawl.examine(world, reader)

    assert result.leaks == []
    assert result.faults == []
    assert result.kept == []
    visible = {w for w, (state, _owner) in world.canaries.items() if state == "visible"}
    if reader in ENTITLED | {"moderator"}:
        assert visible <= result.seen, "who may read must really have seen the words"


@pytest.mark.parametrize("reader", READERS)
def test_no_method_breaks_the_conversation_or_its_wall(world, reader):
    ours = crawl.examine(world, reader, "comments:*", crawl.every_method)
    desk = crawl.examine(world, reader, "admin:comments_*", crawl.every_method)

    assert ours.leaks + desk.leaks == []
    assert ours.faults + desk.faults == []
    assert ours.kept + desk.kept == []


@pytest.mark.parametrize("reader", READERS)
def test_everyone_gets_the_status_that_is_written_down(world, reader):
    client = world.browser(reader)
    column = READERS.index(reader)
    wrong = {}

    for address in crawl.addresses():
        for method, table in (("get", expected.GET), ("post", expected.POST)):
            if method == "post" and not address.name.startswith("comments:"):
                continue
            wanted = expected.statuses_of(address.name, table)[column]
            fields = crawl.PROBE if method == "post" else {}
            path = crawl.paths(address, world)[0]
            question = crawl.Question(method, path, data=fields)
            got = crawl.ask(client, reader, question).status
            if got != wanted:
                wrong[method, address.name] = f"{got} instead of {wanted}"

    assert wrong == {}


@pytest.mark.parametrize("reader", ["anonymous", "free", "lapsed", "past_due"])
def test_nobody_outside_learns_which_comments_exist(world, reader):
    client = world.browser(reader)
    own = set(_paths_of_own_comments(world, reader))

    answers = {}
    for address in crawl.addresses():
        if address.name not in OF_ONE_COMMENT:
            continue
        for path in crawl.paths(address, world):
            if "nope" in path or path in own:
                continue
            answer = crawl.ask(client, reader, crawl.Question("get", path))
            number = path.rstrip("/").split("/comments/")[1].split("/")[0]
            text = answer.text.replace(f"comments/{number}/", "comments/N/")
            text = FORM_TOKEN.sub("", text)
            answers.setdefault(address.name, set()).add((answer.status, text))

    kinds = {name: len(found) for name, found in answers.items()}
    assert kinds == dict.fromkeys(OF_ONE_COMMENT, 1)


def _paths_of_own_comments(world, reader):
    person = world.people.get(reader)
    with open_wall():
        mine = list(Comment.objects.by(person)) if person else []
        for comment in mine:
            base = comment.get_absolute_url()
            verbs = (name.removeprefix("comments:") for name in OF_ONE_COMMENT)
            yield base
            yield from (f"{base}{verb}/" for verb in verbs)

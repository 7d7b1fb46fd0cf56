"""What is set up behind the scenes of the running site before a test looks at it?

Run in a process of its own, with the site's database: ``python -m tests.browser.stage``
with the name of a scene; reads what it needs from standard input and prints JSON.
"""

import json
import sys
from datetime import timedelta
from uuid import uuid4

import django


def subscribers(count: int) -> list[str]:
    """The sessions of so many new subscribers, none of whom has written yet."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from tests.factories import make_grant

    sessions = []
    for _number in range(count):
        joined = timezone.now() - timedelta(days=400)
        person = _someone(date_joined=joined)
        make_grant(person)
        browser = Client()
        browser.force_login(person)
        sessions.append(browser.cookies[settings.SESSION_COOKIE_NAME].value)
    return sessions


def thread(slug: str, roots: int, replies: int = 0) -> str:
    """The address of the story, with roots and replies to the newest of them."""
    from tests.factories import make_comment

    article, author = _article(slug), _someone(display_name="Olga Bravo")
    for number in range(1, roots + 1):
        root = make_comment(article, author=author, body=f"Root {number}.")
    for number in range(1, replies + 1):
        make_comment(parent=root, author=author, body=f"Answer {number}.")
    return article.get_absolute_url()


def deep_thread(slug: str, texts: list[str]) -> str:
    """The address of a comment under which all the texts stand, as deep as can be."""
    from comments.models import Comment
    from comments.models.comments import DEEPEST

    article, author, parent, root = _article(slug), _someone(), None, None
    for text in texts:
        new = Comment.write(article=article, author=author, parent=parent, body=text)
        root = root or new
        parent = new if new.depth < DEEPEST else parent
    return root.get_absolute_url()


def comment(slug: str, body: str) -> int:
    """Someone else writes a comment under the story; its number."""
    from tests.factories import make_comment

    return make_comment(_article(slug), author=_someone(), body=body).pk


def codes() -> list[str]:
    """A batch of codes that nobody has used."""
    from tests.factories import make_batch

    batch = make_batch(by=_someone(), size=4)
    return list(batch.codes.values_list("code", flat=True))


def _article(slug: str):
    from articles.models import Article

    return Article.objects.select_related("section").get(slug=slug)


def _someone(**fields):
    from tests.factories import make_person

    return make_person(f"talker-{uuid4().hex[:12]}", **fields)


SCENES = (subscribers, thread, deep_thread, comment, codes)

if __name__ == "__main__":
    django.setup()
    scene = {one.__name__: one for one in SCENES}
    print(json.dumps(scene[sys.argv[1]](**json.load(sys.stdin))))  # noqa: T201

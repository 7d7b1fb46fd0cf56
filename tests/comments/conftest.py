"""Someone who was answered, and what answers her."""

import pytest

from comments import posting
from tests.factories import make_comment, make_subscriber


@pytest.fixture
def answered(article, subscriber):
    """What the subscriber wrote, for others to answer."""
    return make_comment(article, author=subscriber, body="What I wrote.")


@pytest.fixture
def answer(answered):
    """Posts a reply to the subscriber, as its form would."""

    def post(body="Words of an answer.", author=None):
        author = author or make_subscriber(display_name="Nadia Names")
        return posting.post(
            article=answered.article, author=author, body=body, parent=answered
        )

    return post

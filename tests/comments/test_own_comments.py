"""What someone has written, shown to herself alone."""

from comments import moderation
from tests.factories import make_comment

CANARY = "zq5c41f7"


def test_own_comments_are_listed_in_every_state_and_no_others(
    article, sign_in, lapsed, moderator
):
    for status in ("visible", "held", "deleted"):
        make_comment(article, author=lapsed, body=f"Mine, {status}.", status=status)
    removed = make_comment(article, author=lapsed, body="Mine, removed.")
    moderation.remove(removed, by=moderator, reason="off_topic")
    make_comment(article, body=CANARY)

    page = sign_in(lapsed).get("/account/comments/").text

    for status in ("visible", "held", "deleted", "removed"):
        assert f"Mine, {status}." in page
    assert "It has nothing to do with the story" in page
    assert CANARY not in page


def test_own_comments_are_for_people_who_are_signed_in(client, db):
    response = client.get("/account/comments/")

    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]

"""Reports: as many as one person could mean, and no word of a refused one lost."""

from comments import moderation
from comments.models import Report
from comments.wall import open_wall
from tests.factories import make_comment

FORM = {"reason": "other", "words": "He says the bridge is closed. It is not."}


def test_the_twenty_first_report_of_an_hour_waits_and_keeps_its_words(
    article, sign_in, subscriber
):
    browser = sign_in(subscriber)
    comments = [make_comment(article) for _ in range(21)]

    answers = [
        browser.post(f"{comment.get_absolute_url()}report/", FORM)
        for comment in comments
    ]

    assert {answer.status_code for answer in answers[:20]} == {201}
    refused = answers[20]
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "That was a lot in a short time. Wait" in refused.text
    assert FORM["words"] in refused.text
    with open_wall():
        assert Report.objects.count() == 20


def test_a_report_without_a_reason_is_not_counted(article, sign_in, subscriber):
    browser, comment = sign_in(subscriber), make_comment(article)
    address = f"{comment.get_absolute_url()}report/"

    refused = [browser.post(address, {"words": "?"}).status_code for _ in range(21)]
    accepted = browser.post(address, FORM).status_code

    assert set(refused) == {422}
    assert accepted == 201


def test_who_has_reported_it_is_told_what_became_of_that(
    article, sign_in, subscriber, moderator
):
    browser, comment = sign_in(subscriber), make_comment(article)
    address = f"{comment.get_absolute_url()}report/"
    browser.post(address, FORM)

    waiting = browser.get(address).text
    moderation.keep_all([comment], by=moderator)
    answered = browser.get(address).text

    assert "You have reported this comment" in waiting
    assert "A moderator will look at the comment." in waiting
    assert "A moderator has looked at it since" in answered
    assert 'name="reason"' not in waiting + answered

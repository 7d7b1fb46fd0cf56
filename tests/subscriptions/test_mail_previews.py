"""The publisher sees every mail about money before a subscriber does."""

import html
import re

import pytest
from django.core import mail

from subscriptions import samples

MAILS = "/admin/subscriptions/mails/"


@pytest.fixture
def desk(sign_in, publisher):
    """The publisher's browser."""
    return sign_in(publisher)


def test_every_kind_of_mail_is_listed_with_its_subject(desk):
    answer = desk.get(MAILS)

    for kind in samples.KINDS:
        assert f'href="{MAILS}{kind}/"' in answer.text
        assert html.escape(samples.sample_of(kind).subject) in answer.text


@pytest.mark.parametrize("kind", samples.KINDS)
def test_a_mail_is_shown_as_text_and_as_html_in_a_closed_frame(desk, kind):
    answer = desk.get(f"{MAILS}{kind}/")

    [frame] = re.findall(r"<iframe[^>]*>", answer.text)
    assert 'sandbox=""' in frame
    assert "Dear Sample Reader," in html.unescape(frame)
    assert "<pre" in answer.text
    assert answer.text.count("Dear Sample Reader,") == 2


@pytest.mark.parametrize("kind", samples.KINDS)
def test_text_and_html_of_a_mail_lead_to_the_same_places(kind):
    letter = samples.sample_of(kind)

    in_text = set(re.findall(r"http[^\s]+", letter.text))
    in_html = {html.unescape(one) for one in re.findall('href="([^"]+)"', letter.html)}
    assert in_text
    assert in_text <= in_html


@pytest.mark.parametrize("kind", samples.KINDS)
def test_text_and_html_of_a_mail_say_the_same(kind):
    letter = samples.sample_of(kind)

    words = re.sub(r"<style>.*?</style>|<[^>]*>", " ", letter.html, flags=re.DOTALL)
    said = " ".join(html.unescape(words).split())
    sentences = re.findall(r"[A-Z][^.\n]+\.(?=\s)", letter.text)
    assert sentences
    assert [one for one in sentences if one not in said] == []


@pytest.mark.parametrize("kind", samples.KINDS)
def test_a_mail_in_html_is_the_papers_and_fetches_nothing(kind):
    letter = samples.sample_of(kind)

    assert letter.html.startswith("<!doctype html>")
    assert "prefers-color-scheme: dark" in letter.html
    assert not re.search(r"<img|<link|<script|url\(", letter.html)


def test_a_sample_reaches_who_asked_and_is_called_one(desk, publisher, drain):
    answer = desk.post(f"{MAILS}subscription_receipt/", follow=True)
    drain()

    [letter] = mail.outbox
    assert letter.to == [publisher.email]
    assert letter.subject.startswith("Sample: Receipt")
    assert "A sample is on its way to" in answer.text


def test_samples_are_limited(desk):
    for _ in range(20):
        desk.post(f"{MAILS}subscription_receipt/")

    answer = desk.post(f"{MAILS}subscription_receipt/")

    assert answer.status_code == 429
    assert "Try again in an hour" in answer.text


def test_there_is_no_other_mail(desk):
    assert desk.get(f"{MAILS}sanction/").status_code == 404


@pytest.mark.parametrize("who", ["moderator", "editor"])
def test_mails_about_money_are_not_for_everyone_at_the_desk(sign_in, request, who):
    browser = sign_in(request.getfixturevalue(who))
    page = f"{MAILS}subscription_receipt/"

    answers = [browser.get(MAILS), browser.get(page), browser.post(page)]

    assert [one.status_code for one in answers] == [403] * 3

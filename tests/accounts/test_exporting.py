"""Everything the paper holds about somebody, as a file that she takes along."""

import json
import zipfile
from html.parser import HTMLParser
from io import BytesIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from accounts.views import EXPORTS_AN_HOUR
from comments import moderation
from comments.models import Report
from comments.wall import open_wall
from subscriptions import emails
from subscriptions.models import AccessChange, Consent, Customer, Notice
from tests.factories import (
    choose_mail,
    make_comment,
    make_grant,
    make_ignore,
    make_mark,
    make_person,
    make_sanction,
    subscribe,
)

pytestmark = pytest.mark.django_db

EXPORT = "/account/export/"
CANARY = "zqCANARY"
HOSTILE = '<script>alert("x")</script> & <img src=x onerror=alert(1)> </dd>'
KINDS = {
    *("account", "comments", "likes", "reports", "threads", "choices", "sanctions"),
    *("subscriptions", "consents", "complimentary-access", "access-changes"),
    "mails-about-money",
}


@pytest.fixture
def person(lapsed, article, moderator):
    """Somebody who left a trace of every kind, and whose words are hostile."""
    moderator.display_name = f"{CANARY} moderator"
    moderator.save()
    other = make_person("other", display_name=f"{CANARY} name")
    root = make_comment(article, author=other, body=f"{CANARY} words")
    own = make_comment(parent=root, author=lapsed, body="First words.")
    own.edit(HOSTILE)
    make_comment(article, author=lapsed, body="Held words.", status="held")
    moderation.remove(own, by=moderator, reason="spam", note="Please don’t.")
    make_ignore(lapsed, other)
    make_mark(lapsed, article)
    choose_mail(lapsed, replies="daily")
    make_sanction(lapsed, "hold", created_by=moderator)
    make_grant(lapsed, reason="Wrote for us")
    with open_wall():
        Report.objects.create(
            comment=root, reader=lapsed, reason="abuse", words="My report."
        )
    _money(lapsed)
    return lapsed


def _money(person):
    Customer.objects.create(user=person, stripe_id="cus_hers")
    row = subscribe(person, amount=9900, currency="mxn", interval="month")
    emails.tell(row, Notice.Kind.WELCOME, cause=row.stripe_id)
    AccessChange.objects.create(
        user=person, subscription=row, cause="webhook", event="evt_1", became="active"
    )
    Consent.objects.create(
        user=person,
        plan=row.plan,
        checkout="cs_test_1",
        text="I agree, word for word.",
        amount=9900,
        currency="mxn",
        interval="month",
        next_charge_on=timezone.localdate(),
    )


@pytest.fixture
def files(person, sign_in):
    """What lies in her file, by name."""
    return unpack(sign_in(person).post(EXPORT))


def unpack(response) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(response.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_account_page_has_the_button_for_everyone(sign_in, lapsed, reader):
    for person in (lapsed, reader):
        assert f'action="{EXPORT}"' in sign_in(person).get("/account/").text


def test_it_comes_as_a_file_that_nobody_keeps(sign_in, lapsed):
    response = sign_in(lapsed).post(EXPORT)

    assert response["Content-Type"] == "application/zip"
    name = f"newsroom-{timezone.localdate():%Y-%m-%d}.zip"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Cache-Control"] == "private, no-store"


def test_it_is_for_who_is_signed_in_and_asks(client, sign_in, reader):
    assert client.post(EXPORT).status_code == 302
    assert sign_in(reader).get(EXPORT).status_code == 405


def test_there_is_a_file_for_each_kind_and_a_page(files):
    assert set(files) == {f"{kind}.json" for kind in KINDS} | {"index.html"}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("account", ["Lapsed", "lapsed@example.com", '"has_a_password": true']),
        ("comments", ["onerror", "First words.", "Held words.", "Please don’t."]),
        ("reports", ["My report.", "abuse"]),
        ("threads", ["follow", "Reservoirs fill"]),
        ("choices", ["daily", '"people_ignored": 1']),
        ("sanctions", ["hold"]),
        ("subscriptions", ["cus_hers", "$99 MXN", "Monthly"]),
        ("consents", ["I agree, word for word.", "cs_test_1"]),
        ("complimentary-access", ["Wrote for us"]),
        ("access-changes", ["webhook", "active"]),
        ("mails-about-money", ["subscription_welcome"]),
    ],
)
def test_each_kind_is_told(files, kind, words):
    assert json.loads(files[f"{kind}.json"])
    assert [one for one in words if one not in files[f"{kind}.json"]] == []


def test_nobody_else_is_in_it(files, moderator):
    everything = "".join(files.values())

    assert CANARY not in everything
    assert moderator.email not in everything


def test_no_secret_is_in_it(person, sign_in):
    Authenticator.objects.create(user=person, type="totp", data={"secret": "TOPSECRET"})
    SocialAccount.objects.create(
        user=person, provider="google", uid="12345", extra_data={"x": "TOPSECRET"}
    )

    everything = "".join(unpack(sign_in(person).post(EXPORT)).values())

    assert "totp" in everything
    assert "google" in everything
    assert "TOPSECRET" not in everything
    assert person.password not in everything


class Page(HTMLParser):
    """The tags of a page, and what it would fetch or run."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.fetched, self.words = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.fetched += [
            (name, value)
            for name, value in attrs
            if name in ("src", "style", "href") or name.startswith("on")
            if not (value or "").startswith("#part-")
        ]

    def handle_data(self, data):
        self.words.append(data)


def test_the_page_is_read_without_a_network_and_runs_nothing(files):
    page = Page(files["index.html"])

    assert page.fetched == []
    assert page.tags.isdisjoint({"script", "img", "link", "iframe", "form"})
    assert any(HOSTILE in words for words in page.words)
    assert "Please don’t." in files["index.html"]


def test_a_reader_without_a_trace_gets_a_page_that_says_so(sign_in, reader):
    files = unpack(sign_in(reader).post(EXPORT))

    assert json.loads(files["comments.json"]) == []
    assert "Nothing." in files["index.html"]


def test_a_sixth_in_an_hour_is_too_much_and_says_so(sign_in, reader):
    browser = sign_in(reader)
    for _time in range(EXPORTS_AN_HOUR):
        assert browser.post(EXPORT).status_code == 200

    answer = browser.post(EXPORT)

    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert "five times in an hour" in answer.text


def test_the_file_costs_the_same_however_much_she_wrote(
    sign_in, article, lapsed, django_assert_max_num_queries
):
    for _number in range(20):
        make_comment(article, author=lapsed)
    browser = sign_in(lapsed)

    with django_assert_max_num_queries(30):
        browser.post(EXPORT)

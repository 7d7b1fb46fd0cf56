import pytest
from django.core import mail as outbox
from django.core.mail import EmailMultiAlternatives

from demo import inbox
from demo.cast import CAST
from demo.models import Mail
from stripe_stand_in import StandIn
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def stand_in(settings):
    with StandIn() as stripe:
        settings.STRIPE_API_BASE = stripe.url
        yield stripe


@pytest.mark.parametrize("person", CAST, ids=lambda person: person.key)
def test_a_visitor_becomes_anyone_with_one_click(client, person):
    user = make_person(person.key, group=person.group)

    client.post(f"/demo/become/{person.key}/")

    assert client.session["_auth_user_id"] == str(user.pk)


def test_nobody_becomes_someone_by_following_a_link(client):
    make_person("publisher", group="Publishers")

    response = client.get("/demo/become/publisher/")

    assert response.status_code == 405
    assert "_auth_user_id" not in client.session


def test_only_the_cast_can_be_become(client):
    make_person("somebody")

    assert client.post("/demo/become/somebody/").status_code == 404


def test_the_clock_is_moved(client, stand_in):
    before = stand_in.now

    client.post("/demo/move-clock/", {"days": "32"})

    assert stand_in.now - before >= 32 * 86_400


@pytest.mark.parametrize("days", ["", "-1", "5", "1e9", "x"])
def test_the_clock_is_not_moved_by_just_anything(client, stand_in, days):
    assert client.post("/demo/move-clock/", {"days": days}).status_code == 404


def test_without_a_stand_in_the_page_says_so(client):
    page = client.get("/demo/").content.decode()

    assert "does not answer" in page


def test_an_order_to_a_silent_stand_in_says_so(client):
    response = client.post("/demo/decline-next-card/", follow=True)

    assert "The Stripe stand-in does not answer." in response.content.decode()


def test_the_inbox_keeps_every_mail_for_each_of_its_receivers(client):
    message = EmailMultiAlternatives(
        "Your code", "It is ABCD.", to=["ana@example.com", "ben@example.com"]
    )

    inbox.EmailBackend().send_messages([message])

    page = client.get("/demo/inbox/").content.decode()
    letter = client.get(f"/demo/inbox/{Mail.objects.first().pk}/").content.decode()
    assert "ana@example.com" in page
    assert "ben@example.com" in page
    assert "It is ABCD." in letter
    assert outbox.outbox == []


def test_an_empty_inbox_says_that_a_code_takes_a_moment(client):
    assert "can take a few seconds" in client.get("/demo/inbox/").content.decode()

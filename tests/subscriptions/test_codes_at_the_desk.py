"""Batches of codes at the desk: made at once, handed out, counted, and ended."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from subscriptions import codes
from subscriptions.models import Code, CodeBatch
from subscriptions.models.codes import MOST_CODES
from tests import factories

BATCHES = "/admin/subscriptions/codebatch/"


@pytest.fixture
def desk(sign_in, publisher):
    """The publisher's browser."""
    return sign_in(publisher)


@pytest.fixture
def batch(publisher):
    """Three codes of thirty days."""
    return factories.make_batch(by=publisher)


def today(*, plus=0):
    """A day as the form takes it."""
    return f"{timezone.localdate() + timedelta(days=plus):%Y-%m-%d}"


def make(desk, **fields):
    """Fill in the form for a new batch."""
    fields = {
        "reason": "Readers' day",
        "size": 20,
        "days": 30,
        "last_day": today(plus=14),
    } | fields
    return desk.post(f"{BATCHES}add/", fields)


def set_last_day(desk, batch, day, **fields):
    """Change the last day on the batch's page, and perhaps more."""
    return desk.post(f"{BATCHES}{batch.pk}/change/", {"last_day": day} | fields)


def test_a_batch_is_saved_with_all_its_codes(desk, publisher):
    answer = make(desk)

    batch = CodeBatch.objects.get()
    assert answer["Location"] == f"{BATCHES}{batch.pk}/change/"
    assert (batch.reason, batch.days, batch.by) == ("Readers' day", 30, publisher)
    assert batch.codes.count() == 20
    assert batch.last_day == timezone.localdate() + timedelta(days=14)


def test_the_greatest_batch_takes_a_few_statements(desk, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        make(desk, size=MOST_CODES)

    assert Code.objects.count() == MOST_CODES


@pytest.mark.parametrize(
    "fields",
    [
        {"size": 0},
        {"size": MOST_CODES + 1},
        {"days": 0},
        {"days": 1101},
        {"reason": " "},
        {"last_day": ""},
        {"last_day": "2020-01-01"},
    ],
    ids=str,
)
def test_what_can_be_no_batch_is_said_and_makes_no_code(desk, fields):
    answer = make(desk, **fields)

    assert answer.status_code == 200
    assert "errornote" in answer.text or "error" in answer.text
    assert not CodeBatch.objects.exists()


def test_a_second_click_makes_no_second_batch(desk):
    make(desk)

    answer = make(desk)

    assert "within the last minute" in answer.text
    assert CodeBatch.objects.count() == 1


def test_the_page_of_a_batch_counts_what_is_redeemed(desk, batch, reader):
    codes.redeem(batch.codes.first().code, reader)

    answer = desk.get(f"{BATCHES}{batch.pk}/change/")

    assert "1 of 3 codes redeemed." in answer.text
    assert f"{BATCHES}{batch.pk}/csv/" in answer.text
    assert f"{BATCHES}{batch.pk}/print/" in answer.text


def test_size_and_days_stay_what_they_were(desk, batch):
    set_last_day(desk, batch, today(plus=5), size=9, days=900, reason="Another")

    batch.refresh_from_db()
    assert (batch.size, batch.days, batch.reason) == (3, 30, "Readers' day")
    assert batch.last_day == timezone.localdate() + timedelta(days=5)


def test_the_last_day_is_not_put_off(desk, batch):
    was = batch.expires_at

    answer = set_last_day(desk, batch, today(plus=30))

    batch.refresh_from_db()
    assert "brought forward and not put off" in answer.text
    assert batch.expires_at == was


def test_yesterday_ends_a_batch_at_once(desk, batch):
    set_last_day(desk, batch, today(plus=-1))

    with pytest.raises(codes.NotRedeemed) as refused:
        codes.look(batch.codes.first().code)
    assert refused.value.why == "expired"
    page = desk.get(f"{BATCHES}{batch.pk}/change/").text
    assert "The batch is over" in page
    assert "/print/" not in page


def test_the_file_says_what_became_of_each_code(desk, batch, reader):
    reader.email = "=1+1@example.com"
    reader.save()
    used, *free = batch.codes.order_by("pk")
    codes.redeem(used.code, reader)

    answer = desk.get(f"{BATCHES}{batch.pk}/csv/")

    rows = list(csv.reader(io.StringIO(answer.getvalue().decode())))
    assert [row[:3] for row in rows[1:]] == [
        [used.code, "redeemed", "'=1+1@example.com"],
        *([one.code, "unused", ""] for one in free),
    ]


def test_the_file_of_a_great_batch_is_read_in_one_question(
    desk, publisher, django_assert_max_num_queries
):
    batch = factories.make_batch(by=publisher, size=200)
    for code in batch.codes.all()[:20]:
        codes.redeem(code.code, factories.make_person())

    with django_assert_max_num_queries(8):
        desk.get(f"{BATCHES}{batch.pk}/csv/").getvalue()


def test_the_list_to_print_has_the_unused_codes_and_where_to_go(desk, batch, reader):
    used, *free = batch.codes.order_by("pk")
    codes.redeem(used.code, reader)

    text = desk.get(f"{BATCHES}{batch.pk}/print/").text

    assert "http://testserver/redeem/" in text
    assert all(one.code in text for one in free)
    assert used.code not in text


def test_the_list_of_batches_costs_the_same_for_one_and_for_thirty(
    desk, publisher, django_assert_max_num_queries
):
    for number in range(30):
        factories.make_batch(by=publisher, reason=f"Day {number}")

    with django_assert_max_num_queries(14):
        answer = desk.get(BATCHES)
    assert "Day 29" in answer.text


@pytest.mark.parametrize("page", ["change/", "csv/", "print/"])
def test_an_editor_sees_no_codes(sign_in, editor, batch, page):
    assert sign_in(editor).get(f"{BATCHES}{batch.pk}/{page}").status_code == 403

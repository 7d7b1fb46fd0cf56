from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from newsroom import limits
from newsroom.models import Limit


@pytest.mark.django_db
def test_it_allows_so_many_and_then_no_more():
    answers = [limits.allow("a", times=3, seconds=60) for _ in range(5)]

    assert answers == [True, True, True, False, False]


@pytest.mark.django_db
def test_one_persons_limit_is_not_anothers():
    limits.allow("ana", times=1, seconds=60)

    assert limits.allow("ben", times=1, seconds=60)


@pytest.mark.django_db
def test_a_new_window_begins_when_the_old_one_is_over():
    limits.allow("a", times=1, seconds=60)
    Limit.objects.update(ends_at="2020-01-01T00:00Z")

    assert limits.allow("a", times=1, seconds=60)


@pytest.mark.django_db
def test_the_table_holds_no_address():
    limits.allow("ana@example.com", times=1, seconds=60)

    assert "ana" not in Limit.objects.get().key


@pytest.mark.django_db(transaction=True)
def test_it_counts_exactly_when_everybody_comes_at_once():
    def one_try(_):
        try:
            return limits.allow("hot", times=10, seconds=60)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        allowed = list(crowd.map(one_try, range(80)))

    assert sum(allowed) == 10


@pytest.mark.django_db
def test_old_counters_are_forgotten():
    limits.allow("old", times=1, seconds=60)
    Limit.objects.update(ends_at="2020-01-01T00:00Z")
    limits.allow("new", times=1, seconds=60)

    assert limits.forget_old() == 1
    assert Limit.objects.count() == 1

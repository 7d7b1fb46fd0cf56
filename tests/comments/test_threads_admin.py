"""How a thread is run: by moderators and editors, without a word or a name in sight."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from comments.models import Discussion, Rules
from tests.factories import make_article, make_comment, make_person, run_thread

CANARY = "zq9e8d7c"
LIST = "/admin/comments/discussion/"


@pytest.fixture
def thread(article) -> Discussion:
    return Discussion.objects.get(article=article)


def form_of(thread) -> str:
    return reverse("admin:comments_discussion_change", args=[thread.pk])


@pytest.mark.parametrize("name", ["moderator", "editor", "publisher"])
def test_moderators_and_editors_set_how_a_thread_is_run(request, name, sign_in, thread):
    browser = sign_in(request.getfixturevalue(name))

    browser.post(form_of(thread), {"mode": "slow", "slow_minutes": "10"})

    thread.refresh_from_db()
    assert (thread.mode, thread.slow_minutes, thread.stays_open) == ("slow", 10, False)


@pytest.mark.parametrize("name", ["subscriber", "reader", None])
def test_readers_do_not(request, name, sign_in, client, thread):
    browser = sign_in(request.getfixturevalue(name)) if name else client

    answer = browser.post(form_of(thread), {"mode": "closed", "slow_minutes": "5"})

    thread.refresh_from_db()
    assert answer.status_code == 302
    assert thread.mode == "open"


def test_contributors_do_not(sign_in, thread):
    browser = sign_in(make_person(group="Contributors"))

    assert browser.get(LIST).status_code == 403
    assert browser.get(form_of(thread)).status_code == 403


def test_an_editor_sees_numbers_but_no_word_and_no_name(sign_in, editor, article):
    writer = make_person(display_name=f"Name {CANARY}")
    make_comment(article, author=writer, body=f"Words {CANARY}")
    browser = sign_in(editor)

    listed = browser.get(LIST, {"q": "Reservoirs"}).text
    form = browser.get(reverse("admin:comments_discussion_change", args=[article.pk]))

    assert "Reservoirs fill" in listed
    assert CANARY not in listed
    assert CANARY not in form.text


def test_comments_that_arrive_while_the_form_is_open_are_counted(
    sign_in, editor, article, thread
):
    browser = sign_in(editor)
    browser.get(form_of(thread))

    for _ in range(7):
        make_comment(article)
    browser.post(form_of(thread), {"mode": "closed", "slow_minutes": "5"})

    thread.refresh_from_db()
    assert (thread.mode, thread.visible, thread.voices) == ("closed", 7, 7)


def test_a_number_that_changes_between_reading_and_saving_is_not_written_back(
    rf, moderator, article, thread
):
    from django.contrib import admin

    thread.mode = "slow"
    make_comment(article)

    admin.site.get_model_admin(Discussion).save_model(rf.post("/"), thread, None, True)

    thread.refresh_from_db()
    assert (thread.mode, thread.visible) == ("slow", 1)


def test_numbers_are_read_only(sign_in, moderator, thread):
    browser = sign_in(moderator)

    browser.post(
        form_of(thread),
        {"mode": "open", "slow_minutes": "5", "visible": "900", "voices": "900"},
    )

    thread.refresh_from_db()
    assert (thread.visible, thread.voices) == (0, 0)


def test_many_are_closed_and_opened_together(sign_in, editor):
    stories = [make_article() for _ in range(3)]
    browser = sign_in(editor)
    ticked = {"_selected_action": [story.pk for story in stories]}

    closed = browser.post(LIST, {"action": "close_selected"} | ticked, follow=True)
    modes = set(Discussion.objects.values_list("mode", flat=True))
    browser.post(LIST + "?mode__exact=closed", {"action": "open_selected"} | ticked)

    assert "3 threads are closed" in closed.text
    assert modes == {"closed"}
    assert set(Discussion.objects.values_list("mode", flat=True)) == {"open"}
    assert LogEntry.objects.filter(user=editor).count() == 6


def test_opening_an_old_thread_opens_it(sign_in, editor, article, thread):
    Rules.objects.create(pk=1, close_after_days=1)
    article.published_at = "2020-01-01T00:00:00Z"
    article.save()
    browser = sign_in(editor)

    shown = browser.get(LIST).text
    browser.post(LIST, {"action": "open_selected", "_selected_action": [thread.pk]})

    assert "Closed by its age" in shown
    assert not Discussion.objects.get(pk=thread.pk).is_closed


def test_the_list_is_filtered_by_mode(sign_in, moderator, article):
    other = make_article("Another headline")
    run_thread(other, "closed")

    listed = sign_in(moderator).get(LIST, {"mode__exact": "closed"}).text

    assert "Another headline" in listed
    assert "Reservoirs fill" not in listed


def test_the_story_leads_to_its_thread(sign_in, editor, article):
    run_thread(article, "held_first")
    browser = sign_in(editor)

    story = browser.get(reverse("admin:articles_article_change", args=[article.pk]))
    led = browser.get(reverse("admin:articles_article_thread", args=[article.pk]))

    assert "Held first" in story.text
    assert led.url == reverse("admin:comments_discussion_change", args=[article.pk])


def test_a_new_story_can_be_begun(sign_in, editor):
    assert sign_in(editor).get("/admin/articles/article/add/").status_code == 200


def test_the_list_costs_the_same_for_fifty(
    sign_in, moderator, article, django_assert_max_num_queries
):
    for _ in range(50):
        make_article()
    browser = sign_in(moderator)

    with django_assert_max_num_queries(18):
        browser.get(LIST)

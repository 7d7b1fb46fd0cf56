from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Picture
from tests.factories import (
    make_article,
    make_author,
    make_correction,
    make_person,
    make_picture,
    make_section,
    picture_file,
)

pytestmark = pytest.mark.django_db


def rows(prefix, *filled):
    """The fields of an inline's formset, with one row for each dict."""
    fields = {f"{prefix}-TOTAL_FORMS": len(filled), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(filled):
        fields |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return fields


def written(section, *, bylines=(), sources=(), picks=(), corrections=(), **fields):
    """What an editor types into the form of a story."""
    return {
        "kicker": "",
        "headline": "A bridge reopens",
        "deck": "After nine months.",
        "dateline": "",
        "body": "<p>The first truck crossed at dawn.</p>",
        "section": section.pk,
        "excerpt": "",
        "language": "en",
        "kind": "news",
        "sponsor": "",
        "translation_of": "",
        "slug": "a-bridge-reopens",
        "published_at_0": "",
        "published_at_1": "",
        "updated_at_0": "",
        "updated_at_1": "",
        **rows("bylines", *bylines),
        **rows("sources", *sources),
        **rows("related_picks", *picks),
        **rows("corrections", *corrections),
    } | fields


def change(story):
    return f"/admin/articles/article/{story.pk}/change/"


def test_an_editor_writes_a_story_with_everything_and_publishes_it(sign_in, editor):
    browser = sign_in(editor)
    section, author, other = make_section(), make_author(), make_article()
    fields = written(
        section,
        bylines=[{"author": author.pk, "position": 0}],
        sources=[{"name": "Reforma", "link": "", "position": 0}],
        picks=[{"related": other.pk, "position": 0}],
        picture=make_picture().pk,
    )

    browser.post("/admin/articles/article/add/", fields)
    story = Article.objects.get(slug="a-bridge-reopens")
    draft = browser.get(story.get_absolute_url()).status_code
    publishing = written(section) | {"articles_article_publish": "1"}
    response = browser.post(change(story), publishing, follow=True)

    page = browser.get(story.get_absolute_url()).content.decode()
    assert draft == 404
    assert "Published. Readers see it" in response.content.decode()
    for part in (author.name, "With reports from Reforma", other.headline, "at dawn"):
        assert part in page


def test_a_story_is_previewed_before_anyone_may_read_it(client, sign_in, editor):
    story = make_article("Not yet", status="draft", published_at=None)

    response = sign_in(editor).get(
        f"/admin/articles/article/{story.pk}/preview/", follow=True
    )

    assert "Not yet" in response.content.decode()
    assert "This is a preview" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert client.get("/preview/forged:1:x/").status_code == 404


def test_withdrawing_can_be_undone(sign_in, editor, client):
    story = make_article("Back and forth")
    moment = timezone.localtime(story.published_at)
    form = written(story.section, slug=story.slug) | {
        "published_at_0": f"{moment:%Y-%m-%d}",
        "published_at_1": f"{moment:%H:%M:%S}",
    }

    sign_in(editor).post(change(story), form | {"articles_article_withdraw": "1"})
    withdrawn = client.get(story.get_absolute_url()).status_code
    sign_in(editor).post(change(story), form | {"articles_article_publish": "1"})

    assert withdrawn == 410
    assert client.get(story.get_absolute_url()).status_code == 200


def test_only_the_buttons_that_fit_are_offered(sign_in, editor):
    live, draft = make_article(), make_article(status="draft", published_at=None)
    browser = sign_in(editor)

    pages = [browser.get(change(story)).content.decode() for story in (live, draft)]

    buttons = ("Save and publish", "Save and withdraw")
    assert [[button in page for button in buttons] for page in pages] == [
        [False, True],
        [True, False],
    ]


def test_a_live_story_cannot_lose_its_time(sign_in, editor):
    story = make_article()

    response = sign_in(editor).post(
        change(story), written(story.section, slug=story.slug)
    )

    assert "needs its publication time" in response.content.decode()


def at(story) -> dict:
    """The fields that hold the story's time as it is."""
    moment = timezone.localtime(story.published_at)
    return {
        "published_at_0": f"{moment:%Y-%m-%d}",
        "published_at_1": f"{moment:%H:%M:%S}",
    }


@pytest.mark.parametrize("field", ["published_at", "updated_at"])
def test_a_time_that_no_page_could_show_is_refused(sign_in, editor, client, field):
    story = make_article()
    end = {f"{field}_0": "9999-12-31", f"{field}_1": "23:59:59"}
    form = written(story.section, slug=story.slug) | at(story) | end

    answer = sign_in(editor).post(change(story), form)

    assert "That is in the year 9999." in answer.text
    assert client.get(story.get_absolute_url()).status_code == 200


def test_an_address_may_change_and_the_old_one_goes_on_working(sign_in, editor, client):
    story = make_article(slug="before")
    browser = sign_in(editor)

    form = browser.get(change(story)).content.decode()
    browser.post(change(story), written(story.section, slug="after") | at(story))

    assert "the old one goes on working" in form
    assert client.get("/news/after/").status_code == 200
    assert client.get("/news/before/")["Location"] == "/news/after/"


def test_a_contributor_moves_no_story_that_is_read(sign_in):
    story = make_article(slug="before")
    form = written(story.section, slug="after") | at(story)

    sign_in(make_person(group="Contributors")).post(change(story), form)

    story.refresh_from_db()
    assert story.slug == "before"


def test_a_sections_address_may_change_too(sign_in, editor, client):
    section = make_section("News")
    path = f"/admin/articles/section/{section.pk}/change/"
    fields = {"name": "Nation", "slug": "nation", "deck": "", "position": 0}

    form = sign_in(editor).get(path).content.decode()
    sign_in(editor).post(path, fields)

    assert "the old one goes on working" in form
    assert client.get("/news/")["Location"] == "/nation/"


def test_a_correction_is_signed_by_who_makes_it(sign_in, editor, client):
    story = make_article()
    form = written(
        story.section, slug=story.slug, corrections=[{"text": "It was 21 mm."}]
    )

    sign_in(editor).post(change(story), form | at(story))

    made = story.corrections.get()
    assert (made.text, made.by) == ("It was 21 mm.", editor)
    assert "It was 21 mm." in client.get(story.get_absolute_url()).content.decode()


def test_a_correction_that_readers_saw_is_not_rewritten(sign_in, editor):
    story = make_article()
    made = make_correction(story, "It was 21 mm.")
    row = {
        "id": made.pk,
        "article": story.pk,
        "text": "Nothing was wrong.",
        "DELETE": "on",
    }
    form = written(story.section, slug=story.slug, corrections=[row]) | at(story)
    form["corrections-INITIAL_FORMS"] = 1

    sign_in(editor).post(change(story), form)

    assert story.corrections.get().text == "It was 21 mm."


def test_a_draft_is_not_corrected_but_changed(sign_in, editor):
    story = make_article(status="draft", published_at=None)

    page = sign_in(editor).get(change(story)).content.decode()

    assert "corrections-TOTAL_FORMS" not in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "sponsored"}, "Readers must learn who paid for it."),
        ({"sponsor": "Agua Fina"}, "Only a sponsored story has a sponsor."),
    ],
)
def test_a_kind_that_does_not_fit_is_refused_in_words(sign_in, editor, fields, said):
    story = make_article(status="draft", published_at=None)

    page = sign_in(editor).post(change(story), written(story.section, **fields))

    assert said in page.content.decode()


@pytest.mark.parametrize(
    ("original", "said"),
    [
        ({"language": "en"}, "Both are in the same language"),
        ({"language": "es", "is_translation": True}, "Choose the story that was"),
    ],
    ids=["same language", "a translation itself"],
)
def test_a_translation_that_does_not_fit_is_refused_in_words(
    sign_in, editor, original, said
):
    story = make_article(status="draft", published_at=None)
    first = make_article() if original.pop("is_translation", False) else None
    other = make_article(translation_of=first, **original)

    form = written(story.section, slug=story.slug, translation_of=other.pk)
    page = sign_in(editor).post(change(story), form)

    assert said in page.content.decode()


def test_a_story_for_tomorrow_is_said_to_be_scheduled(sign_in, editor):
    story = make_article(status="draft", published_at=None)
    tomorrow = timezone.localtime() + timedelta(days=1)
    form = written(story.section, slug=story.slug) | {
        "published_at_0": f"{tomorrow:%Y-%m-%d}",
        "published_at_1": f"{tomorrow:%H:%M}",
        "articles_article_publish": "1",
    }

    response = sign_in(editor).post(change(story), form, follow=True)

    assert "Scheduled. It appears by itself" in response.content.decode()


def test_an_editor_ties_no_author_to_a_person_she_may_not_see(sign_in, editor):
    author = make_author()

    page = sign_in(editor).get(f"/admin/articles/author/{author.pk}/change/")

    assert 'name="user"' not in page.content.decode()


def test_no_link_publishes_anything(sign_in, editor):
    story = make_article(status="draft", published_at=None)

    for path in ("publish", "articles_article_publish", "withdraw"):
        sign_in(editor).get(f"/admin/articles/article/{story.pk}/{path}/")

    story.refresh_from_db()
    assert story.status == "draft"


def test_a_contributor_writes_but_does_not_publish(sign_in):
    contributor = make_person(group="Contributors")
    story = make_article(status="draft", published_at=None)
    now = timezone.localtime()
    fields = written(story.section, slug=story.slug) | {
        "articles_article_publish": "1",
        "published_at_0": f"{now:%Y-%m-%d}",
        "published_at_1": f"{now:%H:%M}",
    }

    sign_in(contributor).post(change(story), fields)

    story.refresh_from_db()
    assert story.headline == "A bridge reopens"
    assert (story.status, story.published_at) == ("draft", None)


def test_stories_and_pictures_are_never_deleted(sign_in, publisher):
    story = make_article(picture=make_picture())
    browser = sign_in(publisher)

    answers = [
        browser.post(f"/admin/articles/article/{story.pk}/delete/", {"post": "yes"}),
        browser.post(
            f"/admin/articles/picture/{story.picture.pk}/delete/", {"post": "yes"}
        ),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_an_uploaded_picture_gets_its_sizes(sign_in, editor, drain):
    fields = {
        "file": picture_file(size=(900, 600)),
        "alt": "A bridge",
        "caption": "",
        "credit": "Ana",
        "focal_x": 50,
        "focal_y": 50,
    }

    sign_in(editor).post("/admin/articles/picture/add/", fields)
    drain()

    picture = Picture.objects.get(alt="A bridge")
    assert [size["width"] for size in picture.renditions["full"]] == [480]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("file", b"not a picture", "Upload a valid image"),
        ("alt", "", "This field is required"),
        ("credit", "", "This field is required"),
        ("focal_x", "101", "100"),
    ],
)
def test_a_picture_with_a_mistake_is_refused_in_words(
    sign_in, editor, field, value, said
):
    from django.core.files.base import ContentFile

    fields = {
        "file": picture_file(),
        "alt": "A bridge",
        "caption": "",
        "credit": "Ana",
        "focal_x": 50,
        "focal_y": 50,
    }
    fields[field] = ContentFile(value, name="x.png") if field == "file" else value

    response = sign_in(editor).post("/admin/articles/picture/add/", fields)

    assert response.status_code == 200
    assert said in response.content.decode()
    assert not Picture.objects.filter(alt="A bridge").exists()


def test_a_picture_is_changed_without_uploading_it_again(sign_in, editor):
    picture = make_picture()
    fields = {
        "alt": "Another",
        "caption": "",
        "credit": "Ana",
        "focal_x": 10,
        "focal_y": 5,
    }

    sign_in(editor).post(f"/admin/articles/picture/{picture.pk}/change/", fields)

    picture.refresh_from_db()
    assert (picture.alt, picture.focal_x) == ("Another", 10)


@pytest.mark.parametrize("word", ["admin", "demo", "2026", "feeds", "latest"])
def test_a_section_cannot_take_another_pages_address(sign_in, editor, word):
    fields = {"name": "New", "slug": word, "deck": "", "position": 9}

    response = sign_in(editor).post("/admin/articles/section/add/", fields)

    assert "is the address of another page" in response.content.decode()


@pytest.mark.parametrize("group", ["Contributors", "Editors"])
def test_an_old_version_brings_back_words_and_never_a_status(sign_in, group):
    story = make_article("First words")
    live = story.history.latest()
    story.headline = "Second words"
    story.withdraw()
    browser = sign_in(make_person(group=group))
    moment = timezone.localtime(story.published_at)
    form = written(story.section, headline="First words", slug=story.slug) | {
        "published_at_0": f"{moment:%Y-%m-%d}",
        "published_at_1": f"{moment:%H:%M:%S}",
    }

    browser.post(f"/admin/articles/article/{story.pk}/history/{live.history_id}/", form)

    story.refresh_from_db()
    assert (story.headline, story.status) == ("First words", "withdrawn")

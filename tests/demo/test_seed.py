import re
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import User
from articles.models import Article, Correction, Picture, Section
from comments.models import Comment, Discussion
from comments.wall import open_wall
from demo import edition_files
from demo.cast import CAST
from stripe_stand_in import StandIn
from subscriptions.access import Standing, standing_of
from subscriptions.models import Plan

pytestmark = pytest.mark.django_db


def count_all() -> dict[str, int]:
    with open_wall():
        comments = Comment.objects.count()
    return {
        "articles": Article.objects.count(),
        "pictures": Picture.objects.count(),
        "people": User.objects.count(),
        "plans": Plan.objects.count(),
        "comments": comments,
    }


def test_the_edition_is_made_whole_and_only_once(settings, tmp_path):
    settings.VAR = tmp_path
    progress = StringIO()
    with StandIn() as stripe:
        settings.STRIPE_API_BASE = stripe.url

        call_command("seed_demo", stdout=progress)
        first = count_all()
        call_command("seed_demo", stdout=StringIO())

    standings = {p.key: standing_of(User.objects.get(email=p.email)) for p in CAST}
    assert count_all() == first
    assert Section.objects.filter(articles__isnull=False).distinct().count() == 6
    assert first["articles"] >= 20
    assert first["pictures"] == first["articles"]
    assert first["comments"] >= 80
    assert not Article.objects.filter(picture=None).exists()
    assert Article.objects.filter(language="es").count() >= 4
    assert Correction.objects.count() >= 3
    kinds = Article.objects.values_list("kind", flat=True)
    assert set(kinds) == set(Article.Kind.values)
    assert Article.objects.filter(translation_of__language="es").exists()
    assert Discussion.objects.filter(visible__gt=0).count() >= 15
    assert standings["subscriber"] is Standing.ENTITLED
    assert standings["lapsed"] is Standing.NONE
    assert standings["reader"] is Standing.NONE
    assert "story 26 of 26" in progress.getvalue()


def test_no_paragraph_is_printed_twice_and_every_story_has_its_length():
    paragraphs, lengths = [], {}
    for story in edition_files.stories():
        paragraphs += re.findall(r"<p>.*?</p>", story["body"], re.S)
        words = re.sub(r"<[^>]+>", " ", story["body"]).split()
        lengths[story["slug"]] = len(words)

    wrong = {slug: words for slug, words in lengths.items() if not 250 <= words <= 600}
    assert len(paragraphs) == len(set(paragraphs))
    assert wrong == {}


def test_every_picture_is_a_scene_of_its_own():
    scenes = [story["picture"]["scene"] for story in edition_files.stories()]

    assert len(scenes) == len(set(scenes))

import pytest
from hypothesis import given, settings, strategies as st

from articles import body
from articles.models import Article
from tests.factories import make_article

ATTACK = '<p onclick="x()">Safe<script>steal()</script><img src=x onerror=y></p>'


@pytest.mark.django_db
@pytest.mark.parametrize("road", ["create", "save", "bulk_create", "update"])
def test_it_is_safe_by_whatever_road_it_came(road):
    story = make_article(body="<p>First</p>")

    if road == "create":
        story = make_article(body=ATTACK)
    elif road == "save":
        story.body = ATTACK
        story.save()
    elif road == "bulk_create":
        fields = {"section": story.section, "headline": "Bulk", "slug": "bulk"}
        (story,) = Article.objects.bulk_create([Article(body=ATTACK, **fields)])
    else:
        Article.objects.filter(pk=story.pk).update(body=ATTACK)
    story.refresh_from_db()

    assert story.body == "<p>Safe</p>"


def test_what_an_editor_may_write_stays():
    html = '<h2>A</h2><p>B <a href="https://example.com" rel="noopener">c</a></p>'

    assert body.clean(html) == html


@pytest.mark.parametrize("empty", ["", "<p></p>", "<p> </p>", "<script>x</script>"])
def test_a_body_without_words_is_empty(empty):
    assert body.clean(empty) == ""


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>&\"'/ =abchrefscriptonload:javp", max_size=80))
def test_no_text_gets_a_script_or_a_handler_through(text):
    html = body.clean(text).lower()

    assert "<script" not in html
    assert " on" not in "".join(part for part in html.split("<")[1:] if ">" in part)

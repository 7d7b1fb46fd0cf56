"""Which three stories stand under a story? None that was paid for, by itself."""

from articles.models import Article

HOW_MANY = 3


def related_stories(article: Article) -> list[Article]:
    """The editors' picks in their order, then the latest of the same section."""
    picks = list(_picks(article))[:HOW_MANY]
    missing = HOW_MANY - len(picks)
    return picks + list(_latest(article, besides=picks)[:missing]) if missing else picks


def _picks(article: Article):
    return (
        Article.objects.published()
        .filter(picked__article=article)
        .order_by("picked__position", "picked__pk")
        .for_card()
    )


def _latest(article: Article, *, besides: list[Article]):
    shown = [article.pk, *(story.pk for story in besides)]
    return (
        Article.objects.published()
        .editorial()
        .filter(section=article.section_id)
        .exclude(pk__in=shown)
        .newest_first()
        .for_card()
    )

"""By which name, and with which badges, does the author of a comment appear?"""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import BooleanField, ExpressionWrapper, Q

from comments.models import Comment
from comments.models.questions import signers


def introduce(comments: Iterable[Comment], article_id: int) -> None:
    """Give comments of one story what ``drawn()`` adds, by one query.

    For a whole page: asked in each row, it would cost more than the rows.
    """
    comments = list(comments)
    # Nobody has the number 0: an empty page asks as often as a full one.
    authors = {0} | {comment.author_id for comment in comments}
    signs = Q(pk__in=signers(article_id))
    people = get_user_model()._default_manager.filter(pk__in=authors)
    faces = people.values_list(
        "pk", "display_name", "is_staff", ExpressionWrapper(signs, BooleanField())
    )
    named = {pk: face for pk, *face in faces}
    for comment in comments:
        name, is_staff, is_signer = named[comment.author_id]
        comment.author_name = name
        comment.author_is_staff = is_staff
        comment.is_story_author = is_signer

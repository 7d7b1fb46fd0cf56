from django.db import migrations

from comments import triggers
from comments.operations import LockBehindTheWall

RunSQL = migrations.RunSQL


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_comments_and_discussions")]

    operations = [
        RunSQL(triggers.NEED_AN_OPEN_WALL, triggers.FORGET_THE_WALL),
        LockBehindTheWall("comments_comment"),
        LockBehindTheWall("comments_commentrevision"),
        LockBehindTheWall("comments_report"),
        LockBehindTheWall("comments_moderationaction"),
        RunSQL(triggers.KEEP_ACTIONS, triggers.FORGET_ACTIONS),
        RunSQL(triggers.FORGET_READERS, triggers.KEEP_READERS),
        RunSQL(triggers.OPEN_DISCUSSIONS, triggers.FORGET_DISCUSSIONS),
        RunSQL(triggers.MARK_PARENTS, triggers.FORGET_PARENTS),
        RunSQL(triggers.COUNT, triggers.FORGET_COUNT),
        # Room on each page for the next version of a row that changes with every post.
        RunSQL(
            "ALTER TABLE comments_discussion SET (fillfactor = 70)",
            "ALTER TABLE comments_discussion RESET (fillfactor)",
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models

from comments.operations import OpenTheWall

RunSQL = migrations.RunSQL

_HOUR = "date_trunc('hour', created_at, 'UTC')"
_SEEN = "id, article_id, status, created_at"
_VISIBLE = "SELECT article_id, created_at, {} AS visible FROM {} WHERE status = 'visible'"
_REWRITTEN = " UNION ALL ".join(
    _VISIBLE.format(
        sign, f"(SELECT {_SEEN} FROM {one} EXCEPT ALL SELECT {_SEEN} FROM {two}) AS {name}"
    )
    for sign, one, two, name in (
        (1, "new_rows", "old_rows", "after"),
        (-1, "old_rows", "new_rows", "before"),
    )
)
_EVENTS = {
    "insert": (_VISIBLE.format(1, "new_rows"), "NEW TABLE AS new_rows"),
    "update": (_REWRITTEN, "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
    "delete": (_VISIBLE.format(-1, "old_rows"), "OLD TABLE AS old_rows"),
}

# Their names stand after those of the counts, so whoever comes here holds the rows of
# the discussions already: two decisions about the same stories never wait in a circle.
# Hours that no list looks at are left alone: they may have been deleted.
_COUNT = """
CREATE FUNCTION comments_hours_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH changes AS (
        SELECT article_id, {hour} AS hour, sum(visible) AS visible
        FROM ({changes}) AS changed
        WHERE created_at > now() - interval '7 days 2 hours'
        GROUP BY 1, 2 HAVING sum(visible) <> 0
    ),
    known AS (
        UPDATE comments_houroftalk AS talk
        SET visible = greatest(talk.visible + changes.visible, 0)
        FROM changes
        WHERE talk.article_id = changes.article_id AND talk.hour = changes.hour
        RETURNING talk.article_id, talk.hour
    )
    INSERT INTO comments_houroftalk (article_id, hour, visible)
    SELECT article_id, hour, greatest(visible, 0) FROM changes
    WHERE NOT EXISTS (
        SELECT FROM known
        WHERE known.article_id = changes.article_id AND known.hour = changes.hour
    );
    RETURN NULL;
END $$;
CREATE TRIGGER hours_follow_every_{event}
    AFTER {event} ON comments_comment REFERENCING {tables}
    FOR EACH STATEMENT EXECUTE FUNCTION comments_hours_{event}();
"""
COUNT = "".join(
    _COUNT.format(event=event, changes=changes, tables=tables, hour=_HOUR)
    for event, (changes, tables) in _EVENTS.items()
)
FORGET_COUNT = "".join(
    f"DROP TRIGGER hours_follow_every_{event} ON comments_comment;"
    f"DROP FUNCTION comments_hours_{event}();"
    for event in _EVENTS
)
COUNT_EARLIER = f"""
INSERT INTO comments_houroftalk (article_id, hour, visible)
SELECT article_id, {_HOUR} AS hour, count(*) FROM comments_comment
WHERE status = 'visible' AND created_at > now() - interval '7 days 2 hours'
GROUP BY 1, 2
"""  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [("comments", "0007_replies_of_a_root")]

    operations = [
        OpenTheWall(),
        migrations.CreateModel(
            name="HourOfTalk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("hour", models.DateTimeField()),
                ("visible", models.PositiveIntegerField(db_default=0, default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hours_of_talk",
                        to="articles.article",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="houroftalk",
            constraint=models.UniqueConstraint(
                fields=("hour", "article"), name="an_hour_of_talk_is_counted_once"
            ),
        ),
        RunSQL(COUNT, FORGET_COUNT),
        RunSQL(COUNT_EARLIER, RunSQL.noop),
        OpenTheWall(),
    ]

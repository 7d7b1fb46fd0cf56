from django.db import migrations

from comments.operations import OpenTheWall

RunSQL = migrations.RunSQL

# How many replies of a root, at any depth, its thread shows. Counted for each page they
# would cost more than the page: a hundred entries of an index for every root.
# A row is written under the lock of its discussion, as voices are. By their names these
# triggers run after those that count voices, which have locked every discussion of the
# statement in order: locking some of them first would be another order.
KEEP_BRANCHES = """
CREATE TABLE comments_branch (
    root_id bigint PRIMARY KEY,
    replies integer NOT NULL
) WITH (fillfactor = 70);
INSERT INTO comments_branch (root_id, replies)
SELECT root_id, count(*) FROM comments_comment
WHERE root_id IS NOT NULL AND (status = 'visible' OR has_replies)
GROUP BY root_id ORDER BY root_id
"""
FORGET_BRANCHES = "DROP TABLE comments_branch"

_SHOWN = "root_id IS NOT NULL AND (status = 'visible' OR has_replies)"
_ADDED = f"SELECT article_id, root_id, 1 AS shown FROM new_rows WHERE {_SHOWN}"
_TAKEN = f"SELECT article_id, root_id, -1 AS shown FROM old_rows WHERE {_SHOWN}"
_EVENTS = {
    "insert": (_ADDED, "NEW TABLE AS new_rows"),
    "update": (
        f"{_ADDED} UNION ALL {_TAKEN}",
        "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    ),
    "delete": (_TAKEN, "OLD TABLE AS old_rows"),
}

_COUNT = """
CREATE FUNCTION comments_count_branches_{event}() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM comments_discussion WHERE article_id IN (
        SELECT article_id FROM ({changes}) AS changes
        GROUP BY article_id, root_id HAVING sum(shown) <> 0
    )
    ORDER BY article_id FOR NO KEY UPDATE;

    INSERT INTO comments_branch AS branch (root_id, replies)
    SELECT root_id, sum(shown) FROM ({changes}) AS changes
    GROUP BY root_id HAVING sum(shown) <> 0
    ON CONFLICT (root_id) DO UPDATE SET replies = branch.replies + excluded.replies;
    RETURN NULL;
END $$;
CREATE TRIGGER replies_follow_every_{event}
    AFTER {event} ON comments_comment REFERENCING {tables}
    FOR EACH STATEMENT EXECUTE FUNCTION comments_count_branches_{event}();
"""
COUNT = "".join(
    _COUNT.format(event=event, changes=changes, tables=tables)
    for event, (changes, tables) in _EVENTS.items()
)
FORGET_COUNT = "".join(
    f"DROP TRIGGER replies_follow_every_{event} ON comments_comment;"
    f"DROP FUNCTION comments_count_branches_{event}();"
    for event in _EVENTS
)


class Migration(migrations.Migration):
    dependencies = [("comments", "0006_likes_versions_and_ranks")]

    operations = [
        OpenTheWall(),
        RunSQL(KEEP_BRANCHES, FORGET_BRANCHES),
        RunSQL(COUNT, FORGET_COUNT),
        OpenTheWall(),
    ]

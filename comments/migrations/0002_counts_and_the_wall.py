from django.db import migrations

from comments.operations import LockBehindTheWall

RunSQL = migrations.RunSQL

NEED_AN_OPEN_WALL = """
CREATE FUNCTION comments_need_an_open_wall() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Deeper than one is PostgreSQL's own keeping of foreign keys.
    IF nullif(current_setting('newsroom.wall', true), '') IS NULL
       AND pg_trigger_depth() = 1 THEN
        RAISE EXCEPTION 'the wall is closed: % of % needs open_wall()',
            lower(TG_OP), TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$
"""
FORGET_THE_WALL = "DROP FUNCTION comments_need_an_open_wall()"

KEEP_ACTIONS = """
CREATE FUNCTION comments_keep_actions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what a moderator did is kept as it was written'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER comments_moderationaction_is_kept
    BEFORE UPDATE OR DELETE ON comments_moderationaction
    FOR EACH STATEMENT EXECUTE FUNCTION comments_keep_actions()
"""
FORGET_ACTIONS = """
DROP TRIGGER comments_moderationaction_is_kept ON comments_moderationaction;
DROP FUNCTION comments_keep_actions()
"""

FORGET_READERS = """
ALTER TABLE comments_report ADD CONSTRAINT a_report_outlives_its_reader
    FOREIGN KEY (reader_id) REFERENCES accounts_user (id)
    ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
"""
KEEP_READERS = """
ALTER TABLE comments_report DROP CONSTRAINT a_report_outlives_its_reader
"""

OPEN_DISCUSSIONS = """
CREATE FUNCTION comments_open_discussions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO comments_discussion (article_id) SELECT id FROM new_rows
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER every_article_has_a_discussion
    AFTER INSERT ON articles_article REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION comments_open_discussions()
"""
FORGET_DISCUSSIONS = """
DROP TRIGGER every_article_has_a_discussion ON articles_article;
DROP FUNCTION comments_open_discussions()
"""

MARK_PARENTS = """
CREATE FUNCTION comments_mark_parents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Written once in a comment's life: its tombstone stays from the first reply on.
    UPDATE comments_comment SET has_replies = true
    WHERE NOT has_replies AND id IN (SELECT parent_id FROM new_rows);
    RETURN NULL;
END $$;
-- Triggers of one event run in the order of their names. This one is first, so that
-- everybody locks comments before discussions.
CREATE TRIGGER a_parent_knows_its_replies
    AFTER INSERT ON comments_comment REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION comments_mark_parents()
"""
FORGET_PARENTS = """
DROP TRIGGER a_parent_knows_its_replies ON comments_comment;
DROP FUNCTION comments_mark_parents()
"""

# Everything about a row that a reader can see change.
_SEEN = "id, article_id, author_id, status, created_at, body_html"
_ADDED = (
    "SELECT article_id, author_id, (status = 'visible')::int AS visible, 1 AS written"
)
_TAKEN = (
    "SELECT article_id, author_id, -(status = 'visible')::int AS visible, -1 AS written"
)
_REWRITTEN = f"""
    {_ADDED} FROM (SELECT {_SEEN} FROM new_rows EXCEPT ALL
                   SELECT {_SEEN} FROM old_rows) AS after
    UNION ALL
    {_TAKEN} FROM (SELECT {_SEEN} FROM old_rows EXCEPT ALL
                   SELECT {_SEEN} FROM new_rows) AS before"""  # noqa: S608
_EVENTS = {
    "insert": (f"{_ADDED} FROM new_rows", "NEW TABLE AS new_rows"),
    "update": (_REWRITTEN, "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
    "delete": (f"{_TAKEN} FROM old_rows", "OLD TABLE AS old_rows"),
}

_COUNT = """
CREATE FUNCTION comments_count_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- In one order, or two bulk decisions over the same stories would wait for each
    -- other for ever.
    PERFORM FROM comments_discussion
    WHERE article_id IN (SELECT article_id FROM ({changes}) AS changes)
    ORDER BY article_id FOR NO KEY UPDATE;

    WITH changes AS ({changes}),
    by_author AS (
        SELECT article_id, author_id, sum(visible) AS visible, sum(written) AS written
        FROM changes GROUP BY article_id, author_id
    ),
    heard AS (
        INSERT INTO comments_voice AS voice (article_id, author_id, visible, written)
        SELECT article_id, author_id, visible, written FROM by_author
        ON CONFLICT (article_id, author_id) DO UPDATE SET
            visible = voice.visible + excluded.visible,
            written = voice.written + excluded.written
        RETURNING article_id, author_id, visible
    ),
    by_article AS (
        SELECT article_id, sum(by_author.visible) AS visible,
            sum((heard.visible > 0)::int
                - (heard.visible - by_author.visible > 0)::int) AS voices
        FROM by_author JOIN heard USING (article_id, author_id) GROUP BY article_id
    )
    UPDATE comments_discussion AS discussion SET
        visible = discussion.visible + by_article.visible,
        voices = discussion.voices + by_article.voices,
        version = discussion.version + 1,
        last_comment_at = (
            SELECT max(created_at) FROM comments_comment AS comment
            WHERE comment.article_id = discussion.article_id AND status = 'visible'
        )
    FROM by_article WHERE discussion.article_id = by_article.article_id;

    DELETE FROM comments_voice
    WHERE written = 0 AND article_id IN (SELECT article_id FROM ({changes}) AS changes);
    RETURN NULL;
END $$;
CREATE TRIGGER counts_follow_every_{event}
    AFTER {event} ON comments_comment REFERENCING {tables}
    FOR EACH STATEMENT EXECUTE FUNCTION comments_count_{event}();
"""
COUNT = "".join(
    _COUNT.format(event=event, changes=changes, tables=tables)
    for event, (changes, tables) in _EVENTS.items()
)
FORGET_COUNT = "".join(
    f"DROP TRIGGER counts_follow_every_{event} ON comments_comment;"
    f"DROP FUNCTION comments_count_{event}();"
    for event in _EVENTS
)


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_comments_and_discussions")]

    operations = [
        RunSQL(NEED_AN_OPEN_WALL, FORGET_THE_WALL),
        LockBehindTheWall("comments_comment"),
        LockBehindTheWall("comments_commentrevision"),
        LockBehindTheWall("comments_report"),
        LockBehindTheWall("comments_moderationaction"),
        RunSQL(KEEP_ACTIONS, FORGET_ACTIONS),
        RunSQL(FORGET_READERS, KEEP_READERS),
        RunSQL(OPEN_DISCUSSIONS, FORGET_DISCUSSIONS),
        RunSQL(MARK_PARENTS, FORGET_PARENTS),
        RunSQL(COUNT, FORGET_COUNT),
        # Room on each page for the next version of a row that changes with every post.
        RunSQL(
            "ALTER TABLE comments_discussion SET (fillfactor = 70)",
            "ALTER TABLE comments_discussion RESET (fillfactor)",
        ),
    ]

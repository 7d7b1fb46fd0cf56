from django.db import migrations

from comments.operations import LockBehindTheWall, OpenTheWall

RunSQL = migrations.RunSQL

# A decision is made about what someone saw: its number changes with the words, the place
# and every other decision, that to leave it where it is included, whoever writes.
NUMBER_VERSIONS = """
CREATE FUNCTION comments_number_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER a_changed_comment_has_a_new_version
    BEFORE UPDATE ON comments_comment FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.body IS DISTINCT FROM NEW.body
          OR OLD.reviewed_at IS DISTINCT FROM NEW.reviewed_at)
    EXECUTE FUNCTION comments_number_versions()
"""
FORGET_VERSIONS = """
DROP TRIGGER a_changed_comment_has_a_new_version ON comments_comment;
DROP FUNCTION comments_number_versions()
"""

# Roots whose place among the best may have changed. Rows are only added here and only
# taken out by the one who ranks: nobody waits for anybody.
NOTE_ROOTS = """
CREATE TABLE comments_rerank (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    root_id bigint NOT NULL
);
CREATE FUNCTION comments_note_new_replies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO comments_rerank (root_id)
    SELECT DISTINCT root_id FROM new_rows WHERE root_id IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER new_replies_change_a_rank
    AFTER INSERT ON comments_comment REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION comments_note_new_replies();
CREATE FUNCTION comments_note_changed_replies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO comments_rerank (root_id)
    SELECT DISTINCT after.root_id FROM new_rows AS after JOIN old_rows USING (id)
    WHERE after.root_id IS NOT NULL AND after.status <> old_rows.status;
    RETURN NULL;
END $$;
CREATE TRIGGER changed_replies_change_a_rank
    AFTER UPDATE ON comments_comment
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION comments_note_changed_replies()
"""
FORGET_ROOTS = """
DROP TRIGGER changed_replies_change_a_rank ON comments_comment;
DROP FUNCTION comments_note_changed_replies();
DROP TRIGGER new_replies_change_a_rank ON comments_comment;
DROP FUNCTION comments_note_new_replies();
DROP TABLE comments_rerank
"""

_LIKES = """
CREATE FUNCTION comments_count_likes_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    former text := coalesce(current_setting('newsroom.wall', true), '');
BEGIN
    -- A person who leaves takes her likes along, and nobody opened the wall for that.
    PERFORM set_config('newsroom.wall', 'open', true);
    PERFORM FROM comments_comment
    WHERE id IN (SELECT comment_id FROM changed_rows)
    ORDER BY id FOR NO KEY UPDATE;

    UPDATE comments_comment AS comment SET likes = comment.likes {sign} counted.likes
    FROM (SELECT comment_id, count(*) AS likes FROM changed_rows GROUP BY comment_id)
        AS counted
    WHERE comment.id = counted.comment_id;

    INSERT INTO comments_rerank (root_id)
    SELECT DISTINCT comment.id
    FROM comments_comment AS comment JOIN changed_rows ON comment_id = comment.id
    WHERE comment.depth = 1;
    PERFORM set_config('newsroom.wall', former, true);
    RETURN NULL;
END $$;
CREATE TRIGGER likes_follow_every_{event}
    AFTER {event} ON comments_like REFERENCING {table} TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION comments_count_likes_{event}();
"""
COUNT_LIKES = _LIKES.format(event="insert", table="NEW", sign="+") + _LIKES.format(
    event="delete", table="OLD", sign="-"
)
FORGET_LIKES = "".join(
    f"DROP TRIGGER likes_follow_every_{event} ON comments_like;"
    f"DROP FUNCTION comments_count_likes_{event}();"
    for event in ("insert", "delete")
)

# What the editors pick stands first, so the page is another one.
SHOW_PICKS = """
CREATE FUNCTION comments_show_picks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE comments_discussion SET version = version + 1
    WHERE article_id = NEW.article_id;
    RETURN NULL;
END $$;
CREATE TRIGGER a_pick_makes_a_new_page
    AFTER UPDATE ON comments_comment FOR EACH ROW
    WHEN (OLD.picked_at IS DISTINCT FROM NEW.picked_at)
    EXECUTE FUNCTION comments_show_picks()
"""
FORGET_PICKS = """
DROP TRIGGER a_pick_makes_a_new_page ON comments_comment;
DROP FUNCTION comments_show_picks()
"""

ANSWER_REPORTS = """
UPDATE comments_report AS report SET answer_id = (
    SELECT min(id) FROM comments_moderationaction AS action
    WHERE action.comment_id = report.comment_id
      AND action.created_at >= report.created_at
)
"""
LOOKED_AT = """
UPDATE comments_comment AS comment SET reviewed_at = (
    SELECT max(created_at) FROM comments_moderationaction AS action
    WHERE action.comment_id = comment.id
)
"""
CLOSE_THREADS = """
UPDATE comments_discussion SET mode = 'closed'
FROM articles_article AS article
WHERE article.id = article_id AND article.comments_closed
"""
OPEN_ARTICLES = """
UPDATE articles_article SET comments_closed = true
FROM comments_discussion AS discussion
WHERE articles_article.id = article_id AND discussion.mode = 'closed'
"""


class Migration(migrations.Migration):
    dependencies = [("comments", "0005_likes_rules_and_appeals")]
    run_before = [("articles", "0004_comments_close_in_the_thread")]

    operations = [
        OpenTheWall(),
        RunSQL(NUMBER_VERSIONS, FORGET_VERSIONS),
        RunSQL(NOTE_ROOTS, FORGET_ROOTS),
        RunSQL(COUNT_LIKES, FORGET_LIKES),
        RunSQL(SHOW_PICKS, FORGET_PICKS),
        LockBehindTheWall("comments_appeal"),
        RunSQL(ANSWER_REPORTS, RunSQL.noop),
        RunSQL(LOOKED_AT, RunSQL.noop),
        RunSQL(CLOSE_THREADS, OPEN_ARTICLES),
        # A like writes the row without touching an index: room for that on each page.
        RunSQL(
            "ALTER TABLE comments_comment SET (fillfactor = 85)",
            "ALTER TABLE comments_comment RESET (fillfactor)",
        ),
        OpenTheWall(),
    ]

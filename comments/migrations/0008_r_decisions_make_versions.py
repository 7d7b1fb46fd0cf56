from django.db import migrations

# Who keeps a comment where it is has decided about it as well: another who saw it
# before that is told so, as with every decision.
NUMBER_DECISIONS = """
DROP TRIGGER a_changed_comment_has_a_new_version ON comments_comment;
CREATE TRIGGER a_changed_comment_has_a_new_version
    BEFORE UPDATE ON comments_comment FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.body IS DISTINCT FROM NEW.body
          OR OLD.reviewed_at IS DISTINCT FROM NEW.reviewed_at)
    EXECUTE FUNCTION comments_number_versions()
"""
NUMBER_CHANGES = """
DROP TRIGGER a_changed_comment_has_a_new_version ON comments_comment;
CREATE TRIGGER a_changed_comment_has_a_new_version
    BEFORE UPDATE ON comments_comment FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.body IS DISTINCT FROM NEW.body)
    EXECUTE FUNCTION comments_number_versions()
"""


class Migration(migrations.Migration):
    dependencies = [("comments", "0007_f_replies_of_a_root")]

    operations = [migrations.RunSQL(NUMBER_DECISIONS, NUMBER_CHANGES)]

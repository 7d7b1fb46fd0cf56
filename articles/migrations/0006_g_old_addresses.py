from django.db import migrations

# A trigger and not a save(): an update of many, a bulk edit and a shell keep the old
# address too. A story's address is kept when readers had it, which is when the story
# was live and its time had come as it changed: so one that was never public has none.
KEEP_A_STORYS_ADDRESS = """
CREATE FUNCTION articles_keep_address(path text, article bigint, section bigint)
RETURNS void LANGUAGE sql AS $$
    INSERT INTO articles_oldaddress (path, article_id, section_id, left_at)
    VALUES (path, article, section, now())
    ON CONFLICT (path) DO UPDATE SET article_id = excluded.article_id,
        section_id = excluded.section_id, left_at = excluded.left_at
$$;
CREATE FUNCTION articles_keep_story_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_keep_address(section.slug || '/' || OLD.slug, OLD.id, NULL)
        FROM articles_section section WHERE section.id = OLD.section_id;
    RETURN NULL;
END $$;
CREATE TRIGGER an_address_that_readers_have_is_kept
    AFTER UPDATE ON articles_article FOR EACH ROW
    WHEN (OLD.status = 'live' AND OLD.published_at <= now() AND (
        (OLD.slug, OLD.section_id, OLD.status)
            IS DISTINCT FROM (NEW.slug, NEW.section_id, NEW.status)
        OR NEW.published_at > now()))
    EXECUTE FUNCTION articles_keep_story_address();
CREATE FUNCTION articles_keep_section_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_keep_address(OLD.slug, NULL, OLD.id);
    PERFORM articles_keep_address(OLD.slug || '/' || story.slug, story.id, NULL)
        FROM articles_article story
        WHERE story.section_id = OLD.id AND story.status = 'live'
          AND story.published_at <= now();
    RETURN NULL;
END $$;
CREATE TRIGGER a_sections_address_is_kept
    AFTER UPDATE OF slug ON articles_section FOR EACH ROW
    WHEN (OLD.slug IS DISTINCT FROM NEW.slug)
    EXECUTE FUNCTION articles_keep_section_address()
"""
FORGET = """
DROP TRIGGER a_sections_address_is_kept ON articles_section;
DROP TRIGGER an_address_that_readers_have_is_kept ON articles_article;
DROP FUNCTION articles_keep_section_address();
DROP FUNCTION articles_keep_story_address();
DROP FUNCTION articles_keep_address(text, bigint, bigint)
"""
# What was withdrawn before this has an address that readers may still have.
KEEP_THOSE_OF_THE_WITHDRAWN = """
INSERT INTO articles_oldaddress (path, article_id, left_at)
SELECT section.slug || '/' || story.slug, story.id, now()
FROM articles_article story JOIN articles_section section ON section.id = section_id
WHERE story.status = 'withdrawn' AND story.published_at <= now()
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_kinds_corrections_fronts")]

    operations = [
        migrations.RunSQL(KEEP_A_STORYS_ADDRESS, FORGET),
        migrations.RunSQL(KEEP_THOSE_OF_THE_WITHDRAWN, migrations.RunSQL.noop),
    ]

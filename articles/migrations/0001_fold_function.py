from django.db import migrations

# Lower case without accents. Immutable, so it may stand in a generated column, and our
# own, because the extension ``unaccent`` is not everywhere.
FOLD = r"""
CREATE FUNCTION fold(t text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT lower(regexp_replace(normalize(t, NFKD), U&'[\0300-\036F]', '', 'g'))
$$;
"""


class Migration(migrations.Migration):
    dependencies = []

    operations = [migrations.RunSQL(FOLD, "DROP FUNCTION fold(text);")]

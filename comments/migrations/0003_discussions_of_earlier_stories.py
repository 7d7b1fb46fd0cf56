from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("comments", "0002_counts_and_the_wall")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO comments_discussion (article_id) SELECT id FROM articles_article"
            " ON CONFLICT DO NOTHING",
            migrations.RunSQL.noop,
        )
    ]

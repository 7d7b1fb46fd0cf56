from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("demo", "0001_inbox")]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="eyes",
            field=models.CharField(blank=True, default="", max_length=12),
        ),
    ]

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_limits")]

    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]

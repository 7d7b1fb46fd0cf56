"""Which migration operations does the wall need?"""

from django.db.migrations.operations import RunSQL

LOCK = """
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
    -- Written exactly so. A comparison with a value makes the planner believe that the
    -- policy filters rows, and a page of twenty comments reads the whole table.
    CREATE POLICY wall ON {table}
        USING (nullif(current_setting('newsroom.wall', true), '') IS NOT NULL);
    -- Behind a closed wall an UPDATE would change nothing and say so to nobody.
    CREATE TRIGGER {table}_needs_an_open_wall
        BEFORE UPDATE OR DELETE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION comments_need_an_open_wall();
"""
UNLOCK = """
    DROP TRIGGER {table}_needs_an_open_wall ON {table};
    DROP POLICY wall ON {table};
    ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


class OpenTheWall(RunSQL):
    """Let this migration see and change the rows that hold comments.

    Stands first in the list, and last as well when the migration can be undone, since
    operations are undone from the end. Its transaction closes the wall again.
    """

    def __init__(self) -> None:
        opening = "SELECT set_config('newsroom.wall', 'open', true)"
        super().__init__(sql=opening, reverse_sql=opening)

    def deconstruct(self):
        return self.__class__.__name__, [], {}

    def describe(self) -> str:
        return "Open the wall for the rest of this migration"


class LockBehindTheWall(RunSQL):
    """Put a table's rows behind the wall."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            sql=LOCK.format(table=table), reverse_sql=UNLOCK.format(table=table)
        )

    def deconstruct(self):
        return self.__class__.__name__, [self.table], {}

    def describe(self) -> str:
        return f"Put {self.table} behind the wall"

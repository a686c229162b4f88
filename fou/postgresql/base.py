"""PostgreSQL as Django has it, but transactions wait for each other, as SQLite's immediate ones do.

Our verbs read, decide and write in one transaction. That is right when no other transaction writes in between, and one
lock for all of them makes it so on both databases; a yearly overview has few writers and many readers, who never wait.
"""

from django.db.backends.postgresql import base

# One lock a database, under a number of our own ("FoU").
TRANSACTIONS = 0x46_6F_55


class DatabaseWrapper(base.DatabaseWrapper):
    def _set_autocommit(self, autocommit):
        """Leaving autocommit begins a transaction; the lock is given back when it ends, however it ends."""
        super()._set_autocommit(autocommit)
        if autocommit:
            return
        with self.wrap_database_errors:
            try:
                self.connection.execute("SELECT pg_advisory_xact_lock(%s)", [TRANSACTIONS])
            except Exception:
                # Refused after lock_timeout: nothing has begun, and the connection goes on as it was.
                self.connection.rollback()
                self.connection.autocommit = True
                raise

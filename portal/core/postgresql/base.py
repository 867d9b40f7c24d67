"""Django's PostgreSQL backend, but whether a kept connection still stands is seen without asking the server."""

import select
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self) -> bool:
        """A server that went away has closed the socket: something can be read from it. Else there is nothing to read.

        Django asks the server (`SELECT 1`) before the first query of every request; this spares each its round trip.
        """
        connection: Any = self.connection
        if connection is None or connection.closed:
            return False
        poll = select.poll()
        poll.register(connection.fileno(), select.POLLIN)
        return not poll.poll(0) or super().is_usable()

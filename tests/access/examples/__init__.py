"""Things that the demonstration does not have, laid down so that others can be kept from them.

They are made by the verbs that people's clicks call, or as rows where a verb would need days or other servers. Each
goes by the account whose it is and the address under which that account finds it; what else begins like that address is
tried with it as well. They are laid before the pages are walked, so that their pages and forms are found like others.
"""

from collections.abc import Callable, Iterator

from django.db import connection, transaction

from tests.access.examples import catalogue, deals, desk, firms, houses, site, talks
from tests.access.examples.cast import Cast, Places

LAID: tuple[Callable[[Cast], Places], ...] = (
    *(
        firms.people,
        firms.page,
        firms.doors,
        firms.person,
        firms.word,
        catalogue.lists,
        catalogue.papers,
        catalogue.reports,
    ),
    *(deals.charge, deals.payee, deals.payments, deals.changes, deals.requests, deals.rules, deals.papers),
    *(talks.meetings, talks.rooms, houses.among_members, houses.in_public, site.stories, site.guests),
    *(site.shelf, site.library, desk.firms, desk.market, desk.files, desk.talks),
)


def lay(cast: Cast) -> Iterator[tuple[str, str]]:
    """The accounts and addresses."""
    for part in LAID:
        with transaction.atomic():
            yield from list(part(cast))
        connection.check_constraints()

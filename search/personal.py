"""The searches a person saved."""

from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User
from search.saved import SavedSearch


@personal_data("saved_searches")
def saved_searches(user: User) -> Rows:
    for saved in SavedSearch.objects.filter(user=user).order_by("pk"):
        yield {
            "name": saved.name,
            "asks_for": saved.query,
            "told": saved.rhythm,
            "created_at": saved.created_at,
            "matches": saved.matches.count(),
        }


@on_farewell
def forget_saved_searches(user: User) -> None:
    SavedSearch.objects.filter(user=user).delete()

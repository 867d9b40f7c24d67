"""What a person agreed to, in the copy of their data; it goes with their account."""

from cms.models import Consent, HelpVote
from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User


@personal_data("agreements")
def agreements(user: User) -> Rows:
    for consent in Consent.objects.filter(user=user).select_related("version"):
        yield {
            "document": consent.version.document,
            "version": consent.version.number,
            "language": consent.language,
            "how": consent.way,
            "given_at": consent.given_at,
        }


@personal_data("help_votes")
def help_votes(user: User) -> Rows:
    for vote in HelpVote.objects.filter(user=user).select_related("page"):
        yield {"article": vote.page.title, "useful": vote.is_useful, "words": vote.words, "at": vote.updated_at}


@on_farewell
def forget(user: User) -> None:
    Consent.objects.filter(user=user).delete()
    HelpVote.objects.filter(user=user).delete()

"""What authors and reviewers are told of the articles of a community."""

from typing import Any

from community.articles.models import Article, ArticleSuggestion
from companies.models import Company, User
from notifications.handlers import path_of
from notifications.models import Notification
from notifications.recipients import people_of, person_or_colleagues
from portal.core.events import Event, subscribe

POWER = "join_communities"


def find(event: Event, *states: str) -> Article | None:
    rows = Article.objects.select_related("community", "company").filter(pk=event.subject_id or 0)
    return (rows.filter(state__in=states) if states else rows).first()


def authors_of(article: Article, event: Event) -> Any:
    """Who began it, else colleagues; nobody of a company that is no member any more."""
    if not article.community.role_of(article.company_id):
        return User.objects.none()
    people = person_or_colleagues(article.user_id, article.company_id, POWER, event)
    return people if event.user_id is None or event.user_id != article.user_id else people.none()


def reviewers_of(article: Article, event: Event) -> Any:
    """Of stewards, moderators and those named for it; not its own author."""
    members = article.community.members.active()
    keepers = members.filter(role__in=("steward", "moderator")).values_list("company_id", flat=True)
    named = article.reviewers.filter(company__in=members.values("company")).values_list("company_id", flat=True)
    return people_of({*keepers, *named}, POWER, event).exclude(pk=article.user_id or 0)


def tell(people: Any, event: Event, article: Article, tail: str = "", **more: Any) -> None:
    path = f"{path_of(article)}{tail}"
    Notification.tell(people, event, path, title=article.title, community=article.community.name, **more)


@subscribe("article.proposed")
def proposed(event: Event) -> None:
    article = find(event, Article.State.REVIEW)
    if article:
        tell(reviewers_of(article, event), event, article, company=article.company.name)


@subscribe("article.reviewer_named")
def reviewer_named(event: Event) -> None:
    article, company = find(event, Article.State.REVIEW), event.payload.get("company")
    if article and article.reviewers.filter(company=company or 0).exists():
        people = people_of([company], POWER, event).exclude(pk=article.user_id or 0)
        tell(people, event, article, kind="article.proposed", company=article.company.name)


@subscribe("article.published", "article.sent_back", "article.outdated", "article.withdrawn")
def decided(event: Event) -> None:
    """The author, of what somebody else decided, while it is still so."""
    states = {"published": "published", "sent_back": "draft", "outdated": "outdated", "withdrawn": "withdrawn"}
    article = find(event, states[event.kind.partition(".")[2]])
    if article:
        tell(authors_of(article, event), event, article)


@subscribe("article.review_due")
def review_due(event: Event) -> None:
    article = find(event, Article.State.PUBLISHED, Article.State.OUTDATED)
    if article and str(article.review_due_on) == event.payload.get("due_on"):
        tell(authors_of(article, event), event, article)


def suggestion_of(event: Event, state: str) -> ArticleSuggestion | None:
    rows = ArticleSuggestion.objects.select_related("article__community", "article__company", "company")
    return rows.filter(pk=event.payload.get("suggestion") or 0, state=state).first()


@subscribe("article.suggested")
def suggested(event: Event) -> None:
    """The author; a suggestion of the author's own goes to the reviewers."""
    made, article = suggestion_of(event, ArticleSuggestion.State.OPEN), find(event)
    if made is None or article is None:
        return
    is_own = made.user_id is not None and made.user_id == article.user_id
    people = reviewers_of(article, event) if is_own else authors_of(article, event)
    tell(people, event, article, f"suggestions/{made.ref}/", company=made.company.name)


@subscribe("article.suggestion_taken", "article.suggestion_declined")
def suggestion_decided(event: Event) -> None:
    state = event.kind.removeprefix("article.suggestion_")
    made, article = suggestion_of(event, state), find(event)
    if made is None or article is None or not article.community.role_of(made.company_id):
        return
    people = person_or_colleagues(made.user_id, made.company_id, POWER, event)
    tell(people, event, article, f"suggestions/{made.ref}/", company=name_of(event.company_id))


def name_of(pk: int | None) -> str:
    company = Company.objects.filter(pk=pk or 0).first()
    return company.name if company else ""

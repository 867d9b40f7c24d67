"""What knowledge bases ask of reviewers and authors."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.articles.models import Article, ArticleSuggestion
from community.next_steps import seats
from companies.steps import NextStep, next_step
from companies.waiting import within
from portal.core.actor import Actor


def own_articles(actor: Actor) -> QuerySet[Article]:
    return Article.objects.filter(company_id=actor.company_id)


def may(actor: Actor) -> bool:
    return actor.company is not None and actor.user is not None and actor.may("join_communities")


@within(seats)
def to_approve(actor: Actor) -> QuerySet[Article]:
    """What waits for this person's approval, the longest waiting first."""
    rows = Article.objects.to_review_by(actor) if may(actor) else Article.objects.none()
    return rows.for_cards().order_by("updated_at", "pk")


@next_step(25, to_approve)
def approve(actor: Actor, waiting: list[Article]) -> NextStep:
    found = waiting[0]
    title = _("“%(title)s” waits for your approval") % {"title": found.title}
    text = _("An article by %(company)s in %(community)s") % {"company": found.company, "community": found.community}
    return NextStep("bookmark", title, text, _("Read it"), found.get_absolute_url())


@within(own_articles)
def suggested(actor: Actor) -> QuerySet[ArticleSuggestion]:
    """Changes that others suggest of articles of the acting company."""
    rows = ArticleSuggestion.objects.visible_to(actor) if may(actor) else ArticleSuggestion.objects.none()
    rows = rows.open().filter(article__company=actor.company_id).exclude(user=actor.user_id)
    return rows.select_related("article__community", "company").order_by("pk")


@next_step(26, suggested)
def suggestions(actor: Actor, waiting: list[ArticleSuggestion]) -> NextStep:
    found = waiting[0]
    title = _("%(company)s suggests a change of “%(title)s”") % {"company": found.company, "title": found.article.title}
    url = f"{found.article.get_absolute_url()}suggestions/{found.ref}/"
    return NextStep("edit", title, found.note, _("Compare"), url)


@within(own_articles)
def to_look_at_again(actor: Actor) -> QuerySet[Article]:
    if actor.company is None or not actor.may("join_communities"):
        return Article.objects.none()
    rows = Article.objects.visible_to(actor).wanting_review().filter(company=actor.company_id).for_cards()
    return rows.order_by("review_due_on", "pk")


@next_step(46, to_look_at_again)
def look_again(actor: Actor, due: list[Article]) -> NextStep:
    """An article of the acting company that wants to be looked at again."""
    found = due[0]
    title = _("Does “%(title)s” still hold?") % {"title": found.title}
    text = _("Nobody has looked at it for %(months)s months.") % {"months": found.review_months}
    return NextStep("bookmark", title, text, _("Look at it"), found.get_absolute_url(), True)

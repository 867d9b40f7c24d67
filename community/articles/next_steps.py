"""What knowledge bases ask of reviewers and authors."""

from django.utils.translation import gettext as _

from community.articles.models import Article, ArticleSuggestion
from companies.steps import NextStep, next_step
from portal.core.actor import Actor


@next_step(25)
def approve(actor: Actor) -> NextStep | None:
    """The article that has waited longest for this person's approval."""
    found = next(iter(to_approve(actor, 1)), None)
    if found is None:
        return None
    title = _("“%(title)s” waits for your approval") % {"title": found.title}
    text = _("An article by %(company)s in %(community)s") % {"company": found.company, "community": found.community}
    return NextStep("bookmark", title, text, _("Read it"), found.get_absolute_url())


def to_approve(actor: Actor, most: int) -> list[Article]:
    if actor.company is None or actor.user is None or not actor.may("join_communities"):
        return []
    return list(Article.objects.to_review_by(actor).for_cards().order_by("updated_at", "pk")[:most])


@next_step(26)
def suggestions(actor: Actor) -> NextStep | None:
    """A change that somebody suggests of an article of the acting company."""
    if actor.company is None or actor.user is None or not actor.may("join_communities"):
        return None
    rows = ArticleSuggestion.objects.visible_to(actor).open().filter(article__company=actor.company_id)
    found = rows.exclude(user=actor.user_id).select_related("article__community", "company").order_by("pk").first()
    if found is None:
        return None
    title = _("%(company)s suggests a change of “%(title)s”") % {"company": found.company, "title": found.article.title}
    url = f"{found.article.get_absolute_url()}suggestions/{found.ref}/"
    return NextStep("edit", title, found.note, _("Compare"), url)


@next_step(46)
def look_again(actor: Actor) -> NextStep | None:
    """An article of the acting company that wants to be looked at again."""
    if actor.company is None or not actor.may("join_communities"):
        return None
    rows = Article.objects.visible_to(actor).wanting_review().filter(company=actor.company_id).for_cards()
    found = rows.order_by("review_due_on", "pk").first()
    if found is None:
        return None
    title = _("Does “%(title)s” still hold?") % {"title": found.title}
    text = _("Nobody has looked at it for %(months)s months.") % {"months": found.review_months}
    return NextStep("bookmark", title, text, _("Look at it"), found.get_absolute_url(), True)

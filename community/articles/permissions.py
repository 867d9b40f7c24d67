"""Who writes, approves and reads the articles of a community."""

from typing import TYPE_CHECKING

from community.permissions import can_moderate_community, can_write_in_community
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.articles.models import Article
    from community.models import Community


def can_write_article(actor: Actor, community: "Community") -> bool:
    return can_write_in_community(actor, community)


def can_edit_article(actor: Actor, article: "Article") -> bool:
    """The author's company, and those who keep order."""
    own = actor.acts_for(article.company_id) and can_write_in_community(actor, article.community)
    return own or can_moderate_community(actor, article.community)


def can_review_article(actor: Actor, article: "Article") -> bool:
    """Stewards, moderators, and the members named for this article: persons only, no program approves."""
    if actor.user is None:
        return False
    named = article.reviewers.filter(company=actor.company_id or 0).exists()
    return can_moderate_community(actor, article.community) or (
        named and can_write_in_community(actor, article.community)
    )


def can_approve_article(actor: Actor, article: "Article") -> bool:
    """Four eyes: not the author, nor whoever wrote what would be published by it."""
    return can_review_article(actor, article) and actor.user_id not in article.writers_of_pending()


def can_suggest_change(actor: Actor, article: "Article") -> bool:
    return can_write_in_community(actor, article.community)


def can_name_reviewers(actor: Actor, article: "Article") -> bool:
    return can_moderate_community(actor, article.community)


def can_judge_article(actor: Actor) -> bool:
    """Anybody who is signed in as a person and reads it."""
    return actor.user is not None

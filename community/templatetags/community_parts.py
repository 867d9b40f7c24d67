"""What the parts of a community show on each other's pages."""

from typing import Any

from django import template

from community.articles.models import Article
from community.initiatives.models import Initiative
from community.permissions import can_write_in_community

register = template.Library()
SHOWN = 10


@register.inclusion_tag("community/initiatives/_beside_thread.html", takes_context=True)
def beside_thread(context: template.Context, thread: Any) -> dict[str, Any]:
    """What came out of a thread, as far as the reader may see it, and for members the way to make more of it."""
    actor = context["request"].actor
    first = thread.posts.order_by("number").values_list("pk", flat=True).first()
    return {
        "thread": thread,
        "may_write": can_write_in_community(actor, thread.community),
        "initiatives": list(Initiative.objects.visible_to(actor).filter(thread=thread).for_cards()[:SHOWN]),
        "articles": list(Article.objects.visible_to(actor).filter(thread=thread).for_cards()[:SHOWN]),
        # The accepted answer, where questions have one, says more than the question.
        "post": getattr(thread, "accepted_id", None) or first,
    }

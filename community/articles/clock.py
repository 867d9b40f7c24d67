"""What the clock asks of articles: whether they still hold."""

from django.db.models import F, Q

from community.articles.models import Article
from portal.core.events import record
from portal.core.timed import every

BATCH = 500


@every(hours=6)
def ask_whether_it_holds() -> None:
    """Once for each due day; the mark is set in the transaction of the fact."""
    due = Article.objects.wanting_review().filter(Q(review_asked_for=None) | ~Q(review_asked_for=F("review_due_on")))
    for article in due.order_by("review_due_on", "pk").only("pk", "review_due_on")[:BATCH]:
        asked = Article.objects.filter(pk=article.pk, review_due_on=article.review_due_on)
        if asked.update(review_asked_for=article.review_due_on):
            record("article.review_due", article, due_on=str(article.review_due_on))

"""What becomes of a company's articles when it is taken into another."""

from django.utils.translation import gettext as _

from community.articles.models import Article, ArticlePicture, ArticleReviewer, ArticleSuggestion, ArticleVersion
from companies.merging import Moved, merges, move_rows
from companies.models import Company


@merges(
    "articles",
    "community.article.company",
    "community.articleversion.company",
    "community.articlesuggestion.company",
    "community.articlepicture.company",
    "community.articlereviewer.company",
)
def articles(kept: Company, lost: Company) -> Moved:
    yield _("articles"), Article.objects.filter(company=lost).update(company=kept)
    for model in (ArticleVersion, ArticleSuggestion, ArticlePicture):
        model._default_manager.filter(company=lost).update(company=kept)
    named = ArticleReviewer.objects.filter(company=lost)
    both = ArticleReviewer.objects.filter(company=kept).values("article")
    clashing = named.filter(article__in=both).values_list("pk", flat=True)
    yield _("articles it reviews"), move_rows(named, "company", kept, clashing=clashing)

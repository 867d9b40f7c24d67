"""Every page type and snippet of the programme's site; each part of it keeps its own in a module or a package."""

from cms.models.base import Article, ArticleQuerySet, IndexPage
from cms.models.cases import CaseIndexPage, CasePage
from cms.models.home import HomePage
from cms.models.info import InfoPage
from cms.models.laid import LaidPage
from cms.models.news import NewsIndexPage, NewsPage

__all__ = [
    "Article",
    "ArticleQuerySet",
    "CaseIndexPage",
    "CasePage",
    "HomePage",
    "IndexPage",
    "InfoPage",
    "LaidPage",
    "NewsIndexPage",
    "NewsPage",
]

from django.urls import include, path
from wagtail import urls as wagtail_urls

from cms.feeds import CaseFeed, NewsFeed

urlpatterns = [
    path("news/feed.atom", NewsFeed(), name="news_feed"),
    path("cases/feed.atom", CaseFeed(), name="case_feed"),
    path("tools/", include("cms.tools.urls")),
    path("", include(wagtail_urls)),
]

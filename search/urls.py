from django.urls import path

from search import views
from search.feeds import SearchFeed

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/feed.atom", SearchFeed(), name="feed"),
    path("search/opensearch.xml", views.opensearch, name="opensearch"),
]

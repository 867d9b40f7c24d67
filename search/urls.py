from django.urls import path

from search import houses, saved_views, views
from search.feeds import SearchFeed, SearchRssFeed
from search.pace import paced

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/feed.atom", paced(SearchFeed()), name="feed"),
    path("search/feed.rss", paced(SearchRssFeed()), name="feed_rss"),
    path("search/opensearch.xml", views.opensearch, name="opensearch"),
    path("search/opened/", views.opened, name="opened"),
    path("search/similar/<slug:slug>/", views.similar, name="similar"),
    # the joint catalogue of a community
    path("communities/<slug:slug>/catalogue/", houses.house, name="house"),
    path("communities/<slug:slug>/catalogue/listings/", houses.listings, name="house_listings"),
    path("communities/<slug:slug>/catalogue/featured/", houses.featured, name="house_featured"),
    path("communities/<slug:slug>/catalogue/featured/<int:pk>/", houses.featured_act, name="house_featured_act"),
    # a person's saved searches
    path("my/saved-searches/", saved_views.saved_list, name="saved_list"),
    path("my/saved-searches/new/", saved_views.new, name="saved_new"),
    path("my/saved-searches/<slug:ref>/", saved_views.saved, name="saved"),
    path("my/saved-searches/<slug:ref>/deletion/", saved_views.deletion, name="saved_deletion"),
]

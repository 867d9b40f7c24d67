from django.urls import include, path, re_path, register_converter
from wagtail import urls as wagtail_urls

from cms.blocks.views import film, table
from cms.events import guest_views as places
from cms.events import views as events
from cms.exhibitions import views as exhibitions
from cms.feeds import CaseFeed
from cms.glossary import views as glossary
from cms.help import views as helping
from cms.languages.fallback import serve_page
from cms.legal import views as legal
from cms.legal.models import DocumentConverter
from cms.library import views as library
from cms.news.feeds import NewsFeed, NewsRss
from portal.core.anonymous import same_for_all

register_converter(DocumentConverter, "document")

urlpatterns = [
    path("news/feed.rss", same_for_all(NewsRss()), name="news_rss"),
    path("news/categories/<slug:topic>/feed.atom", same_for_all(NewsFeed()), name="news_topic_feed"),
    path("news/categories/<slug:topic>/feed.rss", same_for_all(NewsRss()), name="news_topic_rss"),
    path("exhibitions/calendar.ics", same_for_all(exhibitions.exhibition_calendar), name="exhibition_calendar"),
    path("exhibitions/<slug:slug>/fair.ics", same_for_all(exhibitions.exhibition_file), name="exhibition_file"),
    path("exhibitions/<slug:slug>/following/", exhibitions.exhibition_following, name="exhibition_following"),
    path("events/calendar.ics", same_for_all(events.event_calendar), name="event_calendar"),
    path("events/<slug:slug>/event.ics", same_for_all(events.event_file), name="event_file"),
    path("events/<slug:slug>/registration/", places.event_registration, name="event_registration"),
    path("events/places/<str:token>/", places.event_place, name="event_place"),
    path("events/places/<str:token>/confirmation/", places.event_place_taken, name="event_place_taken"),
    path("events/places/<str:token>/withdrawal/", places.event_place_back, name="event_place_back"),
    path("events/places/<str:token>/event.ics", places.event_place_file, name="event_place_file"),
    path("events/<slug:slug>/materials/<int:pk>/", events.event_material, name="event_material"),
    path("news/feed.atom", same_for_all(NewsFeed()), name="news_feed"),
    path("cases/feed.atom", same_for_all(CaseFeed()), name="case_feed"),
    path("tools/", include("cms.tools.urls")),
    path("pages/<int:pk>/tables/<slug:key>.csv", table, name="cms_table"),
    path("films/<int:pk>/", film, name="cms_film"),
    path("help/about/<slug:key>/", helping.about, name="help_about"),
    path("help/votes/<int:pk>/", helping.vote, name="help_vote"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("glossary/<slug:slug>/", glossary.term, name="term"),
    path("legal/", legal.legal_index, name="legal"),
    path("legal/<document:document>/", legal.legal_document, name="legal_document"),
    path("legal/<document:document>/comparison/", legal.legal_comparison, name="legal_comparison"),
    path("legal/<document:document>/<int:number>/", legal.legal_version, name="legal_version"),
    path("my/agreements/", legal.agreements, name="agreements"),
    path("publications/<str:slug>/citation.bib", library.publication_bibtex, name="publication_bibtex"),
    path("", include("cms.cases.urls")),
    path("", include("cms.countries.urls")),
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]

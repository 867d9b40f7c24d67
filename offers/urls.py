from django.urls import path, re_path

from offers import inquiry_views, own_views, views
from offers.feeds import OfferFeed, OfferRss

app_name = "offers"
urlpatterns = [
    path("offers/", views.offer_list, name="list"),
    path("offers/feed.atom", OfferFeed(), name="feed"),
    path("offers/feed.rss", OfferRss(), name="rss"),
    path("offers/<slug:ref>/", views.offer_detail, name="detail"),
    re_path(
        r"^offers/(?P<ref>[\w-]+)/pictures/(?P<file>[\w-]+)/(?P<size>small|large)\.(?P<ending>jpg|webp)$",
        views.picture,
        name="picture",
    ),
    path("offers/<slug:ref>/documents/<slug:file>/", views.document, name="document"),
    path("my/offers/", own_views.offer_mine, name="mine"),
    path("my/offers/new/", own_views.offer_new, name="new"),
    path("my/offers/readers/", own_views.readers, name="readers"),
    path("my/offers/<slug:ref>/", own_views.offer_edit, name="edit"),
    path("my/offers/<slug:ref>/publication/", own_views.publication, name="publication"),
    path("my/offers/<slug:ref>/withdrawal/", own_views.withdrawal, name="withdrawal"),
    path("my/offers/<slug:ref>/renewal/", own_views.renewal, name="renewal"),
    path("my/offers/<slug:ref>/fulfilment/", own_views.filling, name="filling"),
    path("my/offers/<slug:ref>/copy/", own_views.copying, name="copying"),
    path("inquiries/new/<slug:kind>/<slug:key>/", inquiry_views.ask, name="ask"),
    path("inquiries/<slug:ref>/", inquiry_views.inquiry_detail, name="inquiry"),
    path("inquiries/<slug:ref>/closure/", inquiry_views.closure, name="inquiry_closure"),
    path("my/inquiries/", inquiry_views.inquiry_list, name="inquiries"),
]

from django.urls import path, re_path
from django.views.generic import RedirectView

from offers import batch_views, inbox_views, inquiry_settings_views, inquiry_views, own_views, thread_views, views
from offers.feeds import OfferFeed, OfferRss
from portal.core.translating import views as translating

app_name = "offers"
urlpatterns = [
    path("offers/", views.offer_list, name="list"),
    path("offers/feed.atom", OfferFeed(), name="feed"),
    path("offers/feed.rss", OfferRss(), name="rss"),
    path("offers/new/", RedirectView.as_view(pattern_name="offers:new", query_string=True), name="new_short"),
    path("offers/<slug:ref>/", views.offer_detail, name="detail"),
    re_path(
        r"^offers/(?P<ref>[\w-]+)/pictures/(?P<file>[\w-]+)/(?P<size>small|large)\.(?P<ending>jpg|webp)$",
        views.picture,
        name="picture",
    ),
    path("offers/<slug:ref>/translation/", translating.page, {"kind": "offer"}, name="translation"),
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
    path("inquiries/many/", batch_views.ask_many, name="ask_many"),
    path("inquiries/response-figures/", inquiry_views.figures, name="response_figures"),
    path("inquiries/<slug:ref>/", thread_views.inquiry_detail, name="inquiry"),
    path("inquiries/<slug:ref>/closure/", thread_views.closure, name="inquiry_closure"),
    path("inquiries/<slug:ref>/reopening/", thread_views.reopening, name="inquiry_reopening"),
    path("inquiries/<slug:ref>/reminder/", thread_views.reminder, name="inquiry_reminder"),
    path("inquiries/<slug:ref>/notes/", thread_views.note, name="inquiry_note"),
    path("inquiries/<slug:ref>/assignment/", thread_views.assignment, name="inquiry_assignment"),
    path("inquiries/<slug:ref>/contact/", thread_views.contact, name="inquiry_contact"),
    path("inquiries/<slug:ref>/report/", thread_views.report, name="inquiry_report"),
    path("inquiries/<slug:ref>/block/", thread_views.block, name="inquiry_block"),
    path("inquiries/<slug:ref>/files/<slug:file_ref>/", thread_views.inquiry_file, name="inquiry_file"),
    path("inquiries/<slug:ref>/pictures/<int:position>/", thread_views.line_picture, name="inquiry_picture"),
    path("my/inquiries/", inbox_views.inquiry_list, name="inquiries"),
    path("my/inquiries/export.csv", inbox_views.export, name="inquiries_export"),
    path("my/inquiries/batches/", batch_views.batch_list, name="batches"),
    path("my/inquiries/batches/<slug:ref>/", batch_views.batch, name="batch"),
    path("my/inquiries/batches/<slug:ref>/reminder/", batch_views.batch_reminder, name="batch_reminder"),
    path("my/inquiries/batches/<slug:ref>/closure/", batch_views.batch_closure, name="batch_closure"),
    path("my/inquiries/settings/routing/", inquiry_settings_views.routing, name="routing"),
    path("my/inquiries/settings/routing/<slug:ref>/", inquiry_settings_views.rule, name="rule"),
    path("my/inquiries/settings/absence/", inquiry_settings_views.absence, name="absence"),
    path("my/inquiries/settings/replies/", inquiry_settings_views.replies, name="replies"),
    path(
        "my/inquiries/settings/replies/<slug:ref>/deletion/", inquiry_settings_views.reply_removal, name="reply_removal"
    ),
    path("my/inquiries/settings/blocked/", RedirectView.as_view(pattern_name="companies:blocked"), name="blocked"),
]

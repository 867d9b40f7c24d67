from django.urls import path

from trade.rounds import act_views, edit_views, pledge_views, views

app_name = "rounds"
HERE = "communities/<slug:slug>/rounds/"
urlpatterns = [
    path(HERE, views.round_list, name="list"),
    path(f"{HERE}new/", edit_views.round_new, name="new"),
    path(f"{HERE}products/", edit_views.products_found, name="products"),
    path(f"{HERE}<slug:ref>/", views.round_detail, name="detail"),
    path(f"{HERE}<slug:ref>/live/", views.live, name="live"),
    path(f"{HERE}<slug:ref>/split.csv", views.sheet, name="sheet"),
    path(f"{HERE}<slug:ref>/documents/<slug:paper>/", views.document, name="document"),
    path(f"{HERE}<slug:ref>/edit/", edit_views.round_edit, name="edit"),
    path(f"{HERE}<slug:ref>/publication/", edit_views.publication, name="publish"),
    path(f"{HERE}<slug:ref>/deletion/", edit_views.discard, name="discard"),
    path(f"{HERE}<slug:ref>/pledge/", pledge_views.pledge, name="pledge"),
    path(f"{HERE}<slug:ref>/pledge/withdrawal/", pledge_views.withdrawal, name="withdraw"),
    path(f"{HERE}<slug:ref>/pledge/release/", pledge_views.release, name="release"),
    path(f"{HERE}<slug:ref>/share/", pledge_views.share, name="share"),
    path(f"{HERE}<slug:ref>/releases/<slug:company>/", act_views.release_answer, name="release_answer"),
    path(f"{HERE}<slug:ref>/extension/", act_views.extension, name="extend"),
    path(f"{HERE}<slug:ref>/closing/", act_views.closing, name="close"),
    path(f"{HERE}<slug:ref>/cancellation/", act_views.cancellation, name="cancel"),
    path(f"{HERE}<slug:ref>/request/", act_views.request_made, name="ask"),
]

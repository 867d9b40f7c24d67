"""`/desk/`: the pages of programme staff."""

from django.urls import path

from companies.desk import firms, looking, merges

app_name = "desk"
urlpatterns = [
    path("", firms.home, name="home"),
    # firms, and taking them out of the market
    path("companies/", firms.firm_list, name="firms"),
    path("companies/export.csv", firms.firm_export, name="firms_export"),
    path("companies/<slug:slug>/", firms.firm, name="firm"),
    path("companies/<slug:slug>/notes/", firms.note, name="note"),
    path("companies/<slug:slug>/suspension/", firms.suspension, name="suspend"),
    path("companies/<slug:slug>/restoration/", firms.restoration, name="restore"),
    path("companies/<slug:slug>/appeal/", firms.appeal, name="appeal"),
    # duplicates
    path("duplicates/", merges.duplicate_list, name="duplicates"),
    path("companies/<slug:slug>/merge/", merges.pair, name="pair"),
    path("companies/<slug:slug>/merge/<slug:other>/", merges.merge, name="merge"),
    path("companies/<slug:slug>/merge/<slug:other>/dismissal/", merges.dismissal, name="dismiss"),
    path("companies/<slug:slug>/merged/", merges.merged, name="merged"),
    # looking through a person's eyes
    path("companies/<slug:slug>/looking/", looking.start, name="look"),
    path("looking/", looking.looking, name="looking"),
]

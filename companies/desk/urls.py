"""`/desk/`: the pages of programme staff."""

from django.urls import path

from companies.desk import firms, looking, merges, storage, verification

app_name = "desk"
urlpatterns = [
    path("", firms.home, name="home"),
    # firms, and taking them out of the market
    path("companies/", firms.firm_list, name="firms"),
    path("companies/export.csv", firms.firm_export, name="firms_export"),
    path("companies/<slug:slug>/", firms.firm, name="firm"),
    path("companies/<slug:slug>/notes/", firms.note, name="note"),
    path("companies/<slug:slug>/suspension/", firms.suspension, name="suspend"),
    path("companies/<slug:slug>/suspension/decision/", firms.decision, name="suspend_decision"),
    path("companies/<slug:slug>/restoration/", firms.restoration, name="restore"),
    path("companies/<slug:slug>/appeal/", firms.appeal, name="appeal"),
    # what their files take up
    path("storage/", storage.largest, name="storage"),
    path("companies/<slug:slug>/storage/", storage.room, name="room"),
    # duplicates
    path("duplicates/", merges.duplicate_list, name="duplicates"),
    path("companies/<slug:slug>/merge/", merges.pair, name="pair"),
    path("companies/<slug:slug>/merge/<slug:other>/", merges.merge, name="merge"),
    path("companies/<slug:slug>/merge/<slug:other>/dismissal/", merges.dismissal, name="dismiss"),
    path("companies/<slug:slug>/merged/", merges.merged, name="merged"),
    # looking through a person's eyes
    path("companies/<slug:slug>/looking/", looking.start, name="look"),
    path("looking/", looking.looking, name="looking"),
    # what companies claim
    path("verifications/", verification.queue, name="verifications"),
    path("verifications/look-alikes/", verification.flags, name="flags"),
    path("verifications/look-alikes/<str:ref>/", verification.flag, name="flag"),
    path("verifications/documents/<str:ref>/", verification.document, name="document"),
    path("verifications/<str:ref>/", verification.claim, name="verification"),
    path("verifications/<str:ref>/assignment/", verification.assignment, name="verification_assignment"),
    path("verifications/<str:ref>/approval/", verification.approval, name="verification_approval"),
    path("verifications/<str:ref>/return/", verification.return_, name="verification_return"),
    path("verifications/<str:ref>/revocation/", verification.revocation, name="verification_revocation"),
]

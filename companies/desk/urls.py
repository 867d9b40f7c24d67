"""`/desk/`: the pages of programme staff."""

from django.urls import path

from companies.desk import verification

app_name = "desk"
urlpatterns = [
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

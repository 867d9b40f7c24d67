from django.urls import path, re_path

from companies import (
    activity_views,
    block_views,
    invitation_views,
    people_views,
    storing_views,
    suspension_views,
    token_views,
    views,
    works_for,
)
from companies.account import views as account
from companies.mandates import urls as mandates
from companies.profile import certificate_views as papers
from companies.profile import layout_views, picture_views
from companies.profile import views as profile
from companies.verification import open_views
from companies.verification import views as verification
from companies.webhooks import urls as webhooks
from portal.core.translating import views as translating

app_name = "companies"
urlpatterns = [
    *mandates.urlpatterns,
    *webhooks.urlpatterns,
    # the directory and the public page
    path("companies/", views.company_list, name="list"),
    path("companies/<slug:slug>/", views.company_detail, name="detail"),
    path("companies/<slug:slug>/translation/", translating.page, {"kind": "company"}, name="translation"),
    path("companies/<slug:slug>/card.jpg", views.company_card, name="card"),
    path("companies/<slug:slug>/certificates/<slug:ref>/", papers.certificate_file, name="certificate_file"),
    re_path(r"^@(?P<name>[A-Za-z0-9-]{3,30})/?$", views.short_address, name="short"),
    # the company's own profile
    path("my/company/", profile.hub, name="edit"),
    path("my/company/new/", views.company_new, name="new"),
    # what was done for the company, and to it
    path("my/activity/", activity_views.activity, name="activity"),
    path("my/activity/activity.csv", activity_views.activity_export, name="activity_export"),
    path("my/company/blocked/", block_views.blocked, name="blocked"),
    path("companies/<slug:slug>/block/", block_views.block, name="block"),
    path("my/company/storage/", storing_views.storage, name="storage"),
    path("my/company/suspension/", suspension_views.suspension, name="suspension"),
    # the person's own account
    path("my/account/", account.overview, name="account"),
    path("my/account/profile/", account.profile, name="account_profile"),
    path("my/account/sessions/", account.sessions, name="sessions"),
    path("my/account/sessions/end/", account.end_session, name="session_end"),
    path("my/account/sessions/end-others/", account.end_others, name="sessions_end_others"),
    path("my/account/data/", account.data, name="account_data"),
    path("my/account/deletion/", account.deletion, name="account_deletion"),
    path("my/account/closing/<slug:slug>/", account.closing, name="closing"),
    # how far firms are checked
    path("trust/", open_views.trust, name="trust"),
    path("trust/check/", open_views.check, name="trust_check"),
    path("companies/<slug:slug>/passport.json", open_views.passport, name="passport"),
    path("companies/<slug:slug>/passport.svg", open_views.passport_qr, name="passport_qr"),
    path("my/verification/", verification.home, name="verification"),
    path("my/verification/files/<str:ref>/", verification.document, name="document"),
    path("my/verification/files/<str:ref>/removal/", verification.removal, name="document_removal"),
    path("my/verification/<slug:kind>/", verification.claim, name="claim"),
    path("my/verification/<slug:kind>/documents/", verification.upload, name="upload"),
    path("my/verification/<slug:kind>/withdrawal/", verification.withdrawal, name="claim_withdrawal"),
    path("my/company/pictures/", picture_views.pictures, name="pictures"),
    path("my/company/pictures/photos/", picture_views.photos, name="photos"),
    path("my/company/pictures/photos/<slug:ref>/", picture_views.photo_words, name="photo"),
    path("my/company/pictures/photos/<slug:ref>/position/", picture_views.photo_position, name="photo_position"),
    path("my/company/pictures/photos/<slug:ref>/removal/", picture_views.photo_removal, name="photo_removal"),
    path("my/company/pictures/<slug:part>/", picture_views.picture, name="picture"),
    path("my/company/pictures/<slug:part>/removal/", picture_views.picture_removal, name="picture_removal"),
    path("my/company/certificates/", papers.certificates, name="certificates"),
    path("my/company/certificates/new/", papers.certificate_new, name="certificate_new"),
    path("my/company/certificates/<slug:ref>/", papers.certificate_edit, name="certificate_edit"),
    path("my/company/certificates/<slug:ref>/removal/", papers.certificate_removal, name="certificate_removal"),
    path("my/company/certificates/<slug:ref>/return/", papers.certificate_return, name="certificate_return"),
    path("my/company/layout/", layout_views.layout, name="layout"),
    path("my/company/layout/default/", layout_views.layout_reset, name="layout_reset"),
    path("my/company/layout/sections/<slug:key>/", layout_views.layout_section, name="layout_section"),
    path("my/company/layout/products/<slug:ref>/", layout_views.layout_product, name="layout_product"),
    path("my/company/texts/<slug:language>/", profile.words, name="words"),
    path("my/company/address/", profile.address, name="address"),
    path("my/company/<slug:key>/", profile.section, name="section"),
    # people: who acts for the company, invitations, handing it over
    path("companies/<slug:slug>/works-for/", works_for.works_for, name="works_for"),
    path("my/people/", people_views.people, name="people"),
    path("my/people/invitations/", invitation_views.invitation_list, name="invitations"),
    path("my/people/invitations/new/", invitation_views.invitation_new, name="invitation_new"),
    path(
        "my/people/invitations/<slug:ref>/renewal/",
        invitation_views.invitation_change,
        {"change": "renewal"},
        name="invitation_renewal",
    ),
    path(
        "my/people/invitations/<slug:ref>/withdrawal/",
        invitation_views.invitation_change,
        {"change": "withdrawal"},
        name="invitation_withdrawal",
    ),
    path("my/people/handovers/<slug:ref>/", people_views.handover, name="handover"),
    path(
        "my/people/handovers/<slug:ref>/acceptance/",
        people_views.handover_answer,
        {"answer": "acceptance"},
        name="handover_acceptance",
    ),
    path(
        "my/people/handovers/<slug:ref>/refusal/",
        people_views.handover_answer,
        {"answer": "refusal"},
        name="handover_refusal",
    ),
    path(
        "my/people/handovers/<slug:ref>/withdrawal/",
        people_views.handover_answer,
        {"answer": "withdrawal"},
        name="handover_withdrawal",
    ),
    path("my/people/<slug:ref>/", people_views.person, name="person"),
    path("my/people/<slug:ref>/removal/", people_views.removal, name="removal"),
    path("my/people/<slug:ref>/confirmability/", people_views.confirmability, name="confirmability"),
    path("my/people/<slug:ref>/handover/", people_views.handover_new, name="handover_new"),
    path("my/invitations/", invitation_views.own_invitations, name="own_invitations"),
    path(
        "my/invitations/<slug:ref>/acceptance/",
        invitation_views.own_answer,
        {"answer": "acceptance"},
        name="own_invitation_acceptance",
    ),
    path(
        "my/invitations/<slug:ref>/refusal/",
        invitation_views.own_answer,
        {"answer": "refusal"},
        name="own_invitation_refusal",
    ),
    path("invitations/<slug:token>/", invitation_views.invitation, name="invitation"),
    path("invitations/<slug:token>/acceptance/", invitation_views.acceptance, name="invitation_acceptance"),
    path("invitations/<slug:token>/refusal/", invitation_views.refusal, name="invitation_refusal"),
    # keys to the API
    path("my/tokens/", token_views.token_list, name="tokens"),
    path("my/tokens/new/", token_views.token_new, name="token_new"),
    path("my/tokens/<slug:ref>/revocation/", token_views.token_revocation, name="token_revocation"),
]

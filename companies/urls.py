from django.urls import path

from companies import invitation_views, people_views, token_views, views, works_for

app_name = "companies"
urlpatterns = [
    path("companies/", views.company_list, name="list"),
    path("companies/<slug:slug>/", views.company_detail, name="detail"),
    path("my/company/", views.company_edit, name="edit"),
    path("my/company/new/", views.company_new, name="new"),
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

from django.urls import path

from community.initiatives import partner_views, views, work_views

HOUSE = "communities/<slug:slug>/initiatives/"
ONE = f"{HOUSE}<str:ref>/"

urlpatterns = [
    path(HOUSE, views.initiative_list, name="initiatives"),
    path(f"{HOUSE}new/", views.initiative_new, name="initiative_new"),
    path(ONE, views.initiative_detail, name="initiative"),
    path(f"{ONE}edit/", views.initiative_edit, name="initiative_edit"),
    path(f"{ONE}state/", views.initiative_state, name="initiative_state"),
    path(f"{ONE}outcome/", views.initiative_outcome, name="initiative_outcome"),
    path(f"{ONE}comments/", views.initiative_comment, name="initiative_comment"),
    path(f"{ONE}place/", partner_views.place, name="initiative_place"),
    path(f"{ONE}partners/<int:pk>/", partner_views.partner, name="initiative_partner"),
    path(f"{ONE}invitations/", partner_views.invitations, name="initiative_invitations"),
    path(f"{ONE}agreement/", partner_views.agreement, name="initiative_agreement"),
    path(f"{ONE}agreement/<int:number>/", partner_views.agreement_version, name="initiative_version"),
    path(f"{ONE}agreement/<int:number>/consent/", partner_views.consent, name="initiative_consent"),
    path(f"{ONE}steps/", work_views.step_add, name="initiative_steps"),
    path(f"{ONE}steps/<str:step_ref>/", work_views.step, name="initiative_step"),
    path(f"{ONE}steps/<str:step_ref>/act/", work_views.step_act, name="initiative_step_act"),
    path(f"{ONE}files/", work_views.file_add, name="initiative_files"),
    path(f"{ONE}files/<str:file_ref>/", work_views.file, name="initiative_file"),
    path(f"{ONE}files/<str:file_ref>/removal/", work_views.file_remove, name="initiative_file_remove"),
    path(f"{ONE}notes/", work_views.note_add, name="initiative_notes"),
]

from django.urls import path

from community.casework import act_views, views

HOUSE = "communities/<slug:slug>/cases/"
CASE = f"{HOUSE}<slug:ref>/"
urlpatterns = [
    path(HOUSE, views.case_list, name="cases"),
    path(f"{HOUSE}cases.csv", views.case_export, name="cases_export"),
    path(f"{HOUSE}new/", views.choose_company, name="case_company"),
    path(f"{HOUSE}new/<slug:company>/", views.case_new, name="case_new"),
    path(CASE, views.case_detail, name="case"),
    path(f"{CASE}edit/", views.case_edit, name="case_edit"),
    path(f"{CASE}search/", views.case_search, name="case_search"),
    path(f"{CASE}outcome/", act_views.outcome, name="case_outcome"),
    path(f"{CASE}reopening/", act_views.reopening, name="case_reopening"),
    path(f"{CASE}consent/", act_views.consent, name="case_consent"),
    path(f"{CASE}notes/", act_views.note, name="case_note"),
    path(f"{CASE}tasks/", act_views.task, name="case_task"),
    path(f"{CASE}tasks/<int:pk>/", act_views.task_done, name="case_task_done"),
    path(f"{CASE}candidates/", act_views.candidate_new, name="case_candidates"),
    path(f"{CASE}candidates/<slug:candidate>/", act_views.candidate, name="case_candidate"),
    path(f"{CASE}candidates/<slug:candidate>/introduction/", act_views.introduction, name="case_introduction"),
    path(f"{CASE}candidates/<slug:candidate>/answer/", act_views.answer, name="case_answer"),
]

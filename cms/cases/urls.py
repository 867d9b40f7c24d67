from django.urls import path

from cms.cases import views

urlpatterns = [
    path("cases/suggest/", views.suggest, name="suggest_case"),
    path("cases/<str:slug>/case.pdf", views.case_pdf, name="case_pdf"),
    path("my/cases/", views.mine, name="my_cases"),
    path("my/cases/<str:ref>/", views.proposal, name="case_proposal"),
    path("my/cases/<str:ref>/withdrawal/", views.withdraw, name="case_withdrawal"),
    path("my/case-consents/<str:ref>/withdrawal/", views.take_back_consent, name="case_consent_withdrawal"),
]

from django.urls import path

from companies.mandates import acting_views, views

urlpatterns = [
    path("my/mandates/", views.mandate_list, name="mandates"),
    path("my/mandates/new/", views.choose, name="mandate_choose"),
    path("my/mandates/new/<slug:slug>/", views.terms, name="mandate_terms"),
    path("my/mandates/acting/end/", acting_views.stop, name="mandate_acting_end"),
    path("my/mandates/<slug:ref>/", views.mandate, name="mandate"),
    path("my/mandates/<slug:ref>/answer/", views.answer, name="mandate_answer"),
    path("my/mandates/<slug:ref>/end/", views.end, name="mandate_end"),
    path("my/mandates/<slug:ref>/acts.csv", views.deeds_export, name="mandate_deeds"),
    path("my/mandates/<slug:ref>/acting/", acting_views.start, name="mandate_acting"),
]

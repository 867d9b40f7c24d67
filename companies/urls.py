from django.urls import path, re_path

from companies import views
from companies.profile import certificate_views as papers
from companies.profile import layout_views, picture_views
from companies.profile import views as profile

app_name = "companies"
urlpatterns = [
    # the directory and the public page
    path("companies/", views.company_list, name="list"),
    path("companies/<slug:slug>/", views.company_detail, name="detail"),
    path("companies/<slug:slug>/card.jpg", views.company_card, name="card"),
    path("companies/<slug:slug>/certificates/<slug:ref>/", papers.certificate_file, name="certificate_file"),
    re_path(r"^@(?P<name>[A-Za-z0-9-]{3,30})/?$", views.short_address, name="short"),
    # the company's own profile
    path("my/company/", profile.hub, name="edit"),
    path("my/company/new/", views.company_new, name="new"),
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
]

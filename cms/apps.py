from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

PARTS = [  # they register what they bring when they are imported
    "cms.publishing",
    "cms.first_words",
    "cms.events.first_words",
    "cms.events.guest_mail",
    "cms.events.guest_office",
    "cms.exhibitions.first_words",
    "cms.exhibitions.following",
    "cms.pavilions.booth",
    "cms.forms.handlers",
    "cms.blocks.hooks",
    "cms.help.first_words",
    "cms.library.first_words",
    "cms.legal.asking",
    "cms.legal.personal",
    "cms.office",
    "cms.cases.booth",
    "cms.cases.following",
    "cms.cases.office",
    "cms.countries.first_words",
    "cms.countries.office",
    "cms.desk.hooks",
    "cms.languages.hooks",
    "cms.freshness",
]


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        for part in PARTS:
            import_module(part)
        from cms.desk.laying import lay_desk
        from cms.glossary.first_words import lay_out_glossary
        from cms.help.first_words import lay_out_help
        from cms.legal.first_words import lay_out_legal
        from cms.rights import give_rights
        from cms.site import lay_out

        for make in (lay_out, lay_out_help, lay_out_glossary, lay_out_legal, give_rights):
            post_migrate.connect(make, sender=self)
        # The permissions of Wagtail's apps are there once the app after them is done.
        post_migrate.connect(lay_desk, sender=apps.get_app_config("sessions"))

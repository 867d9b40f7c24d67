from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

# What each part of a community registers when the portal starts: its tab, its deeds, its jobs …
PARTS = {
    "discussion": ("house", "tools"),
    "directory": ("handlers", "steps", "tab"),
    "calendar": ("house", "handlers", "clock", "mail", "merges", "deeds", "personal", "next_steps"),
    "initiatives": ("house", "deeds", "merges", "personal", "next_steps", "clock"),
    "articles": ("house", "deeds", "merges", "personal", "next_steps", "clock"),
    "casework": ("registered",),
    "moderation": ("contents", "house", "merges", "next_steps", "personal"),
    "results": ("handlers", "house", "merges", "own_figures", "part_figures"),
    "vouching": ("handlers", "house", "merges"),
}


class CommunityAppConfig(AppConfig):
    name = "community"
    verbose_name = _("Communities")

    def ready(self) -> None:
        from community import acts, booth, circles, invitation_mail  # noqa: F401  (they register themselves)
        from community.models import Community
        from community.moderation.groups import give_permissions
        from companies.impersonation import keep_out
        from portal.core.subjects import register_subject

        for part, modules in PARTS.items():
            for module in modules:
                import_module(f"community.{part}.{module}")
        register_subject("community", Community, lambda community: [community.steward_id], key="slug")
        keep_out("/community-invitations/", "/my/communities/invitations/", "/talk/reply/")
        post_migrate.connect(give_permissions, sender=self)

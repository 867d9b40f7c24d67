from django.apps import AppConfig


class CommunityAppConfig(AppConfig):
    name = "community"

    def ready(self) -> None:
        from community import acts, booth, circles, invitation_mail  # noqa: F401  (they register themselves)
        from community.models import Community
        from companies.impersonation import keep_out
        from portal.core.subjects import register_subject

        register_subject("community", Community, lambda community: [community.steward_id], key="slug")
        keep_out("/community-invitations/", "/my/communities/invitations/")
        from community.directory import handlers, steps, tab  # noqa: F401  (the same)
        for name in ("house", "handlers", "clock", "mail", "merges", "deeds", "personal", "next_steps"):
            import_module(f"community.calendar.{name}")
        from community.casework import registered  # noqa: F401  (it registers itself)

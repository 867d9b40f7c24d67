from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self) -> None:
        from companies import own_sections, purge  # noqa: F401 (they register themselves)
        from companies.models import Company
        from portal.core.subjects import register_subject

        register_subject("company", Company, lambda company: [company.pk], key="slug")

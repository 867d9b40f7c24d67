"""What the editor of a page is told beside its fields: what of it readers do not see, and why."""

from typing import Any

from wagtail.admin.panels import Panel


class NoticesPanel(Panel):
    """`page.editor_notices()`: pairs of a tone (`warning` or `info`) and a sentence; hidden where all is well."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/office/notices.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.notices)

        @property
        def notices(self) -> list[tuple[str, Any]]:
            return list(self.instance.editor_notices())

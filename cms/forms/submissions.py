"""The list of answers in the editors' office, and their file."""

from typing import Any

from wagtail.contrib.forms.views import SubmissionsListView

from portal.core.spreadsheet import neutral


class SubmissionsView(SubmissionsListView):
    """As Wagtail's, but what strangers wrote never becomes a formula in somebody's spreadsheet."""

    def to_row_dict(self, item: Any) -> Any:
        return {name: safe(value) for name, value in super().to_row_dict(item).items()}


def safe(value: Any) -> Any:
    if isinstance(value, list):
        return [safe(one) for one in value]
    return neutral(value) if isinstance(value, str) else value

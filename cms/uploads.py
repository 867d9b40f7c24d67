"""Pictures that editors send: read to their end, so that a broken or huge one is refused and not found later."""

from typing import Any

from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from portal.core.pictures import open_picture


class PictureField(WagtailImageField):
    """Wagtail's, with the portal's limits. Raises what `open_picture` raises, with a sentence that names the file."""

    def to_python(self, data: Any) -> Any:
        if data:
            open_picture(data, data.name)
            data.seek(0)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    """A picture is looked at before Wagtail's own field does, which trusts its first bytes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            known = self.fields["file"]
            options = {name: getattr(known, name) for name in ("label", "required", "widget", "help_text", "initial")}
            self.fields["file"] = PictureField(**options)

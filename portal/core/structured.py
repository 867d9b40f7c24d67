"""Facts for the machines that read pages, in JSON-LD. https://json-ld.org"""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# As Django's json_script does: inside <script> nothing may close the element or open a comment.
UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def as_json(data: dict[str, Any]) -> SafeString:
    """Safe to stand inside a `<script>` element, whatever people wrote."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(UNSAFE))

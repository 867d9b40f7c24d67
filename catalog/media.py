"""What a product shows beside words: its pictures and its 3-D model, checked before they are kept."""

import json
import struct
from typing import IO, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_PICTURES = 12
# The widths a picture is kept in: a card's on a sharp screen, one between (in AVIF only), and the gallery's.
SMALL, MEDIUM, LARGE = 480, 800, 1280

MAX_MODEL_BYTES = 20 * 1024 * 1024
GLB_MAGIC, JSON_CHUNK, BINARY_CHUNK = 0x46546C67, 0x4E4F534A, 0x004E4942
# What would be fetched from other hosts or needs decoders we do not serve. https://github.com/KhronosGroup/glTF
UNREADABLE_EXTENSIONS = {
    "KHR_draco_mesh_compression": "Draco",
    "EXT_meshopt_compression": "Meshopt",
    "KHR_texture_basisu": "Basis Universal",
}
COMPONENT_BYTES = {5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4}
COMPONENTS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16}

MODEL_SENTENCES = {
    "heavy": _("“%(name)s” is too large: a 3-D model may have up to 20 MB."),
    "kind": _("“%(name)s” is not a GLB file. Export the model as “glTF binary (.glb)”."),
    "broken": _("“%(name)s” is a GLB file, but it is damaged: %(what)s."),
    "outside": _("“%(name)s” refers to files outside it. Export it with everything embedded."),
    "packed": _("“%(name)s” is compressed with %(what)s. Export it without compression."),
    "bare": _("“%(name)s” holds no shape that could be shown."),
}


def model_problem(code: str, name: str, what: Any = "") -> ValidationError:
    return ValidationError(MODEL_SENTENCES[code], code=code, params={"name": name, "what": what})


def check_model(file: IO[bytes], name: str = "") -> None:
    """Raise ValidationError unless `file` is a whole glTF 2.0 binary that needs nothing from outside itself.

    Checks the header, the chunks, the JSON and that every view and accessor lies inside the binary chunk, so
    that a viewer cannot be led beyond its buffers. https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html
    """
    file.seek(0)
    data = file.read(MAX_MODEL_BYTES + 1)
    file.seek(0)
    if len(data) > MAX_MODEL_BYTES:
        raise model_problem("heavy", name)
    if len(data) < 20 or struct.unpack_from("<I", data)[0] != GLB_MAGIC:
        raise model_problem("kind", name)
    document, binary = split_chunks(data, name)
    try:
        check_document(document, name)
        check_buffers(document, len(binary), name)
    except (KeyError, TypeError, IndexError, AttributeError, ValueError, RecursionError):
        raise model_problem("broken", name, _("its description does not hold together")) from None


def split_chunks(data: bytes, name: str) -> tuple[dict[str, Any], bytes]:
    """The JSON and the binary chunk. Raises ValidationError when lengths or kinds are not as the header says."""
    _magic, version, length = struct.unpack_from("<III", data)
    if version != 2:
        raise model_problem("broken", name, _("it is not of version 2"))
    if length != len(data):
        raise model_problem("broken", name, _("its length is not the one it states"))
    chunks, position = [], 12
    while position < length:
        if position + 8 > length:
            raise model_problem("broken", name, _("a part of it is cut off"))
        size, kind = struct.unpack_from("<II", data, position)
        position += 8
        if size % 4 or position + size > length:
            raise model_problem("broken", name, _("a part of it is cut off"))
        chunks.append((kind, data[position : position + size]))
        position += size
    if chunks[0][0] != JSON_CHUNK or any(kind == JSON_CHUNK for kind, _data in chunks[1:]):
        raise model_problem("broken", name, _("its parts are in the wrong order"))
    if any(kind == BINARY_CHUNK for kind, _data in chunks[2:]):
        raise model_problem("broken", name, _("its parts are in the wrong order"))
    binary = chunks[1][1] if len(chunks) > 1 and chunks[1][0] == BINARY_CHUNK else b""
    return read_json(chunks[0][1], name), binary


def read_json(data: bytes, name: str) -> dict[str, Any]:
    try:
        document = json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise model_problem("broken", name, _("its description cannot be read"))
    return document


def check_document(document: dict[str, Any], name: str) -> None:
    if not str(document["asset"]["version"]).startswith("2."):
        raise model_problem("broken", name, _("it is not of version 2"))
    for extension in document.get("extensionsRequired", []):
        if extension in UNREADABLE_EXTENSIONS:
            raise model_problem("packed", name, UNREADABLE_EXTENSIONS[extension])
    for part in (*document.get("buffers", []), *document.get("images", [])):
        if "uri" in part and not str(part["uri"]).startswith("data:"):
            raise model_problem("outside", name)
    if not any(mesh["primitives"] for mesh in document.get("meshes", [])) or not document.get("nodes"):
        raise model_problem("bare", name)


def check_buffers(document: dict[str, Any], binary_length: int, name: str) -> None:
    """Every view inside its buffer, every accessor inside its view."""
    buffers, views = document.get("buffers", []), document.get("bufferViews", [])
    if buffers and "uri" not in buffers[0] and not 0 < buffers[0]["byteLength"] <= binary_length:
        raise model_problem("broken", name, _("its data is shorter than it states"))
    for view in views:
        end = whole(view.get("byteOffset", 0)) + whole(view["byteLength"])
        if end > buffers[whole(view["buffer"])]["byteLength"]:
            raise model_problem("broken", name, _("its description points beyond its data"))
    for accessor in document.get("accessors", []):
        if (
            "bufferView" in accessor
            and accessor_end(accessor, views) > views[whole(accessor["bufferView"])]["byteLength"]
        ):
            raise model_problem("broken", name, _("its description points beyond its data"))


def accessor_end(accessor: dict[str, Any], views: list[dict[str, Any]]) -> int:
    """Where in its view the accessor's last element ends, in bytes."""
    size = COMPONENT_BYTES[accessor["componentType"]] * COMPONENTS[accessor["type"]]
    stride = whole(views[whole(accessor["bufferView"])].get("byteStride", 0)) or size
    return whole(accessor.get("byteOffset", 0)) + stride * (whole(accessor["count"]) - 1) + size


def whole(number: Any) -> int:
    """A length, offset or index; Python's negative indices must not pass for one."""
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise ValueError(number)
    return number


class ModelField(forms.FileField):
    """A GLB file, checked by content."""

    widget = forms.FileInput({"accept": ".glb,model/gltf-binary"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if data:
            check_model(data, data.name)
        return file

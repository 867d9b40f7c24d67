"""Binary glTF 2.0 (GLB): the mesh that the picture shows, for the 3-D view.

https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html
"""

import json
import struct
from typing import Any

from portal.demo.studio.light import grained, linear
from portal.demo.studio.mesh import Material, Surface, bounds

FLOAT, UNSIGNED_INT = 5126, 5125
VERTICES, INDICES = 34962, 34963


def glb(surfaces: list[Surface], materials: dict[str, Material]) -> bytes:
    """The surfaces as one mesh of one node, a primitive for each, with materials and vertex colours."""
    writer = Writer()
    names = sorted({surface.material for surface in surfaces})
    primitives = [writer.primitive(surface, materials[surface.material], names) for surface in surfaces]
    document = {
        "asset": {"version": "2.0", "generator": "Jangteo demo studio"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0, "name": "product"}],
        "meshes": [{"primitives": primitives}],
        "materials": [material_of(name, materials[name]) for name in names],
        "accessors": writer.accessors,
        "bufferViews": writer.views,
        "buffers": [{"byteLength": len(writer.data)}],
    }
    return container(json.dumps(document, separators=(",", ":")).encode(), bytes(writer.data))


def container(text: bytes, data: bytes) -> bytes:
    text += b" " * (-len(text) % 4)
    data += b"\0" * (-len(data) % 4)
    header = struct.pack("<4sII", b"glTF", 2, 12 + 8 + len(text) + 8 + len(data))
    return header + struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(data), b"BIN\0") + data


def material_of(name: str, material: Material) -> dict[str, Any]:
    base = [round(channel, 4) for channel in linear(material.colour)]
    surface = {
        "baseColorFactor": [*base, material.alpha],
        "metallicFactor": material.metal,
        "roughnessFactor": material.roughness,
    }
    blend = {"alphaMode": "BLEND"} if material.alpha < 1 else {}
    return {"name": name, "pbrMetallicRoughness": surface, "doubleSided": True, **blend}


class Writer:
    """Collects the binary buffer with its views and accessors."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.views: list[dict[str, int]] = []
        self.accessors: list[dict[str, Any]] = []

    def primitive(self, surface: Surface, material: Material, names: list[str]) -> dict[str, Any]:
        low, high = bounds(surface.points)
        flat = [value for point in surface.points for value in point]
        steep = [value for normal in surface.normals for value in normal]
        indices = [
            index
            for a, b, c, d in surface.faces
            for triangle in (((a, b, c), (a, c, d)) if c != d else ((a, b, c),))
            for index in triangle
        ]
        attributes = {
            "POSITION": self.floats(flat, min=single(low), max=single(high)),
            "NORMAL": self.floats(steep),
        }
        if material.grain:
            shades = [grained(material.grain, point) for point in surface.points]
            attributes["COLOR_0"] = self.floats([min(1.0, value) for shade in shades for value in (shade,) * 3])
        return {
            "attributes": attributes,
            "indices": self.integers(indices),
            "material": names.index(surface.material),
        }

    def floats(self, values: list[float], **limits: list[float]) -> int:
        return self.accessor(
            struct.pack(f"<{len(values)}f", *values), VERTICES, FLOAT, len(values) // 3, "VEC3", limits
        )

    def integers(self, values: list[int]) -> int:
        return self.accessor(struct.pack(f"<{len(values)}I", *values), INDICES, UNSIGNED_INT, len(values), "SCALAR", {})

    def accessor(self, data: bytes, target: int, kind: int, count: int, shape: str, limits: dict[str, Any]) -> int:
        view = {"buffer": 0, "byteOffset": len(self.data), "byteLength": len(data), "target": target}
        self.data += data
        self.views.append(view)
        self.accessors.append(
            {"bufferView": len(self.views) - 1, "componentType": kind, "count": count, "type": shape, **limits}
        )
        return len(self.accessors) - 1


def single(values: tuple[float, float, float]) -> list[float]:
    """Rounded to single precision, as the buffer holds them, so that the stated bounds are exact."""
    return list(struct.unpack("<3f", struct.pack("<3f", *values)))

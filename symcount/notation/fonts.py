"""The bundled fonts: their files, and the style rules that carry them inside a page."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import files

MATHS, ROMAN, ITALIC, BOLD, MONO = (
    "STIXTwoMath-Regular",
    "STIXTwoText-Regular",
    "STIXTwoText-Italic",
    "STIXTwoText-Bold",
    "JetBrainsMono-Regular",
)
TEXT_FAMILY, MATHS_FAMILY, MONO_FAMILY = "STIX Two Text", "STIX Two Math", "JetBrains Mono"

# Each file with the family, style and weight it is asked for by.
_FACES = {
    MATHS: (MATHS_FAMILY, "normal", 400),
    ROMAN: (TEXT_FAMILY, "normal", 400),
    ITALIC: (TEXT_FAMILY, "italic", 400),
    BOLD: (TEXT_FAMILY, "normal", 700),
    MONO: (MONO_FAMILY, "normal", 400),
}


def font_bytes(name: str) -> bytes:
    """The file of a font (woff2), by one of the names above."""
    if name not in _FACES:
        raise KeyError(f"expected one of {', '.join(_FACES)}; got {name}")
    return (files("symcount.notation") / "fonts" / f"{name}.woff2").read_bytes()


@cache
def font_face_css(*names: str) -> str:
    """`@font-face` rules that hold the fonts themselves; without names, all of them."""
    return "\n".join(_rule(name) for name in names or tuple(_FACES))


def _rule(name: str) -> str:
    data = b64encode(font_bytes(name)).decode("ascii")
    family, style, weight = _FACES[name]
    return (
        f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weight};'
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )

"""Any text made safe for LaTeX."""

from __future__ import annotations

from itertools import pairwise

from symcount.notation.names import GREEK_NAMES

_MARKS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
    "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", '"': r"\symbol{34}", "`": r"\textasciigrave{}",
    "–": "--", "—": "---", "‐": "-", "‑": "-", "…": r"\ldots{}", "\u00a0": "~", "\u202f": r"\,", "\u2009": r"\,",
    "“": "``", "”": "''", "‘": "`", "’": "'", "•": r"\textbullet{}", "°": r"\textdegree{}",
}  # fmt: skip
_SIGNS = {
    "−": "-", "×": r"\times", "·": r"\cdot", "÷": r"\div", "±": r"\pm", "≤": r"\leq", "≥": r"\geq", "≠": r"\neq",
    "≈": r"\approx", "≡": r"\equiv", "→": r"\rightarrow", "←": r"\leftarrow", "↦": r"\mapsto", "⇒": r"\Rightarrow",
    "∞": r"\infty", "∑": r"\sum", "∏": r"\prod", "∂": r"\partial", "∈": r"\in", "√": r"\surd", "∝": r"\propto",
    "⌊": r"\lfloor", "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil", "²": "{}^{2}", "³": "{}^{3}",
}  # fmt: skip
# Greek letters whose plain command draws the other of their two shapes.
_SHAPES = {"epsilon": "varepsilon", "phi": "varphi"}


def latex_text(text: str) -> str:
    """Text of any kind, so that LaTeX prints exactly it; control characters become spaces."""
    return "".join(_character(character, before) for before, character in pairwise("\0" + text))


def greek_command(letter: str) -> str | None:
    r"""The command of a Greek letter, such as \alpha; nothing for any other character."""
    name = GREEK_NAMES.get(letter)
    if name is None:
        return None
    return "\\" + _SHAPES.get(name, name)


def _character(character: str, before: str) -> str:
    if character in "-'" and character == before:
        return "{}" + character  # two together would be drawn as a dash or a closing quote
    if character in _MARKS:
        return _MARKS[character]
    command = _SIGNS.get(character) or greek_command(character)
    if command is not None:
        return f"${command}$"
    return character if character.isprintable() else " "

"""How the name of a size is read by every notation: its letter or word, and its subscript."""

from __future__ import annotations

from dataclasses import dataclass

# Only names that LaTeX knows too, so that every notation shows the same letter.
GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip

LONGEST_SUBSCRIPT = 20
GREEK_NAMES = {letter: name for name, letter in GREEK.items()}


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is set: one italic letter with an upright subscript, or an upright word."""

    base: str
    sub: str = ""

    @property
    def is_letter(self) -> bool:
        return len(self.base) == 1


def name_of(text: str) -> Name:
    """`H_out` is H with the subscript out, `n1` n with 1; `num_heads` stays one word; `alpha` is its Greek letter."""
    head, _, tail = text.partition("_")
    if not tail and head[1:].isdecimal():
        head, tail = head[:1], head[1:]
    letter = GREEK.get(head, head)
    if len(letter) == 1 and tail.strip("_") and len(tail) <= LONGEST_SUBSCRIPT:
        return Name(letter, GREEK.get(tail, tail))
    return Name(GREEK.get(text, text))


def spoken_name(text: str) -> str:
    """A name in words: H out, num heads, alpha."""
    words = text.replace("_", " ").split()
    return " ".join(GREEK_NAMES.get(word, word) for word in words) or text

"""Names of sizes in a sentence are mathematics on every page that has any; other words stay as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.samples import handmade, nasty, symbolic
from symcount.core.expression import Size
from symcount.reporting.document import Document, Section, Steps, Table
from symcount.reporting.rendering.html import html
from symcount.reporting.rendering.latex import latex
from symcount.reporting.rendering.names_told import told
from symcount.reporting.rendering.pdf import printed_page
from symcount.reporting.rendering.web import keeping


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("There are k_layer filters.", ["k_layer"]),
        ("H_out and W_out: the same way.", ["H_out", "W_out"]),
        ("From alpha_in, to (d_head).", ["alpha_in", "d_head"]),
        ("exp_avg, num_heads, k_1, x_y.z, a.b_c, W_out/W_in, f_x(2), \u00fcber_W_out, \u00fcW_out, a-b_c", []),
        ("a_really_long_size_name_for_the_number_of_filters", []),
        ("", []),
    ],
)
def test_which_words_are_names(text: str, names: list[str]) -> None:
    parts = list(told(text))
    assert [part.name for part in parts if isinstance(part, Size)] == names
    assert "".join(part.name if isinstance(part, Size) else part for part in parts) == text


def reasoned(reason: str) -> Document:
    """The handmade report with another reason."""
    (first, *_) = (step for step in handmade().every_step())
    return Document("Told", "k", (Section("one", "One", (Steps((replace(first, reason=reason, cite=""),)),)),))


def test_every_page_sets_them_and_escapes_the_rest() -> None:
    document = reasoned("There are k_layer <b> & 5% filters.")
    native = html(document)
    assert "<msub><mi>k</mi>" in native
    assert "k_layer" not in native.partition('class="reason"')[2].partition("</p>")[0]
    assert "&lt;b&gt; &amp; 5% filters." in native
    assert 'alt="k layer"' in printed_page(document)
    assert r"There are $k_{\mathrm{layer}}$ \textless{}b\textgreater{} \& 5\% filters." in latex(document)


def test_only_short_tables_stay_whole() -> None:
    tables = [block for one in (handmade(), symbolic(), nasty()) for section in one.every_section()
              for block in section.blocks if isinstance(block, Table)]  # fmt: skip
    assert [keeping(table) for table in tables] == ["whole", "long", "deep", "long", "deep"]

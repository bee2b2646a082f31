"""The interactive page as text: closed to everything but itself, and right before its script has run."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from symcount.cli import main
from symcount.core.sizes import sizes
from symcount.layers import *
from symcount.networks.composite import Repeat, Residual, Sequential
from symcount.reporting.plan import Plan
from symcount.reporting.rendering.interactive import interactive_html
from symcount.reporting.rendering.interactive.model import Interactive, interactive

c, k, L, w, g = sizes("c k L w g")
SMALL = Sequential({"CONV": Conv2d(k, kernel_size=3, groups=g), "HEAD": Linear(10)}, input=(c, 8))
EVIL = '</script><script>alert("x")</script><img src=x onerror=alert(1)> {{7*7}} \u202e'


def told(net: Sequential, **numbers: int) -> Interactive:
    return interactive(
        Plan("A network", net, {size: numbers[size.name] for size in (c, k, L, w, g) if size.name in numbers})
    )


def blocks() -> Sequential:
    return Sequential({"blocks": Repeat(L, Residual(Linear(w)))}, input=(w,))


def test_only_its_own_script_and_style_may_run() -> None:
    page = interactive_html(told(blocks()))
    inside = {kind: re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL) for kind in ("script", "style")}
    hashes = {kind: b64encode(sha256(text.encode()).digest()).decode() for kind, (text,) in inside.items()}
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy == (
        f"default-src &#39;none&#39;; script-src &#39;sha256-{hashes['script']}&#39;; "
        f"style-src &#39;sha256-{hashes['style']}&#39;; font-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"
    )
    bare = re.sub(r"<(script|style)>.*?</\1>", "", page, flags=re.DOTALL)
    assert not re.search(r"<(script|link|iframe|object|img|form)\b|\son[a-z]+=|\sstyle=|\s(src|href)=\"(?!#)", bare)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", page)


def test_names_that_would_like_to_be_code_stay_text() -> None:
    net = Sequential({EVIL[:60]: Linear(w)}, input=(w,))
    page = interactive_html(interactive(Plan(EVIL, net, about=EVIL)))
    assert page.count("<script") == page.count("</script") == 1
    assert "<img" not in page
    assert "\u202e" not in re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert "{{7*7}}" in page


def test_it_says_what_follows_from_the_first_numbers_before_any_script_runs() -> None:
    page = told(blocks(), L=3, w=16)
    assert [one.value for one in page.totals] == [3 * (16 * 16 + 16), 3 * 16 * 16, 3 * 2 * 16]
    assert [(one.size.name, one.number, one.given) for one in page.starts] == [("w", 16, True), ("L", 3, True)]
    text = interactive_html(page)
    assert '<output class="now-a">816</output>' in text
    assert "(16)" in text
    assert "The numbers of a layer that stands several times are those of all its repetitions." in text


def test_sizes_without_numbers_start_where_the_network_fits() -> None:
    net = Sequential(
        Conv2d(k, kernel_size=5), MaxPool2d(2), Conv2d(k, kernel_size=5), Flatten(), Linear(10), input=(c, w, w)
    )
    page = told(net)
    assert page.broken == ""
    assert all(one.value for one in page.totals)
    assert not any(one.given for one in page.starts)
    assert "has no number; starts at" in interactive_html(page)


def test_numbers_that_do_not_fit_are_told_with_the_layer() -> None:
    net = Sequential({"CONV": Conv2d(k, kernel_size=3, groups=g)}, input=(c, 8, 8))
    page = told(net, c=3, k=4, g=2)
    assert page.broken == "CONV: 2 does not divide 3: every group takes an equal share of the input channels"
    assert [one.value for one in page.totals] == [None, None, None]
    assert page.broken in interactive_html(page)
    assert any("g divides c" in need for need in page.needs)


def test_every_size_has_a_meaning() -> None:
    assert [one.meaning for one in told(blocks()).starts] == [
        "output units of blocks.0.0", "repetitions of what blocks.0.0 stands in",
    ]  # fmt: skip


def test_a_network_of_numbers_is_a_page_without_fields() -> None:
    text = interactive_html(told(Sequential(Linear(10), input=(20,))))
    assert "there is none to change" in text
    assert "<input" not in text


def test_the_same_page_each_time() -> None:
    assert interactive_html(told(blocks())) == interactive_html(told(blocks()))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["net.yaml", "-o", "net.pdf"], "an interactive page is written to a file that ends in .html, got net.pdf"),
        (["net.yaml", "net.yaml", "-o", "net.html"],
         "an interactive page is made of one network, with two sets of numbers; got 2"),
        (["net.yaml", "-o", "nowhere/net.html"], "the folder nowhere does not exist"),
        (["other.yaml", "-o", "net.html"], "other.yaml"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("net.yaml").write_text("input: [c, 8, 8]\nlayers:\n  - Conv2d(8, kernel_size=3)\n", encoding="utf-8")
    assert main(["report", *given, "--interactive"]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert sorted(path.name for path in Path().iterdir()) == ["net.yaml"]


def test_only_conditions_that_numbers_can_break_are_told() -> None:
    padded = told(Sequential({"CONV": Conv2d(4, kernel_size=3, padding=1)}, input=(c, w, w)))
    assert (padded.conditions, padded.needs) == ((), ())
    bare = told(Sequential({"CONV": Conv2d(4, kernel_size=3)}, input=(c, w, w)))
    assert bare.needs == ("w ≥ 3: the filter must fit into the padded input.",)


def test_templates_of_the_users_stand_in_for_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "net.yaml").write_text("input: [c, 8]\nlayers:\n  - Linear(10)\n", encoding="utf-8")
    own = tmp_path / "own" / "interactive"
    own.mkdir(parents=True)
    asked = ["report", str(tmp_path / "net.yaml"), "-o", str(tmp_path / "net.html"), "--interactive"]
    (own / "footer.html.jinja").write_text("<p>A course: {{ page.name }}</p>", encoding="utf-8")
    assert main([*asked, "--templates", str(own.parent)]) == 0
    assert "<p>A course: net</p>" in (tmp_path / "net.html").read_text(encoding="utf-8")
    (own / "footer.html.jinja").write_text("{{ nothing }}", encoding="utf-8")
    assert main([*asked, "--templates", str(own.parent)]) == 2
    assert capsys.readouterr().err == "symcount: interactive/footer.html.jinja: line 1: 'nothing' is undefined\n"


def test_sizes_of_an_architecture_mean_what_its_paper_says(tmp_path: Path) -> None:
    assert main(["report", "zoo:resnet50", "-o", str(tmp_path / "net.html"), "--interactive"]) == 0
    text = (tmp_path / "net.html").read_text(encoding="utf-8")
    assert re.findall(r'<span class="note">([^<]*)', text)[2:4] == [
        "filters of the first stage", "output channels of a block for each filter of its stage",
    ]  # fmt: skip

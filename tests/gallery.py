"""The gallery: every case with its specs, what is rendered from them, and the index; run to render all anew."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from symcount.cli import main

FOLDER = Path(__file__).resolve().parents[1] / "reports"
ENDINGS = (".html", ".pdf", ".md")
INTERACTIVE = "-interactive.html"
REVIEWED = ("design-review",)
PLAYED_WITH = ("resnet50", "gpt2")  # the cases with a page on which the sizes can be changed

# Case folder: reports in it, each with the specs that it is rendered from.
CASES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "qa-book-ch11": {"qa-book-ch11": ("qa-book-ch11.yaml",)},
    "coursera-lenet-variant": {"coursera-lenet-variant": ("coursera-lenet-variant.yaml",)},
    "conv-guide": {"conv-guide": ("conv-guide.yaml",), "symbols": ("symbols.yaml",)},
    "keras-course": {"keras-course": ("dense.yaml", "convolutional.yaml")},
    "design-review": {"design-review": ("gpt2.yaml", "tinyllama.yaml")},
    **{name: {name: (f"{name}.yaml",)} for name in ("resnet50", "densenet121", "mobilenetv2", "gpt2", "llama")},
}
TOLD = {
    "qa-book-ch11": "A first convolutional network: parameters layer by layer, SGD against Adam, batch normalization.",
    "coursera-lenet-variant": "A LeNet variant: shapes, sizes, counts, shares, memory, and wrong counts explained.",
    "conv-guide": "All about one convolution: weight sharing, depthwise separable, bottleneck; in numbers and in symbols.",
    "keras-course": "A dense and a convolutional network of the same widths, and where their parameters sit.",
    "design-review": "A design review: how two language models grow, what fits, where they cross, what they need.",
    "resnet50": "ResNet-50 in its own hyper-parameters: width, expansion, and the depth of each stage.",
    "densenet121": "DenseNet-121: a growth rate, four depths, and sums over growing inputs in closed form.",
    "mobilenetv2": "MobileNetV2: inverted residual blocks and the operations that they save.",
    "gpt2": "GPT-2 in depth, width and vocabulary, with tied embeddings.",
    "llama": "Llama 2 in its symbols: depth, width, heads, feed-forward width and vocabulary.",
}
CROPPED = ("-x", "0", "-y", "0", "-W", "661", "-H", "700")  # the lower part of that page is mostly empty
FIRST_PAGE = FOLDER / "qa-book-ch11" / "page.png"


def render(case: str, report: str, ending: str, folder: Path) -> Path:
    """Render one report of one case as a user does, into a folder."""
    target = folder / f"{report}{ending}"
    specs = [str(FOLDER / case / spec) for spec in CASES[case][report]]
    command = "review" if case in REVIEWED else "report"
    kind = ["--interactive"] if ending == INTERACTIVE else []
    assert main([command, *specs, "-o", str(target), *kind]) == 0
    return target


def endings(case: str) -> tuple[str, ...]:
    """The kinds of pages of a case."""
    if case in REVIEWED:
        return ENDINGS[:2]  # its charts would lie beside a page in Markdown
    return (*ENDINGS, INTERACTIVE) if case in PLAYED_WITH else ENDINGS


def index() -> str:
    """The index of all cases, as Markdown."""
    lines = ["# Gallery", "", "Each folder holds a spec and what `symcount report` renders from it.", ""]
    lines += ["| case | spec | report |", "| --- | --- | --- |"]
    for case, reports in CASES.items():
        for report, specs in reports.items():
            spec = ", ".join(f"[{name}]({case}/{name})" for name in specs)
            pages = ", ".join(f"[{_label(ending)}]({case}/{report}{ending})" for ending in endings(case))
            lines.append(f"| {TOLD[case] if report == next(iter(reports)) else ''} | {spec} | {pages} |")
    return "\n".join(lines) + "\n"


def _label(ending: str) -> str:
    return "interactive" if ending == INTERACTIVE else ending[1:].upper()


def render_all() -> None:
    """Every report of every case in its place, the index, and the picture that opens the README."""
    for case, reports in CASES.items():
        for report in reports:
            for ending in endings(case):
                print(render(case, report, ending, FOLDER / case).relative_to(FOLDER.parent))
    (FOLDER / "README.md").write_text(index(), encoding="utf-8")
    if shutil.which("pdftoppm"):
        pdf = FOLDER / "qa-book-ch11" / "qa-book-ch11.pdf"
        command = ["pdftoppm", "-png", "-r", "80", "-f", "2", "-l", "2", "-singlefile", *CROPPED, str(pdf)]
        subprocess.run([*command, str(FIRST_PAGE.with_suffix(""))], check=True)


if __name__ == "__main__":
    render_all()

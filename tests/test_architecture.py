"""The house rules, read from the source: imports run one way, files are small, facts cite works that we know."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import symcount.layers
from symcount.core.references import REFERENCES

HOUSE = Path(symcount.layers.__file__).parents[1]
FILES = sorted(HOUSE.rglob("*.py"))
files = pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HOUSE)))

# What each room may import from; `public` and `cli` are the doors, and the package itself opens only onto them.
ALLOWED = {
    "core": set(),
    "layers": {"core"},
    "networks": {"core", "layers"},
    "counting": {"core", "layers", "networks"},
    "analysis": {"core", "layers", "networks", "counting"},
    "notation": {"core", "counting"},  # it knows no layer
    "readers": {"core", "layers", "networks"},
    "reporting": {"core", "layers", "networks", "counting", "analysis", "notation"},
    "handouts": {"core", "layers", "networks", "counting", "analysis", "notation"},
    "amount": {"core", "layers", "networks", "counting", "analysis", "notation", "reporting", "handouts"},
    "counts": {"core", "layers", "networks", "counting", "amount"},
    "figure": {"core", "networks", "counting", "reporting"},
    "figures": {"core", "networks", "counting", "amount", "figure"},
    "budgets": {"core", "networks", "counting", "analysis", "amount", "figure"},
    "design_review": {"core", "networks", "counting", "analysis", "reporting", "amount", "comparison", "budgets"},
    "comparison": {"core", "networks", "counting", "analysis", "amount", "counts"},
    "changing": {"core", "networks", "reporting", "amount", "counts"},
    "pages": {"core", "networks", "reporting", "amount"},
    "public": {
        "changing",
        "core",
        "layers",
        "networks",
        "counting",
        "analysis",
        "notation",
        "reporting",
        "handouts",
        "amount",
        "counts",
        "figure",
        "figures",
        "comparison",
        "budgets",
        "pages",
        "design_review",
    },
}
OUTERMOST = {"cli", "commands", "__main__"}
# Never at the top of a module: an integer is counted before any of them could have been loaded.
LOADED_LATE = {
    "sympy", "jinja2", "weasyprint", "rich", "fontTools", "torch", "yaml", "numpy", "keras", "onnx", "xlsxwriter",
}  # fmt: skip
# Rooms that are themselves loaded late, with what they are there for.
AT_HOME = {"reporting/rendering": {"jinja2", "weasyprint", "xlsxwriter"}, "readers/yaml_": {"yaml"}}
MOST_LINES = 250


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def room(file: Path) -> str:
    """The package inside symcount that a file stands in, or the file's own name beside them."""
    return file.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported(node: ast.AST) -> Iterator[str]:
    """Every module that an import statement may load, by its full name."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are written in full"
        assert node.module
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def top_level(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is loaded, outside functions; `if TYPE_CHECKING` does not run."""
    for node in body:
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            continue
        yield node
        for inner in ("body", "orelse", "finalbody"):
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield from top_level(getattr(node, inner, []))


def rooms_imported(file: Path) -> set[str]:
    names = {name for node in ast.walk(tree(file)) for name in imported(node)}
    return {name.split(".")[1] for name in names if name.startswith("symcount.")} & {room(one) for one in FILES}


def test_every_room_is_in_the_plan() -> None:
    assert {room(file) for file in FILES} - {"__init__"} <= ALLOWED.keys() | OUTERMOST


@files
def test_imports_run_one_way(file: Path) -> None:
    here = room(file)
    if here in OUTERMOST or here == "__init__":
        return
    assert rooms_imported(file) <= ALLOWED[here] | {here}


def test_the_plan_has_no_circle() -> None:
    open_rooms = dict(ALLOWED)
    while open_rooms:
        built = {name for name, below in open_rooms.items() if not below & open_rooms.keys()}
        assert built, f"these rest on each other: {sorted(open_rooms)}"
        open_rooms = {name: below for name, below in open_rooms.items() if name not in built}


def module_of(file: Path) -> str:
    return ".".join(("symcount", *file.relative_to(HOUSE).with_suffix("").parts)).removesuffix(".__init__")


def test_no_module_loads_itself_again() -> None:
    """Inside a room too: what runs when modules are loaded forms no circle."""
    modules = {module_of(file): file for file in FILES}
    loads = {
        name: {one for node in top_level(tree(file).body) for one in imported(node) if one in modules and one != name}
        for name, file in modules.items()
    }
    while loads:
        free = {name for name, needed in loads.items() if not needed & loads.keys()}
        assert free, f"these load each other: {sorted(loads)}"
        loads = {name: needed for name, needed in loads.items() if name not in free}


@files
def test_foreign_packages_are_loaded_late(file: Path) -> None:
    early = {name.split(".")[0] for node in top_level(tree(file).body) for name in imported(node)}
    path = str(file.relative_to(HOUSE))
    at_home = {name for start, names in AT_HOME.items() if path.startswith(start) for name in names}
    assert not early & LOADED_LATE - at_home


@pytest.mark.parametrize(
    "job",
    [
        "import symcount.cli",
        "from symcount import *; assert int(params(Conv2d(8, kernel_size=3), input=(3, 9, 9))) == 224",
    ],
)
def test_numbers_need_no_foreign_package(job: str) -> None:
    told = f"import sys\n{job}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    ran = subprocess.run([sys.executable, "-W", "error", "-c", told], capture_output=True, text=True, check=True)
    assert not LOADED_LATE & set(ran.stdout.split())


@files
def test_a_file_says_first_what_it_is(file: Path) -> None:
    assert ast.get_docstring(tree(file)), "the first statement is a docstring"


@files
def test_files_are_small(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def cited() -> dict[str, Path]:
    """Every key that is cited anywhere: by keyword, and where a table of the package gives it by place."""
    found: dict[str, Path] = {}
    for file in FILES:
        if file.name.startswith("references"):
            continue
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.keyword) and node.arg == "cite" and isinstance(node.value, ast.Constant):
                found.setdefault(str(node.value.value), file)
            elif isinstance(node, ast.Constant) and node.value in REFERENCES:
                found.setdefault(node.value, file)
    return found


def test_every_citation_is_of_a_work_in_the_table() -> None:
    unknown = {key: file for key, file in cited().items() if key and key not in REFERENCES}
    assert not unknown


def test_every_work_in_the_table_is_cited() -> None:
    assert REFERENCES.keys() <= cited().keys()

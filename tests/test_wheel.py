"""The wheel as a user gets it: built, installed into a clean environment, and used there to write reports."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("build", reason="the build package makes the wheel")
pytest.importorskip("hatchling", reason="hatchling makes the wheel")
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_templates_fonts_and_licences_are_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()}
    fonts = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "symcount/notation/fonts").iterdir() if path.is_file()
    }
    assert {f"symcount/{name}" for name in templates} <= names
    assert fonts <= names
    assert "symcount/py.typed" in names
    assert sum(name.endswith((".txt", "/LICENSE")) for name in names if "licenses/" in name) == 2
    assert not [name for name in names if name.startswith(("tests/", "reports/"))]


def test_the_sources_have_what_make_needs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(command, capture_output=True, check=True)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {"Makefile", ".ci/constraints.txt", ".ci/native-libraries", "LICENSE", "tests/conftest.py"} <= names


def test_installed_in_a_clean_environment_it_renders(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--quiet", "--python", str(python), "install", "--no-deps", str(wheel)]
    subprocess.run(install, check=True)
    # What symcount stands on comes from here; our own sources do not, since no .pth file is read.
    environment = {**os.environ, "PYTHONPATH": sysconfig.get_paths()["purelib"]}
    where = [str(python), "-c", "import symcount; print(symcount.__file__)"]
    found = subprocess.run(where, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    assert str(home) in found.stdout
    spec = tmp_path / "net.yaml"
    spec.write_text("input: [3, 32, 32]\nlayers: ['Conv2d(8, kernel_size=5)']\n", encoding="utf-8")
    for target in ("net.html", "net.pdf", "net.md", "net.tex"):
        command = [str(home / "bin" / "symcount"), "report", str(spec), "-o", target]
        subprocess.run(command, check=True, env=environment, cwd=tmp_path)
        assert (tmp_path / target).stat().st_size > 500

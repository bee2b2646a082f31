"""LibreOffice as the witness of workbooks: it works every formula out again, with other numbers in the input cells."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>
"""
Values = dict[str, dict[str, "float | str"]]


def needs_office() -> None:
    """The witness is there on the build machine, and may be missing elsewhere."""
    if OFFICE is None and os.environ.get("CI") != "true":
        pytest.skip("LibreOffice is the witness: it works out the formulas of a workbook")
    assert OFFICE is not None


def worked_out(folder: Path, files: Sequence[Path]) -> list[Values]:
    """The values of every cell of some workbooks, each formula worked out anew."""
    profile, out = folder / "profile", folder / "worked-out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    started = [str(OFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*started, "--outdir", str(out), *map(str, files)], check=True, capture_output=True, timeout=300)
    return [values(out / file.name) for file in files]


def values(file: Path) -> Values:
    """What every cell of a workbook holds, by sheet and place; texts and numbers, as the file says it."""
    with zipfile.ZipFile(file) as book:
        shared = ["".join(one.itertext()) for one in _xml(book, "xl/sharedStrings.xml")]
        return {
            name: {cell.attrib["r"]: _value(cell, shared) for cell in _xml(book, path).iter(f"{MAIN}c")}
            for name, path in sheets(book).items()
        }


def _value(cell: ElementTree.Element, shared: Sequence[str]) -> float | str:
    held = cell.find(f"{MAIN}v")
    text = "" if held is None else held.text or ""
    match cell.get("t", "n"):
        case "s":
            return shared[int(text)]
        case "n" if text:
            return float(text)
    return text


def formulas(file: Path) -> dict[str, dict[str, str]]:
    """The formula of every cell that has one."""
    with zipfile.ZipFile(file) as book:
        return {
            name: {
                cell.attrib["r"]: found.text or ""
                for cell in _xml(book, path).iter(f"{MAIN}c")
                if (found := cell.find(f"{MAIN}f")) is not None
            }
            for name, path in sheets(book).items()
        }


def sheets(book: zipfile.ZipFile) -> dict[str, str]:
    """The sheets by their names, with their files."""
    names = [sheet.attrib["name"] for sheet in _xml(book, "xl/workbook.xml").iter(f"{MAIN}sheet")]
    return {name: f"xl/worksheets/sheet{place}.xml" for place, name in enumerate(names, 1)}


def with_inputs(file: Path, copy: Path, numbers: Mapping[str, int | None]) -> Path:
    """The same workbook with other numbers on its sheet of sizes, as a person would type them; None empties a cell."""
    inside = {row: name for row, name in _labels(file).items() if name in numbers}
    assert set(inside.values()) == set(numbers)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w") as new:
        target = sheets(old)["Sizes"]
        for part in old.namelist():
            text = old.read(part)
            if part == target:
                for row, name in inside.items():
                    text = _typed(text, f"C{row}", numbers[name])
            new.writestr(part, text)
    return copy


def _labels(file: Path) -> dict[str, float | str]:
    cells = values(file)["Sizes"]
    return {place[1:]: value for place, value in cells.items() if re.fullmatch(r"A[0-9]+", place) and place != "A1"}


def _typed(sheet: bytes, place: str, number: int | None) -> bytes:
    held = b"" if number is None else b"<v>%d</v>" % number
    found = rb'<c r="%s"( s="[0-9]+")(?:/>|><v>[^<]*</v></c>)' % place.encode()
    changed, often = re.subn(found, rb'<c r="%s"\1>%s</c>' % (place.encode(), held), sheet)
    assert often == 1
    return changed


def _xml(book: zipfile.ZipFile, path: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(path))

"""Files that are wrong: what each is told, word for word, in less than a second."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from symcount.core.errors import InputError
from symcount.readers.spec import read_spec, spec_from_text

DEEP = "[" * 10_000
BOMB = "a: &a [x, x]\n" + "\n".join(f"{c}: &{c} [*{p}, *{p}]" for p, c in zip("abcdefgh", "bcdefghi", strict=True))

CONTENTS = [
    ("a.yaml", b"", "a.yaml: the file is empty"),
    ("a.yaml", b"# a comment\n", "a.yaml: the file is empty"),
    ("a.json", b"  \n", "a.json: the file is empty"),
    ("a.yaml", b"---\n", "a.yaml:2: expected keys such as input and layers, got nothing"),
    ("a.yaml", b"input: 3\n---\nlayers: [ReLU]\n", "a.yaml:2: one document is expected, a second one starts here"),
    ("a.json", b'{"input": 3}\n{}', "a.json:2: one document is expected, got more behind it"),
    ("a.yaml", b"a: 1\n\x00\x01\x02", "a.yaml:2: not plain text: the control character U+0000"),
    ("a.toml", b"a = 1\n\x1b[31m", "a.toml:2: not plain text: the control character U+001B"),
    ("a.yaml", b"\x7fELF\x02\xff\xfe", "a.yaml:1: not UTF-8 text: unexpected byte 0xff"),
    ("a.yaml", "name: x".encode("utf-16"), "a.yaml:1: not UTF-8 text: unexpected byte 0xff"),
    ("a.yaml", b"name: a\nabout: caf\xe9\n", "a.yaml:2: not UTF-8 text: unexpected byte 0xe9"),
    ("a.yaml", BOMB.encode(), "a.yaml:1: anchors (&) and aliases (*) are not read; quote a text that starts with & or *"),
    ("a.yaml", b"name: *x", "a.yaml:1: anchors (&) and aliases (*) are not read; quote a text that starts with & or *"),
    ("a.yaml", b"<<: {a: 1}", "a.yaml:1: merge keys (<<) are not read"),
    ("a.yaml", b"name: !!python/object/apply:os.system ['touch x']", "a.yaml:1: tags are not read, got tag:yaml.org,2002:python/object/apply:os.system"),
    ("a.yaml", b"name: ! x", "a.yaml:1: tags are not read, got !"),
    ("a.yaml", b"name: a\nname: b", "a.yaml:2: the key name is written twice, first on line 1"),
    ("a.yaml", b"sizes:\n  f: 1\n  f: 2", "a.yaml:3: the key f is written twice, first on line 2"),
    ("a.json", b'{"a": 1, "a": 2}', "a.json: the key a is written twice"),
    ("a.toml", b"a = 1\na = 2", "a.toml:2: not valid TOML: cannot overwrite a value (at the end)"),
    ("a.yaml", DEEP.encode(), "a.yaml:1: lists and mappings nest deeper than 40"),
    ("a.yaml", b"- " * 10_000, "a.yaml:1: lists and mappings nest deeper than 40"),
    ("a.yaml", b"{" * 10_000, "a.yaml:1: a key is a word, not a list or a mapping; quote a text that starts with { or ["),
    ("a.json", DEEP.encode(), "a.json: lists and mappings nest deeper than 40"),
    ("a.json", b'{"a":' * 10_000, "a.json: lists and mappings nest deeper than 40"),
    ("a.toml", b"a = " + DEEP.encode(), "a.toml: lists and mappings nest deeper than 40"),
    ("a.toml", b"a" + b".a" * 10_000 + b" = 1", "a.toml: lists and mappings nest deeper than 40"),
    ("a.yaml", b"a: [" + b"x," * 30_000, "a.yaml:1: a[19998]: more than 20,000 values in one file"),
    ("a.json", b"[" + b"1," * 30_000 + b"1]", "a.json: [19999]: more than 20,000 values in one file"),
    ("a.yaml", b"a: b: c", "a.yaml:1: not valid YAML: a key with its colon cannot stand here; quote a text that holds ': ' (column 5)"),
    ("a.yaml", b"a: 1\n\tb: 2", "a.yaml:2: not valid YAML: a tab stands in the indentation; indent with spaces (column 1)"),
    ("a.yaml", b"a: [1, 2", "a.yaml:2: not valid YAML: a list in [ ] is not closed, or a comma is missing (column 1)"),
    ("a.yaml", b"a: {b: 1\n", "a.yaml:2: not valid YAML: a mapping in { } is not closed, or a comma is missing (column 1)"),
    ("a.yaml", b"a:\n  b: 1\n c: 2", "a.yaml:3: not valid YAML: the indentation does not fit the lines above (column 2)"),
    ("a.yaml", b"a: 'x", "a.yaml:1: not valid YAML: a quoted text is not closed (column 6)"),
    ("a.yaml", b'a: "\\q"', "a.yaml:1: not valid YAML: unknown escape in a quoted text; in single quotes a backslash is itself (column 5)"),
    ("a.json", b'{"a": }', "a.json:1: not valid JSON: expecting value (column 7)"),
    ("a.json", b'{"a": NaN}', "a.json: NaN is not a number that is read here"),
    ("a.toml", b"a = ", "a.toml:1: not valid TOML: invalid value (at the end)"),
    ("a.toml", b"a b", "a.toml:1: not valid TOML: expected '=' after a key in a key/value pair (column 3)"),
    ("a.toml", b"input = [2024-05-27]", "a.toml: input[0]: dates and times are not read, got 2024-05-27"),
    ("a.toml", b"a = 07:32:00", "a.toml: a: dates and times are not read, got 07:32:00"),
    ("a.toml", b"input = [nan]", "a.toml: nan is not a number that is read here"),
    ("a.toml", b"input = [-inf]", "a.toml: -inf is not a number that is read here"),
    ("a.toml", b"a = " + b"9" * 5_000, "a.toml: a number has more digits than are read"),
    ("a.toml", b"a = 0x" + b"f" * 5_000, "a.toml: a: a number has more digits than are read"),
    ("a.json", b'{"sizes": {"f": ' + b"9" * 5_000 + b'}, "input": 3, "layers": ["ReLU"]}', "a.json: sizes.f: f has 5,000 characters; at most 400 are read"),
    ("a.txt", b"input: 3", "a.txt: a spec file ends in .yaml, .yml, .toml, .json, got .txt"),
    ("a", b"input: 3", "a: a spec file ends in .yaml, .yml, .toml, .json, got no ending"),
]  # fmt: skip


def told(path: str | Path) -> str:
    start = time.process_time()
    with pytest.raises(InputError) as error:
        read_spec(path)
    assert time.process_time() - start < 1
    return str(error.value)


@pytest.mark.parametrize(("name", "content", "message"), CONTENTS)
def test_wrong_content(name: str, content: bytes, message: str) -> None:
    start = time.process_time()
    with pytest.raises(InputError) as error:
        spec_from_text(content, name)
    assert str(error.value) == message
    assert time.process_time() - start < 1


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_missing_file_offers_the_nearest(folder: Path) -> None:
    (folder / "lenet.yaml").write_text("")
    (folder / "lanet.txt").write_text("")
    assert told("lent.yaml") == "lent.yaml: no such file; did you mean lenet.yaml?"
    assert told("nowhere/lenet.yaml") == "nowhere/lenet.yaml: no such file; there is no folder nowhere"
    assert told("lenet.yaml/x.yaml") == "lenet.yaml/x.yaml: cannot be read: Not a directory"


def test_a_folder(folder: Path) -> None:
    (folder / "nets.yaml").mkdir()
    assert told("nets.yaml") == "nets.yaml: this is a folder; a spec is a file that ends in .yaml, .yml, .toml, .json"


def test_an_ending_that_is_not_read(folder: Path) -> None:
    (folder / "net.txt").write_text("input: 3\nlayers: [ReLU]\n")
    assert told("net.txt") == "net.txt: a spec file ends in .yaml, .yml, .toml, .json, got .txt"


def test_ten_megabytes(folder: Path) -> None:
    (folder / "big.yaml").write_bytes(b"a: b\n" * 2_000_000)
    assert told("big.yaml") == "big.yaml: the file is larger than 256 KiB"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(folder: Path) -> None:
    (folder / "closed.yaml").write_text("input: 3\n")
    (folder / "closed.yaml").chmod(0)
    assert told("closed.yaml") == "closed.yaml: no permission to read this file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_does_not_block(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    assert told("pipe.yaml") == "pipe.yaml: this is not a regular file"
    assert told(os.devnull) == f"{os.devnull}: this is not a regular file"


def test_names_that_no_file_has() -> None:
    assert told("a\x00b.yaml") == "a\\u0000b.yaml: this is not the name of a file"
    assert told("\x1b[31m.yaml") == "\\u001b[31m.yaml: no such file"
    assert told("a" * 5_000 + ".yaml") == "a" * 199 + "…: cannot be read: File name too long"


def test_the_message_begins_with_the_file_as_it_was_given(folder: Path) -> None:
    (folder / "net.yaml").write_text("input: 3\nlayers:\n  - FC: Linea(10)\n")
    assert (
        told(folder / "net.yaml") == f"{folder}/net.yaml:3: layers[0] FC: unknown layer 'Linea'; did you mean Linear?"
    )
    assert [path.name for path in folder.iterdir()] == ["net.yaml"]

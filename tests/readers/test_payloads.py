"""What no text of a spec may hold, in every place of a spec that holds text."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from symcount.core.errors import InputError
from symcount.readers.spec import spec_from_text

# What stands in a text, and what is said of it behind the file and the path.
PAYLOADS = {
    "__import__('os').system('touch x')": "' cannot stand in a text here, got __import__('os').system('touch x')",
    "<script>alert(1)</script>": "< cannot stand in a text here, got <script>alert(1)</script>",
    "{{7*7}}": "{ cannot stand in a text here, got {{7*7}}",
    "../../x": "/ cannot stand in a text here, got ../../x",
    "\x07": "the character U+0007 is not printable",
    "\x1b[31m": "the character U+001B is not printable",
    "שלום": "the character U+05E9 (HEBREW LETTER SHIN) runs from right to left; text here runs left to right",
    "\u202egpj": "the character U+202E (RIGHT-TO-LEFT OVERRIDE) is not printable",
    "a\\input{x}": "\\ cannot stand in a text here, got a\\input{x}",
    "$(x)": "$ cannot stand in a text here, got $(x)",
    "`x`": "` cannot stand in a text here, got `x`",
    '"x"': '" cannot stand in a text here, got "x"',
    "{% x %}": "{ cannot stand in a text here, got {% x %}",
    "\u2028": "the character U+2028 (LINE SEPARATOR) is not printable",
    "\u200b": "the character U+200B (ZERO WIDTH SPACE) is not printable",
}

# Every place of a spec that holds text, and its path in the message.
PLACES = {
    "name": lambda text: {"name": text},
    "about": lambda text: {"about": text},
    "lang": lambda text: {"lang": text},
    "form": lambda text: {"form": text},
    "layout": lambda text: {"layout": text},
    "budget": lambda text: {"budget": text},
    "sizes": lambda text: {"sizes": {text: 3}},
    "sizes.f": lambda text: {"sizes": {"f": text}},
    "input": lambda text: {"input": text},
    "input[1]": lambda text: {"input": [3, text]},
    "layers[0]": lambda text: {"layers": [text]},
    "layers[0] name": lambda text: {"layers": [{text: "ReLU"}]},
    "layers[0].A[0]": lambda text: {"layers": [{"A": [text]}]},
    "layers[0] option": lambda text: {"layers": [f"GELU(approximate={text})"]},
    "extensions[0]": lambda text: {"extensions": [text]},
    "extensions[0] name": lambda text: {"extensions": [{text: "Adam"}]},
    "extensions[0].optimizer": lambda text: {"extensions": [{"optimizer": text}]},
    "extensions[0].optimizer.name": lambda text: {"extensions": [{"optimizer": {"name": [text]}}]},
    "extensions[0].optimizer key": lambda text: {"extensions": [{"optimizer": {text: 1}}]},
    "chapters[0]": lambda text: {"chapters": [text]},
    "a key of the file": lambda text: {text: "x"},
}


def told(text: str, name: str = "net.yaml") -> str:
    with pytest.raises(InputError) as error:
        spec_from_text(text.encode(), name)
    return str(error.value)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_no_text_may_hold(payload: str) -> None:
    spec = {"about": payload, "input": [3], "layers": ["ReLU"]}
    assert told(json.dumps(spec), "net.json") == f"net.json: about: {PAYLOADS[payload]}"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_place_takes_a_payload(place: str, payload: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if "option" in place and payload == '"x"':
        pytest.skip("here these are the quotes of the option")
    monkeypatch.chdir(tmp_path)
    start = time.process_time()
    message = told(json.dumps({"input": [3], "layers": ["ReLU"], **PLACES[place](payload)}), "net.json")
    assert time.process_time() - start < 1
    assert message.startswith("net.json: ")
    assert place.split(" ")[0] in message or place.startswith("a key")
    assert message.isprintable()
    assert not list(tmp_path.iterdir())

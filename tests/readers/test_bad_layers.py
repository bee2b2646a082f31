"""Layers that are wrong: what each is told, word for word."""

from __future__ import annotations

import pytest

from symcount.core.errors import InputError
from symcount.readers.spec import spec_from_text

# What is written as the second layer, and what is said of it behind the file and the line.
LAYERS = {
    "Conv2(8, kernel_size=5)": "layers[1]: unknown layer 'Conv2'; did you mean Conv2d?",
    "conv2D(8, kernel_size=5)": "layers[1]: unknown layer 'conv2D'; did you mean Conv2d?",
    "<script>": "layers[1]: unexpected '<' in '<script>'",
    "../../x": "layers[1]: unexpected '.' in '../../x'",
    "__import__('os').system('touch x')": "layers[1]: unexpected '.' in \"__import__('os').system('touch x')\"",
    "'{{7*7}}'": "layers[1]: unexpected '{' in '{{7*7}}'",
    "9**9**9": "layers[1]: expected a layer such as Linear(10), got '9' in '9**9**9'",
    "Linear(9**9**9)": "layers[1]: an exponent is a whole number from 0 to 4096 or a name in 'Linear(9**9**9)'",
    "Linear(10**19)": "layers[1]: Linear(10**19): numbers are at most 10**18",
    "Conv2d(8, kernal_size=5)": "layers[1]: Conv2d(8, kernal_size=5): unknown keyword 'kernal_size'; did you mean kernel_size?",
    "Linear(10, self=3)": "layers[1]: Linear(10, self=3): unknown keyword 'self'; known: bias, in_features, out_features",
    "Conv2d(3, 8, 5)": "layers[1]: Conv2d(3, 8, 5): only the first argument, out_channels, goes without a name; write Conv2d(8, kernel_size=5)",
    "Conv2d(8, out_channels=9, kernel_size=3)": "layers[1]: Conv2d(8, out_channels=9, kernel_size=3): out_channels is given twice",
    "Conv2d(8)": "layers[1]: Conv2d(8): expected kernel_size (filter size)",
    "Conv2d(0, kernel_size=5)": "layers[1]: Conv2d(0, kernel_size=5): out_channels is at least 1, got 0",
    "Conv2d(8, kernel_size=-1)": "layers[1]: Conv2d(8, kernel_size=-1): kernel_size is at least 1, got -1",
    "Conv2d(8, kernel_size=2.5)": "layers[1]: Conv2d(8, kernel_size=2.5): kernel_size is a whole number, got 2.5",
    "Conv2d(8, kernel_size=5/2)": "layers[1]: Conv2d(8, kernel_size=5/2): kernel_size is a whole number, got 5/2",
    "Conv2d(8, kernel_size=f/2)": "layers[1]: Conv2d(8, kernel_size=f/2): kernel_size is a whole number, got f/2 = 3/2",
    "Conv2d(8, kernel_size=f - 3)": "layers[1]: Conv2d(8, kernel_size=f - 3): kernel_size is at least 1, got f - 3 = 0",
    "Conv2d(8, kernel_size=(3, 3, 3))": "layers[1]: Conv2d(8, kernel_size=(3, 3, 3)): kernel_size takes 2 values, one for each axis, got 3",
    "Conv2d(8, kernel_size=((3, 3), 3))": "layers[1]: Conv2d(8, kernel_size=((3, 3), 3)): kernel_size is a whole number, got a list",
    "Conv2d(8, kernel_size=3, groups=2)": "layers[1]: Conv2d(8, kernel_size=3, groups=2): 2 does not divide 3: every group takes an equal share of the input channels",
    "Conv2d(8, kernel_size=99)": "layers[1]: Conv2d(8, kernel_size=99): 32 is smaller than 99: the filter must fit into the padded input",
    "Conv1d(8, kernel_size=3)": "layers[1]: Conv1d takes an input of shape (c, L), got (3, 32, 32)",
    "Conv2d(8, kernel_size=3, in_channels=4)": "layers[1]: Conv2d(8, kernel_size=3, in_channels=4): in_channels is 4, but the incoming shape has 3",
    "Conv2d(8, kernel_size=widht)": "layers[1]: Conv2d(8, kernel_size=widht): unknown size 'widht'; did you mean width? (to keep it as a symbol of its own, write it under sizes)",
    "Linear(F)": "layers[1]: Linear(F): unknown size 'F'; did you mean f? (to keep it as a symbol of its own, write it under sizes)",
    "Conv2d(8, kernel_size=3, padding=smae)": "layers[1]: Conv2d(8, kernel_size=3, padding=smae): unknown size 'smae'; did you mean same? (to keep it as a symbol of its own, write it under sizes)",
    "Conv2d(8, kernel_size=3, padding='smae')": "layers[1]: Conv2d(8, kernel_size=3, padding='smae'): padding is a number or one of valid, same, got 'smae'; did you mean same?",
    "Conv2d(8, kernel_size=3, bias=no)": "layers[1]: Conv2d(8, kernel_size=3, bias=no): bias is true or false, got no",
    "Conv2d(8, kernel_size=3, padding_mode='<script>')": "layers[1]: Conv2d(8, kernel_size=3, padding_mode='<script>'): < cannot stand in a text here, got <script>",
    "Conv2d(8, kernel_size=3, stride=same)": "layers[1]: Conv2d(8, kernel_size=3, stride=same): stride is a whole number, a name or a formula, got 'same'",
    "Dropout(p=2*q)": "layers[1]: Dropout(p=2*q): p is a plain value, got 2*q",
    "Linear(lambda)": "layers[1]: Linear(lambda): 'lambda' is reserved and cannot name a size",
    "Linear(f**60*q)": "layers[1]: Linear(f**60*q): out_features is beyond 10**18, got f**60*q",
    "Linear(2 - f**60)": "layers[1]: Linear(2 - f**60): out_features is beyond 10**18, got 2 - f**60",
    "Linear(4//(f - 3))": "layers[1]: Linear(4//(f - 3)): out_features divides by zero: 4//(f - 3)",
    "Linear(2**(10**18*f))": "layers[1]: Linear(2**(10**18*f)): the power 2**3000000000000000000 is too large",
    "Linear(שלום)": "layers[1]: the character U+05E9 (HEBREW LETTER SHIN) runs from right to left; text here runs left to right",
    "Linear(f": "layers[1]: 'Linear(f' has a bracket that is not closed",
    "CONV1:Linear(10)": "layers[1]: a space is missing behind the colon; write CONV1: Linear(10)",
    "[ReLU]": "layers[1]: expected a layer such as Linear(10) or NAME: Linear(10), got a list",
    "{A: {x: 1}}": "layers[1] A: unknown kind 'x'; known: Branch, Frozen, Graph, Repeat, Residual, Sequential, Shared",
    "{A: }": "layers[1] A: expected a layer such as Linear(10) or a list of layers, got nothing",
    "{A: ReLU, B: ReLU}": "layers[1]: expected one layer, got 2: begin each with a dash of its own",
    "{}": "layers[1]: expected a layer such as Linear(10) or NAME: Linear(10), got a mapping",
    "~": "layers[1]: expected a layer such as Linear(10) or NAME: Linear(10), got nothing",
    "{a.b: ReLU}": "layers[1]: . cannot stand in the name of a layer, got a.b; letters, digits, _, - and spaces can",
    "{<b>: ReLU}": "layers[1]: < cannot stand in the name of a layer, got <b>; letters, digits, _, - and spaces can",
    "{../x: ReLU}": "layers[1]: . cannot stand in the name of a layer, got ../x; letters, digits, _, - and spaces can",
    "{'': ReLU}": "layers[1]: the name of a layer is empty",
    "{" + "A" * 81 + ": ReLU}": "layers[1]: the name of a layer has 81 characters; at most 80 are read",
    "'\"\\u202E\"'": "layers[1]: expected a layer such as Linear(10), got '\"\\\\u202E\"' in '\"\\\\u202E\"'",
    '"\\u202Eab"': "layers[1]: the character U+202E (RIGHT-TO-LEFT OVERRIDE) is not printable",
    '"\\x07"': "layers[1]: the character U+0007 is not printable",
    "{שלום: ReLU}": "layers[1]: the character U+05E9 (HEBREW LETTER SHIN) runs from right to left; text here runs left to right",
    "{A: [Linear(0)]}": "layers[1].A[0]: Linear(0): out_features is at least 1, got 0",
    "{A: []}": "layers[1].A: expected at least one layer, got an empty list",
}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_wrong_layer(layer: str) -> None:
    text = f"sizes: {{f: 3, width: 5}}\ninput: [3, 32, 32]\nlayers:\n  - ReLU\n  - {layer}\n"
    with pytest.raises(InputError) as told:
        spec_from_text(text.encode(), "net.yaml")
    assert str(told.value) == f"net.yaml:5: {LAYERS[layer]}"

"""Three large networks as plain PyTorch modules, of the same shape as ours: the yardstick builds and counts them."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn


class Bottleneck(nn.Module):
    """Three normalized convolutions around a shortcut (He et al. 2016), biases as Keras has them."""

    def __init__(self, given: int, width: int, stride: int, project: bool) -> None:
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(given, width, 1, stride), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = nn.Conv2d(width, width, 3, padding=1), nn.BatchNorm2d(width)
        self.conv3, self.bn3 = nn.Conv2d(width, 4 * width, 1), nn.BatchNorm2d(4 * width)
        self.relu = nn.ReLU(inplace=True)
        around = nn.Sequential(nn.Conv2d(given, 4 * width, 1, stride), nn.BatchNorm2d(4 * width))
        self.shortcut = around if project else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.relu(self.bn2(self.conv2(out)))
        return self.relu(self.bn3(self.conv3(out)) + self.shortcut(x))


def resnet(blocks: Sequence[int]) -> nn.Module:
    """A ResNet of bottleneck blocks for images of 224 by 224."""
    layers: list[nn.Module] = [nn.Conv2d(3, 64, 7, 2, 3), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    given = 64
    for number, times in enumerate(blocks):
        width = 64 * 2**number
        for place in range(times):
            layers.append(Bottleneck(given, width, 2 if number and not place else 1, project=not place))
            given = 4 * width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(given, 1000))


class Dense(nn.Module):
    """Two normalized convolutions whose output is put beside their input (Huang et al. 2017)."""

    def __init__(self, given: int, growth: int) -> None:
        super().__init__()
        self.inner = nn.Sequential(
            nn.BatchNorm2d(given), nn.ReLU(), nn.Conv2d(given, 4 * growth, 1, bias=False),
            nn.BatchNorm2d(4 * growth), nn.ReLU(), nn.Conv2d(4 * growth, growth, 3, padding=1, bias=False),
        )  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat((x, self.inner(x)), 1)


def densenet(blocks: Sequence[int], growth: int = 32) -> nn.Module:
    """A DenseNet for images of 224 by 224."""
    given = 2 * growth
    layers: list[nn.Module] = [
        nn.Conv2d(3, given, 7, 2, 3, bias=False), nn.BatchNorm2d(given), nn.ReLU(), nn.MaxPool2d(3, 2, 1),
    ]  # fmt: skip
    for number, times in enumerate(blocks):
        if number:
            half = nn.Conv2d(given, given // 2, 1, bias=False)
            layers += [nn.BatchNorm2d(given), nn.ReLU(), half, nn.AvgPool2d(2)]
            given //= 2
        for _ in range(times):
            layers.append(Dense(given, growth))
            given += growth
    pooled = (nn.BatchNorm2d(given), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
    return nn.Sequential(*layers, *pooled, nn.Linear(given, 1000))


class Words(nn.Module):
    """Tables of words and of positions."""

    def __init__(self, words: int, positions: int, width: int) -> None:
        super().__init__()
        self.tokens, self.positions = nn.Embedding(words, width), nn.Embedding(positions, width)

    def forward(self, x: Tensor) -> Tensor:
        return self.tokens(x) + self.positions(torch.arange(x.shape[-1], device=x.device))


def gpt(depth: int, width: int = 1600, heads: int = 25, words: int = 50257, positions: int = 1024) -> nn.Module:
    """GPT-2: transformer layers between a table of words and an output layer that has the same weights."""
    given, gives = Words(words, positions, width), nn.Linear(width, words, bias=False)
    gives.weight = given.tokens.weight
    layers = [
        nn.TransformerEncoderLayer(width, heads, 4 * width, activation="gelu", batch_first=True, norm_first=True)
        for _ in range(depth)
    ]
    return nn.Sequential(given, *layers, nn.LayerNorm(width), gives)


def parameters(module: nn.Module) -> int:
    """Every parameter, counted."""
    return sum(one.numel() for one in module.parameters())


def three_totals(module: nn.Module, example: Tensor) -> tuple[int, int, int]:
    """Parameters, multiply-accumulates of the layers with weights, and activations, by one pass without numbers."""
    macs = activations = 0

    def hook(layer: nn.Module, came: tuple[Tensor, ...], gave: object) -> None:
        nonlocal macs, activations
        out = gave[0] if isinstance(gave, tuple) else gave
        assert isinstance(out, Tensor)
        activations += out.numel()
        if isinstance(layer, nn.Conv2d):
            macs += out.numel() * layer.weight[0].numel()
        elif isinstance(layer, nn.Linear):
            macs += out.numel() * layer.in_features

    for layer in module.modules():
        if next(layer.children(), None) is None:
            layer.register_forward_hook(hook)
    with torch.no_grad():
        module(example)
    return parameters(module), macs, activations


IMAGE, SENTENCE = (1, 3, 224, 224), (1, 128)
# Every model by our name for the architecture, with the shape of an example.
MODELS = {
    "resnet152": (lambda: resnet((3, 8, 36, 3)), IMAGE),
    "densenet201": (lambda: densenet((6, 12, 48, 32)), IMAGE),
    "gpt2-xl": (lambda: gpt(96), SENTENCE),
}


def parameters_of(name: str) -> int:
    """A model built without numbers, and its parameters counted."""
    with torch.device("meta"):
        return parameters(MODELS[name][0]())


def without_numbers(name: str) -> tuple[int, int, int]:
    """A model built without numbers, and its three totals."""
    make, shape = MODELS[name]
    with torch.device("meta"):
        return three_totals(make(), torch.zeros(shape, dtype=torch.int64 if shape == SENTENCE else torch.float32))

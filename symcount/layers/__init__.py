"""The layers we know, one small file a family; each is given on under its own name."""

# isort: off
# fmt: off
from symcount.core.layer import Layer
from symcount.layers.activation import (
    CELU, ELU, GELU, SELU, Hardshrink, Hardsigmoid, Hardswish, Hardtanh, LeakyReLU, LogSigmoid, Mish, RReLU, ReLU,
    ReLU6, SiLU, Sigmoid, Softplus, Softshrink, Softsign, Tanh, Tanhshrink, Threshold,
)
from symcount.layers.adaptive import (
    AdaptiveAvgPool1d, AdaptiveAvgPool2d, AdaptiveAvgPool3d, AdaptiveMaxPool1d, AdaptiveMaxPool2d, AdaptiveMaxPool3d,
    GlobalAvgPool1d, GlobalAvgPool2d, GlobalAvgPool3d, GlobalMaxPool1d, GlobalMaxPool2d, GlobalMaxPool3d,
)
from symcount.layers.attention import MultiheadAttention
from symcount.layers.batch_norm import (
    BatchNorm1d, BatchNorm2d, BatchNorm3d, LazyBatchNorm1d, LazyBatchNorm2d, LazyBatchNorm3d, SyncBatchNorm,
)
from symcount.layers.cells import GRUCell, LSTMCell, RNNCell
from symcount.layers.convolution import Conv1d, Conv2d, Conv3d, LazyConv1d, LazyConv2d, LazyConv3d
from symcount.layers.convolutional_recurrent import ConvLSTM
from symcount.layers.distance import CosineSimilarity, PairwiseDistance
from symcount.layers.dropout import AlphaDropout, Dropout, Dropout1d, Dropout2d, Dropout3d, FeatureAlphaDropout
from symcount.layers.embedding import Embedding, EmbeddingBag
from symcount.layers.experts import MixtureOfExperts
from symcount.layers.fractional import FractionalMaxPool2d, FractionalMaxPool3d
from symcount.layers.gating import GLU, PReLU
from symcount.layers.instance_norm import (
    GroupNorm, InstanceNorm1d, InstanceNorm2d, InstanceNorm3d, LazyInstanceNorm1d, LazyInstanceNorm2d,
    LazyInstanceNorm3d,
)
from symcount.layers.keras_norm import BatchNormalization
from symcount.layers.latent_attention import MultiheadLatentAttention
from symcount.layers.learned import ClassToken, LayerScale, ScaleChannels
from symcount.layers.linear import Bilinear, LazyLinear, Linear
from symcount.layers.linear_loss import LinearCrossEntropyLoss
from symcount.layers.merging import Add, Concat, Multiply
from symcount.layers.normalization import CrossMapLRN2d, LayerNorm, LocalResponseNorm, RMSNorm
from symcount.layers.padding import (
    CircularPad1d, CircularPad2d, CircularPad3d, ConstantPad1d, ConstantPad2d, ConstantPad3d, ReflectionPad1d,
    ReflectionPad2d, ReflectionPad3d, ReplicationPad1d, ReplicationPad2d, ReplicationPad3d, ZeroPad1d, ZeroPad2d,
    ZeroPad3d,
)
from symcount.layers.pooling import (
    AvgPool1d, AvgPool2d, AvgPool3d, LPPool1d, LPPool2d, LPPool3d, MaxPool1d, MaxPool2d, MaxPool3d,
)
from symcount.layers.preparing import Normalization, Rescaling
from symcount.layers.rearranging import MergePatches, Narrow, Permute
from symcount.layers.reshaping import Flatten, Identity, Unflatten
from symcount.layers.separable import DepthwiseConv2d, SeparableConv2d
from symcount.layers.shared_attention import GroupedQueryAttention
from symcount.layers.shuffling import ChannelShuffle, PixelShuffle, PixelUnshuffle
from symcount.layers.softmax import LogSoftmax, Softmax, Softmax2d, Softmin
from symcount.layers.stochastic_depth import StochasticDepth
from symcount.layers.transposed import (
    ConvTranspose1d, ConvTranspose2d, ConvTranspose3d, LazyConvTranspose1d, LazyConvTranspose2d, LazyConvTranspose3d,
)
from symcount.layers.unfolding import Fold, Unfold
from symcount.layers.unpooling import MaxUnpool1d, MaxUnpool2d, MaxUnpool3d
from symcount.layers.upsampling import Upsample, UpsamplingBilinear2d, UpsamplingNearest2d
from symcount.layers.window_attention import ShiftedWindowAttention, ShiftedWindowAttentionV2

__all__ = [
    "CELU", "ELU", "GELU", "GLU", "SELU", "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d",
    "AdaptiveMaxPool1d", "AdaptiveMaxPool2d", "AdaptiveMaxPool3d", "Add", "AlphaDropout", "AvgPool1d", "AvgPool2d",
    "AvgPool3d", "BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "BatchNormalization", "Bilinear", "ChannelShuffle",
    "CircularPad1d", "CircularPad2d", "CircularPad3d", "ClassToken", "Concat", "ConstantPad1d", "ConstantPad2d",
    "ConstantPad3d", "Conv1d", "Conv2d", "Conv3d", "ConvLSTM", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d",
    "CosineSimilarity", "CrossMapLRN2d", "DepthwiseConv2d", "Dropout", "Dropout1d", "Dropout2d", "Dropout3d",
    "Embedding", "EmbeddingBag", "FeatureAlphaDropout", "Flatten", "Fold", "FractionalMaxPool2d",
    "FractionalMaxPool3d", "GRUCell", "GlobalAvgPool1d", "GlobalAvgPool2d", "GlobalAvgPool3d", "GlobalMaxPool1d",
    "GlobalMaxPool2d", "GlobalMaxPool3d", "GroupNorm", "GroupedQueryAttention", "Hardshrink", "Hardsigmoid",
    "Hardswish", "Hardtanh", "Identity", "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d", "LPPool1d", "LPPool2d",
    "LPPool3d", "LSTMCell", "LayerNorm", "LayerScale", "LazyBatchNorm1d", "LazyBatchNorm2d", "LazyBatchNorm3d",
    "LazyConv1d", "LazyConv2d", "LazyConv3d", "LazyConvTranspose1d", "LazyConvTranspose2d", "LazyConvTranspose3d",
    "LazyInstanceNorm1d", "LazyInstanceNorm2d", "LazyInstanceNorm3d", "LazyLinear", "LeakyReLU", "Linear",
    "LinearCrossEntropyLoss", "LocalResponseNorm", "LogSigmoid", "LogSoftmax", "MaxPool1d", "MaxPool2d", "MaxPool3d",
    "MaxUnpool1d", "MaxUnpool2d", "MaxUnpool3d", "MergePatches", "Mish", "MixtureOfExperts", "MultiheadAttention",
    "MultiheadLatentAttention", "Multiply", "Narrow", "Normalization", "PReLU", "PairwiseDistance", "Permute",
    "PixelShuffle", "PixelUnshuffle", "RMSNorm", "RNNCell", "RReLU", "ReLU", "ReLU6", "ReflectionPad1d",
    "ReflectionPad2d", "ReflectionPad3d", "ReplicationPad1d", "ReplicationPad2d", "ReplicationPad3d", "Rescaling",
    "ScaleChannels", "SeparableConv2d", "ShiftedWindowAttention", "ShiftedWindowAttentionV2", "SiLU", "Sigmoid",
    "Softmax", "Softmax2d", "Softmin", "Softplus", "Softshrink", "Softsign", "StochasticDepth", "SyncBatchNorm",
    "Tanh", "Tanhshrink", "Threshold", "Unflatten", "Unfold", "Upsample", "UpsamplingBilinear2d",
    "UpsamplingNearest2d", "ZeroPad1d", "ZeroPad2d", "ZeroPad3d",
]
# fmt: on


def known_layers() -> dict[str, type[Layer]]:
    """Every layer by the name that a person writes."""
    return {name: globals()[name] for name in __all__}

"""The layers we know, one small file a family; each name is given on as it is."""

from inspect import isclass

from symcount.core.layer import Layer
from symcount.layers.activation import (
    CELU as CELU,
)
from symcount.layers.activation import (
    ELU as ELU,
)
from symcount.layers.activation import (
    GELU as GELU,
)
from symcount.layers.activation import (
    SELU as SELU,
)
from symcount.layers.activation import (
    Hardshrink as Hardshrink,
)
from symcount.layers.activation import (
    Hardsigmoid as Hardsigmoid,
)
from symcount.layers.activation import (
    Hardswish as Hardswish,
)
from symcount.layers.activation import (
    Hardtanh as Hardtanh,
)
from symcount.layers.activation import (
    LeakyReLU as LeakyReLU,
)
from symcount.layers.activation import (
    LogSigmoid as LogSigmoid,
)
from symcount.layers.activation import (
    Mish as Mish,
)
from symcount.layers.activation import (
    ReLU as ReLU,
)
from symcount.layers.activation import (
    ReLU6 as ReLU6,
)
from symcount.layers.activation import (
    RReLU as RReLU,
)
from symcount.layers.activation import (
    Sigmoid as Sigmoid,
)
from symcount.layers.activation import (
    SiLU as SiLU,
)
from symcount.layers.activation import (
    Softplus as Softplus,
)
from symcount.layers.activation import (
    Softshrink as Softshrink,
)
from symcount.layers.activation import (
    Softsign as Softsign,
)
from symcount.layers.activation import (
    Tanh as Tanh,
)
from symcount.layers.activation import (
    Tanhshrink as Tanhshrink,
)
from symcount.layers.activation import (
    Threshold as Threshold,
)
from symcount.layers.adaptive import (
    AdaptiveAvgPool1d as AdaptiveAvgPool1d,
)
from symcount.layers.adaptive import (
    AdaptiveAvgPool2d as AdaptiveAvgPool2d,
)
from symcount.layers.adaptive import (
    AdaptiveAvgPool3d as AdaptiveAvgPool3d,
)
from symcount.layers.adaptive import (
    AdaptiveMaxPool1d as AdaptiveMaxPool1d,
)
from symcount.layers.adaptive import (
    AdaptiveMaxPool2d as AdaptiveMaxPool2d,
)
from symcount.layers.adaptive import (
    AdaptiveMaxPool3d as AdaptiveMaxPool3d,
)
from symcount.layers.adaptive import (
    GlobalAvgPool1d as GlobalAvgPool1d,
)
from symcount.layers.adaptive import (
    GlobalAvgPool2d as GlobalAvgPool2d,
)
from symcount.layers.adaptive import (
    GlobalAvgPool3d as GlobalAvgPool3d,
)
from symcount.layers.adaptive import (
    GlobalMaxPool1d as GlobalMaxPool1d,
)
from symcount.layers.adaptive import (
    GlobalMaxPool2d as GlobalMaxPool2d,
)
from symcount.layers.adaptive import (
    GlobalMaxPool3d as GlobalMaxPool3d,
)
from symcount.layers.batch_norm import (
    BatchNorm1d as BatchNorm1d,
)
from symcount.layers.batch_norm import (
    BatchNorm2d as BatchNorm2d,
)
from symcount.layers.batch_norm import (
    BatchNorm3d as BatchNorm3d,
)
from symcount.layers.batch_norm import (
    LazyBatchNorm1d as LazyBatchNorm1d,
)
from symcount.layers.batch_norm import (
    LazyBatchNorm2d as LazyBatchNorm2d,
)
from symcount.layers.batch_norm import (
    LazyBatchNorm3d as LazyBatchNorm3d,
)
from symcount.layers.batch_norm import (
    SyncBatchNorm as SyncBatchNorm,
)
from symcount.layers.cells import GRUCell as GRUCell
from symcount.layers.cells import LSTMCell as LSTMCell
from symcount.layers.cells import RNNCell as RNNCell
from symcount.layers.convolution import (
    Conv1d as Conv1d,
)
from symcount.layers.convolution import (
    Conv2d as Conv2d,
)
from symcount.layers.convolution import (
    Conv3d as Conv3d,
)
from symcount.layers.convolution import (
    LazyConv1d as LazyConv1d,
)
from symcount.layers.convolution import (
    LazyConv2d as LazyConv2d,
)
from symcount.layers.convolution import (
    LazyConv3d as LazyConv3d,
)
from symcount.layers.distance import CosineSimilarity as CosineSimilarity
from symcount.layers.distance import PairwiseDistance as PairwiseDistance
from symcount.layers.dropout import (
    AlphaDropout as AlphaDropout,
)
from symcount.layers.dropout import (
    Dropout as Dropout,
)
from symcount.layers.dropout import (
    Dropout1d as Dropout1d,
)
from symcount.layers.dropout import (
    Dropout2d as Dropout2d,
)
from symcount.layers.dropout import (
    Dropout3d as Dropout3d,
)
from symcount.layers.dropout import (
    FeatureAlphaDropout as FeatureAlphaDropout,
)
from symcount.layers.embedding import Embedding as Embedding
from symcount.layers.embedding import EmbeddingBag as EmbeddingBag
from symcount.layers.fractional import (
    FractionalMaxPool2d as FractionalMaxPool2d,
)
from symcount.layers.fractional import (
    FractionalMaxPool3d as FractionalMaxPool3d,
)
from symcount.layers.gating import GLU as GLU
from symcount.layers.gating import PReLU as PReLU
from symcount.layers.instance_norm import (
    GroupNorm as GroupNorm,
)
from symcount.layers.instance_norm import (
    InstanceNorm1d as InstanceNorm1d,
)
from symcount.layers.instance_norm import (
    InstanceNorm2d as InstanceNorm2d,
)
from symcount.layers.instance_norm import (
    InstanceNorm3d as InstanceNorm3d,
)
from symcount.layers.instance_norm import (
    LazyInstanceNorm1d as LazyInstanceNorm1d,
)
from symcount.layers.instance_norm import (
    LazyInstanceNorm2d as LazyInstanceNorm2d,
)
from symcount.layers.instance_norm import (
    LazyInstanceNorm3d as LazyInstanceNorm3d,
)
from symcount.layers.linear import Bilinear as Bilinear
from symcount.layers.linear import LazyLinear as LazyLinear
from symcount.layers.linear import Linear as Linear
from symcount.layers.merging import Add as Add
from symcount.layers.merging import Concat as Concat
from symcount.layers.merging import Multiply as Multiply
from symcount.layers.normalization import (
    CrossMapLRN2d as CrossMapLRN2d,
)
from symcount.layers.normalization import (
    LayerNorm as LayerNorm,
)
from symcount.layers.normalization import (
    LocalResponseNorm as LocalResponseNorm,
)
from symcount.layers.normalization import (
    RMSNorm as RMSNorm,
)
from symcount.layers.padding import (
    CircularPad1d as CircularPad1d,
)
from symcount.layers.padding import (
    CircularPad2d as CircularPad2d,
)
from symcount.layers.padding import (
    CircularPad3d as CircularPad3d,
)
from symcount.layers.padding import (
    ConstantPad1d as ConstantPad1d,
)
from symcount.layers.padding import (
    ConstantPad2d as ConstantPad2d,
)
from symcount.layers.padding import (
    ConstantPad3d as ConstantPad3d,
)
from symcount.layers.padding import (
    ReflectionPad1d as ReflectionPad1d,
)
from symcount.layers.padding import (
    ReflectionPad2d as ReflectionPad2d,
)
from symcount.layers.padding import (
    ReflectionPad3d as ReflectionPad3d,
)
from symcount.layers.padding import (
    ReplicationPad1d as ReplicationPad1d,
)
from symcount.layers.padding import (
    ReplicationPad2d as ReplicationPad2d,
)
from symcount.layers.padding import (
    ReplicationPad3d as ReplicationPad3d,
)
from symcount.layers.padding import (
    ZeroPad1d as ZeroPad1d,
)
from symcount.layers.padding import (
    ZeroPad2d as ZeroPad2d,
)
from symcount.layers.padding import (
    ZeroPad3d as ZeroPad3d,
)
from symcount.layers.pooling import (
    AvgPool1d as AvgPool1d,
)
from symcount.layers.pooling import (
    AvgPool2d as AvgPool2d,
)
from symcount.layers.pooling import (
    AvgPool3d as AvgPool3d,
)
from symcount.layers.pooling import (
    LPPool1d as LPPool1d,
)
from symcount.layers.pooling import (
    LPPool2d as LPPool2d,
)
from symcount.layers.pooling import (
    LPPool3d as LPPool3d,
)
from symcount.layers.pooling import (
    MaxPool1d as MaxPool1d,
)
from symcount.layers.pooling import (
    MaxPool2d as MaxPool2d,
)
from symcount.layers.pooling import (
    MaxPool3d as MaxPool3d,
)
from symcount.layers.reshaping import Flatten as Flatten
from symcount.layers.reshaping import Identity as Identity
from symcount.layers.reshaping import Unflatten as Unflatten
from symcount.layers.separable import DepthwiseConv2d as DepthwiseConv2d
from symcount.layers.separable import SeparableConv2d as SeparableConv2d
from symcount.layers.shuffling import (
    ChannelShuffle as ChannelShuffle,
)
from symcount.layers.shuffling import (
    PixelShuffle as PixelShuffle,
)
from symcount.layers.shuffling import (
    PixelUnshuffle as PixelUnshuffle,
)
from symcount.layers.softmax import (
    LogSoftmax as LogSoftmax,
)
from symcount.layers.softmax import (
    Softmax as Softmax,
)
from symcount.layers.softmax import (
    Softmax2d as Softmax2d,
)
from symcount.layers.softmax import (
    Softmin as Softmin,
)
from symcount.layers.transposed import (
    ConvTranspose1d as ConvTranspose1d,
)
from symcount.layers.transposed import (
    ConvTranspose2d as ConvTranspose2d,
)
from symcount.layers.transposed import (
    ConvTranspose3d as ConvTranspose3d,
)
from symcount.layers.transposed import (
    LazyConvTranspose1d as LazyConvTranspose1d,
)
from symcount.layers.transposed import (
    LazyConvTranspose2d as LazyConvTranspose2d,
)
from symcount.layers.transposed import (
    LazyConvTranspose3d as LazyConvTranspose3d,
)
from symcount.layers.unfolding import Fold as Fold
from symcount.layers.unfolding import Unfold as Unfold
from symcount.layers.unpooling import MaxUnpool1d as MaxUnpool1d
from symcount.layers.unpooling import MaxUnpool2d as MaxUnpool2d
from symcount.layers.unpooling import MaxUnpool3d as MaxUnpool3d
from symcount.layers.upsampling import (
    Upsample as Upsample,
)
from symcount.layers.upsampling import (
    UpsamplingBilinear2d as UpsamplingBilinear2d,
)
from symcount.layers.upsampling import (
    UpsamplingNearest2d as UpsamplingNearest2d,
)


def known_layers() -> dict[str, type[Layer]]:
    """Every layer by the name that a person writes."""
    return {
        name: one for name, one in globals().items() if isclass(one) and issubclass(one, Layer) and one is not Layer
    }

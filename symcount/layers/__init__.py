"""The layers we know, one small file a family."""

from symcount.layers.convolution import *

"""Every work we cite, one table; a fact that cites an unknown key fails a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """A work: who, what, where, when, and an address that outlives its publisher's site."""

    authors: str
    title: str
    where: str
    year: int
    doi: str = ""

    def __str__(self) -> str:
        told = f"{self.authors.rstrip('.')}. {self.title}. {self.where}, {self.year}."
        return f"{told} {self.doi}" if self.doi else told


REFERENCES: Mapping[str, Reference] = {
    "lecun1998": Reference(
        "Y. LeCun, L. Bottou, Y. Bengio, P. Haffner",
        "Gradient-based learning applied to document recognition", "Proceedings of the IEEE 86(11)", 1998,
        "doi:10.1109/5.726791",
    ),
    "dumoulin2016": Reference(
        "V. Dumoulin, F. Visin", "A guide to convolution arithmetic for deep learning", "arXiv", 2016,
        "arXiv:1603.07285",
    ),
    "rumelhart1986": Reference(
        "D. E. Rumelhart, G. E. Hinton, R. J. Williams",
        "Learning representations by back-propagating errors", "Nature 323", 1986, "doi:10.1038/323533a0",
    ),
    "ioffe2015": Reference(
        "S. Ioffe, C. Szegedy",
        "Batch normalization: accelerating deep network training by reducing internal covariate shift", "ICML", 2015,
        "arXiv:1502.03167",
    ),
    "ba2016": Reference(
        "J. L. Ba, J. R. Kiros, G. E. Hinton", "Layer normalization", "arXiv", 2016, "arXiv:1607.06450",
    ),
    "robbins1951": Reference(
        "H. Robbins, S. Monro", "A stochastic approximation method", "Annals of Mathematical Statistics 22(3)", 1951,
        "doi:10.1214/aoms/1177729586",
    ),
    "polyak1964": Reference(
        "B. T. Polyak", "Some methods of speeding up the convergence of iteration methods",
        "USSR Computational Mathematics and Mathematical Physics 4(5)", 1964, "doi:10.1016/0041-5553(64)90137-5",
    ),
    "kingma2015": Reference(
        "D. P. Kingma, J. Ba", "Adam: a method for stochastic optimization", "ICLR", 2015, "arXiv:1412.6980",
    ),
    "howard2017": Reference(
        "A. G. Howard et al.",
        "MobileNets: efficient convolutional neural networks for mobile vision applications", "arXiv", 2017,
        "arXiv:1704.04861",
    ),
    "he2016": Reference(
        "K. He, X. Zhang, S. Ren, J. Sun", "Deep residual learning for image recognition", "CVPR", 2016,
        "arXiv:1512.03385",
    ),
}  # fmt: skip

"""The works that named architectures come from: a part of the table of references."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.core.works import Reference

NETWORKS: Mapping[str, Reference] = {
    "krizhevsky2014": Reference(
        "A. Krizhevsky", "One weird trick for parallelizing convolutional neural networks", "arXiv", 2014,
        "arXiv:1404.5997",
    ),
    "szegedy2015": Reference("C. Szegedy et al.", "Going deeper with convolutions", "CVPR", 2015, "arXiv:1409.4842"),
    "ronneberger2015": Reference(
        "O. Ronneberger, P. Fischer, T. Brox", "U-Net: convolutional networks for biomedical image segmentation",
        "MICCAI", 2015, "arXiv:1505.04597",
    ),
    "iandola2016": Reference(
        "F. N. Iandola et al.", "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size",
        "arXiv", 2016, "arXiv:1602.07360",
    ),
    "szegedy2017": Reference(
        "C. Szegedy, S. Ioffe, V. Vanhoucke, A. Alemi",
        "Inception-v4, Inception-ResNet and the impact of residual connections on learning", "AAAI", 2017,
        "arXiv:1602.07261",
    ),
    "zoph2018": Reference(
        "B. Zoph, V. Vasudevan, J. Shlens, Q. V. Le",
        "Learning transferable architectures for scalable image recognition", "CVPR", 2018, "arXiv:1707.07012",
    ),
    "ma2018": Reference(
        "N. Ma, X. Zhang, H.-T. Zheng, J. Sun",
        "ShuffleNet V2: practical guidelines for efficient CNN architecture design",
        "ECCV", 2018, "arXiv:1807.11164",
    ),
    "tan2019": Reference(
        "M. Tan, Q. V. Le", "EfficientNet: rethinking model scaling for convolutional neural networks", "ICML", 2019,
        "arXiv:1905.11946",
    ),
    "radosavovic2020": Reference(
        "I. Radosavovic, R. P. Kosaraju, R. Girshick, K. He, P. Dollár", "Designing network design spaces", "CVPR",
        2020, "arXiv:2003.13678",
    ),
    "tan2021": Reference(
        "M. Tan, Q. V. Le", "EfficientNetV2: smaller models and faster training", "ICML", 2021, "arXiv:2104.00298",
    ),
    "liu2021": Reference(
        "Z. Liu et al.", "Swin transformer: hierarchical vision transformer using shifted windows", "ICCV", 2021,
        "arXiv:2103.14030",
    ),
    "liu2022": Reference(
        "Z. Liu, H. Mao, C.-Y. Wu, C. Feichtenhofer, T. Darrell, S. Xie", "A ConvNet for the 2020s", "CVPR", 2022,
        "arXiv:2201.03545",
    ),
    "liu2022swin": Reference(
        "Z. Liu et al.", "Swin transformer V2: scaling up capacity and resolution", "CVPR", 2022, "arXiv:2111.09883",
    ),
    "he2016identity": Reference(
        "K. He, X. Zhang, S. Ren, J. Sun", "Identity mappings in deep residual networks", "ECCV", 2016,
        "arXiv:1603.05027",
    ),
    "xie2017": Reference(
        "S. Xie, R. Girshick, P. Dollár, Z. Tu, K. He",
        "Aggregated residual transformations for deep neural networks", "CVPR", 2017, "arXiv:1611.05431",
    ),
    "zagoruyko2016": Reference(
        "S. Zagoruyko, N. Komodakis", "Wide residual networks", "BMVC", 2016, "arXiv:1605.07146",
    ),
    "simonyan2015": Reference(
        "K. Simonyan, A. Zisserman", "Very deep convolutional networks for large-scale image recognition", "ICLR",
        2015, "arXiv:1409.1556",
    ),
    "huang2017": Reference(
        "G. Huang, Z. Liu, L. van der Maaten, K. Q. Weinberger", "Densely connected convolutional networks", "CVPR",
        2017, "arXiv:1608.06993",
    ),
    "sandler2018": Reference(
        "M. Sandler, A. Howard, M. Zhu, A. Zhmoginov, L.-C. Chen",
        "MobileNetV2: inverted residuals and linear bottlenecks", "CVPR", 2018, "arXiv:1801.04381",
    ),
    "howard2019": Reference(
        "A. Howard et al.", "Searching for MobileNetV3", "ICCV", 2019, "arXiv:1905.02244",
    ),
    "szegedy2016": Reference(
        "C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna",
        "Rethinking the Inception architecture for computer vision", "CVPR", 2016, "arXiv:1512.00567",
    ),
}  # fmt: skip

"""Every work we cite, one table; a fact that cites an unknown key fails a test."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.core.references_language import LANGUAGE
from symcount.core.references_networks import NETWORKS
from symcount.core.references_training import TRAINING
from symcount.core.works import Reference

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
    "wu2018": Reference("Y. Wu, K. He", "Group normalization", "ECCV", 2018, "arXiv:1803.08494"),
    "ulyanov2016": Reference(
        "D. Ulyanov, A. Vedaldi, V. Lempitsky", "Instance normalization: the missing ingredient for fast stylization",
        "arXiv", 2016, "arXiv:1607.08022",
    ),
    "zhang2019": Reference(
        "B. Zhang, R. Sennrich", "Root mean square layer normalization", "NeurIPS", 2019, "arXiv:1910.07467",
    ),
    "he2015": Reference(
        "K. He, X. Zhang, S. Ren, J. Sun",
        "Delving deep into rectifiers: surpassing human-level performance on ImageNet classification", "ICCV", 2015,
        "arXiv:1502.01852",
    ),
    "bengio2003": Reference(
        "Y. Bengio, R. Ducharme, P. Vincent, C. Jauvin", "A neural probabilistic language model",
        "Journal of Machine Learning Research 3", 2003,
    ),
    "elman1990": Reference(
        "J. L. Elman", "Finding structure in time", "Cognitive Science 14(2)", 1990, "doi:10.1207/s15516709cog1402_1",
    ),
    "hochreiter1997": Reference(
        "S. Hochreiter, J. Schmidhuber", "Long short-term memory", "Neural Computation 9(8)", 1997,
        "doi:10.1162/neco.1997.9.8.1735",
    ),
    "cho2014": Reference(
        "K. Cho et al.",
        "Learning phrase representations using RNN encoder-decoder for statistical machine translation", "EMNLP", 2014,
        "arXiv:1406.1078",
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
    "chollet2017": Reference(
        "F. Chollet", "Xception: deep learning with depthwise separable convolutions", "CVPR", 2017, "arXiv:1610.02357",
    ),
    "graham2014": Reference(
        "B. Graham", "Fractional max-pooling", "arXiv", 2014, "arXiv:1412.6071",
    ),
    "he2016": Reference(
        "K. He, X. Zhang, S. Ren, J. Sun", "Deep residual learning for image recognition", "CVPR", 2016,
        "arXiv:1512.03385",
    ),
    "polyak1992": Reference(
        "B. T. Polyak, A. B. Juditsky", "Acceleration of stochastic approximation by averaging",
        "SIAM Journal on Control and Optimization 30(4)", 1992, "doi:10.1137/0330046",
    ),
    "riedmiller1993": Reference(
        "M. Riedmiller, H. Braun", "A direct adaptive method for faster backpropagation learning: the RPROP algorithm",
        "ICNN", 1993, "doi:10.1109/ICNN.1993.298623",
    ),
    "liu1989": Reference(
        "D. C. Liu, J. Nocedal", "On the limited memory BFGS method for large scale optimization",
        "Mathematical Programming 45", 1989, "doi:10.1007/BF01589116",
    ),
    "duchi2011": Reference(
        "J. Duchi, E. Hazan, Y. Singer", "Adaptive subgradient methods for online learning and stochastic optimization",
        "Journal of Machine Learning Research 12", 2011,
    ),
    "zeiler2012": Reference(
        "M. D. Zeiler", "ADADELTA: an adaptive learning rate method", "arXiv", 2012, "arXiv:1212.5701",
    ),
    "tieleman2012": Reference(
        "T. Tieleman, G. Hinton", "Lecture 6.5: RMSprop", "Coursera, Neural networks for machine learning", 2012,
    ),
    "dozat2016": Reference(
        "T. Dozat", "Incorporating Nesterov momentum into Adam", "ICLR, workshop track", 2016,
    ),
    "reddi2018": Reference(
        "S. J. Reddi, S. Kale, S. Kumar", "On the convergence of Adam and beyond", "ICLR", 2018, "arXiv:1904.09237",
    ),
    "loshchilov2019": Reference(
        "I. Loshchilov, F. Hutter", "Decoupled weight decay regularization", "ICLR", 2019, "arXiv:1711.05101",
    ),
    "liu2020": Reference(
        "L. Liu et al.", "On the variance of the adaptive learning rate and beyond", "ICLR", 2020, "arXiv:1908.03265",
    ),
    "shazeer2018": Reference(
        "N. Shazeer, M. Stern", "Adafactor: adaptive learning rates with sublinear memory cost", "ICML", 2018,
        "arXiv:1804.04235",
    ),
    "luo2023": Reference(
        "Y. Luo et al.", "CAME: confidence-guided adaptive memory efficient optimization", "ACL", 2023,
        "arXiv:2307.02047",
    ),
    "anil2019": Reference(
        "R. Anil, V. Gupta, T. Koren, Y. Singer", "Memory-efficient adaptive optimization", "NeurIPS", 2019,
        "arXiv:1901.11150",
    ),
    "gupta2018": Reference(
        "V. Gupta, T. Koren, Y. Singer", "Shampoo: preconditioned stochastic tensor optimization", "ICML", 2018,
        "arXiv:1802.09568",
    ),
    "vyas2025": Reference(
        "N. Vyas et al.", "SOAP: improving and stabilizing Shampoo using Adam", "ICLR", 2025, "arXiv:2409.11321",
    ),
    "zhao2024": Reference(
        "J. Zhao et al.", "GaLore: memory-efficient LLM training by gradient low-rank projection", "ICML", 2024,
        "arXiv:2403.03507",
    ),
    "jordan2024": Reference(
        "K. Jordan et al.", "Muon: an optimizer for hidden layers in neural networks", "kellerjordan.github.io", 2024,
    ),
    "you2017": Reference(
        "Y. You, I. Gitman, B. Ginsburg", "Large batch training of convolutional networks", "arXiv", 2017,
        "arXiv:1708.03888",
    ),
    "you2020": Reference(
        "Y. You et al.", "Large batch optimization for deep learning: training BERT in 76 minutes", "ICLR", 2020,
        "arXiv:1904.00962",
    ),
    "chen2023": Reference(
        "X. Chen et al.", "Symbolic discovery of optimization algorithms", "NeurIPS", 2023, "arXiv:2302.06675",
    ),
    "xie2024": Reference(
        "X. Xie, P. Zhou, H. Li, Z. Lin, S. Yan",
        "Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models",
        "IEEE Transactions on Pattern Analysis and Machine Intelligence 46(12)", 2024, "arXiv:2208.06677",
    ),
    "mishchenko2024": Reference(
        "K. Mishchenko, A. Defazio", "Prodigy: an expeditiously adaptive parameter-free learner", "ICML", 2024,
        "arXiv:2306.06101",
    ),
    "defazio2024": Reference(
        "A. Defazio et al.", "The road less scheduled", "NeurIPS", 2024, "arXiv:2405.15682",
    ),
    "dettmers2022": Reference(
        "T. Dettmers, M. Lewis, S. Shleifer, L. Zettlemoyer", "8-bit optimizers via block-wise quantization", "ICLR",
        2022, "arXiv:2110.02861",
    ),
    "vaswani2017": Reference(
        "A. Vaswani et al.", "Attention is all you need", "NeurIPS", 2017, "arXiv:1706.03762",
    ),
    "shazeer2019": Reference(
        "N. Shazeer", "Fast transformer decoding: one write-head is all you need", "arXiv", 2019, "arXiv:1911.02150",
    ),
    "sak2014": Reference(
        "H. Sak, A. Senior, F. Beaufays",
        "Long short-term memory recurrent neural network architectures for large scale acoustic modeling",
        "Interspeech", 2014, "arXiv:1402.1128",
    ),
    "yuan2024": Reference(
        "Z. Yuan et al.", "LLM inference unveiled: survey and roofline model insights", "arXiv", 2024,
        "arXiv:2402.16363",
    ),
    "ainslie2023": Reference(
        "J. Ainslie et al.",
        "GQA: training generalized multi-query transformer models from multi-head checkpoints", "EMNLP", 2023,
        "arXiv:2305.13245",
    ),
    "deepseek2024": Reference(
        "DeepSeek-AI", "DeepSeek-V2: a strong, economical, and efficient mixture-of-experts language model", "arXiv",
        2024, "arXiv:2405.04434",
    ),
    "hu2018": Reference(
        "J. Hu, L. Shen, G. Sun", "Squeeze-and-excitation networks", "CVPR", 2018, "arXiv:1709.01507",
    ),
    "shazeer2017": Reference(
        "N. Shazeer et al.", "Outrageously large neural networks: the sparsely-gated mixture-of-experts layer", "ICLR",
        2017, "arXiv:1701.06538",
    ),
    "shi2015": Reference(
        "X. Shi et al.", "Convolutional LSTM network: a machine learning approach for precipitation nowcasting",
        "NeurIPS", 2015, "arXiv:1506.04214",
    ),
    "touvron2021": Reference(
        "H. Touvron et al.", "Going deeper with image transformers", "ICCV", 2021, "arXiv:2103.17239",
    ),
    "dosovitskiy2021": Reference(
        "A. Dosovitskiy et al.", "An image is worth 16x16 words: transformers for image recognition at scale", "ICLR",
        2021, "arXiv:2010.11929",
    ),
    **NETWORKS,
    **LANGUAGE,
    **TRAINING,
}  # fmt: skip

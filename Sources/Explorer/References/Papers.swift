/// The papers, in the order of their names; a new one adds its entry here.
///
/// Titles, authors and numbers were compared in November 2026 with pages of arXiv, its mirrors, publishers and
/// proceedings, and a venue is given only where such a page names it. What could not be found there: the numbers
/// 1805.11604, 1312.6199, 1906.04893 and 2404.05873, whose papers were, all about 1607.06450, and the year of Higham's
/// second edition. What a paper shows is told after its abstract.
enum Papers {
  static let all = [
    Paper(
      "araujo2020", by: "A. Araujo, B. Negrevergne, Y. Chevaleyre, J. Atif",
      "On Lipschitz Regularization of Convolutional Layers using Toeplitz Matrix Theory", arXiv: "2006.08391",
      citedAs: "Araujo et al. 2020",
      shows:
        "a convolution with zeros at the edges is a block of Toeplitz matrices, whose norm is at most the "
        + "largest norm of its symbol over all frequencies."),
    Paper(
      "ba2016", by: "J. L. Ba, J. R. Kiros, G. E. Hinton", "Layer Normalization", arXiv: "1607.06450",
      citedAs: "Ba, Kiros, Hinton 2016",
      shows: "each sample can be normalised over its own features, the same in training and evaluation.",
      use: "layer layernorm"),
    Paper(
      "castin2024", by: "V. Castin, P. Ablin, G. Peyré", "How Smooth Is Attention?", in: "ICML 2024",
      arXiv: "2312.14820", citedAs: "Castin et al. 2024",
      shows: "on bounded inputs the constant of self-attention over n tokens is at most √n times a factor "
        + "without n, and that growth is reached."),
    Paper(
      "combettes2020", by: "P. L. Combettes, J.-C. Pesquet",
      "Lipschitz Certificates for Layered Network Structures Driven by Averaged Activation Operators",
      arXiv: "1903.01014", citedAs: "Combettes and Pesquet 2020",
      shows: "activations such as ReLU are averages of the identity and a map that stretches nothing, which "
        + "gives constants below the product of the layers' norms."),
    Paper(
      "delattre2024", by: "B. Delattre, Q. Barthélemy, A. Allauzen",
      "Spectral Norm of Convolutional Layers with Circular and Zero Paddings", arXiv: "2402.00240",
      citedAs: "Delattre et al. 2024",
      shows: "Gram iteration bounds the norm of a convolution from above, and theorems relate the norms with "
        + "zeros at the edges and on a circle."),
    Paper(
      "fazlyab2019", by: "M. Fazlyab, A. Robey, H. Hassani, M. Morari, G. J. Pappas",
      "Efficient and Accurate Estimation of Lipschitz Constants for Deep Neural Networks", in: "NeurIPS 2019",
      arXiv: "1906.04893", citedAs: "Fazlyab et al. 2019",
      shows:
        "activations are gradients of convex functions and so meet quadratic constraints, with which a bound "
        + "on the constant is a semidefinite program (LipSDP)."),
    Paper(
      "fazlyab2023", by: "M. Fazlyab, T. Entesari, A. Roy, R. Chellappa",
      "Certified Robustness via Dynamic Margin Maximization and Improved Lipschitz Regularization",
      arXiv: "2310.00116", citedAs: "Fazlyab et al. 2023",
      shows:
        "a loop transformation takes the linear part out of every activation, so that matrices in a row are "
        + "multiplied before their norm is taken (LipLT)."),
    Paper(
      "finlay2018", by: "C. Finlay, J. Calder, B. Abbasi, A. Oberman",
      "Lipschitz regularized Deep Neural Networks generalize and are adversarially robust",
      arXiv: "1808.09540",
      citedAs: "Finlay et al. 2018",
      shows: "penalising the gradient in the input leads to proofs of generalisation and to more robust "
        + "networks. An earlier title, which slide 15 gives, ends in \"Converge and Generalize\"."),
    Paper(
      "gao2017", by: "B. Gao, L. Pavel",
      "On the Properties of the Softmax Function with Application in Game Theory and Reinforcement Learning",
      arXiv: "1704.00805", citedAs: "Gao and Pavel 2017",
      shows:
        "softmax is the gradient of log-sum-exp, and its inverse temperature bounds its constant: 1 in the "
        + "2-norm, of which later work needs only half."),
    Paper(
      "golub2013", by: "G. H. Golub, C. F. Van Loan", "Matrix Computations", in: "Johns Hopkins, 4th edition",
      citedAs: "Golub and Van Loan",
      shows: "norms of matrices, singular values, and how to compute them."),
    Paper(
      "gouk2020", by: "H. Gouk, E. Frank, B. Pfahringer, M. J. Cree",
      "Regularisation of neural networks by enforcing Lipschitz continuity",
      in: "Machine Learning 110(2), 393-416",
      arXiv: "1804.04368", citedAs: "Gouk et al. 2020",
      shows:
        "upper bounds of the constants of usual layers in several p-norms, with batch normalization among "
        + "them, and training that keeps them small."),
    Paper(
      "higham2002", by: "N. J. Higham", "Accuracy and Stability of Numerical Algorithms", in: "2nd edition",
      citedAs: "Higham 2002",
      shows: "how far a computed sum, product or factorisation can be from the exact one.",
      use: "the rounding of forward passes and of Cholesky factorisations"),
    Paper(
      "jordan2020", by: "M. Jordan, A. G. Dimakis",
      "Exactly Computing the Local Lipschitz Constant of ReLU Networks", in: "NeurIPS 2020",
      arXiv: "2003.01219",
      citedAs: "Jordan and Dimakis 2020",
      shows:
        "the local constant is the largest norm of the generalised Jacobian in the region, and is hard even "
        + "to approximate for ReLU networks."),
    Paper(
      "kim2021", by: "H. Kim, G. Papamakarios, A. Mnih", "The Lipschitz Constant of Self-Attention",
      in: "ICML 2021", arXiv: "2006.04710", citedAs: "Kim et al. 2021",
      shows: "dot-product self-attention is not Lipschitz on unbounded inputs, and L2 self-attention is."),
    Paper(
      "kingma2015", by: "D. P. Kingma, J. Ba", "Adam: A Method for Stochastic Optimization", in: "ICLR 2015",
      arXiv: "1412.6980", citedAs: "Kingma and Ba 2015",
      shows: "steps scaled by running averages of the gradient and of its square."),
    Paper(
      "miyato2018", by: "T. Miyato, T. Kataoka, M. Koyama, Y. Yoshida",
      "Spectral Normalization for Generative Adversarial Networks", in: "ICLR 2018", arXiv: "1802.05957",
      citedAs: "Miyato et al. 2018",
      shows:
        "dividing each weight matrix by its largest singular value aims to keep the product of the norms at 1, at "
        + "the cost of one step of power iteration."),
    Paper(
      "nair2025", by: "P. Nair", "Softmax is 1/2-Lipschitz: A tight bound across all lp norms",
      arXiv: "2510.23012", citedAs: "Nair 2025",
      shows:
        "softmax has the constant 1/2 in every p-norm; for p = 1 and p = ∞ a point reaches it, in between "
        + "it is a limit."),
    Paper(
      "rump2006", by: "S. M. Rump", "Verification of positive definiteness", in: "BIT 46 (2006), 433-452",
      citedAs: "Rump 2006",
      shows:
        "a floating-point Cholesky factorisation that runs to its end proves that a matrix, shifted by a "
        + "little, is positive definite.",
      use: "every certified spectral norm"),
    Paper(
      "rump2011", by: "S. M. Rump",
      "Verified bounds for singular values, in particular for the spectral norm of a matrix and its inverse",
      in: "BIT 51 (2011), 367-384", citedAs: "Rump 2011",
      shows: "several ways to rigorous bounds of the spectral norm in floating point.",
      use: "every certified spectral norm"),
    Paper(
      "santurkar2018", by: "S. Santurkar, D. Tsipras, A. Ilyas, A. Madry",
      "How Does Batch Normalization Help Optimization?", in: "NeurIPS 2018", arXiv: "1805.11604",
      citedAs: "Santurkar et al. 2018",
      shows:
        "batch normalization makes the loss smoother as a function of the weights; that is no statement on "
        + "the network as a function of its input."),
    Paper(
      "sedghi2019", by: "H. Sedghi, V. Gupta, P. M. Long", "The Singular Values of Convolutional Layers",
      in: "ICLR 2019", arXiv: "1805.10408", citedAs: "Sedghi, Gupta and Long 2019",
      shows:
        "the singular values of a convolution on a circle are those of the Fourier transform of its kernel, "
        + "frequency by frequency."),
    Paper(
      "singla2021", by: "S. Singla, S. Feizi",
      "Fantastic Four: Differentiable Bounds on Singular Values of Convolution Layers", in: "ICLR 2021",
      arXiv: "1911.10258", citedAs: "Singla and Feizi 2021",
      shows:
        "four reshapings of a kernel bound the norm of the convolution, each times the root of the number "
        + "of its taps."),
    Paper(
      "szegedy2014",
      by: "C. Szegedy, W. Zaremba, I. Sutskever, J. Bruna, D. Erhan, I. Goodfellow, R. Fergus",
      "Intriguing properties of neural networks", in: "ICLR 2014", arXiv: "1312.6199",
      citedAs: "Szegedy et al. 2014",
      shows:
        "small changes of the input can change the class, and the product of the layers' norms bounds how "
        + "far the output can move."),
    Paper(
      "tsuzuku2018", by: "Y. Tsuzuku, I. Sato, M. Sugiyama",
      "Lipschitz-Margin Training: Scalable Certification of Perturbation Invariance for Deep Neural Networks",
      arXiv: "1802.04034", citedAs: "Tsuzuku et al. 2018",
      shows: "the margin between two classes, divided by √2 times the constant, is a radius within which no "
        + "change of the input changes the class."),
    Paper(
      "virmaux2018", by: "A. Virmaux, K. Scaman",
      "Lipschitz regularity of deep neural networks: analysis and efficient estimation", in: "NeurIPS 2018",
      arXiv: "1805.10965", citedAs: "Virmaux and Scaman 2018",
      shows: "the exact constant is NP-hard already for two layers; AutoLip and SeqLip bound or estimate it."),
    Paper(
      "weng2018",
      by: "T.-W. Weng, H. Zhang, P.-Y. Chen, J. Yi, D. Su, Y. Gao, C.-J. Hsieh, L. Daniel",
      "Evaluating the Robustness of Neural Networks: An Extreme Value Theory Approach", in: "ICLR 2018",
      arXiv: "1801.10578", citedAs: "Weng et al. 2018",
      shows:
        "the largest gradient norms of batches of random points are fitted by a reverse Weibull distribution, "
        + "whose end estimates the local constant (CLEVER): a score, not a bound."),
    Paper(
      "xu2020", by: "H. Xu, Q. Liu, J. van Genabith, D. Xiong, J. Zhang",
      "Lipschitz Constrained Parameter Initialization for Deep Transformers", in: "ACL 2020, 397-402",
      arXiv: "1911.03179", misprintedAs: ["2004.06745"], citedAs: "Xu et al. 2020",
      shows:
        "weights that start under a Lipschitz constraint let deep Transformers converge. Slide 15 gives a "
        + "wrong number for it."),
    Paper(
      "xu2024", by: "Y. Xu, S. Sivaranjani",
      "ECLipsE: Efficient Compositional Lipschitz Constant Estimation for Deep Neural Networks",
      in: "NeurIPS 2024", arXiv: "2404.05873", citedAs: "Xu and Sivaranjani 2024",
      shows:
        "the large matrix of the semidefinite bound is decomposed into one small problem a layer, which may "
        + "be solved in closed form."),
    Paper(
      "zhang2018", by: "H. Zhang, T.-W. Weng, P.-Y. Chen, C.-J. Hsieh, L. Daniel",
      "Efficient Neural Network Robustness Certification with General Activation Functions",
      in: "NeurIPS 2018",
      arXiv: "1811.00866", citedAs: "Zhang et al. 2018",
      shows:
        "CROWN: two lines around each activation, put in from the last layer back to the input, bound what a "
        + "neuron sees in a region.",
      use: "the ranges of neurons in a region"),
    Paper(
      "zhang2019", by: "H. Zhang, P. Zhang, C.-J. Hsieh",
      "RecurJac: An Efficient Recursive Algorithm for Bounding Jacobian Matrix of Neural Networks and Its "
        + "Applications",
      in: "AAAI 2019, 5757-5764", arXiv: "1810.11783", citedAs: "Zhang, Zhang and Hsieh 2019",
      shows:
        "bounds for each entry of the Jacobian in a region give a local constant, for a wide range of "
        + "activations."),
  ]
}

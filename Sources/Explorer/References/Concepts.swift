/// The concepts, from the first that one needs on; a new one adds its entry here.
enum Concepts {
  static let all = [
    Concept(
      "lipschitz", or: ["lipschitz constant", "constant"],
      "the least L with |f(x) - f(y)| ≤ L |x - y| for all x and y",
      "Where f is differentiable, it is the largest norm of the Jacobian. It depends on the norms by which "
        + "distances are measured and on the region. √x near 0 and x² on all numbers have none.",
      papers: ["jordan2020", "virmaux2018"], examples: ["bound sigmoid", "plot sin cone"]),
    Concept(
      "norm", or: ["norms", "2-norm", "1-norm", "inf-norm"], "how distances are measured: 1, 2 or inf",
      "The 1-norm adds the coordinates' sizes, the 2-norm is the usual length, the inf-norm is the largest "
        + "coordinate. The constant of W x + b is the largest column sum of |W|, the largest singular value, and "
        + "the largest row sum.",
      papers: ["golub2013"], examples: ["layer linear 5x3 seed 42; bound norm inf"]),
    Concept(
      "singular", or: ["singular values", "singular value", "spectral norm"],
      "singular values: how far a matrix stretches, direction by direction",
      "W = U S Vᵀ turns, stretches along the axes by σ₁ ≥ σ₂ ≥ ..., and turns again. The largest is the spectral "
        + "norm, the constant of W in the 2-norm.",
      papers: ["golub2013", "rump2011"], examples: ["layer linear 5x3 seed 42; plot singular"]),
    Concept(
      "spectral", or: ["spectral normalization", "spectral normalisation"],
      "spectral normalization: dividing a matrix by its largest singular value",
      "W / σ₁ stretches nothing by more than 1, so a network of such layers and of activations that stretch "
        + "nothing has a constant of at most 1. For a convolution the reshaped kernel's norm is not enough.",
      papers: ["miyato2018", "gouk2020", "sedghi2019"]),
    Concept(
      "guarantee", or: ["guarantees", "certified"], "what a number claims: =, ≤, ≥ or ≈",
      "= is the constant, ≤ an upper bound, ≥ a lower bound, all three with the rounding of their own "
        + "computation accounted for; ≈ promises nothing.",
      papers: ["rump2006", "higham2002"], examples: ["layer linear 5x3 seed 42; explain bound"]),
    Concept(
      "certificate", or: ["certificates", "proof"], "the proof of a bound as a file that anybody can check",
      "Of the LipSDP, ECLipsE and SeqLip methods it holds a multiplier for each neuron; of exact the tree of cells, each with "
        + "multipliers, its matrix, or the multiples of walls that show it to be empty (Farkas), and a point as steep "
        + "as the lower side says; of liplt, folded and product the norms. verify recomputes regions, ranges of "
        + "neurons and matrices from the weights and checks each claim by sums of magnitudes or a Cholesky "
        + "factorisation with all rounding subtracted: it solves no program and searches nothing. What interval says, and "
        + "the gains of layers that are no matrices, it can only compute again.",
      papers: ["rump2006", "fazlyab2019", "jordan2020"]),
    Concept(
      "robustness", or: ["margin", "robust"], "how far an input may move before the class can change",
      "If the logits have the constant L in the 2-norm and the first class leads by m, no change shorter than "
        + "m / (√2 L) can turn it.",
      papers: ["tsuzuku2018", "szegedy2014", "finlay2018"]),
    Concept(
      "attention", or: ["self-attention"], "softmax of products of tokens, by which tokens are averaged",
      "Without a bound on the inputs it has no constant: with three tokens 0, c and -c the slope grows like "
        + "c². On bounded inputs it has one, and with distances in place of products it has one everywhere.",
      papers: ["kim2021", "castin2024"]),
    Concept(
      "softmax", "exponentials divided by their sum",
      "Its Jacobian is diag(p) - p pᵀ, whose norm is at most 1/2: uᵀJu is the variance of u under p, at most a "
        + "quarter of the square of u's range.",
      papers: ["nair2025", "gao2017"]),
  ]
}

/// The fifteen slides of the deck; their numbers are those at seed 42, checked against independent computations.
enum Slides {
  static let all = [
    Slide(
      1, "Introduction to Lipschitz Constant",
      teaches: "the constant L is the most that a function stretches a distance; for sin it is 1.",
      correction: "it draws sin and computes no constant, and it does not say that L depends on the norm.",
      papers: [], examples: ["bound sin"]),
    Slide(
      2, "Linear Layer and Lipschitz Constant",
      teaches: "in the 2-norm the constant of W x + b is the largest singular value of W.",
      correction:
        "the constant ensures nothing, it measures; only a constraint such as dividing W by it does.",
      papers: ["golub2013", "miyato2018", "rump2006"], examples: ["layer linear 5x3 seed 42; bound"]),
    Slide(
      3, "Convolution Layer and Lipschitz Constant",
      teaches: "a convolution is a linear map, so its constant is a largest singular value.",
      correction:
        "the norm of the reshaped kernel, 0.901, is not that of the layer on 32x32, which is 2.003.",
      papers: ["araujo2020", "delattre2024", "sedghi2019", "singla2021", "tsuzuku2018"],
      examples: ["layer conv2d 1->2 kernel 3 input 1x8x8 seed 42; bound"]),
    Slide(
      4, "Activation Functions and Lipschitz Constants",
      teaches: "the constant of an activation is its steepest slope: ReLU 1, sigmoid 1/4, tanh 1.",
      correction:
        "a grid that misses 0 prints 0.2499995 and 0.99999165, which are only lower bounds; and none "
        + "of the three exceeds 1, though the text promises larger ones. GELU and SiLU do.",
      papers: [], examples: ["compare activations"]),
    Slide(
      5, "Batch Normalization and Lipschitz Constant",
      teaches: "batch normalization rescales each feature by its deviation over the batch.",
      correction:
        "it divides by its step of 1e-6 twice and so prints a million times 1.03, the stretch of one "
        + "random direction; the constant over all batches is 1/√ε = 316.23 with ε = 1e-5, and features that "
        + "vary little are amplified.",
      papers: ["gouk2020", "santurkar2018"]),
    Slide(
      6, "Self-Attention and Lipschitz Constant",
      teaches: "self-attention weighs tokens by softmax of their products.",
      correction:
        "it computes no constant, and there is none: the slope grows with the square of the input's "
        + "scale. It also divides by the root of 256, not of a head's 32.",
      papers: ["castin2024", "kim2021", "nair2025"]),
    Slide(
      7, "Feed Forward Networks and Lipschitz Constant",
      teaches: "the constants of layers in a row multiply.",
      correction:
        "their product, 0.907, is an upper bound and not the constant, which is 0.560; and the number "
        + "printed, divided by a million, is a stretch of 0.187 in one random direction.",
      papers: ["combettes2020", "jordan2020", "szegedy2014", "virmaux2018"],
      examples: ["model A: linear 20x10 seed 1, relu, linear 5x20 seed 2; bound"]),
    Slide(
      8, "Layer Normalization and Lipschitz Constant",
      teaches: "layer normalization rescales each sample by the deviation of its features.",
      correction:
        "its number, a million times 1.03, says nothing of the worst case: near constant features the "
        + "layer stretches by 1/√ε = 316.23, with ε = 1e-5.",
      papers: ["ba2016"]),
    Slide(
      9, "Lipschitz Constant in Residual Connections",
      teaches: "x + g(x) has a constant of at most 1 + L(g).",
      correction:
        "the note that it can exceed the sum of its two branches is wrong: 1.328 here, of 1 + 0.653; "
        + "a residual can even make the constant smaller.",
      papers: ["combettes2020"],
      examples: ["model A: linear 3x3 seed 1, residual (linear 3x3 seed 2, relu); bound"]),
    Slide(
      10, "Lipschitz Constant in Recurrent Neural Networks",
      teaches: "a recurrent layer is applied once a step, so its norm enters with the power of the length.",
      correction: "only a bound grows so, and only if |Whh| exceeds 1; with PyTorch's usual weights |Whh| is "
        + "1.07, but its spectral radius is 0.61, and early inputs hardly matter to the output."),
    Slide(
      11, "Lipschitz Constant in Pooling Layers",
      teaches: "max pooling has the constant 1, and averages over 2x2 have 1/2.",
      correction: "that holds for windows that do not overlap: 3x3 windows two apart already have 2. Random "
        + "directions show 0.610 and 0.249 instead of 1 and 1/2."),
    Slide(
      12, "Lipschitz Constant in Dropout Layers",
      teaches: "in training, dropout sets a part of its inputs to 0 and multiplies the others by 1/(1 - p).",
      correction:
        "its two passes draw two masks, so 1.42e12 is no quotient of one function, but about √2 over the "
        + "square of the step; with one mask the constant is 1/(1 - p) = 2, in evaluation 1."),
    Slide(
      13, "Lipschitz Constant in Skip Connections",
      teaches: "a skip connection adds the input to the output, the same function as on slide 9.",
      correction: "the same note is wrong again: the constant is at most the sum of the two branches.",
      papers: ["combettes2020"]),
    Slide(
      14, "Practical Implications of Lipschitz Constants",
      teaches: "constants matter to training, generalisation and robustness.",
      correction:
        "no step is ever taken, so no weight changes and both curves are flat; with steps of 0.01 the "
        + "model with the larger constant learns faster.",
      papers: ["finlay2018", "tsuzuku2018"]),
    Slide(
      15, "Additional Resources",
      teaches: "three papers to read on.",
      correction:
        "2004.06745 is not the paper it names, which is 1911.03179; 2006.04710 is called \"The\" and "
        + "not \"On the Lipschitz Constant of Self-Attention\"; 1808.09540 has a new title.",
      papers: ["finlay2018", "kim2021", "xu2020"]),
  ]
}

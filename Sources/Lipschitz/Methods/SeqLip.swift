public import LinearAlgebra
public import Networks
import Parameters

/// SeqLip with a certificate: each layer of neurons is bounded between the halves of its neighbours' matrices.
///
/// With `W = U Σ Vᵀ` a chain is a product of factors `Σ^½ Vᵀ · diag(slopes) · U Σ^½`, one for each layer of neurons,
/// where the first and the last matrix stay whole. Each factor's largest norm over all slopes is bounded by a
/// semidefinite program of two layers. The halves need not be exact: the forms `V Σ Vᵀ` that they stand for are fixed
/// numbers, and that each layer stretches no more from one to the next is proven from the stored weights.
///
/// - Complexity: a singular value decomposition and a semidefinite program of two layers for each layer.
public struct SeqLip: BoundMethod {
  public static let name = "seqlip"
  public static let summary = "SeqLip: each layer of neurons between halves of two matrices"
  public static let source = "Virmaux and Scaman 2018, arXiv:1805.10965, section 5; each maximum by LipSDP"
  public static let idea = """
    Cutting each weight matrix W = U S V' in two halves, S^1/2 V' and U S^1/2, makes the network a product of factors \
    with one layer of neurons each: S^1/2 V' diag(slopes) U S^1/2. The largest norm over all slopes multiplies. The \
    paper looks for it greedily, which may miss it; here each is bounded by a semidefinite program of two \
    layers and proven from the stored weights. It sees how neighbours turn, and nothing further.
    """
  public static let guarantee = Guarantee.upper
  public static let example = [
    "model m: linear 4x2 seed 1, relu, linear 3x4", "bound method seqlip",
  ]
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try ChainMethod(
      name: Self.name, rule: "SeqLip",
      statement: "each layer's largest stretch between the halves of two matrices",
      source: Self.source
    ).bound(network, norm: norm, on: domain, monitor: monitor) { chain, index, whitening in
      let isLast = index + 1 == chain.layers.count
      let after = (isLast ? chain.output : chain.layers[index + 1].matrix).middle
      guard let half = try Half(of: after, isWhole: isLast),
        let pair = try LayerPair(layer: chain.layers[index], rows: whitening.rows, after: half.factor)
          .multipliers(monitor: monitor)
      else { return nil }
      return ChainStep(numbers: pair.numbers, form: (1 / pair.square) * half.form)
    }
  }
}

/// The half of a matrix that meets the layer before it.
private struct Half {
  /// `Σ^½ Vᵀ`, or `Σ Vᵀ`, which measures like the matrix itself, times a number.
  let factor: Matrix
  /// `V Σ Vᵀ`, or `V Σ² Vᵀ`, times a number, and a little more, so that it is positive definite.
  let form: Matrix

  /// Nil for a matrix of zeros.
  init?(of matrix: Matrix, isWhole: Bool) throws {
    let decomposition = try matrix.singularValueDecomposition()
    guard let largest = decomposition.values.first, largest > 0 else { return nil }
    // Scales do not matter, and one that follows the matrix by powers of two makes the bound do so to the last bit.
    let unit = Double(sign: .plus, exponent: largest.exponent, significand: 1)
    let roots = decomposition.values.map { isWhole ? $0 / unit : ($0 / unit).squareRoot() }
    factor = decomposition.v.transposed.scalingRows(by: roots)
    var form = factor.gram(.columns)
    let order = Double(matrix.rows + matrix.columns)
    let room = (1e-10 + 8 * order * order * Rounding.unit) * roots[0] * roots[0]
    for index in 0..<form.rows { form[index, index] += room }
    self.form = form
  }
}

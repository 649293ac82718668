import LinearAlgebra
import Networks
import Parameters

/// How steep one layer is: an enclosure of its constant, and why.
struct LayerGain {
  let enclosure: Interval
  let value: Double
  let derivation: Derivation

  /// The gain of a layer in a norm, over a box of its inputs.
  ///
  /// An affine layer has one gain everywhere. An elementwise layer has its steepest slope as gain in every p-norm,
  /// since its Jacobian is diagonal. A skip connection adds 1 (triangle inequality).
  init(_ element: Network.Element, norm: Norm, on box: [Interval], monitor: Monitor) throws {
    switch element.layer.form {
    case .affine(let map, _):
      guard let matrix = map as? Matrix else {
        self = try LayerGain(map, element: element, norm: norm, monitor: monitor)
        return
      }
      self = try LayerGain(matrix, element: element, norm: norm, monitor: monitor)
    case .elementwise(let function):
      self.init(function, element: element, on: box)
    case .residual(let branch):
      self = try LayerGain(branch, element: element, norm: norm, on: box, monitor: monitor)
    case .opaque(let map):
      self.init(try map.gain(norm, on: box, monitor: monitor), element: element)
    }
  }

  private init(enclosure: Interval, value: Double, derivation: Derivation) {
    self.enclosure = enclosure
    self.value = value
    self.derivation = derivation
  }

  /// An operator that is never written out, such as a convolution.
  private init(_ map: any EntrywiseOperator, element: Network.Element, norm: Norm, monitor: Monitor) throws {
    let certified = try map.certifiedNorm(norm, monitor: monitor)
    let size = map.size
    self.init(
      Gain(
        certified.enclosure,
        because:
          "\(norm.wordsForOperators) of the operator of \(size.inputs.counted("input")) and \(size.outputs.counted("output"))"
      ),
      element: element, value: certified.value)
  }

  private init(_ gain: Gain, element: Network.Element, value: Double? = nil) {
    enclosure = gain.enclosure
    let (lower, upper) = (gain.enclosure.lower, gain.enclosure.upper)
    let isKnown = lower == .infinity || gain.enclosure.isNarrow
    self.value = isKnown ? value ?? gain.enclosure.midpointOrInfinity : upper
    derivation = Derivation(
      element.name, value: self.value, guarantee: isKnown ? .exact : .upper,
      statement: element.layer.formula, source: gain.source,
      facts: [.text(gain.reason)] + gain.factors.map { .numbers($0.symbol, $0.values, note: $0.note) })
  }

  private init(_ matrix: Matrix, element: Network.Element, norm: Norm, monitor: Monitor) throws {
    let certified = try matrix.certifiedNorm(norm, monitor: monitor)
    enclosure = certified.enclosure
    value = certified.value
    let size = "\(matrix.rows)x\(matrix.columns)"
    let cancelled = (element.layer as? Dense)?.hasBias == true ? "b cancels in f(x) - f(y)" : ""
    var facts: [Derivation.Fact] = []
    let stretch: String
    switch norm {
    case .two:
      stretch = "largest stretch of W = σ₁"
      if let values = certified.singularValues {
        facts.append(.numbers("σ", values, note: "svd of \(size)"))
      }
      facts.append(.vector("reached along v₁", certified.direction.withPositivePeak))
      facts.append(
        .check(
          "|W v₁|", (matrix * certified.direction).norm(.two),
          note: "and no direction is stretched further (certified)"))
    case .one:
      stretch = "largest column sum of |W|"
      facts.append(.numbers("column sums", matrix.columnSums, note: "of \(size)"))
    case .infinity:
      stretch = "largest row sum of |W|"
      facts.append(.numbers("row sums", matrix.transposed.columnSums, note: "of \(size)"))
    }
    let premise = Derivation(stretch, value: value, guarantee: .exact, facts: facts)
    derivation = Derivation(
      element.name, value: value, guarantee: .exact,
      statement: [element.layer.formula, cancelled].filter { !$0.isEmpty }.joined(separator: "      "),
      premises: [premise])
  }

  private init(_ function: any ScalarFunction, element: Network.Element, on box: [Interval]) {
    let gain = SteepestSlope(of: function, on: box)
    enclosure = gain.enclosure
    value = gain.value
    derivation = Derivation(
      element.name, value: value, guarantee: gain.isExact ? .exact : .upper, statement: element.layer.formula,
      facts: [.text(gain.reason)])
  }

  private init(
    _ branch: Network, element: Network.Element, norm: Norm, on box: [Interval], monitor: Monitor
  ) throws {
    let inner = try ChainGain(branch, norm: norm, on: box, monitor: monitor)
    let sum = Rounding.sumUp(1, inner.upper)
    enclosure = Interval(0, sum)
    value = sum
    derivation = Derivation(
      element.name, value: sum, guarantee: .upper, statement: "y = x + g(x), so at most 1 + L(g)",
      premises: [inner.derivation])
  }
}

extension Norm {
  /// What the norm of an operator is.
  fileprivate var wordsForOperators: String {
    switch self {
    case .one: "largest column sum of magnitudes"
    case .two: "largest stretch"
    case .infinity: "largest row sum of magnitudes"
    }
  }
}

extension Vector {
  /// The vector or its opposite: the one whose largest entry is positive, since a singular vector has no sign.
  var withPositivePeak: Vector {
    let peak = elements.max { $0.magnitude < $1.magnitude } ?? 0
    return peak < 0 ? -1 * self : self
  }
}

extension Matrix {
  /// The sums of the magnitudes in each column.
  var columnSums: [Double] {
    (0..<columns).map { column in
      elements[column * rows..<(column + 1) * rows].reduce(0) { $0 + $1.magnitude }
    }
  }
}

/// The product of the gains of a network's layers, one after another.
struct ChainGain {
  let gains: [LayerGain]
  let upper: Double
  let derivation: Derivation

  init(_ network: Network, norm: Norm, on box: [Interval], monitor: Monitor) throws {
    // Also where every input is allowed: a layer such as sigmoid or layernorm keeps what follows it in bounds.
    let boxes = try network.inputEnclosures(of: box, monitor: monitor)
    var gains: [LayerGain] = []
    for (element, box) in zip(network.elements, boxes) {
      gains.append(try LayerGain(element, norm: norm, on: box, monitor: monitor))
      try monitor.step(gains.count, of: network.elements.count)
    }
    self.gains = gains
    upper = gains.reduce(1) { Rounding.productUp($0, $1.enclosure.upper) }
    derivation = Derivation(
      gains.count == 1 ? "one layer" : "product of \(gains.count) layers", value: upper, guarantee: .upper,
      statement: "no layer stretches by more than its own constant",
      source: "composition of Lipschitz maps; Szegedy et al. 2014, arXiv:1312.6199, 4.3",
      premises: gains.map(\.derivation))
  }

  /// The gains as they are written down.
  var proof: Proof.Content { .gains(gains.map(\.enclosure.upper)) }
}

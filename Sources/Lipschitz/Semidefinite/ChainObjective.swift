import LinearAlgebra

/// The bound that multipliers give for a chain, as a smooth function of free numbers, with its gradient.
///
/// Elimination from the input on (`ChainStage`) leaves a form R of the last layer, and the square of the bound is the
/// largest eigenvalue λ of `C R⁻¹ Cᵀ` (`ChainEnd`). The multipliers of a layer are `eᵛ` times what is natural after the
/// layers before, so that a change in one layer leaves the others as good as they were, however deep the chain. The
/// largest eigenvalue is smoothed by a norm of all, and the border of what is feasible by a barrier:
/// `log λ + log(Σ (λᵢ/λ)ᵖ)/p − w Σ (log det of a pivot − log det T of its layer)`.
///
/// - Complexity: about 8 n³ operations and 4 n² numbers of memory a layer.
struct ChainObjective {
  struct Smoothing {
    /// p.
    let power: Double
    /// w.
    let barrier: Double
  }

  /// The objective at a point.
  struct Value {
    let value: Double
    let gradient: Vector
    /// The square of the bound, up to rounding.
    let square: Double
    /// `2 t / ρ` of the neurons of each layer.
    let multipliers: [[Double]]
  }

  /// Whether the neurons of a layer share a multiplier.
  let isByLayer: Bool
  private let inputs: Int
  private let layers: [ChainStage.Layer]
  private let output: Matrix
  /// What the neurons of each layer give, and the output, is so many times what it is here: powers of two, so that the
  /// bound follows the scales of layers to the last bit.
  private let units: [Double]

  init(_ chain: Chain, isByLayer: Bool) throws {
    self.isByLayer = isByLayer
    var layers = chain.layers.map(ChainStage.Layer.init)
    var units: [Double] = []
    for index in layers.indices {
      let scale = layers[index].matrix.binaryScale
      layers[index].matrix = (1 / scale) * layers[index].matrix
      units.append(scale * (units.last ?? 1))
    }
    let scale = chain.output.middle.binaryScale
    output = (1 / scale) * chain.output.middle
    self.units = units + [scale * units[units.count - 1]]
    // Input directions that nothing sees are left out.
    if layers[0].matrix.columns > layers[0].matrix.rows {
      layers[0].matrix = try layers[0].matrix.transposed.qr().r.transposed
    }
    self.layers = layers
    inputs = layers[0].matrix.columns
  }

  /// How many multipliers are free.
  var count: Int { isByLayer ? layers.count : layers.reduce(0) { $0 + $1.count } }

  /// Nil outside of what is feasible, or where numbers overflow.
  func value(at point: Vector, _ smoothing: Smoothing, monitor: Monitor) throws -> Value? {
    var stages: [ChainStage] = []
    var rest = point.elements[...]
    for layer in layers {
      try monitor.poll()
      let own = rest.prefix(isByLayer ? 1 : layer.count)
      rest = rest.dropFirst(own.count)
      guard
        let stage = ChainStage(
          layer, after: stages.last?.rest ?? Matrix(identity: inputs), shared(own, layer))
      else { return nil }
      stages.append(stage)
    }
    guard let end = try ChainEnd(output, after: stages[stages.count - 1].rest) else { return nil }
    let pivots = stages.map(\.logDeterminant) + [end.logDeterminant]
    let barrier = stages.reduce(pivots.reduce(0, +)) { $0 - $1.logMultipliers }
    let value = end.smoothedLogarithm(power: smoothing.power) - smoothing.barrier * barrier
    guard value.isFinite else { return nil }

    var gradients: [[Double]] = []
    var behind = end.gradient(smoothing)
    for (index, stage) in stages.enumerated().reversed() {
      try monitor.poll()
      let own = stage.gradient(behind, barrier: smoothing.barrier)
      gradients.append(isByLayer ? [own.reduce(0, +)] : own)
      if index > 0 { behind = stage.gradientBefore(behind, own, barrier: smoothing.barrier) }
    }
    return Value(
      value: value, gradient: Vector(gradients.reversed().flatMap { $0 }),
      square: units[stages.count] * units[stages.count] * end.square,
      multipliers: zip(stages, units).map { stage, unit in stage.numbers.map { $0 / (unit * unit) } })
  }

  /// The logarithms of a layer's multipliers.
  private func shared(_ own: ArraySlice<Double>, _ layer: ChainStage.Layer) -> [Double] {
    isByLayer ? Array(repeating: own[own.startIndex], count: layer.count) : Array(own)
  }

  /// The point of ECLipsE-Fast's multipliers; nil, if numbers overflow.
  func start(monitor: Monitor) throws -> Vector? {
    var point: [Double] = []
    var before = Matrix(identity: inputs)
    for layer in layers {
      guard let free = try layer.closedLogarithm(after: before, monitor: monitor),
        let stage = ChainStage(layer, after: before, Array(repeating: free, count: layer.count))
      else { return nil }
      point += Array(repeating: free, count: isByLayer ? 1 : layer.count)
      before = stage.rest
    }
    return Vector(point)
  }
}

extension Matrix {
  /// The power of two at its largest entry; 1 for a matrix of zeros.
  fileprivate var binaryScale: Double {
    let largest = elements.reduce(0) { max($0, $1.magnitude) }
    return largest > 0 && largest.isFinite
      ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
  }
}

public import LinearAlgebra

/// A layer that treats every sample of a batch alike, as a map of the whole batch.
///
/// A batch is one column, sample after sample. The Jacobian is block-diagonal.
public struct Batched: Layer {
  public let layer: any Layer
  public let count: Int

  public init(_ layer: any Layer, count: Int) {
    precondition(count > 0, "a batch of \(count)")
    self.layer = layer
    self.count = count
  }

  public var kind: String { layer.kind }
  public var inputShape: Shape { layer.inputShape.batched(count) }
  public var outputShape: Shape { layer.outputShape.batched(count) }
  public var parameterCount: Int { layer.parameterCount }
  public var formula: String { layer.formula }

  public var tensors: [Tensor] { layer.tensors }
  public func forward(_ x: Matrix) -> Matrix { layer.forward(x.split(count)).joined(count) }
  public func singleForward(_ x: Matrix) -> Matrix { layer.singleForward(x.split(count)).joined(count) }
  public func pushforward(_ dx: Matrix, at x: Matrix) -> Matrix {
    layer.pushforward(dx.split(count), at: x.split(count, forDirections: dx.columns)).joined(count)
  }
  public func pullback(_ dy: Matrix, at x: Matrix) -> Matrix {
    layer.pullback(dy.split(count), at: x.split(count, forDirections: dy.columns)).joined(count)
  }

  public func forward(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    try layer.forward(x.split(count), monitor: monitor).joined(count)
  }
  public func pushforward(_ dx: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    try layer.pushforward(
      dx.split(count), at: x.split(count, forDirections: dx.columns), monitor: monitor
    ).joined(count)
  }
  public func pullback(_ dy: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    try layer.pullback(dy.split(count), at: x.split(count, forDirections: dy.columns), monitor: monitor)
      .joined(count)
  }

  public var form: LayerForm {
    switch layer.form {
    case .affine(let map, let bias):
      .affine(
        Repeated(map: map, count: count),
        bias: Vector((0..<count).flatMap { _ in bias.elements }))
    case .elementwise: layer.form
    case .residual(let branch): .residual(branch.mapped { Batched($0, count: count) })
    case .opaque(let map): .opaque(RepeatedMap(map: map, count: count))
    }
  }
}

extension Batched: Trainable {
  public var parameters: Vector { (layer as? any Trainable)?.parameters ?? Vector([]) }
  public func withParameters(_ parameters: Vector) -> any Trainable {
    guard let layer = layer as? any Trainable else { return self }
    return Batched(layer.withParameters(parameters), count: count)
  }
  public func parameterGradient(_ dy: Matrix, at x: Matrix) -> Vector {
    guard let layer = layer as? any Trainable else { return Vector([]) }
    return layer.parameterGradient(dy.split(count), at: x.split(count, forDirections: dy.columns))
  }
}

extension Batched: StoredLayer {
  /// That of the layer: what comes in says that it is a batch.
  public var definition: (any LayerKind)? { (layer as? any StoredLayer)?.definition }
  public func withTensors(_ values: [[Double]]) -> any StoredLayer {
    guard let layer = layer as? any StoredLayer else { return self }
    return Batched(layer.withTensors(values), count: count)
  }
}

extension Shape {
  /// The shape of a batch as one point.
  public func batched(_ count: Int) -> Shape { Shape([count] + dimensions) }
}

extension Matrix {
  /// Each column in `count` columns.
  fileprivate func split(_ count: Int) -> Matrix {
    Matrix(rows: rows / count, columns: columns * count, elements: elements)
  }

  /// The points at which `directions` directions are taken, in as many columns as those split.
  fileprivate func split(_ count: Int, forDirections directions: Int) -> Matrix {
    let points = split(count)
    guard columns == 1, directions > 1, count > 1 else { return points }
    return Matrix(
      rows: points.rows, columns: points.columns * directions,
      elements: (0..<directions).flatMap { _ in elements })
  }

  /// `count` columns in one.
  fileprivate func joined(_ count: Int) -> Matrix {
    Matrix(rows: rows * count, columns: columns / count, elements: elements)
  }
}

/// An operator once for every sample of a batch: block-diagonal, so its norms are those of a block.
struct Repeated: EntrywiseOperator {
  let map: any EntrywiseOperator
  let count: Int

  var size: (outputs: Int, inputs: Int) { (count * map.size.outputs, count * map.size.inputs) }
  var absolute: any LinearOperator { RepeatedLinear(map: map.absolute, count: count) }
  var terms: Int { map.terms }
  func apply(_ x: Matrix) -> Matrix { map.apply(x.split(count)).joined(count) }
  func applyAdjoint(_ y: Matrix) -> Matrix { map.applyAdjoint(y.split(count)).joined(count) }
  func apply(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    try map.apply(x.split(count), monitor: monitor).joined(count)
  }
  func applyAdjoint(_ y: Matrix, monitor: Monitor) throws -> Matrix {
    try map.applyAdjoint(y.split(count), monitor: monitor).joined(count)
  }

  func certifiedNorm(_ norm: Norm, monitor: Monitor) throws -> CertifiedNorm {
    let block = try map.certifiedNorm(norm, monitor: monitor)
    let rest = Array(repeating: 0.0, count: (count - 1) * block.direction.count)
    return CertifiedNorm(
      block.enclosure, value: block.value, direction: Vector(block.direction.elements + rest))
  }

  func certifiedFrobenius() throws -> Interval {
    Interval(Double(count)).squareRoot * (try map.certifiedFrobenius())
  }
}

/// A linear map once for every sample of a batch.
private struct RepeatedLinear: LinearOperator {
  let map: any LinearOperator
  let count: Int
  var size: (outputs: Int, inputs: Int) { (count * map.size.outputs, count * map.size.inputs) }
  func apply(_ x: Matrix) -> Matrix { map.apply(x.split(count)).joined(count) }
  func applyAdjoint(_ y: Matrix) -> Matrix { map.applyAdjoint(y.split(count)).joined(count) }
  func apply(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    try map.apply(x.split(count), monitor: monitor).joined(count)
  }
  func applyAdjoint(_ y: Matrix, monitor: Monitor) throws -> Matrix {
    try map.applyAdjoint(y.split(count), monitor: monitor).joined(count)
  }
}

/// An opaque map once for every sample of a batch.
private struct RepeatedMap: OpaqueMap {
  let map: any OpaqueMap
  let count: Int

  private func samples(_ x: [Interval]) -> [[Interval]] {
    let size = x.count / count
    return (0..<count).map { Array(x[$0 * size..<($0 + 1) * size]) }
  }

  /// The largest gain of a sample, which is that of the batch in every p-norm.
  func gain(_ norm: Norm, on box: [Interval], monitor: Monitor) throws -> Gain {
    var (seen, gains): (Set<[Interval]>, [Gain]) = ([], [])
    // In the order of the samples, so that of equals always the same one gives the reason.
    for sample in samples(box) where seen.insert(sample).inserted {
      gains.append(try map.gain(norm, on: sample, monitor: monitor))
    }
    let steepest = gains.dropFirst().reduce(gains[0]) { $1.enclosure.upper > $0.enclosure.upper ? $1 : $0 }
    let lower = gains.reduce(0) { max($0, $1.enclosure.lower) }
    return Gain(
      Interval(lower, steepest.enclosure.upper), because: steepest.reason, factors: steepest.factors,
      source: steepest.source)
  }

  func enclosure(of x: [Interval], monitor: Monitor) throws -> [Interval] {
    try samples(x).flatMap {
      try monitor.poll()
      return try map.enclosure(of: $0, monitor: monitor)
    }
  }
  func pushforwardEnclosure(of dx: [Interval], on x: [Interval], monitor: Monitor) throws -> [Interval] {
    try zip(samples(dx), samples(x)).flatMap {
      try monitor.poll()
      return try map.pushforwardEnclosure(of: $0, on: $1, monitor: monitor)
    }
  }
  func isSmooth(on x: [Interval], monitor: Monitor) throws -> Bool {
    try samples(x).allSatisfy { try map.isSmooth(on: $0, monitor: monitor) }
  }
}

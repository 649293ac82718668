public import LinearAlgebra

/// Batch normalisation in training, as a map of whole batches: every channel is standardised over the batch.
///
/// Channels do not see each other, so the norm is the largest of a channel: |gamma| times that of layer normalisation
/// over as many numbers as the batch has for the channel.
public struct BatchNormTraining: Layer, OpaqueMap {
  let layer: BatchNorm
  let batch: Int
  private let group: Standardization

  init(_ layer: BatchNorm, batch: Int) {
    self.layer = layer
    self.batch = batch
    group = Standardization(count: batch * layer.area, eps: layer.eps)
  }

  public var kind: String { layer.kind }
  /// A batch of one is its sample, as the layers around it are.
  public var inputShape: Shape { batch == 1 ? layer.shape : layer.shape.batched(batch) }
  public var outputShape: Shape { inputShape }
  public var parameterCount: Int { layer.parameterCount }
  public var formula: String { "y = gamma (x - mean) / sqrt(var + eps) + beta, over each batch" }
  public var form: LayerForm { .opaque(self) }

  /// The numbers of each channel, one channel after another, through a function of the channel and its numbers.
  private func byChannel<Number>(
    _ x: [Number], _ monitor: Monitor, _ body: (_ channel: Int, _ numbers: [Number]) throws -> [Number]
  ) throws -> [Number] {
    var result = x
    for channel in 0..<layer.channels {
      try monitor.poll()
      let places = layer.places(of: channel, batch: batch)
      for (place, value) in zip(places, try body(channel, places.map { x[$0] })) { result[place] = value }
    }
    return result
  }

  private func byColumn(_ x: Matrix, _ body: (_ column: Int, _ numbers: [Double]) throws -> [Double]) rethrows
    -> Matrix
  {
    Matrix(
      rows: x.rows, columns: x.columns,
      elements: try (0..<x.columns).flatMap { try body($0, x.column($0).elements) })
  }

  public func forward(_ x: Matrix) -> Matrix { unwatched { try forward(x, monitor: $0) } }

  public func forward(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    try byColumn(x) { _, numbers in
      try byChannel(numbers, monitor) { channel, numbers in
        group.sample(numbers).values.map { layer.gamma[channel] * $0 + layer.beta[channel] }
      }
    }
  }

  public func singleForward(_ x: Matrix) -> Matrix {
    byColumn(x) { _, numbers in
      let samples = Matrix(rows: layer.shape.count, columns: batch, elements: numbers)
      return layer.normalized(samples, SingleStatistics(of: samples, layer)).elements
    }
  }

  public func pushforward(_ dx: Matrix, at x: Matrix) -> Matrix {
    unwatched { try pushforward(dx, at: x, monitor: $0) }
  }

  public func pushforward(_ dx: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    try byColumn(dx) { column, directions in
      let points = x.column(x.columns == 1 ? 0 : column).elements
      return try byChannel(directions, monitor) { channel, directions in
        let sample = group.sample(layer.places(of: channel, batch: batch).map { points[$0] })
        return group.pushforward(directions, at: sample).map { layer.gamma[channel] * $0 }
      }
    }
  }

  /// The Jacobian is symmetric.
  public func pullback(_ dy: Matrix, at x: Matrix) -> Matrix { pushforward(dy, at: x) }
  public func pullback(_ dy: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    try pushforward(dy, at: x, monitor: monitor)
  }

  // MARK: What methods ask

  public func gain(_ norm: Norm, on box: [Interval], monitor: Monitor) throws -> Gain {
    var steepest: Gain?
    var lower = 0.0
    for channel in 0..<layer.channels {
      try monitor.poll()
      let numbers = layer.places(of: channel, batch: batch).map { box[$0] }
      let plain = try group.gain(norm, on: numbers, monitor: monitor)
      let size = layer.gamma[channel].magnitude
      let enclosure = Interval(
        Rounding.productDown(plain.enclosure.lower, size), Rounding.productUp(plain.enclosure.upper, size))
      lower = max(lower, enclosure.lower)
      if steepest.map({ $0.enclosure.upper < enclosure.upper }) ?? true {
        steepest = Gain(
          enclosure, because: size == 1 ? plain.reason : "max|gamma| times \(plain.reason)",
          source:
            "Jacobian gamma (I - 11'/n - xx'/n)/s of a channel; Ioffe and Szegedy 2015, arXiv:1502.03167")
      }
    }
    guard let steepest else { preconditionFailure("batch normalisation without channels") }
    return Gain(
      Interval(lower, steepest.enclosure.upper),
      because: "\(steepest.reason), over batches of \(batch)", source: steepest.source)
  }

  public func enclosure(of x: [Interval], monitor: Monitor) throws -> [Interval] {
    try byChannel(x, monitor) { channel, numbers in
      try group.enclosure(of: numbers, monitor: monitor).map {
        $0 * Interval(layer.gamma[channel]) + Interval(layer.beta[channel])
      }
    }
  }

  public func pushforwardEnclosure(of dx: [Interval], on x: [Interval], monitor: Monitor) throws
    -> [Interval]
  {
    try byChannel(dx, monitor) { channel, directions in
      let numbers = layer.places(of: channel, batch: batch).map { x[$0] }
      return try group.pushforwardEnclosure(of: directions, on: numbers, monitor: monitor).map {
        $0 * Interval(layer.gamma[channel])
      }
    }
  }

  public func isSmooth(on _: [Interval], monitor _: Monitor) -> Bool { true }
}

extension BatchNormTraining: Trainable {
  public var parameters: Vector { layer.parameters }

  public func withParameters(_ parameters: Vector) -> any Trainable {
    guard let layer = layer.withParameters(parameters) as? BatchNorm else { return self }
    return BatchNormTraining(layer, batch: batch)
  }

  public func parameterGradient(_ dy: Matrix, at x: Matrix) -> Vector {
    var gradient = Vector(repeating: 0, count: 2 * layer.channels)
    for column in 0..<dy.columns {
      let points = x.column(x.columns == 1 ? 0 : column).elements
      for channel in 0..<layer.channels {
        let places = layer.places(of: channel, batch: batch)
        let values = group.sample(places.map { points[$0] }).values
        for (place, value) in zip(places, values) {
          gradient[channel] += dy[place, column] * value
          gradient[layer.channels + channel] += dy[place, column]
        }
      }
    }
    return gradient
  }
}

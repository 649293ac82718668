import LinearAlgebra
import Networks
import Synchronization
import TestSupport
import Testing

/// Layers of which one sample may take long, and how the monitor stops them there.
@Suite struct StoppingTests {
  private static func matrix(_ rows: Int, _ columns: Int) -> Matrix {
    var random = NumPyGenerator(seed: UInt32(rows + columns))
    return random.randn(rows: rows, columns: columns)
  }

  private static func attention(_ match: Attention.Match) -> Attention {
    Attention(
      values: matrix(2, 2), queries: matrix(2, 2), match: match, output: matrix(4, 4), scale: 2, length: 3)
  }

  static let layers: [any Layer] = {
    let image = Shape(2, 4, 4)
    var masks = Masks.any
    let recurrent = Recurrent(
      input: Dense(matrix(3, 2)), hidden: Dense(matrix(3, 3)), steps: 4, states: .all)
    let inner = Network.layer(Elementwise(Tanh(), shape: Shape(4)))
    guard let norm = try? BatchNorm(shape: Shape(2)).training(batch: 3, masks: &masks),
      let residual = try? Residual(inner)
    else { return [] }
    return [
      attention(.product(keys: matrix(2, 2))), attention(.distance), recurrent, norm, residual,
      Batched(recurrent, count: 2), Elementwise(Tanh(), shape: Shape(4)), MaxPool(2, inputShape: image),
      AveragePool(2, inputShape: image),
      Convolution(
        matrix(2 * 3 * 3, 3), windows: Convolution.Windows(kernel: 3), inputShape: image),
    ]
  }()

  @Test("a layer's passes are the same with a watcher, and stop at the first question answered no")
  func passes() throws {
    #expect(Self.layers.count == 10)
    let impatient = Monitor { _ in false }
    for layer in Self.layers {
      var random = NumPyGenerator(seed: 3)
      let x = random.randn(rows: layer.inputShape.count, columns: 2)
      let dy = random.randn(rows: layer.outputShape.count, columns: 2)
      #expect(try layer.forward(x, monitor: .silent) == layer.forward(x), "\(layer.kind)")
      #expect(try layer.pushforward(x, at: x, monitor: .silent) == layer.pushforward(x, at: x))
      #expect(try layer.pullback(dy, at: x, monitor: .silent) == layer.pullback(dy, at: x))
      #expect(throws: CancellationError.self) { try layer.forward(x, monitor: impatient) }
      #expect(throws: CancellationError.self) { try Network([layer]).forward(x, monitor: impatient) }
      guard layer.kind != "conv2d", layer.kind != "avgpool" else { continue }
      #expect(throws: CancellationError.self, "\(layer.kind)") {
        try layer.pushforward(x, at: x, monitor: impatient)
      }
      #expect(throws: CancellationError.self) { try layer.pullback(dy, at: x, monitor: impatient) }
    }
  }

  /// One step of any loop is short: the questions grow with the number of tokens, steps or channels.
  @Test("what a method asks of an opaque map is stopped inside it, wherever that is")
  func opaque() throws {
    for layer in Self.layers {
      guard case .opaque(let map) = layer.form else { continue }
      let box = Array(repeating: Interval(-1, 1), count: layer.inputShape.count)
      try expectStops("\(layer.kind), enclosure") { try map.enclosure(of: box, monitor: $0) }
      try expectStops("\(layer.kind), pushforward") {
        try map.pushforwardEnclosure(of: box, on: box, monitor: $0)
      }
      if !(layer is MaxPool) {
        try expectStops("\(layer.kind), gain") { try map.gain(.two, on: box, monitor: $0) }
      }
    }
  }

  private func expectStops(_ what: Comment, _ work: (Monitor) throws -> some Any) throws {
    let asked = Mutex(0)
    _ = try work(Monitor { _ in asked.withLock { $0 += 1 } == () })
    let total = asked.withLock { $0 }
    #expect(total > 1, what)
    for limit in Set([0, total / 2, total - 1]) {
      let left = Mutex(limit)
      #expect(throws: CancellationError.self, what) {
        try work(
          Monitor { _ in
            left.withLock {
              $0 -= 1
              return $0 >= 0
            }
          })
      }
      // Nothing is asked after the answer.
      #expect(left.withLock { $0 } == -1, what)
    }
  }
}

extension Network {
  /// A network of one layer.
  fileprivate static func layer(_ layer: any Layer) -> Network {
    guard let network = try? Network([layer]) else { preconditionFailure("one layer fits itself") }
    return network
  }
}

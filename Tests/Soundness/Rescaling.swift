import LinearAlgebra
import Lipschitz
import Networks
import TestSupport

/// A network of positively homogeneous activations, and the same function with powers of two moved between layers.
///
/// A layer and its bias times 2ᵏ and the weights of the next one times 2⁻ᵏ change no value of the network, so they
/// change no answer of a method that draws nothing.
struct Rescaling: CustomStringConvertible {
  private let seed: UInt32
  private let before: Network
  private let after: Network
  private let norm: Norm
  private let domain: Domain

  init(seed: UInt32) throws {
    var random = RandomNetwork(
      seed: seed, functions: [ReLU(), LeakyReLU(alpha: 0.1), LeakyReLU(alpha: -0.5), AbsoluteValue()])
    self.seed = seed
    let widths = (0..<3 + random.below(3)).map { _ in 1 + random.below(8) }
    var plain = Network()
    var scaled = Network()
    var exponent = 0
    for (place, (inputs, outputs)) in zip(widths, widths.dropFirst()).enumerated() {
      let isLast = place == widths.count - 2
      let layer = random.dense(outputs, inputs)
      // What comes in is 2^exponent times as large; what goes out shall be 2^next times.
      let next = isLast ? 0 : random.below(41) - 20
      try plain.append(layer)
      try scaled.append(
        Dense(
          Self.power(next - exponent) * layer.weights,
          bias: layer.hasBias ? Self.power(next) * layer.bias : nil))
      exponent = next
      guard !isLast else { break }
      let function = Elementwise(random.function(), shape: Shape(outputs))
      try plain.append(function)
      try scaled.append(function)
    }
    (before, after) = (plain, scaled)
    norm = Norm.allCases[Int(seed) % 3]
    domain = random.domain(Int(seed) / 3 % 5, inputs: before.inputShape.count)
  }

  var description: String { "seed \(seed), rescaled: \(before.outline), norm \(norm.rawValue), \(domain)" }

  /// The answers that moved.
  func changes(_ tally: inout Tally) throws -> [String] {
    var found: [String] = []
    for method in try MethodCases.all(samples: 1) where type(of: method).guarantee.contains(.upper) {
      let name = type(of: method).name
      let answers = try [before, after].map { network -> LipschitzBound? in
        do { return try method.bound(network, norm: norm, on: domain, monitor: .silent) } catch MethodError
          .needs
        { return nil }
      }
      guard let one = answers[0], let other = answers[1] else {
        if (answers[0] == nil) != (answers[1] == nil) { found.append("\(name) takes only one of the two") }
        continue
      }
      // A search that was stopped after so many cells may have looked at others.
      if name == ExactConstant.name, one.guarantee != .exact || other.guarantee != .exact { continue }
      tally.rescaled += 1
      if one.guarantee != other.guarantee {
        found.append(
          "\(name) \(one.guarantee.symbol) \(one.value), then \(other.guarantee.symbol) \(other.value)")
      } else if one.value != other.value, !((one.value - other.value).magnitude <= 1e-6 * one.value),
        // What underflows has no scale.
        max(one.value, other.value) > 1e-290
      {
        found.append("\(name) \(one.value), then \(other.value)")
      }
    }
    return found
  }

  private static func power(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
}

import Foundation
import LinearAlgebra
import Parameters
import Testing

@testable import Networks

/// Laws that hold for every function in `Activations.all`.
@Suite struct ActivationTests {
  @Test("the slope is what difference quotients approach", arguments: ActivationCases.all)
  func slopes(_ function: any ScalarFunction) {
    var random = ActivationRandom(seed: 1)
    for _ in 0..<300 {
      let x = max(Double.random(in: -8...8, using: &random), function.domain.lower + 0.1)
      let step = 1e-5
      guard !function.kinks.contains(where: { ($0 - x).magnitude < 2 * step }) else { continue }
      let (low, high) = (function.value(x - step), function.value(x + step))
      let quotient = (high - low) / ((x + step) - (x - step))
      let scale = max(1, low.magnitude, high.magnitude, quotient.magnitude)
      #expect(
        (quotient - function.slope(x)).magnitude < 2e-8 * scale, "\(function.words) at \(x): \(quotient)")
    }
  }

  @Test("one-sided slopes are those beside the point", arguments: ActivationCases.all)
  func sides(_ function: any ScalarFunction) {
    for x in function.kinks + [-2.5, 0.25, 1.7] where function.domain.contains(x) {
      let (left, right) = function.sidedSlopes(at: x)
      let step = 1e-9
      #expect((function.slope(x - step) - left).magnitude <= 1e-8 * max(1, left.magnitude))
      #expect((function.slope(x + step) - right).magnitude <= 1e-8 * max(1, right.magnitude))
      #expect((left != right) == function.kinks.contains(x) || left.isInfinite, "\(function.words) at \(x)")
      #expect([left, right].contains(function.slope(x)) || function is AbsoluteValue)
    }
  }

  @Test("between kinks and turning points the slope is monotone", arguments: ActivationCases.all)
  func slopePieces(_ function: any ScalarFunction) {
    guard let corners = function.slopeCorners else { return }
    expectMonotone(function, between: corners, "slope") { function.slope($0) }
  }

  @Test("between extremes the function is monotone", arguments: ActivationCases.all)
  func valuePieces(_ function: any ScalarFunction) {
    guard let corners = function.valueCorners else { return }
    expectMonotone(function, between: corners, "value") { function.value($0) }
  }

  /// Samples each piece and finds all steps of one sign, but for rounding.
  private func expectMonotone(
    _ function: any ScalarFunction, between corners: [Double], _ what: String,
    of sample: (Double) -> Double
  ) {
    let ends = [max(-60, function.domain.lower)] + corners + [60]
    for (low, high) in zip(ends, ends.dropFirst()) where low < high {
      let samples = (1..<400).map { sample(low + (high - low) * Double($0) / 400) }
      let steps = zip(samples, samples.dropFirst()).map { a, b in
        (b - a).magnitude <= 2 * Double(function.ulps) * max(a.magnitude, b.magnitude).ulp ? 0 : b - a
      }
      #expect(
        steps.allSatisfy { $0 >= 0 } || steps.allSatisfy { $0 <= 0 },
        "\(what) of \(function.words) turns between \(low) and \(high)")
    }
  }

  @Test("extremes are nowhere exceeded and are reached", arguments: ActivationCases.all)
  func extremes(_ function: any ScalarFunction) {
    for extreme in function.extremes {
      #expect(Interval(function.value(extreme.x), ulps: function.ulps).intersection(extreme.value) != nil)
      #expect(extreme.value.upper <= extreme.value.lower.nextUp)
    }
    for turn in function.turningPoints {
      let beside = function.allSlopes(at: turn.x)
      #expect(beside.contains { Interval($0, ulps: function.ulps).intersection(turn.slope) != nil })
      #expect(turn.slope.upper <= turn.slope.lower.nextUp)
    }
  }

  @Test("steepest is the largest slope of all, where it says", arguments: ActivationCases.all)
  func steepest(_ function: any ScalarFunction) {
    let steepest = function.steepest
    #expect(function.slopes(on: .everything).magnitude == steepest.slope.upper)
    let there =
      switch steepest.place {
      case .at(let x): [function.slope(x)]
      case .towards(let x): function.allSlopes(at: x)
      }
    #expect(
      there.contains { Interval($0.magnitude, ulps: function.ulps).intersection(steepest.slope) != nil })
  }

  @Test("the list holds every file of its folder")
  func list() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/Networks/Activations")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(files) == Set(Activations.all.map { "\($0).swift" } + ["Activations.swift"]))
  }

  @Test("names are the words of the language, each once")
  func names() {
    let names = Activations.all.map { $0.name }
    #expect(
      names == [
        "relu", "leakyrelu", "elu", "selu", "gelu", "silu", "mish", "softplus", "softsign", "sigmoid", "tanh",
        "hardtanh", "hardswish", "sin", "cos", "abs", "identity", "exp", "square", "sqrt",
      ])
    #expect(Activations.all.allSatisfy { !$0.summary.isEmpty && $0.summary.allSatisfy(\.isASCII) })
  }

  @Test("alpha is set by its place and refuses what is not finite")
  func parameters() throws {
    #expect(try ActivationCases.function("elu -2.5").words == "elu -2.5")
    #expect(LeakyReLU().words == "leakyrelu 0.01")
    #expect(ELU().words == "elu 1")
    #expect(throws: ArgumentError.self) { try ActivationCases.function("elu inf") }
    #expect(throws: ArgumentError.self) { try ActivationCases.function("leakyrelu nan") }
  }

  struct Kink: Sendable {
    let words: String
    let x: Double
    let slope: Double
  }
  static let kinks = [
    Kink(words: "relu", x: 0, slope: 0), Kink(words: "leakyrelu 0.2", x: 0, slope: 0.2),
    Kink(words: "elu 0.5", x: 0, slope: 0.5), Kink(words: "elu 1", x: 0, slope: 1),
    Kink(words: "selu", x: 0, slope: 1.7580993408473768),
    Kink(words: "hardtanh", x: -1, slope: 0), Kink(words: "hardtanh", x: 1, slope: 0),
    Kink(words: "hardswish", x: -3, slope: -0.5), Kink(words: "hardswish", x: 3, slope: 1.5),
    Kink(words: "abs", x: 0, slope: 0),
  ]
  @Test("at a kink the slope is PyTorch's", arguments: kinks)
  func conventions(_ kink: Kink) throws {
    #expect(try ActivationCases.function(kink.words).slope(kink.x) == kink.slope)
  }
}

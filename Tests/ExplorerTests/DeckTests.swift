import Lipschitz
import Testing

@testable import Explorer

/// What the deck's own formula prints, to the last bit of its single precision.
///
/// Seeds 42 and 0: PyTorch 2.13 itself, FACTS A. Seeds 7 and 1234: its arithmetic written again in NumPy, which agrees
/// with PyTorch's on the other two.
@Suite struct DeckTests {
  struct Slide: CustomTestStringConvertible, Sendable {
    let number: Int
    /// What builds the model and its input after the seed.
    let lines: [String]
    let printed: [UInt32: Double]
    var testDescription: String { "slide \(number)" }
  }

  static let slides = [
    Slide(
      number: 5, lines: ["model m: batchnorm 10", "input normal 32x10"],
      printed: [42: 1026555.375, 0: 1086944.375, 7: 1107174.25, 1234: 1015100.375]),
    Slide(
      number: 7, lines: ["model m: linear 20x10, relu, linear 5x20", "input normal 32x10"],
      printed: [42: 186737.265625, 0: 155436.296875, 7: 165153.359375, 1234: 155785.375]),
    Slide(
      number: 8, lines: ["model m: layernorm 10", "input normal 32x10"],
      printed: [42: 1025075.4375, 0: 1116324.625, 7: 1128081.125, 1234: 1062417.5]),
    Slide(
      number: 9, lines: ["model m: residual (linear 10x10, relu, linear 10x10)", "input normal 32x10"],
      printed: [42: 1009463.0625, 0: 987715.1875, 7: 1020497.9375, 1234: 1033550.1875]),
    Slide(
      number: 13, lines: ["model m: residual (linear 10x10, relu, linear 10x10)", "input normal 100x10"],
      printed: [42: 998441.0625, 0: 1031181.1875, 7: 1036617.9375, 1234: 1049267]),
  ]

  static func printed(after lines: [String], _ estimate: String) throws -> LipschitzBound {
    var notebook = Notebook(after: lines)
    let execution = try #require(notebook.run(estimate).last)
    guard case .success(.estimate(let finding)) = execution.result else { throw Unexpected(text: estimate) }
    return finding.bound
  }

  @Test(arguments: slides, [42, 0, 7, 1234] as [UInt32])
  func aSlidePrints(_ slide: Slide, _ seed: UInt32) throws {
    let lines = ["seed \(seed) rng torch", "set dtype float32"] + slide.lines
    #expect(try Self.printed(after: lines, "estimate method deck").value == slide.printed[seed])
  }

  /// One input, the noise for the maxima first and then that for the means.
  @Test(
    arguments: [
      (42, 609618.3125, 249030.390625), (0, 459265.15625, 344372.59375), (7, 540992.9375, 107952.2421875),
      (1234, 539757.75, 260835.328125),
    ] as [(UInt32, Double, Double)])
  func slide11(seed: UInt32, max: Double, mean: Double) throws {
    var lines = ["seed \(seed) rng torch", "set dtype float32", "input normal 1x1x4x4"]
    lines.append("model m: maxpool 2 input 1x4x4")
    #expect(try Self.printed(after: lines, "estimate method deck").value == max)
    lines += ["estimate method deck", "model a: avgpool 2 input 1x4x4"]
    #expect(try Self.printed(after: lines, "estimate method deck").value == mean)
  }

  /// Slide 12 with 20 points of 10 numbers, a tenth as many and p = 0.3: perturbation, mask, mask.
  @Test(
    arguments: [(7, 846_527_791_104, 73_192_865_792), (1234, 946_262_835_200, 89_141_370_880)]
      as [(UInt32, Double, Double)])
  func slide12(seed: UInt32, mean: Double, deviation: Double) throws {
    let bound = try Self.printed(
      after: [
        "seed \(seed) rng torch", "set dtype float32", "model m: dropout 0.3 input 10", "input normal 20x10",
      ], "estimate method deck samples 100")
    #expect(bound.value == mean)
    #expect(bound.statistics?.deviation == deviation)
    #expect(bound.guarantee == .estimate)
  }

  /// FACTS B.5: two training passes have moved the running statistics, and the batch's own Jacobian is as steep as
  /// its flattest feature.
  @Test(
    arguments: [(42, 1.0493110498, 1.4131448607436625), (0, 1.0423540653, 1.3330053925612884)]
      as [(UInt32, Double, Double)])
  func slide5Constants(seed: UInt32, running: Double, local: Double) throws {
    let lines = [
      "seed \(seed) rng torch", "model m: batchnorm 10", "input normal 32x10", "estimate method deck",
    ]
    var notebook = Notebook(after: lines)
    func value(_ text: String) throws -> LipschitzBound {
      guard case .success(let value) = try #require(notebook.run(text).last).result else {
        throw Unexpected(text: text)
      }
      switch value {
      case .bound(let finding), .estimate(let finding): return finding.bound
      default: throw Unexpected(text: text)
      }
    }
    // The running statistics were kept in single precision there.
    #expect((try value("bound mode eval").value / running - 1).magnitude < 1e-6)
    #expect((try value("bound").value / 316.22776601683796 - 1).magnitude < 1e-15)
    let seen = try value("estimate method jacobian at x").value
    #expect((seen / local - 1).magnitude < 1e-7)
    #expect(seen <= local * (1 + 1e-7))
  }

  /// In single precision a tiny step drowns, in double it does not; too large a step bends.
  @Test func aSweepIsShapedLikeU() throws {
    let lines = [
      "seed 42 rng torch", "set dtype float32", "model m: linear 20x10, relu, linear 5x20",
      "input normal 32x10",
    ]
    var notebook = Notebook(after: lines)
    guard
      case .success(.estimate(let finding))? = notebook.run("estimate method deck eps 1e-1..1e-8").last?
        .result
    else { throw Unexpected(text: "sweep") }
    // FACTS, slide07.json: the quotients in single precision, divided once.
    let quotients = [
      0.18148215115070343, 0.1833215057849884, 0.18353277444839478, 0.18378587067127228, 0.18376436829566956,
      0.18673725426197052, 0.2923273742198944, 0.8662488460540771,
    ]
    #expect(finding.sweep.map(\.step) == [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8])
    for (row, quotient) in zip(finding.sweep, quotients) {
      #expect((row.bound.value * row.step / quotient - 1).magnitude < 1e-6)
    }
    let errors = finding.sweep.compactMap(\.bound.directionalError)
    #expect(errors.indices.min { errors[$0] < errors[$1] } == 3)
    #expect(errors[7] > 1 && errors[0] > 0.01)
  }

  /// All steps of a sweep see the same numbers, and the session goes on as after one estimate.
  @Test func aSweepDrawsOnce() throws {
    let lines = ["seed 1 rng torch", "model m: linear 4x3", "input normal 8x3"]
    var (once, sweep) = (Notebook(after: lines), Notebook(after: lines))
    _ = once.output(of: "estimate method deck eps 1e-2")
    _ = sweep.output(of: "estimate method deck eps 1e-2,1e-3,1e-4")
    #expect(once.workspace.stream == sweep.workspace.stream)
    #expect(once.workspace.stream != Notebook(after: lines).workspace.stream)
  }

  /// What draws from the stream or moves statistics can be undone, what does not leaves nothing to undo.
  @Test func onlyChangesAreUndone() throws {
    let lines = ["seed 1 rng torch", "model m: batchnorm 3", "input normal 8x3"]
    var notebook = Notebook(after: lines)
    let before = State(notebook)
    _ = notebook.output(of: "estimate method deck")
    _ = notebook.output(of: "forward x")
    #expect(State(notebook) != before)
    _ = notebook.output(of: "undo 2")
    #expect(notebook.workspace.stream == Notebook(after: lines).workspace.stream)
    var plain = Notebook(after: ["model m: linear 2x2"])
    _ = plain.output(of: "forward 1,2")
    _ = plain.output(of: "undo")
    #expect(plain.workspace.models.isEmpty)
  }

  /// The statistics of the layer that is named move, in whichever model it stands and however deep, and no others.
  @Test(arguments: ["B.batchnorm1", "residual1.batchnorm1"]) func theNamedLayerIsTrained(_ name: String)
    throws
  {
    var notebook = Notebook(after: [
      "seed 1 rng torch", "input normal 8x3", "model B: batchnorm 3",
      "model A: residual (linear 3x3, batchnorm), linear 3x3",
    ])
    func running(_ name: String) -> [String] {
      notebook.run("show \(name)").flatMap(\.recordedLines).filter { $0.contains("running") }
    }
    func each() -> [String: [String]] {
      ["B.batchnorm1": running("B.batchnorm1"), "residual1.batchnorm1": running("residual1.batchnorm1")]
    }
    let before = each()
    _ = notebook.output(of: "estimate \(name) method deck")
    let after = each()
    for key in before.keys {
      #expect(before[key]?.count == 2)
      #expect((before[key] == after[key]) == (key != name), "\(key)")
    }
  }

  /// A function of another parameter has another constant, though its name is the same.
  @Test func aBracketKnowsFunctionsApart() throws {
    var notebook = Notebook(after: ["bound leakyrelu alpha 3", "estimate leakyrelu alpha 3"])
    let lines = notebook.output(of: "plot bracket leakyrelu").joined(separator: "\n")
    #expect(!lines.contains("contradict") && !lines.contains("3"))
  }

  @Test func freshMasksGrowAsTheStepShrinks() throws {
    var notebook = Notebook(after: ["model m: dropout 0.5 input 100"])
    guard
      case .success(.estimate(let fresh))? = notebook.run(
        "estimate mask fresh eps 1e-2,1e-4,1e-6 samples 50 seed 12"
      ).last?.result
    else { throw Unexpected(text: "fresh") }
    #expect(fresh.growsInversely)
    // ‖o − o′‖ ≈ √2 ‖x‖ and ‖x′ − x‖ = eps ‖N‖, FACTS B.12.
    for row in fresh.sweep { #expect((row.bound.value * row.step / 2.0.squareRoot() - 1).magnitude < 0.05) }
    guard case .success(.estimate(let shared))? = notebook.run("estimate samples 200 seed 12").last?.result
    else {
      throw Unexpected(text: "shared")
    }
    #expect(shared.bound.guarantee == .lower && shared.bound.value <= 2 && shared.bound.value > 1.4)
  }
}

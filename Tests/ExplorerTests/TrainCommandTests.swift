import LinearAlgebra
import Networks
import TerminalText
import Testing
import Training

@testable import Explorer

/// `train`, `normalize`, and what shows the last training.
@Suite struct TrainCommandTests {
  /// Slide 14: the losses of its two models, first and after 99 steps, in PyTorch's double precision.
  struct Slide: Sendable, CustomTestStringConvertible {
    let seed: Int
    let first: [Double]
    let last: [Double]
    var testDescription: String { "seed \(seed)" }
  }

  static let slides = [
    Slide(
      seed: 42, first: [0.6084853907283134, 0.6317158788440571],
      last: [0.31342447474912405, 9.706557643962836e-05]),
    Slide(
      seed: 0, first: [0.6547388512101908, 1.3855575304065155],
      last: [0.15908655906403085, 5.560615936788234e-07]),
  ]

  private static func models(_ seed: Int) -> [String] {
    [
      "seed \(seed) rng torch", "model A: repeat 10 linear 10x10 scale 1.0",
      "model B: repeat 10 linear 10x10 scale 1.5",
    ]
  }

  private func training(of line: String, in notebook: inout Notebook) throws -> Workspace.Training {
    let execution = try #require(notebook.run(line).last)
    guard case .success(.training(let training)) = execution.result else {
      throw Unexpected(text: execution.errorLines.map(\.plain).joined())
    }
    return training
  }

  @Test("slide 14 as printed, where nothing moves", arguments: slides)
  func flat(_ slide: Slide) {
    var notebook = Notebook(after: Self.models(slide.seed) + ["set precision 9"])
    let numbers = NumberFormat(precision: 9)
    #expect(
      notebook.output(of: "train A B steps 100 lr 0")
        == zip(["A", "B"], slide.first).map {
          "  loss \($0)   \(numbers.text($1)) flat   (lr 0: no weight moves)"
        })
  }

  @Test("slide 14 with an optimiser", arguments: slides)
  func optimised(_ slide: Slide) throws {
    var notebook = Notebook(after: Self.models(slide.seed))
    let training = try training(of: "train A B steps 100 lr 0.01", in: &notebook)
    for (index, run) in training.runs.enumerated() {
      #expect(run.name == ["A", "B"][index])
      #expect((run.result.losses[0] / slide.first[index] - 1).magnitude < 1e-12)
      #expect((run.result.losses[99] / slide.last[index] - 1).magnitude < 1e-9)
    }
  }

  @Test("the slide's A at the rate 0.1 in words, and losses that are no more than rounding")
  func words() {
    var notebook = Notebook(after: Self.models(42))
    #expect(
      notebook.output(of: "train A B steps 100 lr 0.1") == [
        "  A   0.608485 -> 7.50121e-05   in 100 steps", "  B   0.631716 -> below 1e-15   in 100 steps",
      ])
    #expect(
      notebook.output(of: "compare B A loss") == [
        "  B   first 0.631716   last below 1e-15   best below 1e-15",
        "  A   first 0.608485   last 7.50121e-05   best 7.50121e-05",
      ])
    #expect(notebook.output(of: "compare loss").count == 2)
    #expect(notebook.output(of: "plot loss log")[0].contains("below 1e-15 is rounding"))
    #expect(!notebook.output(of: "plot loss A log")[0].contains("rounding"))
  }

  @Test("a step that is too large is a result, and the weights before it are kept")
  func divergence() throws {
    var notebook = Notebook(after: ["layer linear 1x1 init identity", "input 1 as p", "input 3 as q"])
    // (w - 3)², whose distance grows by the factor -1e80.
    #expect(
      notebook.output(of: "train steps 100 lr 5e79 data p target q") == [
        "  net   diverged at iteration 2 (loss > 1e300)   weights of iteration 1 kept"
      ])
    let training = try #require(notebook.workspace.lastTraining)
    #expect(training.runs[0].result.divergence == 2)
    let network = try #require(notebook.workspace.current?.network)
    #expect(network.parameters.elements.contains { $0.magnitude > 1e79 && $0.magnitude < 1e81 })
    for line in ["plot loss", "plot loss log", "plot loss text", "plot gradients", "plot gradients log"] {
      #expect(!notebook.output(of: line).isEmpty)
    }
    _ = notebook.output(of: "input 1e200 as p")
    #expect(
      notebook.output(of: "train steps 5 lr 1 data p target q") == [
        "  net   diverged at iteration 0 (loss > 1e300)   weights of iteration 0 kept"
      ])
    for line in ["plot loss", "plot loss log", "plot gradients", "compare loss"] {
      _ = notebook.output(of: line)
    }
  }

  @Test("all models see the same points, once from the stream")
  func samePoints() throws {
    let setting = ["layer linear 4x3 seed 1", "copy net as B", "seed 5"]
    var notebook = Notebook(after: setting)
    let training = try training(of: "train net B steps 5 lr 0.1", in: &notebook)
    #expect(training.runs[0].result.losses == training.runs[1].result.losses)
    // As if x and y had been drawn by `input`, in this order.
    var other = Notebook(after: setting + ["input normal 1x3 as x", "input normal 1x4 as y"])
    let same = try self.training(of: "train B steps 5 lr 0.1 data x target y", in: &other)
    #expect(same.runs[0].result.losses == training.runs[0].result.losses)
    #expect(notebook.workspace.stream == other.workspace.stream)
  }

  @Test("made data, and a seed, leave the stream alone; a seed gives the same again")
  func seeds() throws {
    var notebook = Notebook(after: ["model M: linear 4x2 seed 1, relu, linear 2x4 seed 2", "seed 5"])
    let stream = notebook.workspace.stream
    let lines = ["train M steps 3 lr 0.1 seed 7", "train M steps 3 lr 0.1 data spirals batch 20 seed 7"]
    for line in lines {
      let first = try training(of: line, in: &notebook).runs[0].result.losses
      _ = notebook.output(of: "undo")
      #expect(try training(of: line, in: &notebook).runs[0].result.losses == first)
      _ = notebook.output(of: "undo")
      let other = line.replacing("seed 7", with: "seed 8")
      #expect(try training(of: other, in: &notebook).runs[0].result.losses != first)
    }
    #expect(notebook.workspace.stream == stream)
  }

  @Test("names, origins, other models and the current one stay; bounds that are no longer true go")
  func rest() throws {
    let notebook = Notebook(
      after: [
        "model A: linear 3x3 seed 4 as first, relu", "model B: linear 3x3 seed 5", "bound A", "bound",
        "train A steps 2 lr 0.1",
      ])
    let workspace = notebook.workspace
    #expect(workspace.currentName == "B")
    #expect(workspace.lastBound == nil)
    let elements = try #require(workspace.model(named: "A")).network.elements
    #expect(elements.map(\.name) == ["first", "relu1"])
    #expect(elements[0].origin == .drawn(seed: 4, generator: "numpy"))
  }

  @Test("a stopped training changes no model, and says the loss that was reached")
  func stopped() throws {
    var notebook = Notebook(after: ["model A: linear 2x2 seed 1", "model B: linear 2x2 seed 2"])
    let before = State(notebook)
    let monitor = Monitor { $0.done < 3 }
    let execution = try #require(notebook.run("train A B steps 50 lr 0.1", monitor: monitor).first)
    guard case .failure(let problem) = execution.result else { throw Unexpected(text: "was not stopped") }
    #expect(problem.code == .cancelled)
    let line = try #require(execution.errorLines.first).plain
    #expect(line.hasPrefix("  stopped, nothing changed   so far: loss "))
    #expect(line.hasSuffix(" at iteration 3 of 50 of A"))
    #expect(State(notebook).isSameWork(as: before))
  }

  @Test("what is constrained is bounded, and a penalty makes the bound smaller than none")
  func constraint() throws {
    func bound(_ more: String) throws -> Double {
      var notebook = Notebook(after: ["model M: linear 8x2 seed 1, tanh, linear 2x8 seed 2"])
      _ = notebook.output(of: "train M steps 30 lr 0.1 data moons \(more); bound method product")
      return try #require(notebook.workspace.lastNumber)
    }
    let (free, priced) = (try bound(""), try bound("penalty spectral 0.1"))
    #expect(priced < 0.8 * free)
    #expect(try bound("constrain 2") <= 4)
    #expect(try bound("penalty spectral 0") == free)
  }

  @Test("classes from a batch")
  func classes() throws {
    var notebook = Notebook(after: ["layer linear 3x2 init zeros", "input 1,2 as p", "input 2 as c"])
    let training = try training(
      of: "train steps 40 lr 0.5 data p target c loss crossentropy", in: &notebook)
    // Equal scores of three classes, then the right one wins.
    #expect((training.runs[0].result.losses[0] - 1.0986122886681098).magnitude < 1e-15)
    #expect(training.runs[0].result.losses[39] < 0.05)
    _ = notebook.output(of: "input 3 as c")
    #expect(
      try notebook.problem(of: "train steps 4 lr 1 data p target c loss crossentropy").message
        .contains("classes from 0 to 2"))
  }

  @Test(
    "normalize scales the weights and not the bias, to a constant that is proven", arguments: Norm.allCases)
  func normalize(_ norm: Norm) throws {
    var notebook = Notebook(after: ["model A: linear 5x3 seed 42", "model B: linear 2x2"])
    let before = try #require(notebook.workspace.model(named: "A")?.network.layers[0] as? Dense)
    _ = notebook.output(of: "normalize A.linear1 to 0.7 norm \(norm.rawValue)")
    let after = try #require(notebook.workspace.model(named: "A")?.network.layers[0] as? Dense)
    #expect(after.bias == before.bias)
    let size = try after.weights.certifiedNorm(norm, monitor: .silent).enclosure
    #expect(size.upper <= 0.7 && size.lower > 0.7 * (1 - 1e-13))
    #expect(
      notebook.output(of: "normalize A.linear1 to 0.7 norm \(norm.rawValue)")[0].contains("small enough"))
    _ = notebook.output(of: "undo 2")
    #expect((notebook.workspace.model(named: "A")?.network.layers[0] as? Dense)?.weights == before.weights)
  }

  @Test("a convolution is normalised as well")
  func convolution() {
    var notebook = Notebook(after: ["layer conv2d 1->2 kernel 3 padding 1 input 1x6x6 seed 1"])
    let line = notebook.output(of: "normalize conv2d1 to 1")
    #expect(line[0].contains("now L = 1.000000   weights times"))
  }

  @Test("what Tab offers behind the keys")
  func completion() {
    let notebook = Notebook(after: ["model A: linear 2x2", "input 1,2 as point"])
    func candidates(_ line: String) -> [String] {
      Completions(for: line, at: line.count, in: notebook).candidates
    }
    #expect(candidates("train ").starts(with: ["A"]))
    #expect(candidates("train A steps 5 lr 1 data ") == ["moons", "spirals", "regression", "point"])
    #expect(candidates("train A steps 5 lr 1 penalty ") == ["spectral"])
    #expect(candidates("train A steps 5 lr 1 optimizer ") == ["sgd", "adam"])
    #expect(candidates("train A steps 5 lr 1 penalty spectral 0.1 con") == ["constrain"])
    #expect(candidates("normalize ") == ["linear1", "to", "norm"])
  }
}

import Parameters
import Testing

/// A configuration with one parameter of every role and type.
struct Sampling: Configurable {
  enum Scheme: String, CaseIterable, ArgumentValue { case pairs, jacobian, grid }

  static let parameters: [Parameter<Self>] = [
    Parameter("target", \.target, "what to sample", role: .positional, required: true, placeholder: "NAME"),
    Parameter("eps", \.step, "how far apart"),
    Parameter("samples", \.samples, "how many"),
    Parameter("seed", \.seed, "where the random numbers start"),
    Parameter("bias", \.bias, "whether to add one"),
    Parameter("method", \.scheme, "how"),
    Parameter("alpha", \.slope, "the slope"),
    Parameter("limit", \.limit, "the most"),
    Parameter("out", \.file, "where to write", required: true),
    Parameter(flag: "log", \.isLogarithmic, "with a logarithmic axis"),
    Parameter(rest: "others", \.others, "what to compare"),
  ]
  var target = ""
  var step: Positive = 1e-6
  var samples: Count = 1000
  var seed: UInt32 = 0
  var bias = true
  var scheme = Scheme.pairs
  var slope = 0.25
  var limit: Count?
  var file: FilePath?
  var isLogarithmic = false
  var others: [String] = []

  var variantParameters: [Parameter<Self>] {
    scheme == .grid ? [Parameter("points", \.limit, "how many points")] : []
  }
}

@Suite struct ParameterTests {
  static func parameter(_ label: String) throws -> Parameter<Sampling> {
    try #require(Sampling.parameters.first { $0.label == label })
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var label: String
    var signature: String
    var initially: String
    var argument: Argument
    var then: String
    var completion: Completion = .nothing
    var testDescription: String { label }
  }

  static let cases = [
    Case(
      label: "target", signature: "NAME", initially: "",
      argument: Argument(.word("linear1"), text: "linear1"),
      then: "linear1"),
    Case(
      label: "eps", signature: "[eps X]", initially: "1e-06", argument: Argument(.number(0.5), text: "1/2"),
      then: "0.5"),
    Case(
      label: "samples", signature: "[samples N]", initially: "1000",
      argument: Argument(.number(10_000), text: "10k"), then: "10000"),
    Case(
      label: "seed", signature: "[seed N]", initially: "0", argument: Argument(.number(42), text: "42"),
      then: "42"),
    Case(
      label: "bias", signature: "[bias on|off]", initially: "on",
      argument: Argument(.word("Off"), text: "Off"),
      then: "off", completion: .words(["on", "off"])),
    Case(
      label: "method", signature: "[method pairs|jacobian|grid]", initially: "pairs",
      argument: Argument(.word("GRID"), text: "GRID"), then: "grid",
      completion: .words(["pairs", "jacobian", "grid"])),
    Case(
      label: "alpha", signature: "[alpha X]", initially: "0.25", argument: Argument(.number(-3), text: "-3"),
      then: "-3"),
    Case(
      label: "limit", signature: "[limit N]", initially: "", argument: Argument(.number(7), text: "7"),
      then: "7"),
    Case(
      label: "out", signature: "out FILE", initially: "",
      argument: Argument(.text("a b.svg"), text: "\"a b.svg\""),
      then: "a b.svg", completion: .files),
    Case(
      label: "log", signature: "[log]", initially: "", argument: Argument(.word("log"), text: "log"),
      then: "log"),
    Case(
      label: "others", signature: "[TEXT...]", initially: "", argument: Argument(.word("A"), text: "A"),
      then: "A"),
  ]

  @Test func everyParameterIsInTheTable() {
    #expect(Self.cases.map(\.label) == Sampling.parameters.map(\.label))
  }

  @Test(arguments: cases) func helpAndValue(_ c: Case) throws {
    let parameter = try Self.parameter(c.label)
    var sampling = Sampling()
    #expect(parameter.signature == c.signature)
    #expect(parameter.completion == c.completion)
    #expect(parameter.text(of: sampling) == c.initially)
    try parameter.set(&sampling, to: c.argument)
    #expect(parameter.text(of: sampling) == c.then)
  }

  @Test(arguments: cases) func settingOneLeavesTheOthers(_ c: Case) throws {
    var sampling = Sampling()
    try Self.parameter(c.label).set(&sampling, to: c.argument)
    for other in Self.cases where other.label != c.label {
      #expect(try Self.parameter(other.label).text(of: sampling) == other.initially, "\(other.label)")
    }
  }

  @Test func restCollects() throws {
    let others = try Self.parameter("others")
    var sampling = Sampling()
    for name in ["A", "B", "A"] { try others.set(&sampling, to: Argument(.word(name), text: name)) }
    #expect(sampling.others == ["A", "B", "A"])
    #expect(others.text(of: sampling) == "A B A")
  }

  @Test func refusedValueChangesNothing() throws {
    var sampling = Sampling()
    #expect(throws: ArgumentError("0 is not positive", reason: .outOfRange)) {
      try Self.parameter("samples").set(&sampling, to: Argument(.number(0), text: "0"))
    }
    #expect(sampling.samples == 1000)
  }

  @Test func variantsComeWithTheChoice() throws {
    var sampling = Sampling()
    #expect(sampling.allParameters.map(\.label) == Sampling.parameters.map(\.label))
    try Self.parameter("method").set(&sampling, to: Argument(.word("grid"), text: "grid"))
    #expect(sampling.allParameters.map(\.label) == Sampling.parameters.map(\.label) + ["points"])
  }

  @Test func nothingIsConfigurable() {
    struct Plain: Configurable {}
    #expect(Plain.parameters.isEmpty && Plain().variantParameters.isEmpty && Plain().allParameters.isEmpty)
  }

  // MARK: Lifted

  struct Command: Sendable {
    var sampling = Sampling()
    var changes = 0
  }

  @Test(arguments: cases) func liftedIsTheSameParameter(_ c: Case) throws {
    let parameter = try Self.parameter(c.label)
    let lifted: Parameter<Command> = parameter.lifted(
      get: { $0.sampling },
      set: {
        $0.sampling = $1
        $0.changes += 1
      })
    #expect(lifted.label == parameter.label)
    #expect(lifted.role == parameter.role)
    #expect(lifted.isRequired == parameter.isRequired)
    #expect(lifted.placeholder == parameter.placeholder)
    #expect(lifted.completion == parameter.completion)
    #expect(lifted.help == parameter.help)
    #expect(lifted.signature == c.signature)
    var command = Command()
    #expect(lifted.text(of: command) == c.initially)
    try lifted.set(&command, to: c.argument)
    #expect(lifted.text(of: command) == c.then)
    #expect(parameter.text(of: command.sampling) == c.then)
    #expect(command.changes == 1)
  }

  @Test func liftedRefusalChangesNothing() throws {
    let lifted: Parameter<Command> = try Self.parameter("eps").lifted(
      get: { $0.sampling },
      set: {
        $0.sampling = $1
        $0.changes += 1
      })
    var command = Command()
    #expect(throws: ArgumentError("-1 is not positive", reason: .outOfRange)) {
      try lifted.set(&command, to: Argument(.number(-1), text: "-1"))
    }
    #expect(command.changes == 0)
    #expect(command.sampling.step == 1e-6)
  }
}

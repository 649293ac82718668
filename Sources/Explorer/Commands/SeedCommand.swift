import LinearAlgebra
import Networks
import Parameters

/// `seed 42`: starts the stream from which layers and inputs without a seed of their own draw.
struct SeedCommand: WorkspaceCommand {
  static let name = "seed"
  static let summary = "start the random numbers, as np.random.seed(N) does"
  static let group = CommandGroup.build
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter("number", \.number, "the seed", role: .positional, required: true, placeholder: "N"),
    Parameter("rng", \.generator, "the generator"),
  ]
  static let examples = [Example("seed 42", prints: "seed 42 (numpy)")]
  var number: UInt32 = 0
  var generator = GeneratorName.numpy
  init() {}

  func run(in workspace: inout Workspace, context _: Context) throws -> Value {
    workspace.stream = NumPyGenerator(seed: number)
    workspace.streamSeed = number
    return .done(
      "seed \(number) (\(generator.rawValue))",
      JSON.record(["seed": .int(Int(number)), "rng": .string(generator.rawValue)]).members)
  }
}

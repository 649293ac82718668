import LinearAlgebra
import Networks
import Parameters

/// `seed 42`: starts the stream from which layers and inputs without a seed of their own draw.
public struct SeedCommand: WorkspaceCommand {
  public static let name = "seed"
  public static let summary = "start the random numbers, as np.random.seed(N) does"
  public static let group = CommandGroup.build
  public static let isUndoable = true
  public static let parameters: [Parameter<Self>] = [
    Parameter("number", \.number, "the seed", role: .positional, required: true, placeholder: "N"),
    Parameter("rng", \.generator, "the generator"),
  ]
  public static let examples = [Example("seed 42", prints: "seed 42 (numpy)")]
  var number: UInt32 = 0
  var generator = GeneratorName.numpy
  public init() {}

  public func run(in workspace: inout Workspace, context _: Context) throws -> Value {
    workspace.stream = NumPyGenerator(seed: number)
    workspace.streamSeed = number
    return .done(
      "seed \(number) (\(generator.rawValue))",
      JSON.record(["seed": .int(Int(number)), "rng": .string(generator.rawValue)]).members)
  }
}

import LinearAlgebra
import Networks
import Parameters

/// `seed 42`: starts the stream from which layers and inputs without a seed of their own draw.
struct SeedCommand: WorkspaceCommand {
  static let name = "seed"
  static let summary = "start the random numbers, as np.random.seed or torch.manual_seed"
  static let group = CommandGroup.build
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter("number", \.number, "the seed", role: .positional, required: true, placeholder: "N"),
    Parameter("rng", \.generator, "whose: NumPy's, its default_rng's or PyTorch's; if not said, as before"),
  ]
  static let examples = [
    Example("seed 42", prints: "seed 42 (numpy)"), Example("seed 42 rng torch", prints: "seed 42 (torch)"),
    Example("seed 42 rng default_rng", prints: "seed 42 (default_rng)"),
  ]
  var number: UInt32 = 0
  var generator: RandomStream.Generator?
  init() {}

  func run(in workspace: inout Workspace, context _: Context) throws -> Value {
    let generator = generator ?? workspace.stream.generator
    workspace.stream = RandomStream(seed: number, generator: generator)
    return .done(
      "seed \(number) (\(generator.rawValue))",
      JSON.record(["seed": .int(Int(number)), "rng": .string(generator.rawValue)]).members)
  }
}

import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import TerminalText

/// `estimate eps 1e-6`: looks at the network and says how steep it is at least.
struct EstimateCommand: WorkspaceCommand, TargetedCommand {
  static let name = "estimate"
  static let summary = "look at the network: a number that the constant is not below"
  static let group = CommandGroup.bound
  static let parameters: [Parameter<Self>] = [
    Parameter("target", \.target, "a layer, a model or a function; without it the model", role: .positional),
    Parameter(
      "eps", \.eps, "the step between two points (1e-6); several, or A..B by decades", placeholder: "E"),
    Parameter("samples", \.samples, "how many points or pairs (1000)", placeholder: "N"),
    Parameter("method", \.method, "how; without it pairs, for a function grid", placeholder: "M"),
    Parameter("seed", \.seed, "where the random numbers start (0)", placeholder: "S"),
    Parameter("norm", \.norm, "the norm on both sides"),
    Parameter("from", \.from, "only where each coordinate is above A", placeholder: "A"),
    Parameter("to", \.to, "and below B", placeholder: "B"),
    Parameter("points", \.points, "how many points the grid has (1000)", placeholder: "N"),
    Parameter("at", \.center, "at a point, or at each point of a batch"),
    Parameter("mode", \.mode, "train or eval; without it the session's"),
    Parameter("mask", \.mask, "of dropout: fresh for each pass, or shared by both (shared, with deck fresh)"),
    Parameter("batch", \.batch, "how many samples see each other in training (32)"),
  ]
  static var details: [String] {
    ["Methods:"] + Methods.estimates.map { "  \($0.name.padded(to: 13))\($0.summary)" } + [
      "",
      "pairs takes any network; where it has a Jacobian, jacobian sees more, and ascent most. What is no bound prints ≈.",
      "explain estimate  shows the witness: the points at which anybody can recompute the number.",
    ]
  }
  static let examples = [
    Example("estimate eps 1e-6", prints: "L ≥ 2.7", after: ["layer linear 5x3 seed 42"]),
    Example("estimate sigmoid from -5 to 5 points 1000", prints: "L ≥ 0.249999   steepest of 999 intervals"),
    Example(
      "estimate method jacobian samples 200", prints: "L ≥ 2.782367   largest |J| at a sampled point",
      after: ["layer linear 5x3 seed 42"]),
    Example(
      "estimate method deck eps 1e-1..1e-8", prints: "eps", after: ["layer linear 5x3 seed 42"]),
  ]
  var target: Target?
  var eps: Steps?
  var samples: GivenArgument?
  var method: EstimateChoice?
  var seed: GivenArgument?
  var norm: Norm?
  var from: Double?
  var to: Double?
  var points: GivenArgument?
  var center: PointArgument?
  var mode: Mode?
  var mask: DeckPass.MaskSharing?
  var batch: Count?
  init() {}

  var variantParameters: [Parameter<Self>] { targetParameters }

  /// The masks of an estimate come from a generator of its own, not from the session's stream.
  static func maskStream(seed: UInt32) -> RandomStream { RandomStream(seed: seed, generator: .numpy) }

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let place = context.ranges["target"] ?? context.verbRange
    do {
      let finding = try estimated(in: &workspace, context, at: place)
      workspace.lastEstimate = finding
      if !finding.sweep.isEmpty { workspace.lastSweep = finding }
      return .estimate(finding)
    } catch let error as MethodError {
      switch error {
      case .stepTooSmall: throw Problem(error).at(context.ranges["eps"] ?? place)
      case .tooManyPoints: throw Problem(error).at(context.ranges["points"] ?? place)
      case .needs, .emptyNetwork, .wrongSize: break
      }
      throw Problem(error).at(context.ranges["method"] ?? place)
    }
  }

  /// The estimate for the first step, with those for all the others in a sweep.
  private func estimated(in workspace: inout Workspace, _ context: Context, at place: Range<Int>) throws
    -> Workspace.Finding
  {
    let steps: [Argument?] = eps.map { $0.arguments.map { $0 } } ?? [nil]
    let before = workspace
    var findings: [Workspace.Finding] = []
    for step in steps {
      // All steps of a sweep start from the same random numbers and the same network.
      var copy = before
      let configured = try configured(step: step, in: before, context)
      let finding =
        if let deck = configured as? DeckQuotient {
          try self.deck(deck, in: &copy, context, at: place)
        } else {
          try self.finding(configured, in: before, context, at: place)
        }
      if findings.isEmpty { workspace = copy }
      findings.append(finding)
    }
    guard var result = findings.first else { preconditionFailure("an estimate of no steps") }
    guard findings.count > 1 else { return result }
    for case (let step?, let finding) in zip(steps, findings) {
      result.sweep.append(Workspace.SweepRow(step: try step.number(), bound: finding.bound))
    }
    return result
  }

  private func finding(
    _ method: any BoundMethod, in workspace: Workspace, _ context: Context, at place: Range<Int>
  ) throws -> Workspace.Finding {
    let seed = try maskSeed(context)
    let subject = try Subject(
      target, in: workspace, mode: mode, batch: batch?.value ?? center?.batchSize(in: workspace),
      masks: .drawn(Self.maskStream(seed: seed)), at: place, batchRange: context.ranges["batch"])
    let norm = norm ?? workspace.settings.norm
    if mask == .fresh, let pass = subject.pass, pass.mode == .train, subject.stored.hasMasks {
      guard let pairs = method as? PairSampling, center == nil, from == nil, to == nil else {
        throw Problem(
          .unsupported, "fresh masks are of two functions: only method pairs and method deck compare them",
          at: context.ranges["mask"])
      }
      let bound = try FreshMaskPairs(samples: pairs.samples.value, step: pairs.eps.value, seed: seed)
        .estimate(subject.stored, batch: pass.batch, norm: norm, monitor: context.monitor)
      return Workspace.Finding(bound: bound, target: subject.name, pass: pass)
    }
    var method = method
    var domain = try domain(for: subject, in: workspace, context)
    if var starting = method as? any StartingMethod,
      let starts = try starts(of: subject, in: workspace, context)
    {
      starting.starts = starts
      method = starting
      domain = .everywhere
    }
    if var pairs = method as? PairSampling {
      pairs.isStrict = workspace.settings.isStrict
      if samples == nil, let count = pairs.starts?.points.columns {
        pairs.samples = Count(integerLiteral: count)
      }
      method = pairs
    }
    let bound = try subject.bound(by: method, norm: norm, on: domain, monitor: context.monitor)
    return Workspace.Finding(bound: bound, target: subject.name, pass: subject.pass)
  }

  /// The points of a batch that is looked at: one, where a batch is one point.
  private func starts(of subject: Subject, in workspace: Workspace, _ context: Context) throws -> Starts? {
    guard let center else { return nil }
    let (first, name) = try center.center(of: subject, in: workspace, at: context.ranges["at"])
    guard subject.pass.map({ $0.batch == 1 }) ?? true else {
      return Starts(Matrix(first), named: "the batch \(name)")
    }
    return Starts(try center.batch(in: workspace, at: context.ranges["at"]).points, named: name)
  }

  // MARK: The deck's formula

  private func deck(
    _ method: DeckQuotient, in workspace: inout Workspace, _ context: Context, at place: Range<Int>
  ) throws -> Workspace.Finding {
    for label in ["from", "to", "norm", "batch"] {
      guard let range = context.ranges[label] else { continue }
      throw Problem(.unknownOption, "method deck takes no \(label)", at: range)
    }
    let (name, network) = try Target.resolve(target, in: workspace, at: place)
    guard !network.isEmpty else { throw MethodError.emptyNetwork }
    let x = try deckBatch(for: network, in: &workspace, context)
    let mode = mode ?? workspace.mode
    let pass = DeckPass(
      network, mode: network.isModal ? mode : .eval, masks: mask ?? .fresh,
      precision: workspace.settings.dtype)
    var stream = workspace.stream
    let (bound, after): (LipschitzBound, Network)
    do {
      (bound, after) = try method.measure(pass, at: x, from: &stream, monitor: context.monitor)
    } catch let error as ModeError {
      throw Problem(
        .unsupported, error.description, hints: ["mode eval   uses the running statistics"], at: place)
    }
    workspace.goOn(from: stream)
    if network.couplesSamples, mode == .train { workspace.replace(name, with: after) }
    return Workspace.Finding(
      bound: bound, target: name, pass: network.isModal ? Pass(mode: mode, batch: 1) : nil)
  }

  /// The batch that is named, else the batch `x` if it fits, else 32 normal points from the stream, as on the slides.
  private func deckBatch(for network: Network, in workspace: inout Workspace, _ context: Context) throws
    -> Matrix
  {
    let inputs = network.inputShape.count
    if let center {
      let points = try center.batch(in: workspace, at: context.ranges["at"]).points
      guard points.rows == inputs else {
        throw Problem(
          .shape, "the network takes \(Value.count(inputs, "number")), not \(points.rows)",
          at: context.ranges["at"])
      }
      return points
    }
    if let batch = workspace.data["x"], batch.points.rows == inputs { return batch.points }
    var stream = workspace.stream
    let rows = stream.randn(rows: DeckQuotient.batch, columns: inputs)
    workspace.goOn(from: stream)
    return rows.transposed
  }

  // MARK: Arguments

  private func maskSeed(_ context: Context) throws(Problem) -> UInt32 {
    guard let argument = seed?.argument else { return 0 }
    do throws(ArgumentError) {
      return try UInt32(argument)
    } catch {
      throw Problem(error, argument: argument, label: "seed", at: context.ranges["seed"] ?? context.verbRange)
    }
  }

  /// The method with what was written for it; a word that it does not know is an error at that word.
  private func configured(step: Argument?, in workspace: Workspace, _ context: Context) throws(Problem)
    -> any BoundMethod
  {
    var choice = method?.choice ?? MethodChoice(target?.function == nil ? PairSampling() : Grid())
    let given: [(String, Argument?)] = [
      ("eps", step), ("samples", samples?.argument), ("seed", seed?.argument), ("points", points?.argument),
    ]
    for (label, argument) in given {
      guard let argument, let range = context.ranges[label] else { continue }
      guard let parameter = choice.parameters.first(where: { $0.label == label }) else {
        // Fresh masks have a seed of their own.
        if label == "seed", mask != nil { continue }
        let takes = choice.parameters.map(\.label).joined(separator: ", ")
        throw Problem(
          .unknownOption, "method \(choice.argumentText) takes no \(label)",
          hints: takes.isEmpty ? [] : ["it takes \(takes)"], at: range)
      }
      do throws(ArgumentError) {
        try parameter.set(&choice, to: argument)
      } catch {
        throw Problem(error, argument: argument, label: label, at: range)
      }
    }
    return choice.method
  }

  private func domain(for subject: Subject, in workspace: Workspace, _ context: Context) throws(Problem)
    -> Domain
  {
    if let center {
      let (point, name) = try center.center(of: subject, in: workspace, at: context.ranges["at"])
      return .ball(center: point, name: name, radius: 0, norm: .two)
    }
    guard from != nil || to != nil else { return .everywhere }
    let usual = Grid.usualRange(of: subject.map)
    let (lower, upper) = (from ?? usual.lower, to ?? usual.upper)
    guard lower < upper else {
      throw Problem(
        .outOfRange,
        "the range from \(NumberFormat.shortest(lower)) to \(NumberFormat.shortest(upper)) is empty",
        at: context.ranges["to"] ?? context.ranges["from"])
    }
    return .box(lower, upper)
  }
}

/// An argument that a chosen method will read.
struct GivenArgument: ArgumentValue {
  let argument: Argument
  init(_ argument: Argument) throws(ArgumentError) { self.argument = argument }
  static let placeholder = "X"
  var argumentText: String { argument.text }
}

import Language
import LinearAlgebra
import Lipschitz
import Networks
import Parameters

/// `compare A B`, `compare methods`, `compare activations`: bounds side by side; `compare A B loss`: losses.
struct CompareCommand: WorkspaceCommand {
  static let name = "compare"
  static let summary = "put models, methods or activations side by side"
  static let group = CommandGroup.bound
  static let parameters: [Parameter<Self>] = [
    Parameter(
      rest: "names", \.names, "models, layers or functions; or methods; or activations", required: true),
    Parameter("norm", \.norm, "the norm on both sides"),
  ]
  static let details = [
    "bound, estimate or loss behind the names says what is compared; bound is usual.",
    "loss shows the first, last and smallest loss of the last training.",
    "methods runs every method that takes the model; on a terminal with the time it took.",
    "Ctrl-C keeps the rows that are done.",
  ]
  static let examples = [
    Example("compare A B", prints: "A", after: ["model A: linear 5x3 seed 1", "model B: linear 5x3 seed 2"]),
    Example("compare activations", prints: "relu"),
    Example("compare methods", prints: "svd", after: ["layer linear 5x3 seed 42"]),
    Example(
      "compare A loss", prints: "A   first", after: ["model A: linear 5x3", "train steps 20 lr 0.1"]),
  ]
  var names: [Target] = []
  var norm: Norm?
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    var targets = names
    if targets.last?.name == "loss" {
      return .losses(try workspace.lastRuns(of: targets.dropLast().map(\.name), at: context.ranges["names"]))
    }
    var isEstimate = false
    if targets.count > 1, let last = targets.last?.name, last == "bound" || last == "estimate" {
      isEstimate = last == "estimate"
      targets.removeLast()
    }
    let norm = norm ?? workspace.settings.norm
    if targets.count == 1, targets[0].name == "methods" { return try methods(workspace, norm, context) }
    if targets.count == 1, targets[0].name == "activations" {
      targets = try Vocabulary.functions.map { try Target(Argument(.word($0), text: $0)) }
    }
    let entries = try targets.map { target in
      let masks = isEstimate ? Masks.drawn(EstimateCommand.maskStream(seed: 0)) : .any
      let subject = try Subject(target, in: workspace, masks: masks, at: context.ranges["names"])
      let usual: any BoundMethod = target.function == nil ? PairSampling() : Grid()
      let method = isEstimate ? usual : Methods.automatic(for: subject.map, norm: norm)
      return Entry(name: subject.name, method: method, network: subject.map)
    }
    return .comparison(try rows(entries, norm, showsRatio: false, context), showsRatio: false)
  }

  private func methods(_ workspace: Workspace, _ norm: Norm, _ context: Context) throws -> Value {
    let network = try Subject(nil, in: workspace, at: context.verbRange).map
    let entries = Methods.bounds.map { Entry(name: $0.name, method: $0.init(), network: network) }
    return .comparison(try rows(entries, norm, showsRatio: true, context), showsRatio: true)
  }

  /// What a row is to say of whom.
  private struct Entry {
    let name: String
    let method: any BoundMethod
    let network: Network
  }

  /// A row each.
  ///
  /// - Throws: a problem with the rows that were done if the monitor stops it.
  private func rows(_ entries: [Entry], _ norm: Norm, showsRatio: Bool, _ context: Context) throws
    -> [Value.Comparison]
  {
    var rows: [Value.Comparison] = []
    for entry in entries {
      do {
        rows.append(try row(entry, norm, context))
      } catch let stopped as Interrupted {
        var own = Problem(stopped, of: entry.name)
        own.message = "stopped before it was done"
        rows.append(Value.Comparison(name: entry.name, result: .failure(own)))
        rows += entries.dropFirst(rows.count).map { entry in
          Value.Comparison(
            name: entry.name, result: .failure(Problem(.cancelled, "stopped before it began")))
        }
        var problem = Problem(Interrupted(partial: nil))
        problem.finished = .comparison(rows, showsRatio: showsRatio)
        throw problem
      }
    }
    return rows
  }

  /// A bound, or the reason for having none.
  private func row(_ entry: Entry, _ norm: Norm, _ context: Context) throws -> Value.Comparison {
    let start = ContinuousClock.now
    do {
      let bound = try entry.method.bound(
        entry.network, norm: norm, on: .everywhere, monitor: context.monitor)
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      return Value.Comparison(name: entry.name, result: .success(bound), seconds: seconds)
    } catch let error as MethodError {
      return Value.Comparison(name: entry.name, result: .failure(Problem(error)))
    }
  }
}

/// `methods`: what `bound` and `estimate` can do.
struct MethodsCommand: WorkspaceCommand {
  static let name = "methods"
  static let summary = "list the methods of bound and estimate"
  static let group = CommandGroup.bound
  static let details = [
    "help METHOD  tells how a method is written,  about METHOD  why its number holds."
  ]
  static let examples = [Example("methods", prints: "From above")]
  init() {}

  func run(in _: inout Workspace, context _: Context) throws -> Value { .help(Help.methods) }
}

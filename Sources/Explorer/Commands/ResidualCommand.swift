import Language
import LinearAlgebra
import Lipschitz
import Networks
import Parameters

/// `residual (linear 10x10, relu, linear 10x10)`: a block with a connection past it.
struct ResidualCommand: WorkspaceCommand {
  static let name = "residual"
  static let summary = "add x + g(x), where g is the layers in parentheses"
  static let group = CommandGroup.build
  static let isUndoable = true
  static let takesItems = true
  static let details = ["begin residual ... end  over several lines is the same."]
  static let examples = [
    Example(
      "residual (linear 10x10, relu, linear 10x10)", prints: "residual1 residual 10 -> 10   220 parameters")
  ]
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    guard let items = context.items else {
      throw Problem(
        .badValue, "residual needs its layers", hints: ["residual (linear 10x10, relu, linear 10x10)"],
        at: context.verbRange)
    }
    let name = workspace.currentName ?? "net"
    var network = workspace.current?.network ?? Network()
    try Self.add(items, to: &network, in: &workspace, at: context.verbRange, context)
    workspace.store(network, named: name)
    guard let element = network.elements.last else { return .done("", []) }
    return .layer(
      Value.LayerReport(
        element: element, model: name,
        bound: try LayerCommand.constant(of: element, in: workspace, context.monitor), isDetailed: false))
  }

  static func add(
    _ items: [Item], to network: inout Network, taking incoming: Shape? = nil,
    in workspace: inout Workspace, at range: Range<Int>, _ context: Context
  ) throws(Problem) {
    var branch = Network()
    let incoming = network.isEmpty ? incoming : network.outputShape
    try ModelCommand.build(items, into: &branch, taking: incoming, in: &workspace, context)
    do throws(ShapeError) {
      try network.append(try Residual(branch))
    } catch {
      throw Problem(.shape, error.description, at: range)
    }
  }
}

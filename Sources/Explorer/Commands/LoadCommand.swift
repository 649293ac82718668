import LinearAlgebra
import Networks
import Parameters
import TerminalText

/// `load net.npz activation relu as net`: a network, or points, from a file.
struct LoadCommand: WorkspaceCommand {
  static let name = "load"
  static let summary = "read a network or a batch of points from a file"
  static let group = CommandGroup.build
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter("file", \.file, "a file of arrays", role: .positional, required: true),
    Parameter(
      "activation", \.activation, "what stands between the layers, if the file does not say",
      placeholder: "NAME"),
    Parameter("array", \.array, "the array of points, of several", placeholder: "ARRAY"),
    Parameter(
      "as", \.label, "the name; without it that of the file, or x for points", placeholder: "NAME"),
  ]
  static var details: [String] {
    ["These files are read; the last two are points, a row each:"]
      + ArrayFormats.all.map { "  \($0.endings.joined(separator: " ").padded(to: 14)) \($0.summary)" }
      + [
        "A network is W1, b1, W2, ... or 0.weight, 0.bias, 2.weight, ... with outputs x inputs, and what a text in it called meta says:",
        "  {\"activation\": \"relu\"}   or",
        "  {\"input_shape\": [8], \"layers\": [{\"type\": \"linear\", \"W\": \"W1\", \"b\": \"b1\"}, {\"type\": \"relu\"}, ...]}",
        "Numbers are widened to double precision. If there are x and y, y is compared with what the network makes of x.",
        "layer linear 6x4 from FILE array W1  takes a single layer, and so does a model line.",
        "export weights FILE.npz  writes what load reads.",
      ]
  }
  static let examples = [
    Example("load iris.npz", prints: "iris   4 -> 6 -> 3   93 parameters"),
    Example("load flowers.csv as flowers", prints: "flowers   3 points of 4"),
    Example("load iris.npz array W1 as rows", prints: "rows   6 points of 4"),
  ]
  var file: FilePath?
  var activation: ActivationChoice?
  var array: String?
  var label: String?
  init() {}

  /// The activation's own arguments, such as `alpha`.
  var variantParameters: [Parameter<Self>] {
    (activation?.choice.parameters ?? []).map {
      $0.lifted(
        get: { command in
          guard let activation = command.activation else {
            preconditionFailure("the activation lost its name")
          }
          return activation.choice
        },
        set: { $0.activation?.choice = $1 })
    }
  }

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    guard let file else { throw Problem(.badValue, "load needs a file", at: context.verbRange) }
    guard array == nil || activation == nil else {
      throw Problem(
        .badValue, "an array is points, and an activation stands in a network",
        at: context.ranges["activation"])
    }
    let place = context.ranges["file"]
    let arrays = try ArrayFile(
      file.path, access: context.access, limit: workspace.settings.limit.bytes, monitor: context.monitor,
      at: place)
    do {
      guard array == nil, activation != nil || NetworkPlan.isIn(arrays) else {
        return .imported(try points(of: arrays, in: &workspace, context))
      }
      return .imported(try model(of: arrays, in: &workspace, context))
    } catch let problem as Problem {
      throw problem.at(place)
    }
  }

  // MARK: Networks

  private func model(of file: ArrayFile, in workspace: inout Workspace, _ context: Context) throws -> Import {
    let name = try label ?? Self.name(from: file.name, in: workspace)
    try workspace.checkFree(name, at: context.ranges["as"])
    let plan: NetworkPlan
    var builder = NetworkBuilder(file: file, context: context)
    let network: Network
    do throws(Problem) {
      plan = try NetworkPlan(of: file, activation: activation?.choice)
      network = try builder.network(of: plan, in: &workspace)
    } catch {
      throw error.inside("'\(file.name)'")
    }
    workspace.store(network, named: name)
    let names = network.arrayNames
    var result = Import(
      content: .model(Workspace.Model(name: name, network: network)), file: file.name, arrays: names.count,
      types: file.types(of: file.names.filter(names.contains)), layout: plan.layout,
      notes: plan.notes + builder.notes)
    var used = names
    if let x = file[plan.inputName], let y = file[plan.outputName] {
      used.formUnion([x.name, y.name])
      do {
        let check = try ForwardCheck(of: network, inputs: x, outputs: y, monitor: context.monitor)
        result.check = check
        if !check.agrees {
          result.notes.append("\(y.name) is not what this network makes of \(x.name): was it understood?")
        }
      } catch let problem as Problem {
        result.notes.append("no check: \(problem.message)")
      }
    }
    result.unused = file.names.filter { !used.contains($0) }
    return result
  }

  /// A name like that of the file.
  ///
  /// - Throws: a problem if it would be a word of the language.
  private static func name(from file: String, in workspace: Workspace) throws(Problem) -> String {
    let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file[...]
    let plain = String(stem.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    let name = plain.first?.isLetter == true ? plain : "net_\(plain)"
    do throws(Problem) {
      try workspace.checkFree(name, at: nil)
    } catch {
      var problem = error
      problem.hints = ["load FILE as NAME   gives it another"]
      throw problem
    }
    return name
  }

  // MARK: Points

  private func points(of file: ArrayFile, in workspace: inout Workspace, _ context: Context) throws(Problem)
    -> Import
  {
    let name = label ?? "x"
    try workspace.checkFree(name, at: context.ranges["as"])
    let found = try chosen(in: file, context)
    guard let values = found.numbers, let type = found.type else {
      throw Problem(.badValue, "'\(file.name)': \(found.name) is a text", at: context.ranges["array"])
    }
    guard !values.isEmpty else { throw Problem(.shape, "'\(file.name)' holds no numbers") }
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw Problem(.outOfRange, "'\(file.name)': number \(index + 1) is \(values[index])")
    }
    let count = found.shape.count > 1 ? found.shape[0] : 1
    let point = found.shape.count > 1 ? Array(found.shape.dropFirst()) : [values.count]
    // The last index is fastest: a point after the other, as the columns of a matrix.
    let batch = Workspace.Batch(
      points: Matrix(rows: values.count / count, columns: count, elements: values), shape: Shape(point),
      seed: nil)
    workspace.data[name] = batch
    return Import(
      content: .data(name: name, batch), file: file.name, arrays: 1, types: type.rawValue,
      layout: "a row for each point",
      unused: file.names.filter { $0 != found.name })
  }

  private func chosen(in file: ArrayFile, _ context: Context) throws(Problem) -> StoredArray {
    if let array {
      guard let found = file[array] else { throw file.missing(array).at(context.ranges["array"]) }
      return found
    }
    let numbers = file.arrays.filter { $0.numbers != nil }
    guard let only = numbers.first, numbers.count == 1 else {
      throw Problem(
        .badValue, "'\(file.name)' holds \(file.namesInWords)",
        hints: ["load \(file.name) array \(file.names.first ?? "x")   says which are points"])
    }
    return only
  }
}

extension Network {
  /// The arrays of a file that its weights come from, branches included.
  fileprivate var arrayNames: Set<String> {
    var names: Set<String> = []
    for element in elements {
      if case .stored(_, let arrays, _)? = element.origin { names.formUnion(arrays) }
      if case .residual(let branch) = element.layer.form { names.formUnion(branch.arrayNames) }
    }
    return names
  }
}

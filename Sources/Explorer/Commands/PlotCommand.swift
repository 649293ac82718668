import Language
import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import TerminalText
import Plotting

/// `plot relu sigmoid tanh slope`: functions, or a chart of the model.
struct PlotCommand: WorkspaceCommand {
  static let name = "plot"
  static let summary = "draw functions, or a chart of the model"
  static let group = CommandGroup.plot
  static let parameters: [Parameter<Self>] = [
    Parameter(
      rest: "what", \.subjects, "functions, or a chart and the layer or model it is of", required: true),
    Parameter(flag: "slope", \.showsSlope, "the slopes too"),
    Parameter(flag: "cone", \.showsCone, "the double cone of slope L that the graph stays out of"),
    Parameter(flag: "log", \.isLog, "a logarithmic axis"),
    Parameter(flag: "text", \.asText, "in words"),
    Parameter("around", \.center, "the point that local and jacobian are about"),
    Parameter("from", \.from, "where the x axis starts", placeholder: "A"),
    Parameter("to", \.to, "where it ends", placeholder: "B"),
    Parameter("width", \.width, "columns", placeholder: "W"),
    Parameter("height", \.height, "rows", placeholder: "H"),
  ]
  static var details: [String] {
    ["Charts:"] + Charts.all.map { "  \($0.name.padded(to: 11))\($0.summary)" } + [
      "",
      "local and jacobian are about the point of around, else about 0; from A to B sets the radii (0.001 to 10), or how "
        + "far beside the point (-3 to 3). With more than 2 inputs jacobian follows the direction that is stretched most.",
    ]
  }
  static let examples = [
    Example("plot relu", prints: ""),
    Example("plot relu sigmoid tanh slope", prints: ""),
    Example("plot sin from -10 to 10 cone", prints: ""),
    Example("plot singular linear1", prints: "", after: ["layer linear 5x3 seed 42"]),
    Example(
      "plot regions text", prints: "m: 7 linear pieces, gain up to 1.685224",
      after: ["model m: linear 2->3 seed 42, relu"]),
    Example("plot sigmoid text", prints: "sigmoid"),
    Example("plot local around 1,2", prints: "", after: ["layer linear 3x2 seed 42; layer tanh"]),
  ]
  var subjects: [PlotSubject] = []
  var showsSlope = false
  var showsCone = false
  var isLog = false
  var asText = false
  var center: PointArgument?
  var from: Double?
  var to: Double?
  var width: PlotSize?
  var height: PlotSize?
  init() {}

  /// More panels than this show nothing any more.
  private static let mostFunctions = 24
  /// The end of any axis.
  private static let farthest = 1e300

  /// The last function's own parameters, such as `alpha`.
  var variantParameters: [Parameter<Self>] {
    (subjects.last?.target.parameters ?? []).map {
      $0.lifted(
        get: { command in
          guard let subject = command.subjects.last else { preconditionFailure("plot lost its function") }
          return subject.target
        },
        set: { $0.subjects[$0.subjects.count - 1].target = $1 })
    }
  }

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let place = context.ranges["what"] ?? context.verbRange
    let drawing = Drawing(
      scene: try scene(in: workspace, context, at: place), width: width?.value, height: height?.value,
      asText: asText)
    workspace.lastPlot = drawing
    return .plot(drawing)
  }

  private func scene(in workspace: Workspace, _ context: Context, at place: Range<Int>) throws -> Scene {
    guard let first = subjects.first else {
      throw Problem(.badValue, "plot needs to be told what", at: place)
    }
    guard subjects.count <= Self.mostFunctions else {
      throw Problem(.tooLarge, "a plot shows at most \(Self.mostFunctions) functions", at: place)
    }
    if let chart = Charts.all.first(where: { $0.name == first.target.name.lowercased() }) {
      let targets = subjects.dropFirst().map(\.target)
      guard targets.count <= chart.mostTargets else {
        let most = chart.mostTargets == 1 ? "one layer or model" : "at most \(chart.mostTargets) of them"
        throw Problem(.badValue, "\(chart.name) takes \(most)", at: place)
      }
      guard !isLog || chart.takesLog else {
        throw Problem(.badValue, "\(chart.name) has no logarithmic axis", at: context.ranges["log"])
      }
      guard center == nil || chart.takesPoint else {
        throw Problem(.badValue, "\(chart.name) is about no point", at: context.ranges["around"])
      }
      let rangePlace = context.ranges["to"] ?? context.ranges["from"]
      guard (from == nil && to == nil) || chart.takesRange else {
        throw Problem(.badValue, "\(chart.name) has no axis that from and to could set", at: rangePlace)
      }
      let request = ChartRequest(
        targets: targets, isLog: isLog, point: center, from: from, to: to, workspace: workspace,
        monitor: context.monitor, place: place, pointPlace: context.ranges["around"], rangePlace: rangePlace)
      do {
        return try chart.scene(request)
      } catch let error as MethodError {
        throw Problem(error).at(place)
      }
    }
    guard center == nil else {
      throw Problem(
        .badValue, "functions are plotted from A to B, not around a point", hints: ["plot relu from -2 to 2"],
        at: context.ranges["around"])
    }
    var functions: [any ScalarFunction] = []
    for subject in subjects {
      guard let function = subject.target.function?.function else {
        let known = Vocabulary.functions + Charts.all.map { $0.name }
        throw Problem(
          .unknownName, "no function or chart is called '\(subject.target.name)'",
          suggestions: nearest(to: subject.target.name, among: known),
          hints: [
            "functions: " + Vocabulary.functions.joined(separator: " "),
            "charts: " + Charts.all.map { $0.name }.joined(separator: " "),
          ],
          at: place)
      }
      functions.append(function)
    }
    return try curves(
      functions, workspace.settings.numbers, at: context.ranges["to"] ?? context.ranges["from"])
  }

  private func curves(_ functions: [any ScalarFunction], _ numbers: NumberFormat, at place: Range<Int>?)
    throws(Problem)
    -> Scene
  {
    let usual = functions.map(Grid.usualRange(of:)).reduce(Interval(-5, 5)) {
      functions.count == 1 ? $1 : $0.union($1)
    }
    let (lower, upper) = try (usual.lower...usual.upper).axis(from: from, to: to, at: place)
    if let end = [lower, upper].first(where: { $0.magnitude > Self.farthest }) {
      throw Problem(
        .outOfRange,
        "an axis ends at \(NumberFormat.shortest(Self.farthest)), before \(NumberFormat.shortest(end))",
        hints: ["differences of larger numbers may be too large for a double"], at: place)
    }
    let curves = functions.map { Self.curve($0, showsSlope: showsSlope, numbers, lower...upper) }
    var cone: Cone?
    if showsCone, let function = functions.first {
      let constant = SteepestOn(function, lower...upper)
      cone = Cone(
        at: constant.place, constant: constant.value,
        text: numbers.exact(constant.value))
    }
    var scene = Scene.curves(curves, on: lower...upper, cone: cone)
    if isLog {
      for index in scene.panels.indices { scene.panels[index].y.scale = .log }
    }
    return scene
  }

  private static func curve<Function: ScalarFunction>(
    _ function: Function, showsSlope: Bool, _ numbers: NumberFormat, _ range: ClosedRange<Double>
  ) -> Curve {
    let steepest = function.steepest
    let constant = numbers.exact(steepest.slope.upper)
    let slope = Curve.Slope(
      { function.slope($0) }, kinks: function.kinks, maximum: constant)
    return Curve(
      Function.name, kinks: function.kinks, note: steepest.slope.upper.isFinite ? "L = \(constant)" : "no L",
      slope: showsSlope ? slope : nil, value: { function.value($0) })
  }
}

/// Where in a range a function is steepest, and how steep: for the cone.
private struct SteepestOn {
  let place: Double
  let value: Double

  init(_ function: any ScalarFunction, _ range: ClosedRange<Double>) {
    let candidates =
      [range.lowerBound, range.upperBound, 0.5 * (range.lowerBound + range.upperBound)]
      + function.turningPoints.map(\.x) + [Self.steepestPoint(function)].compactMap { $0 }
    let inside = candidates.filter { range.contains($0) && function.slope($0).isFinite }
    place = inside.max { function.slope($0).magnitude < function.slope($1).magnitude } ?? range.lowerBound
    let global = function.steepest.slope.upper
    value = global.isFinite ? global : function.slope(place).magnitude
  }

  private static func steepestPoint(_ function: any ScalarFunction) -> Double? {
    if case .at(let x) = function.steepest.place { x } else { nil }
  }
}

/// A word behind `plot`: a function, a chart, or what the chart is of.
struct PlotSubject: ArgumentValue {
  var target: Target
  init(_ argument: Argument) throws(ArgumentError) { target = try Target(argument) }
  static let placeholder = "FUNCTION|CHART"
  static var completion: Completion { .targetsOr(Charts.all.map { $0.name }) }
  var argumentText: String { target.name }
}

/// `replot`: the last plot once more, as the terminal is now.
struct ReplotCommand: WorkspaceCommand {
  static let name = "replot"
  static let summary = "draw the last plot once more"
  static let group = CommandGroup.plot
  static let examples = [Example("replot", prints: "", after: ["plot relu"])]
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    guard let drawing = workspace.lastPlot else {
      throw Problem(.badValue, "nothing was plotted yet", hints: ["plot relu"], at: context.verbRange)
    }
    return .plot(drawing)
  }
}

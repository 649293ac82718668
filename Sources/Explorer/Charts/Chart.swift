import LinearAlgebra
import Networks
import Plotting

/// A chart of the model that `plot` draws by its name.
///
/// A file in `Charts/` and a line in `Charts.all` make one.
protocol Chart: Sendable {
  static var name: String { get }
  static var summary: String { get }
  /// Whether it can be drawn on a logarithmic axis.
  static var takesLog: Bool { get }
  /// Whether it is about a point.
  static var takesPoint: Bool { get }
  /// Whether its axis can be told where to start and end.
  static var takesRange: Bool { get }
  /// Of how many layers or models it can be at once.
  static var mostTargets: Int { get }
  static func scene(_ request: ChartRequest) throws -> Scene
}

extension Chart {
  static var takesLog: Bool { false }
  static var takesPoint: Bool { false }
  static var takesRange: Bool { false }
  static var mostTargets: Int { 1 }
}

/// What a chart is of.
struct ChartRequest {
  let targets: [Target]
  var target: Target? { targets.first }
  let isLog: Bool
  /// The point that the chart is about.
  let point: PointArgument?
  let from: Double?
  let to: Double?
  let workspace: Workspace
  let monitor: Monitor
  /// The characters to blame.
  let place: Range<Int>
  /// Those of the point, and of the range.
  let pointPlace: Range<Int>?
  let rangePlace: Range<Int>?
  var numbers: NumberFormat { workspace.settings.numbers }
}

extension ChartRequest {
  /// The point that a chart is about, with its name: the one given, else 0.
  func center(of subject: Subject) throws(Problem) -> (Vector, name: String) {
    guard let point else { return (Vector(repeating: 0, count: subject.map.inputShape.count), "0") }
    return try point.center(of: subject, in: workspace, at: pointPlace)
  }

  /// Where an axis starts and ends.
  func range(usual: ClosedRange<Double>) throws(Problem) -> (Double, Double) {
    try usual.axis(from: from, to: to, at: rangePlace)
  }
}

/// Every chart, in the order in which help lists them.
///
/// A new chart adds its line here.
enum Charts {
  static let all: [any Chart.Type] = [
    WeightsChart.self, SingularChart.self, HistogramChart.self, BracketChart.self, BoundsChart.self,
    StepsChart.self,
    LossChart.self, GradientsChart.self, LocalChart.self, JacobianChart.self, RegionsChart.self,
  ]
}

import LinearAlgebra
import Plotting

/// A chart of the model that `plot` draws by its name.
///
/// A file in `Charts/` and a line in `Charts.all` make one.
protocol Chart: Sendable {
  static var name: String { get }
  static var summary: String { get }
  static func scene(_ request: ChartRequest) throws -> Scene
}

/// What a chart is of.
struct ChartRequest {
  let target: Target?
  let isLog: Bool
  let workspace: Workspace
  let monitor: Monitor
  /// The characters to blame.
  let place: Range<Int>
  var numbers: NumberFormat { workspace.settings.numbers }
}

/// Every chart, in the order in which help lists them.
///
/// A new chart adds its line here.
enum Charts {
  static let all: [any Chart.Type] = [
    WeightsChart.self, SingularChart.self, HistogramChart.self, BracketChart.self, BoundsChart.self,
    StepsChart.self,
    LossChart.self, GradientsChart.self,
  ]
}

import LinearAlgebra
import Lipschitz
import Networks
import Plotting

/// The pieces on which a network with two inputs is linear, shaded by their gains.
enum RegionsChart: Chart {
  static let name = "regions"
  static let summary = "the linear pieces of a network with two inputs and their gains, from A to B"
  static let takesRange = true

  /// So many shades in a row of the picture, and rows.
  private static let shades = (columns: 96, rows: 48)
  /// With more pieces their borders would cover the picture.
  private static let mostBorders = 150

  static func scene(_ request: ChartRequest) throws -> Scene {
    let subject = try Subject(request.target, in: request.workspace, at: request.place)
    let norm = request.workspace.settings.norm
    let (first, last) = try request.range(usual: -3...3)
    let range = first...last
    let pieces: LinearRegions
    do {
      pieces = try LinearRegions(of: subject.map, x: range, y: range, norm: norm, monitor: request.monitor)
    } catch let error as MethodError {
      throw Problem(error).at(request.place)
    }
    let steepest = pieces.regions.max { $0.gain < $1.gain }
    let numbers = request.numbers
    let count = Value.count(pieces.regions.count, "linear piece")
    let title = "\(subject.name): \(count), gain up to \(numbers.text(steepest?.gain ?? 0))"
    let values = (0..<shades.rows).flatMap { row in
      (0..<shades.columns).map { column in
        let x = range.at((Double(column) + 0.5) / Double(shades.columns))
        let y = range.at(1 - (Double(row) + 0.5) / Double(shades.rows))
        return pieces.region(atX: x, y: y)?.gain ?? .nan
      }
    }
    var scene = Scene.map(values, rows: shades.rows, x: range, y: range, title: title)
    let seen = values.filter(\.isFinite)
    if let low = seen.min(), let high = seen.max(), low < high {
      scene.panels[0].x.label = "shades by gain: \(numbers.text(low)) to \(numbers.text(high))"
    }
    if pieces.regions.count <= mostBorders {
      scene.panels[0].marks += pieces.regions.map { region in
        let corners = region.corners.map { Point($0.x, $0.y) }
        return .line(corners + corners.prefix(1), Series("", index: 0))
      }
    }
    return scene
  }
}

extension ClosedRange<Double> {
  /// The place a share of the way up.
  fileprivate func at(_ share: Double) -> Double { lowerBound + (upperBound - lowerBound) * share }
}

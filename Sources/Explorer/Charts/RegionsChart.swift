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
    let values = shading(pieces, on: range)
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

  /// The gain of the piece at the middle of each shade, row by row from above.
  ///
  /// A piece may be so thin that it holds no such middle. It takes the shade that it is in if it is steeper than what is
  /// there, so that the steepest piece is always in the picture.
  private static func shading(_ pieces: LinearRegions, on range: ClosedRange<Double>) -> [Double] {
    var values = (0..<shades.rows).flatMap { row in
      (0..<shades.columns).map { column in
        let x = range.at((Double(column) + 0.5) / Double(shades.columns))
        let y = range.at(1 - (Double(row) + 0.5) / Double(shades.rows))
        return pieces.region(atX: x, y: y)?.gain ?? .nan
      }
    }
    for region in pieces.regions where region.gain.isFinite {
      let (x, y) = region.middle
      let column = min(shades.columns - 1, Int(range.share(of: x) * Double(shades.columns)))
      let row = min(shades.rows - 1, Int((1 - range.share(of: y)) * Double(shades.rows)))
      let place = row * shades.columns + column
      if !(values[place] >= region.gain) { values[place] = region.gain }
    }
    return values
  }
}

extension LinearRegions.Region {
  /// A point inside: the mean of its corners.
  fileprivate var middle: LinearRegions.Corner {
    let count = Double(corners.count)
    return (corners.reduce(0) { $0 + $1.x } / count, corners.reduce(0) { $0 + $1.y } / count)
  }
}

extension ClosedRange<Double> {
  /// The place a share of the way up.
  fileprivate func at(_ share: Double) -> Double { lowerBound + (upperBound - lowerBound) * share }

  /// The share of the way up at which a place is.
  fileprivate func share(of place: Double) -> Double { (place - lowerBound) / (upperBound - lowerBound) }
}

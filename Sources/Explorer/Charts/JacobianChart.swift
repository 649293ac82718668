import LinearAlgebra
import Lipschitz
import Networks
import Plotting

/// How steep a network is where: the norm of its Jacobian over its inputs.
///
/// Two inputs make a map, one makes a curve. With more inputs it is a curve along a line through a point, in the
/// direction that is stretched most there: where the network is steepest, the line shows how far that lasts.
enum JacobianChart: Chart {
  static let name = "jacobian"
  static let summary = "how steep it is where: a map over 2 inputs, else a curve"
  static let takesLog = true
  static let takesPoint = true
  static let takesRange = true

  private static let mapSize = (rows: 24, columns: 48)
  private static let curvePoints = 241

  static func scene(_ request: ChartRequest) throws -> Scene {
    let subject = try Subject(request.target, in: request.workspace, at: request.place)
    let (center, name) = try request.center(of: subject)
    let (lower, upper) = try request.range(usual: -3...3)
    let norm = request.workspace.settings.norm
    let title = "|J| of \(subject.name), \(norm.rawValue)-norm"
    let around = request.point == nil ? "" : " around \(name)"
    if center.count == 2, !request.isLog {
      return try map(subject, center, lower...upper, norm, title: title + around, request)
    }
    let direction =
      center.count == 1 ? [1] : try subject.map.steepestDirection(at: center, norm, monitor: request.monitor)
    let places = (0..<curvePoints).map { lower + (upper - lower) * Double($0) / Double(curvePoints - 1) }
    var points = Matrix(rows: center.count, columns: places.count)
    for (column, place) in places.enumerated() {
      for row in 0..<center.count { points[row, column] = center[row] + place * direction[row] }
    }
    let norms = try subject.map.steepness(at: points, norm, monitor: request.monitor)
    let line = center.count == 1 ? around : " at \(name) + t v, v what is stretched most there"
    let label = center.count == 1 && request.point == nil ? "x" : "t"
    return Scene(panels: [
      Panel(
        title: title + line, x: Axis(label, range: lower...upper),
        y: Axis(scale: request.isLog ? .log : .linear),
        marks: [.line(zip(places, norms).map { Point($0, $1) }, Series("|J|"))])
    ])
  }

  private static func map(
    _ subject: Subject, _ center: Vector, _ range: ClosedRange<Double>, _ norm: Norm, title: String,
    _ request: ChartRequest
  ) throws -> Scene {
    let (rows, columns) = mapSize
    let width = range.upperBound - range.lowerBound
    var points = Matrix(rows: 2, columns: rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        // The middle of each cell, the first row at the top.
        let place = row * columns + column
        points[0, place] = center[0] + range.lowerBound + width * (Double(column) + 0.5) / Double(columns)
        points[1, place] = center[1] + range.upperBound - width * (Double(row) + 0.5) / Double(rows)
      }
    }
    let norms = try subject.map.steepness(at: points, norm, monitor: request.monitor)
    let finite = norms.filter(\.isFinite)
    let words = finite.min().flatMap { low in
      finite.max().map { ", \(request.numbers.text(low)) to \(request.numbers.text($0))" }
    }
    return Scene.map(
      norms, rows: rows, x: center[0] + range.lowerBound...center[0] + range.upperBound,
      y: center[1] + range.lowerBound...center[1] + range.upperBound, title: title + (words ?? ""))
  }
}

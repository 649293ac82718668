import LinearAlgebra
import Lipschitz
import Networks
import Plotting
import RealModule

/// The constant in balls around a point, against their radius.
enum LocalChart: Chart {
  static let name = "local"
  static let summary = "L in balls around a point, against their radius"
  static let takesPoint = true
  static let takesRange = true

  private static let radiusCount = 25

  static func scene(_ request: ChartRequest) throws -> Scene {
    let subject = try Subject(request.target, in: request.workspace, at: request.place)
    let norm = request.workspace.settings.norm
    let (center, name) = try request.center(of: subject)
    let (first, last) = try request.range(usual: 1e-3...10)
    guard first > 0 else {
      throw Problem(
        .outOfRange, "a radius is above 0, and the axis goes by decades",
        hints: ["plot local from 0.001 to 10"], at: request.rangePlace)
    }
    let steps = Double(radiusCount - 1)
    let radii = (0..<radiusCount).map { step in
      step == radiusCount - 1
        ? last : Double.exp(.log(first) + (Double.log(last) - .log(first)) * Double(step) / steps)
    }
    let curve = try LocalCurve(
      of: subject.map, around: center, named: name, radii: radii, norm: norm, monitor: request.monitor)
    let words = BoundText(numbers: request.numbers)
    return Scene.radii(
      radii, upper: curve.rows.map(\.upper), lower: curve.rows.map(\.lower),
      knee: curve.knee.map { ($0, "flat up to \(twoDigits($0))") },
      everywhere: curve.everywhere.isFinite
        ? (curve.everywhere, "everywhere ≤ \(words.value(curve.everywhere, .upper))") : nil,
      title:
        "L of \(subject.name) around \(name), \(norm.rawValue)-norm, by \(curve.methods.joined(separator: ", "))"
    )
  }
}

/// A radius rounded down to two digits.
private func twoDigits(_ radius: Double) -> String {
  let unit = Double.pow(10, 1 - Double.log10(radius).rounded(.down))
  return NumberFormat.shortest((radius * unit).rounded(.down) / unit)
}

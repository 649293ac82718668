/// A function of one variable, with its slope if that is to be shown.
public struct Curve: Sendable {
  /// The derivative of a curve, and its largest magnitude as the caller rounds it.
  public struct Slope: Sendable {
    public var value: @Sendable (Double) -> Double
    /// Where the derivative jumps or bends.
    public var kinks: [Double]
    public var maximum: String

    public init(_ value: @escaping @Sendable (Double) -> Double, kinks: [Double] = [], maximum: String = "") {
      self.value = value
      self.kinks = kinks
      self.maximum = maximum
    }
  }

  public var name: String
  public var value: @Sendable (Double) -> Double
  public var kinks: [Double]
  /// What the legend says behind the name, such as "L = 0.25 at x = 0".
  public var note: String
  public var slope: Slope?

  public init(
    _ name: String, kinks: [Double] = [], note: String = "", slope: Slope? = nil,
    value: @escaping @Sendable (Double) -> Double
  ) {
    self.name = name
    self.value = value
    self.kinks = kinks
    self.note = note
    self.slope = slope
  }
}

extension Scene {
  /// Curves over an interval: a panel each, and below each the panel of its slope if it has one.
  ///
  /// The slopes share one scale, so that the eye can compare them. A single curve has its slope beside it in the
  /// same panel. A cone, where given, is drawn in the panels of the curves.
  public static func curves(_ curves: [Curve], on domain: ClosedRange<Double>, cone: Cone? = nil) -> Scene {
    if let curve = curves.first, curves.count == 1 {
      return Scene(panels: [single(curve, on: domain, cone: cone)])
    }
    var panels = curves.map { curve in
      let samples = Samples(curve.value, kinks: curve.kinks, on: domain)
      return panel(curve.name, samples, on: domain, marks: cone.map { [$0] } ?? [], of: curve)
    }
    if curves.contains(where: { $0.slope != nil }) {
      var slopes = curves.map { curve in
        guard let slope = curve.slope else { return Panel(title: "", x: Axis(range: domain), marks: []) }
        let samples = Samples(slope.value, kinks: slope.kinks + curve.kinks, on: domain)
        let title = slope.maximum.isEmpty ? "slope" : "slope, max \(slope.maximum)"
        return panel(title, samples, on: domain, marks: [], of: curve)
      }
      let common = Limits.of(slopes.flatMap { [$0.yLimits.lowerBound, $0.yLimits.upperBound] }, isLog: false)
      for index in slopes.indices { slopes[index].y.range = common }
      panels += slopes
    }
    return Scene(panels: panels, columns: curves.count)
  }

  private static func panel(
    _ title: String, _ samples: Samples, on domain: ClosedRange<Double>, marks cones: [Cone], of curve: Curve
  ) -> Panel {
    var panel = Panel(title: title, x: Axis(range: domain), marks: samples.marks(Series()))
    for cone in cones { cone.draw(on: &panel, of: curve, domain: domain) }
    return panel
  }

  private static func single(_ curve: Curve, on domain: ClosedRange<Double>, cone: Cone?) -> Panel {
    let label = curve.note.isEmpty ? curve.name : "\(curve.name), \(curve.note)"
    let samples = Samples(curve.value, kinks: curve.kinks, on: domain)
    var panel = Panel(title: curve.name, x: Axis(range: domain), marks: samples.marks(Series(label)))
    if let slope = curve.slope {
      let slopes = Samples(slope.value, kinks: slope.kinks + curve.kinks, on: domain)
      let name = slope.maximum.isEmpty ? "slope" : "slope, max \(slope.maximum)"
      panel.marks += slopes.marks(Series(name, index: 1))
      panel.title = ""
    } else if curve.note.isEmpty, cone == nil {
      panel.marks = samples.marks(Series())
    } else {
      panel.title = ""
    }
    if let cone { cone.draw(on: &panel, of: curve, domain: domain) }
    return panel
  }
}

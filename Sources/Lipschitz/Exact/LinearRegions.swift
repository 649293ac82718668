public import LinearAlgebra
public import Networks

/// The pieces of a plane on which a network is linear, with the gain of each.
///
/// A network with two inputs that is linear in pieces cuts a rectangle into polygons: each layer cuts the polygons of
/// the one before along straight lines. All of them are found, in floating point: what is drawn, not what is proven.
///
/// - Complexity: proportional to the number of pieces times the number of neurons.
public struct LinearRegions: Sendable {
  /// A corner of a polygon.
  public typealias Corner = (x: Double, y: Double)

  /// A polygon and the norm of the Jacobian inside.
  public struct Region: Sendable {
    public let corners: [Corner]
    public let gain: Double
  }

  public private(set) var regions: [Region] = []

  private static let mostRegions = 20000
  static let name = "regions"

  /// The pieces that meet a rectangle.
  ///
  /// - Throws: `MethodError` for networks that do not have two inputs or are not linear in pieces, and for too many
  ///   pieces.
  public init(
    of network: Network, x: ClosedRange<Double>, y: ClosedRange<Double>, norm: Norm, monitor: Monitor
  ) throws {
    guard !network.isEmpty else { throw MethodError.emptyNetwork }
    guard network.inputShape.count == 2 else {
      throw MethodError.needs(
        "a network with two inputs, not \(network.inputShape.count)", method: Self.name,
        instead: "bound method exact takes more")
    }
    let graph = try PiecewiseGraph(NeuronGraph(network, method: Self.name), method: Self.name)
    let rectangle = Polygon(corners: [
      (x.lowerBound, y.lowerBound), (x.upperBound, y.lowerBound), (x.upperBound, y.upperBound),
      (x.lowerBound, y.upperBound),
    ])
    try cut(
      rectangle, graph.everything, layer: 0, graph, norm, smallest: 1e-14 * rectangle.area, monitor: monitor)
  }

  /// The region that holds a point.
  public func region(atX x: Double, y: Double) -> Region? {
    regions.first { Polygon(corners: $0.corners).contains(x, y) }
  }

  private mutating func cut(
    _ polygon: Polygon, _ cell: Cell, layer: Int, _ graph: PiecewiseGraph, _ norm: Norm, smallest: Double,
    monitor: Monitor
  ) throws {
    let forms = CellForms(graph, cell)
    guard layer < graph.graph.layers.count else {
      guard regions.count < Self.mostRegions else {
        throw MethodError.needs(
          "at most \(Self.mostRegions) pieces in the picture", method: Self.name,
          instead: "a smaller square has fewer: from -1 to 1")
      }
      let gain = try forms.jacobian(inputs: 2).norm(norm, monitor: monitor)
      regions.append(Region(corners: polygon.corners, gain: gain.upper.isFinite ? gain.midpoint : .infinity))
      try monitor.step(regions.count)
      return
    }
    let argument = forms.arguments[layer]
    let matrix = argument.matrix(of: 0)?.middle
    var parts: [(polygon: Polygon, pieces: [ClosedRange<Int>])] = [(polygon, [])]
    for neuron in 0..<argument.count {
      let line = (
        matrix?[neuron, 0] ?? 0, matrix?[neuron, 1] ?? 0, argument.offset[neuron].midpoint
      )
      let kinks = graph.functions[layer].kinks
      parts = parts.flatMap { part in
        part.polygon.pieces(of: line, at: kinks, smallest: smallest).map { piece, polygon in
          (polygon, part.pieces + [piece...piece])
        }
      }
    }
    for part in parts {
      var inner = cell
      inner.pieces[layer] = part.pieces
      try cut(part.polygon, inner, layer: layer + 1, graph, norm, smallest: smallest, monitor: monitor)
    }
  }
}

/// A convex polygon, its corners in order.
private struct Polygon {
  let corners: [LinearRegions.Corner]

  var area: Double {
    let next = corners.dropFirst() + corners.prefix(1)
    return 0.5 * zip(corners, next).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y }.magnitude
  }

  func contains(_ x: Double, _ y: Double) -> Bool {
    let next = corners.dropFirst() + corners.prefix(1)
    let turns = zip(corners, next).map { a, b in (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) }
    return turns.allSatisfy { $0 >= 0 } || turns.allSatisfy { $0 <= 0 }
  }

  /// The parts on which `a x + b y + c` is between two neighbouring kinks, with the number of the piece.
  func pieces(of line: (Double, Double, Double), at kinks: [Double], smallest: Double) -> [(Int, Polygon)] {
    var rest = self
    var found: [(Int, Polygon)] = []
    for (piece, kink) in kinks.enumerated() {
      let heights = rest.corners.map { line.0 * $0.x + line.1 * $0.y + line.2 - kink }
      if heights.allSatisfy({ $0 >= 0 }) { continue }
      if heights.allSatisfy({ $0 <= 0 }) { return found + [(piece, rest)] }
      let below = rest.clipped(heights.map { -$0 })
      let above = rest.clipped(heights)
      if below.area > smallest { found.append((piece, below)) }
      guard above.area > smallest else { return found.isEmpty ? [(piece, rest)] : found }
      rest = above
    }
    return found + [(kinks.count, rest)]
  }

  /// The part where a height, given at the corners, is not negative.
  private func clipped(_ heights: [Double]) -> Polygon {
    var kept: [LinearRegions.Corner] = []
    for index in corners.indices {
      let next = (index + 1) % corners.count
      let (p, q) = (corners[index], corners[next])
      let (a, b) = (heights[index], heights[next])
      if a >= 0 { kept.append(p) }
      if (a > 0 && b < 0) || (a < 0 && b > 0) {
        let share = a / (a - b)
        kept.append((p.x + (q.x - p.x) * share, p.y + (q.y - p.y) * share))
      }
    }
    return Polygon(corners: kept)
  }
}

import LinearAlgebra

/// Where the input of a graph is: in a box, and maybe in a ball inside of it.
struct Region: Hashable, Sendable {
  /// An interval for each coordinate.
  let box: [Interval]
  /// Nil where the box is all that is known.
  let ball: Ball?

  struct Ball: Hashable, Sendable {
    let center: Vector
    let radius: Double
    let norm: Norm
  }

  init(box: [Interval]) {
    self.box = box
    ball = nil
  }

  init(_ domain: Domain, inputs: Int) {
    box = domain.boundingBox(count: inputs)
    if case .ball(let center, _, let radius, let norm) = domain, norm != .infinity {
      ball = Ball(center: center, radius: radius, norm: norm)
    } else {
      ball = nil
    }
  }

  /// What `row · x` is not below anywhere in the region, for each row.
  ///
  /// In a ball a row is as much below its value in the middle as its dual norm times the radius.
  func floors(of rows: Matrix) -> [Double] {
    guard let ball else { return rows.enclosure(of: box).map(\.lower) }
    let middle = rows.enclosure(of: ball.center.elements.map { Interval($0) })
    return middle.enumerated().map { index, value in
      let reach = Rounding.productUp(ball.radius, rows.row(index).normEnclosure(ball.norm.dual).upper)
      return Rounding.sumDown(value.lower, -reach)
    }
  }
}

extension Norm {
  /// The norm in which a row is as large as it can be on the unit ball of this one.
  var dual: Norm {
    switch self {
    case .one: .infinity
    case .two: .two
    case .infinity: .one
    }
  }
}

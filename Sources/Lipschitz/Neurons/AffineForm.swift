import LinearAlgebra

/// An affine function of blocks of coordinates: `M₀ c₀ + M₁ c₁ + ⋯ + b`.
///
/// Block 0 is the input of a network, each other block what a layer of neurons gives. All is enclosed: where weights
/// had to be multiplied, their rounding is in the radii; where they stand alone, they are exactly as stored.
struct AffineForm: Sendable {
  /// What a block of coordinates is multiplied by.
  enum Factor: Sendable {
    case identity
    case matrix(EnclosedMatrix)
  }

  /// The factor of one block.
  struct Term: Sendable {
    let block: Int
    let factor: Factor
  }

  let count: Int
  /// In the order of their blocks, each once.
  private(set) var terms: [Term]
  private(set) var offset: [Interval]

  /// The coordinates of one block.
  init(block: Int, count: Int) {
    self.count = count
    terms = [Term(block: block, factor: .identity)]
    offset = Array(repeating: .zero, count: count)
  }

  /// Whether it is the coordinates of a block, and no multiple of them.
  var isIdentity: Bool {
    terms.allSatisfy { if case .identity = $0.factor { true } else { false } }
  }

  init(_ terms: [Term], offset: [Interval]) {
    count = offset.count
    self.terms = terms
    self.offset = offset
  }

  /// What a block is multiplied by, written out, if the block is there.
  func matrix(of block: Int) -> EnclosedMatrix? {
    terms.first { $0.block == block }.map { $0.factor.matrix(count) }
  }

  static func + (a: AffineForm, b: AffineForm) -> AffineForm {
    precondition(a.count == b.count, "\(a.count) numbers plus \(b.count)")
    var terms: [Term] = []
    for block in Set(a.terms.map(\.block) + b.terms.map(\.block)).sorted() {
      switch (a.matrix(of: block), b.matrix(of: block)) {
      case (let left?, let right?): terms.append(Term(block: block, factor: .matrix(left + right)))
      case (nil, _):
        terms += b.terms.filter { $0.block == block }
      case (_, nil):
        terms += a.terms.filter { $0.block == block }
      }
    }
    return AffineForm(terms, offset: zip(a.offset, b.offset).map { $0 + $1 })
  }

  /// What an affine map makes of it.
  ///
  /// A map that is not a matrix is written out, and each of its entries known as well as `terms` roundings let it.
  func mapped(by map: any EntrywiseOperator, bias: Vector) -> AffineForm {
    let matrix: EnclosedMatrix
    if let stored = map as? Matrix {
      matrix = EnclosedMatrix(stored)
    } else {
      let written = materialized(map)
      let slack = Rounding.slack(operations: map.terms + 4)
      matrix = EnclosedMatrix(
        written, radius: written.mapped { Rounding.productUp(slack, $0.magnitude) })
    }
    let hasOffset = offset.contains { $0 != .zero }
    let moved = hasOffset ? matrix.enclosure(of: offset) : Array(repeating: .zero, count: bias.count)
    return AffineForm(
      terms.map { Term(block: $0.block, factor: $0.factor.multiplied(by: matrix)) },
      offset: zip(moved, bias.elements).map { $1 == 0 ? $0 : $0 + Interval($1) })
  }

  /// Some of its numbers.
  func rows(_ range: Range<Int>) -> AffineForm {
    rows(Array(range))
  }

  /// Some of its numbers, in this order.
  func rows(_ indices: [Int]) -> AffineForm {
    AffineForm(
      terms.map { Term(block: $0.block, factor: .matrix($0.factor.matrix(count).rows(indices))) },
      offset: indices.map { offset[$0] })
  }

  /// The numbers of several, one after another.
  static func joined(_ parts: [AffineForm]) -> AffineForm {
    let count = parts.reduce(0) { $0 + $1.count }
    var terms: [Term] = []
    for block in Set(parts.flatMap { $0.terms.map(\.block) }).sorted() {
      let matrices = parts.map { $0.matrix(of: block) }
      let columns = matrices.compactMap { $0?.middle.columns }[0]
      var middle = Matrix(rows: count, columns: columns)
      var radius = middle
      var first = 0
      for (part, matrix) in zip(parts, matrices) {
        if let matrix {
          let spread = matrix.radius
          for column in 0..<columns {
            for row in 0..<part.count {
              middle[first + row, column] = matrix.middle[row, column]
              radius[first + row, column] = spread[row, column]
            }
          }
        }
        first += part.count
      }
      terms.append(Term(block: block, factor: .matrix(EnclosedMatrix(middle, radius: radius))))
    }
    return AffineForm(terms, offset: parts.flatMap(\.offset))
  }

  /// The form with the coordinates of every block replaced by forms of other coordinates.
  func substituting(_ forms: [AffineForm]) -> AffineForm {
    var sum: AffineForm?
    for term in terms {
      let form = forms[term.block]
      let part: AffineForm
      switch term.factor {
      case .identity: part = form
      case .matrix(let matrix): part = form.multiplied(by: matrix)
      }
      sum = sum.map { $0 + part } ?? part
    }
    guard let sum else { return self }
    return AffineForm(sum.terms, offset: zip(sum.offset, offset).map { $1 == .zero ? $0 : $0 + $1 })
  }

  /// What a matrix makes of it.
  func multiplied(by matrix: EnclosedMatrix) -> AffineForm {
    let hasOffset = offset.contains { $0 != .zero }
    return AffineForm(
      terms.map { Term(block: $0.block, factor: $0.factor.multiplied(by: matrix)) },
      offset: hasOffset
        ? matrix.enclosure(of: offset) : Array(repeating: .zero, count: matrix.middle.rows))
  }

  /// Every number times an interval of its own, without what vanishes.
  func scalingRows(by factors: [Interval]) -> AffineForm {
    let scaled = terms.map {
      Term(block: $0.block, factor: .matrix($0.factor.matrix(count).scalingRows(by: factors)))
    }
    return AffineForm(
      scaled.filter { if case .matrix(let matrix) = $0.factor { !matrix.isZero } else { true } },
      offset: zip(offset, factors).map { $0 * $1 })
  }

  /// What a layer of neurons gives: multiples of its argument, and a coordinate of block `block` for each open neuron.
  init(_ argument: AffineForm, times factors: [Interval], open: [Int], block: Int) {
    let count = argument.count
    var terms = factors.allSatisfy { $0 == .zero } ? [] : argument.scalingRows(by: factors).terms
    if open.count == count {
      terms.append(Term(block: block, factor: .identity))
    } else if !open.isEmpty {
      var selection = Matrix(rows: count, columns: open.count)
      for (column, row) in open.enumerated() { selection[row, column] = 1 }
      terms.append(Term(block: block, factor: .matrix(EnclosedMatrix(selection))))
    }
    self.init(terms, offset: Array(repeating: .zero, count: count))
  }

  /// The values of the form where every block of coordinates lies in a box.
  func enclosure(of boxes: [[Interval]]) -> [Interval] {
    var sum = offset
    for term in terms {
      let part: [Interval]
      switch term.factor {
      case .identity: part = boxes[term.block]
      case .matrix(let matrix): part = matrix.enclosure(of: boxes[term.block])
      }
      sum = zip(sum, part).map { $0 == .zero ? $1 : $0 + $1 }
    }
    return sum
  }
}

extension AffineForm.Factor {
  /// Written out.
  func matrix(_ count: Int) -> EnclosedMatrix {
    switch self {
    case .identity: EnclosedMatrix(Matrix(identity: count))
    case .matrix(let matrix): matrix
    }
  }

  func multiplied(by matrix: EnclosedMatrix) -> AffineForm.Factor {
    switch self {
    case .identity: .matrix(matrix)
    case .matrix(let own): .matrix(matrix * own)
    }
  }
}

extension EnclosedMatrix {
  static func + (a: EnclosedMatrix, b: EnclosedMatrix) -> EnclosedMatrix {
    let middle = a.middle + b.middle
    var radius = a.radius
    let others = b.radius.elements
    for index in radius.elements.indices {
      let spread = Rounding.sumUp(radius.elements[index], others[index])
      let isExact = a.middle.elements[index] == 0 || b.middle.elements[index] == 0
      radius.elements[index] =
        isExact
        ? spread : Rounding.sumUp(spread, Rounding.unit * middle.elements[index].magnitude)
    }
    return EnclosedMatrix(middle, radius: radius)
  }

  func rows(_ indices: [Int]) -> EnclosedMatrix {
    EnclosedMatrix(middle.rows(indices), radius: radius.rows(indices))
  }

  func columns(_ indices: [Int]) -> EnclosedMatrix {
    EnclosedMatrix(middle.columns(indices), radius: radius.columns(indices))
  }

  /// Every row times an interval of its own.
  func scalingRows(by factors: [Interval]) -> EnclosedMatrix {
    var entries: [Interval] = []
    entries.reserveCapacity(middle.elements.count)
    for column in 0..<middle.columns {
      for row in 0..<middle.rows {
        let factor = factors[row]
        if factor == .zero {
          entries.append(.zero)
        } else {
          entries.append(self[row, column] * factor)
        }
      }
    }
    return EnclosedMatrix(rows: middle.rows, columns: middle.columns, entries)
  }
}

extension Matrix {
  /// Some rows, in this order.
  func rows(_ indices: [Int]) -> Matrix {
    var result = Matrix(rows: indices.count, columns: columns)
    for column in 0..<columns {
      for (row, index) in indices.enumerated() { result[row, column] = self[index, column] }
    }
    return result
  }

  /// Some columns, in this order.
  func columns(_ indices: [Int]) -> Matrix {
    Matrix(
      rows: rows, columns: indices.count,
      elements: indices.flatMap { elements[$0 * rows..<($0 + 1) * rows] })
  }
}

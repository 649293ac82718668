import LinearAlgebra

/// A matrix that contains every Jacobian which a graph has while each neuron's slope stays in an interval.
///
/// Multiplied out from the input to the output, or the other way, or around the middles of all slopes: each holds, and
/// what is in all is narrower.
///
/// - Source: Weng et al. 2018, arXiv:1804.09699 (Fast-Lip); Zhang, Zhang and Hsieh 2019, arXiv:1810.11783 (RecurJac).
struct JacobianEnclosure {
  let graph: NeuronGraph
  let slopes: [[Interval]]
  let monitor: Monitor

  /// How many multiplications it takes, for one row or column of the Jacobian.
  static func workPerDirection(_ graph: NeuronGraph) -> Double {
    (graph.layers.map(\.argument) + [graph.output]).reduce(0) { sum, form in
      form.terms.reduce(sum) {
        guard case .matrix(let matrix) = $1.factor else { return $0 }
        return $0 + Double(matrix.middle.elements.count)
      }
    }
  }

  /// From the input on: how each block moves with the input.
  func forward() throws -> EnclosedMatrix {
    var blocks: [AffineForm.Factor] = [.identity]
    for (layer, slopes) in zip(graph.layers, slopes) {
      try monitor.step(blocks.count, of: graph.layers.count + 1)
      blocks.append(
        .matrix(layer.argument.linearPart(of: blocks, inputs: graph.inputs).scalingRows(by: slopes)))
    }
    return graph.output.linearPart(of: blocks, inputs: graph.inputs)
  }

  /// From the output back: how the output moves with each block.
  func backward() throws -> EnclosedMatrix {
    var blocks: [EnclosedMatrix?] = Array(repeating: nil, count: graph.layers.count + 1)
    for term in graph.output.terms { blocks[term.block] = term.factor.matrix(graph.output.count) }
    for (index, layer) in graph.layers.enumerated().reversed() {
      guard let outer = blocks[index + 1] else { continue }
      try monitor.step(graph.layers.count - index, of: graph.layers.count + 1)
      let pulled = outer.transposed.scalingRows(by: slopes[index]).transposed
      for term in layer.argument.terms {
        let part: EnclosedMatrix
        switch term.factor {
        case .identity: part = pulled
        case .matrix(let matrix): part = pulled * matrix
        }
        blocks[term.block] = blocks[term.block].map { $0 + part } ?? part
      }
    }
    return blocks[0] ?? EnclosedMatrix(Matrix(rows: graph.output.count, columns: graph.inputs))
  }
}

extension JacobianEnclosure {
  /// Around the Jacobian with the middle of every slope: what the deviations of the slopes can add.
  ///
  /// With slopes `m + δ`, `|δ| ≤ r`, a neuron gives `m z` and a rest `δ z`. The linear parts multiply out, with all that
  /// cancels in them, to `z_k = A_k0 x + Σ A_kj (δ_j z_j)`, so entry by entry `|∂z_k| ≤ |A_k0| + Σ |A_kj| r_j |∂z_j|`. Where
  /// slopes hardly vary it is much narrower than products of intervals, which forget at each layer what cancels.
  func centered() throws -> EnclosedMatrix {
    var forms = [AffineForm(block: 0, count: graph.inputs)]
    var rests = [Matrix(identity: graph.inputs)]
    for (layer, slopes) in zip(graph.layers, slopes) {
      try monitor.step(rests.count, of: graph.layers.count + 1)
      let argument = layer.argument.withoutOffset.substituting(forms)
      let open = slopes.indices.filter { !slopes[$0].isPoint }
      let seen = argument.rows(open).enclosure(ofRests: rests, inputs: graph.inputs)
      let radii = open.map { slopes[$0].radius }
      rests.append(seen.magnitudes.scalingRowsUp(by: radii))
      let middles = slopes.map { Interval($0.midpoint) }
      forms.append(AffineForm(argument, times: middles, open: open, block: forms.count))
    }
    return graph.output.withoutOffset.substituting(forms).enclosure(ofRests: rests, inputs: graph.inputs)
  }
}

extension AffineForm {
  /// The derivative by the input, where the rests' derivatives are known by their magnitudes.
  fileprivate func enclosure(ofRests rests: [Matrix], inputs: Int) -> EnclosedMatrix {
    var middle = Matrix(rows: count, columns: inputs)
    var radius = middle
    for term in terms {
      let matrix = term.factor.matrix(count)
      if term.block == 0 {
        middle = matrix.middle
        radius = radius.sumUp(matrix.radius)
      } else {
        radius = radius.sumUp(matrix.magnitudes.productUp(rests[term.block]))
      }
    }
    return EnclosedMatrix(middle, radius: radius)
  }

  /// What the form's matrices make of a matrix for each block.
  fileprivate func linearPart(of blocks: [Factor], inputs: Int) -> EnclosedMatrix {
    var sum: EnclosedMatrix?
    for term in terms {
      let factor: Factor
      switch term.factor {
      case .identity: factor = blocks[term.block]
      case .matrix(let matrix): factor = blocks[term.block].multiplied(by: matrix)
      }
      let part = factor.matrix(inputs)
      sum = sum.map { $0 + part } ?? part
    }
    return sum ?? EnclosedMatrix(Matrix(rows: count, columns: inputs))
  }
}

extension Matrix {
  /// The sum, rounded up.
  fileprivate func sumUp(_ other: Matrix) -> Matrix {
    Matrix(
      rows: rows, columns: columns, elements: zip(elements, other.elements).map { Rounding.sumUp($0, $1) })
  }

  /// The product of two matrices without negative entries, rounded up.
  fileprivate func productUp(_ other: Matrix) -> Matrix {
    let growth = 1 + 2 * Rounding.slack(operations: columns + 4)
    let underflow = Double(columns) * 0x1p-1070
    return (self * other).mapped { Rounding.sumUp(Rounding.productUp(growth, $0), underflow) }
  }

  fileprivate func scalingRowsUp(by factors: [Double]) -> Matrix {
    var result = self
    for column in 0..<columns {
      for (row, factor) in factors.enumerated() {
        result[row, column] = Rounding.productUp(factor, self[row, column])
      }
    }
    return result
  }
}

extension EnclosedMatrix {
  /// The largest magnitude that each entry can have.
  var magnitudes: Matrix {
    Matrix(
      rows: middle.rows, columns: middle.columns,
      elements: zip(middle.elements, radius.elements).map { Rounding.sumUp($0.magnitude, $1) })
  }

  /// What is in both of two enclosures of the same matrices.
  func common(_ other: EnclosedMatrix) -> EnclosedMatrix {
    let (radii, others) = (radius.elements, other.radius.elements)
    let entries = middle.elements.indices.map {
      Interval(middle.elements[$0], radius: radii[$0])
        .common(Interval(other.middle.elements[$0], radius: others[$0]))
    }
    return EnclosedMatrix(rows: middle.rows, columns: middle.columns, entries)
  }

  /// What the norm of no matrix inside is above.
  ///
  /// In the norms 1 and ∞ that of the largest magnitudes, which is reached by one of them if every entry is free; in
  /// the norm 2 also that of the middle plus that of the radii.
  func largestNorm(_ norm: Norm, monitor: Monitor) throws -> Double {
    let sizes = magnitudes
    guard sizes.elements.allSatisfy(\.isFinite) else { return .infinity }
    let simple = try sizes.certifiedNorm(norm, monitor: monitor).enclosure.upper
    guard norm == .two else { return simple }
    let center = try middle.certifiedNorm(norm, monitor: monitor).enclosure.upper
    let spread = try radius.certifiedNorm(norm, monitor: monitor).enclosure.upper
    return min(simple, Rounding.sumUp(center, spread))
  }
}

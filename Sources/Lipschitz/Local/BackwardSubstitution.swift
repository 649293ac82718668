import LinearAlgebra
import Networks

/// Bounds of affine forms of a graph's blocks, found by replacing neurons by lines, from the last layer back to the
/// input.
///
/// A neuron that a form counts with a positive factor is replaced by the line below it, another by the line above; the
/// form becomes one of the blocks before, and is never above what it was. At the input its least value in the domain
/// is known. What the products lose to rounding is no part of the form: the error of each factor, times the largest
/// that its coordinate can be, is added up beside it.
///
/// - Complexity: a product of a block with a layer's matrix for each pair of layers.
/// - Source: CROWN, Zhang et al. 2018, arXiv:1811.00866, theorem 3.2; any graph: Xu et al. 2020, arXiv:2002.12920.
struct BackwardSubstitution {
  let region: Region
  /// The input's box and what the layers give, as far as they are known.
  private(set) var blocks: [[Interval]]
  private var steps: [Step] = []

  /// A layer of neurons with its lines, and how far rounding in its argument can reach.
  private struct Step {
    let argument: AffineForm
    let relaxations: [LinearRelaxation]
    /// Times a factor of a neuron, at least what that factor's products with the argument are off by.
    let error: [Double]
    /// What is lost beside that where products vanish among the smallest numbers.
    let underflow: Double
  }

  init(on region: Region) {
    self.region = region
    blocks = [region.box]
  }

  /// Adds the next layer, of which it is known what its neurons see.
  mutating func append(_ layer: NeuronGraph.Layer, seeing argument: [Interval]) {
    let sizes = (blocks + [argument]).reduce(1) { sum, box in
      box.reduce(sum) { Rounding.sumUp($0, $1.magnitude) }
    }
    steps.append(
      Step(
        argument: layer.argument, relaxations: argument.map { LinearRelaxation(of: layer.function, on: $0) },
        error: layer.argument.error(on: blocks),
        underflow: Rounding.productUp(Double(layer.count) * 0x1p-1060, sizes)))
    blocks.append(argument.map(layer.function.enclosure(of:)))
  }

  /// How many multiplications `enclosure` of a form with this many numbers takes.
  func work(rows: Int) -> Double {
    2 * Double(rows) * steps.reduce(0) { $0 + $1.argument.entryCount }
  }

  /// Every value of a form of the blocks so far, never too narrow.
  func enclosure(of form: AffineForm, monitor: Monitor) throws -> [Interval] {
    let least = try floors(of: form, monitor: monitor)
    let most = try floors(of: form.negated, monitor: monitor)
    return zip(least, most).map { low, high in
      low.isNaN || high.isNaN || low > -high ? .everything : Interval(low, -high)
    }
  }

  private func floors(of form: AffineForm, monitor: Monitor) throws -> [Double] {
    var constants = form.offset.map(\.lower)
    var errors = Array(repeating: 0.0, count: form.count)
    var factors: [Matrix?] = Array(repeating: nil, count: blocks.count)
    for term in form.terms {
      let matrix = term.factor.matrix(form.count)
      factors[term.block] = matrix.middle
      errors.add(matrix.radius.enclosure(of: blocks[term.block].sizes).map(\.upper))
    }
    for (index, step) in steps.enumerated().reversed() {
      guard let factor = factors[index + 1] else { continue }
      try monitor.step(steps.count - index, of: steps.count)
      let lines = factor.replacingNeurons(by: step.relaxations, addingTo: &constants)
      let lost = lines.mapped(\.magnitude).enclosure(of: step.error.map { Interval($0) })
      errors.add(lost.map { Rounding.sumUp($0.upper, step.underflow) })
      for term in step.argument.terms {
        let product: Matrix
        switch term.factor {
        case .identity: product = lines
        case .matrix(let matrix): product = lines * matrix.middle
        }
        guard let other = factors[term.block] else {
          factors[term.block] = product
          continue
        }
        let sum = other + product
        factors[term.block] = sum
        errors.add(
          sum.mapped { 2 * Rounding.unit * $0.magnitude }.enclosure(of: blocks[term.block].sizes).map(\.upper)
        )
      }
      let offset = lines.enclosure(of: step.argument.offset)
      constants = zip(constants, offset).map { Rounding.sumDown($0, $1.lower) }
    }
    if let factor = factors[0] {
      constants = zip(constants, region.floors(of: factor)).map { Rounding.sumDown($0, $1) }
    }
    return zip(constants, errors).map { Rounding.sumDown($0, -$1) }
  }
}

extension Matrix {
  /// The factors of what neurons see, from those of what they give; the lines' intercepts go into the constants.
  ///
  /// Each factor is off by a rounding, which the error of a step allows for.
  fileprivate func replacingNeurons(by relaxations: [LinearRelaxation], addingTo constants: inout [Double])
    -> Matrix
  {
    var result = self
    for (column, relaxation) in relaxations.enumerated() {
      for row in 0..<rows {
        let factor = self[row, column]
        guard factor != 0 else { continue }
        let line = factor > 0 ? relaxation.lower : relaxation.upper
        result[row, column] = factor * line.slope
        if line.intercept != 0 {
          constants[row] = Rounding.sumDown(constants[row], Rounding.productDown(factor, line.intercept))
        }
      }
    }
    return result
  }
}

extension AffineForm {
  fileprivate var negated: AffineForm {
    AffineForm(
      terms.map { term in
        let matrix = term.factor.matrix(count)
        return Term(
          block: term.block, factor: .matrix(EnclosedMatrix(-1 * matrix.middle, radius: matrix.radius)))
      }, offset: offset.map { -$0 })
  }

  /// How many products it takes to apply it.
  fileprivate var entryCount: Double {
    terms.reduce(0) { sum, term in
      switch term.factor {
      case .identity: sum
      case .matrix(let matrix): sum + Double(matrix.middle.elements.count)
      }
    }
  }

  /// For each number, at least what a factor of it can lose: to the radii, and to rounding when a row of factors is
  /// multiplied with its matrices.
  fileprivate func error(on blocks: [[Interval]]) -> [Double] {
    var sums = offset.map { Rounding.productUp(Rounding.slack(operations: 2), $0.magnitude) }
    for term in terms {
      switch term.factor {
      case .identity:
        sums.add(blocks[term.block].map { Rounding.productUp(Rounding.slack(operations: 2), $0.magnitude) })
      case .matrix(let matrix):
        // One product for the line's slope and the sum over this layer's neurons.
        let slack = Rounding.slack(operations: 2 * count + 8)
        let sizes = blocks[term.block].sizes
        let size = matrix.middle.mapped(\.magnitude).enclosure(of: sizes)
        sums.add(size.map { Rounding.productUp(slack, $0.upper) })
        sums.add(matrix.radius.enclosure(of: sizes).map(\.upper))
      }
    }
    return sums
  }
}

extension [Interval] {
  /// The largest magnitude of each.
  fileprivate var sizes: [Interval] { map { Interval($0.magnitude) } }
}

extension [Double] {
  /// Adds, rounding up.
  fileprivate mutating func add(_ others: [Double]) {
    for index in indices { self[index] = Rounding.sumUp(self[index], others[index]) }
  }
}

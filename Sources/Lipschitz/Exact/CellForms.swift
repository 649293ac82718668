import LinearAlgebra
import Networks

/// What the neurons of a cell see, as affine forms.
///
/// On a piece a function is `s z + c`, so what a neuron gives is an affine form again. Where a neuron may be on several
/// pieces, s and c are intervals: at each point of the cell the form is true for some numbers inside, and the matrix of
/// the output contains the Jacobian.
struct CellForms {
  /// The forms of each layer's arguments.
  private(set) var arguments: [AffineForm] = []
  /// The pieces that are left, where arguments are known by intervals.
  private(set) var pieces: [[ClosedRange<Int>]] = []
  private(set) var output: AffineForm
  /// Whether some neuron has no piece left: the cell has no points in the box.
  private(set) var isEmpty = false

  /// The forms in coordinates of the input, or of the arguments of the first `level` layers too.
  ///
  /// Block 0 is the input, block k the arguments of layer k − 1. With a box the pieces that it does not meet drop out.
  init(_ network: PiecewiseGraph, _ cell: Cell, level: Int = 0, box: [Interval]? = nil) {
    let graph = network.graph
    var outputs = [AffineForm(block: 0, count: graph.inputs)]
    var boxes = box.map { [$0] }
    for (index, layer) in graph.layers.enumerated() {
      let argument =
        index < level
        ? AffineForm(block: index + 1, count: layer.count) : layer.argument.substituting(outputs)
      let functions = network.functions[index]
      var left = cell.pieces[index]
      var ranges: [Interval?] = level == 0 ? argument.constants : Array(repeating: nil, count: layer.count)
      if let box, let known = boxes {
        let direct = argument.enclosure(of: [box])
        let blockwise = layer.argument.enclosure(of: known)
        ranges = zip(direct, blockwise).map { $0.intersection($1) ?? $0 }
      }
      for (neuron, range) in ranges.enumerated() {
        guard let range else { continue }
        let met = functions.meeting(range)
        guard met.overlaps(left[neuron]) else {
          isEmpty = true
          continue
        }
        left[neuron] = met.clamped(to: left[neuron])
      }
      boxes?.append(ranges.map { layer.function.enclosure(of: $0 ?? .everything) })
      arguments.append(argument)
      pieces.append(left)
      outputs.append(
        argument.mapped(
          slopes: left.map { functions.slope(on: $0) },
          intercepts: left.map { functions.intercept(on: $0) }))
    }
    output = graph.output.substituting(outputs)
  }

  /// Whether what a neuron sees depends on the input, for certain: only then its kinks are planes.
  func seesInput(layer: Int, neuron: Int) -> Bool {
    arguments[layer].matrix(of: 0)?.rows([neuron]).isNonzero ?? false
  }

  /// What the input is multiplied by at the end: it contains the Jacobian at every point of the cell.
  func jacobian(inputs: Int) -> EnclosedMatrix {
    output.matrix(of: 0) ?? EnclosedMatrix(Matrix(rows: output.count, columns: inputs))
  }
}

extension AffineForm {
  /// Each number times a slope, plus an intercept.
  func mapped(slopes: [Interval], intercepts: [Interval]) -> AffineForm {
    let scaled = scalingRows(by: slopes)
    return AffineForm(scaled.terms, offset: zip(scaled.offset, intercepts).map { $0 + $1 })
  }

  /// The values of the numbers that depend on nothing, for certain.
  var constants: [Interval?] {
    let matrices = terms.map { $0.factor.matrix(count) }
    return (0..<count).map { row in
      matrices.allSatisfy { $0.rows([row]).isZero } ? offset[row] : nil
    }
  }
}

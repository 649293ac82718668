import LinearAlgebra
import Networks

/// The inputs at which each neuron is on one of some neighbouring pieces of its function.
///
/// Cells are closed: neighbours share their walls.
struct Cell: Sendable {
  /// One side of where a neuron's argument passes a kink.
  struct Wall: Hashable, Sendable {
    let layer: Int
    let neuron: Int
    let kink: Double
    /// Whether the cell is where the argument is at least the kink.
    let isAbove: Bool
  }

  /// For each neuron of each layer.
  var pieces: [[ClosedRange<Int>]]
  /// What was decided on the way here; the other pieces follow from it.
  var walls: [Wall] = []

  /// The side of one neuron's kink, the last of some pieces that are known by now.
  func side(of split: CellTree.Split, isAbove: Bool, pieces: [[ClosedRange<Int>]], in network: PiecewiseGraph)
    -> Cell
  {
    let (layer, neuron, kink) = (split.layer, split.neuron, split.kink)
    let range = pieces[layer][neuron]
    var side = Cell(pieces: pieces, walls: walls)
    side.pieces[layer][neuron] = isAbove ? kink + 1...range.upperBound : range.lowerBound...kink
    side.walls.append(
      Wall(layer: layer, neuron: neuron, kink: network.functions[layer].kinks[kink], isAbove: isAbove))
    return side
  }
}

/// A network's layers of neurons with their functions taken apart.
struct PiecewiseGraph: Sendable {
  let graph: NeuronGraph
  let functions: [LinearPieces]

  /// - Throws: `MethodError` for layers that are not made of neurons, and for functions with a curve in them.
  init(_ graph: NeuronGraph, method: String) throws {
    self.graph = graph
    functions = try graph.layers.map { layer in
      guard let pieces = LinearPieces(of: layer.function) else {
        throw MethodError.needs(
          "functions that are linear in pieces, such as relu, and \(type(of: layer.function).name) is not",
          method: method, instead: "method product takes every layer")
      }
      return pieces
    }
  }

  /// The network with each neuron on some of its pieces.
  func slopeModel(on pieces: [[ClosedRange<Int>]]) -> SlopeModel {
    SlopeModel(
      graph, slopes: zip(functions, pieces).map { function, pieces in pieces.map { function.slope(on: $0) } })
  }

  /// All inputs.
  var everything: Cell {
    Cell(pieces: zip(graph.layers, functions).map { Array(repeating: $1.all, count: $0.count) })
  }
}

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

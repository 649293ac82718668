import LinearAlgebra
import Networks

/// Checks that the cells of a tree are all inputs of a region, and that nothing is steeper in any of them.
///
/// Which cells there are follows from the splits alone. What neurons see in a cell, and on which pieces they can be,
/// is found again from the weights; no linear program and no semidefinite one is solved.
struct CellVerification {
  private let graph: PiecewiseGraph
  private let norm: Norm
  /// Where the inputs are, if that has an end.
  private let box: [Interval]?
  private let monitor: Monitor

  /// - Throws: `MethodError` for networks that are not linear in pieces.
  init(_ network: Network, norm: Norm, on region: Region, monitor: Monitor) throws {
    graph = try PiecewiseGraph(NeuronGraph(network, method: "verify"), method: "verify")
    box = region.box.allSatisfy { $0 == .everything } ? nil : region.box
    (self.norm, self.monitor) = (norm, monitor)
  }

  func flaw(in tree: CellTree) throws -> String? {
    guard tree.value >= 0 else { return "nothing is less steep than 0" }
    var waiting = [graph.everything]
    for (index, node) in tree.nodes.enumerated() {
      try monitor.step(index, of: tree.nodes.count)
      guard let cell = waiting.popLast() else { return "it has more cells than its splits make" }
      if case .split(let split) = node {
        guard let sides = sides(of: split, cell) else {
          return "split \(index) is of a neuron that is not open there"
        }
        waiting += [sides.lower, sides.upper]
      } else if try !isProven(cell, by: node, tree.value) {
        return "it says that \(node.claim(index)), and that is not proven"
      }
    }
    return waiting.isEmpty ? nil : "its cells leave some inputs out"
  }

  private func sides(of split: CellTree.Split, _ cell: Cell) -> (upper: Cell, lower: Cell)? {
    let forms = CellForms(graph, cell, box: box)
    guard forms.pieces.indices.contains(split.layer), forms.pieces[split.layer].indices.contains(split.neuron)
    else { return nil }
    let pieces = forms.pieces[split.layer][split.neuron]
    guard pieces.lowerBound <= split.kink, split.kink < pieces.upperBound,
      forms.seesInput(layer: split.layer, neuron: split.neuron)
    else { return nil }
    func side(_ isAbove: Bool) -> Cell {
      cell.side(of: split, isAbove: isAbove, pieces: forms.pieces, in: graph)
    }
    return (side(true), side(false))
  }

  private func isProven(_ cell: Cell, by reason: CellTree.Node, _ claim: Double) throws -> Bool {
    switch reason {
    case .split: return false
    case .empty(let shares): return isEmpty(cell, shares)
    case .outside: return CellForms(graph, cell, box: box).isEmpty
    case .matrix:
      let jacobian = CellForms(graph, cell, box: box).jacobian(inputs: graph.graph.inputs)
      return try jacobian.isProven(toStretchAtMost: claim, norm, monitor: monitor)
    case .multipliers(let neurons):
      let model = graph.slopeModel(on: CellForms(graph, cell, box: box).pieces)
      guard norm == .two, neurons.map(\.count) == model.layers.map({ $0.neurons.count }) else { return false }
      let square = Rounding.productDown(claim, claim)
      return try model.isProven(
        by: SlopeCertificate.Multipliers(square: square, neurons: neurons), monitor: monitor)
    }
  }

  private func isEmpty(_ cell: Cell, _ shares: [CellTree.Share]) -> Bool {
    guard shares.allSatisfy({ cell.walls.indices.contains($0.wall) && $0.value > 0 && $0.value.isFinite }),
      Set(shares.map(\.wall)).count == shares.count
    else { return false }
    return EmptyCell(network: graph, cell: cell, isInSpace: box?.haveInside ?? true, shares: shares)
      .isProven(in: box)
  }
}

extension CellTree.Node {
  /// What it says of its cell, of which the number is given.
  fileprivate func claim(_ cell: Int) -> String {
    switch self {
    case .split: "cell \(cell) is split"
    case .multipliers: "cell \(cell) has multipliers that prove its claim"
    case .matrix: "cell \(cell) has a matrix that proves its claim"
    case .empty: "cell \(cell) has walls that leave nothing between them"
    case .outside: "cell \(cell) is outside of the region"
    }
  }
}

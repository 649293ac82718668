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

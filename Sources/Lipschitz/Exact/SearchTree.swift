/// What branch and bound has split, and what proves the bound of each cell: of which a `CellTree` is made.
struct SearchTree {
  private struct Node {
    /// What proves the bound; nothing else than this cell's own numbers.
    let reason: CellTree.Node
    /// What nothing in the cell is steeper than.
    let bound: Double
    /// What became of it later.
    var children: (split: CellTree.Split, upper: Int, lower: Int)?
  }

  private var nodes: [Node] = []

  /// How many cells there are: what `removeAll` goes back to.
  var count: Int { nodes.count }

  /// Adds a cell and says its number.
  mutating func add(_ reason: CellTree.Node, bound: Double) -> Int {
    nodes.append(Node(reason: reason, bound: bound))
    return nodes.count - 1
  }

  mutating func split(_ cell: Int, _ split: CellTree.Split, upper: Int, lower: Int) {
    nodes[cell].children = (split, upper, lower)
  }

  /// Forgets the cells that were added last.
  mutating func removeAll(from count: Int) { nodes.removeLast(nodes.count - count) }

  /// The proof that nothing is steeper than a value.
  ///
  /// A cell whose own bound is small enough needs none of what it was split into. A cell may also rest on the bound of
  /// one that contains it, which then comes first on the way and ends it.
  func proof(of value: Double) -> CellTree {
    var found: [CellTree.Node] = []
    var waiting = [0]
    while let next = waiting.popLast() {
      let node = nodes[next]
      if node.bound <= value {
        found.append(node.reason)
      } else if let (split, upper, lower) = node.children {
        found.append(.split(split))
        waiting += [lower, upper]
      } else {
        preconditionFailure("a cell with the bound \(node.bound) was settled at \(value)")
      }
    }
    return CellTree(value: value, nodes: found)
  }
}

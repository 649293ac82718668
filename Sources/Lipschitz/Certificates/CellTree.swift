/// How the inputs of a network that is linear in pieces are split into cells, and why it is steeper than a number in
/// none of them.
public struct CellTree: Hashable, Sendable {
  /// A part of the inputs: it is split further, or it says why nothing in it is steeper.
  public enum Node: Hashable, Sendable {
    /// One neuron's argument is above or below a kink: the upper part's nodes follow, then the lower part's.
    case split(Split)
    /// `2 t` for the neurons of each layer whose slopes are not fixed there: all of them together prove it.
    case multipliers([[Double]])
    /// The matrix there, in which a slope that is not fixed makes intervals, has no larger norm.
    case matrix
    /// Positive multiples of walls on the way to this part leave nothing between them (Farkas).
    case empty([Share])
    /// Some neuron sees only numbers in the region that are not on its side.
    case outside
  }

  /// A neuron of a layer of neurons, and the number of the kink among those of its function.
  public struct Split: Hashable, Sendable {
    public let layer: Int
    public let neuron: Int
    public let kink: Int
    public init(layer: Int, neuron: Int, kink: Int) {
      (self.layer, self.neuron, self.kink) = (layer, neuron, kink)
    }
  }

  /// A multiple of the wall of a split, by its place on the way from the root.
  public struct Share: Hashable, Sendable {
    public let wall: Int
    public let value: Double
    public init(wall: Int, value: Double) { (self.wall, self.value) = (wall, value) }
  }

  /// Nothing is steeper than this.
  public let value: Double
  /// From the root on, see `Node.split`.
  public let nodes: [Node]

  public init(value: Double, nodes: [Node]) { (self.value, self.nodes) = (value, nodes) }

  /// How many numbers are written down.
  var size: Int {
    nodes.reduce(0) { sum, node in
      switch node {
      case .multipliers(let neurons): neurons.reduce(sum) { $0 + $1.count }
      case .empty(let shares): sum + 2 * shares.count
      case .split: sum + 3
      case .matrix, .outside: sum + 1
      }
    }
  }
}

import LinearAlgebra
import Networks

/// What proves an upper bound, part by part: numbers that anybody can check against the weights.
public struct Proof: Hashable, Sendable {
  /// A part of the network: the layers `first ..< end`.
  public struct Part: Hashable, Sendable {
    public let first: Int
    public let end: Int
    public let content: Content
    public init(first: Int, end: Int, content: Content) {
      (self.first, self.end, self.content) = (first, end, content)
    }
  }

  public enum Content: Hashable, Sendable {
    /// A bound on each layer, which multiply.
    case gains([Double])
    /// ρ, and `2 t` for the neurons of each layer of neurons whose slopes are not fixed.
    case multipliers(square: Double, neurons: [[Double]])
    /// The norm of a matrix: no neuron is left.
    case matrix(Double)
    /// Linear parts multiplied out, and norms for what is left.
    case split(SplitProof)
    /// The norm of a matrix of intervals that contains every Jacobian.
    case jacobian(Double)
    /// Cells of the inputs, each with a proof of its own.
    case cells(CellTree)
  }

  public let parts: [Part]
  public init(_ parts: [Part]) { self.parts = parts }

  /// The proof of a network as a whole.
  init(_ content: Content, of network: Network) {
    self.init([Part(first: 0, end: network.elements.count, content: content)])
  }

  /// The bound that the parts prove together, rounded up.
  var value: Double {
    parts.reduce(1) { product, part in
      switch part.content {
      case .gains(let gains): gains.reduce(product, Rounding.productUp)
      case .multipliers(let square, _): Rounding.productUp(product, Rounding.squareRootUp(square))
      case .matrix(let norm), .jacobian(let norm): Rounding.productUp(product, norm)
      case .split(let split): Rounding.productUp(product, split.value)
      case .cells(let tree): Rounding.productUp(product, tree.value)
      }
    }
  }

  /// The same proof with a little room, which is a share of all numbers, so that it can be checked on machines that round
  /// otherwise.
  ///
  /// ρ and its multipliers grow together, so that they stay a proof. Cells keep the multipliers that proved less.
  func widened(by room: Double) -> Proof {
    /// A little more than a norm, also where it is so small that its digits are few.
    func norm(_ norm: Double) -> Double { norm > 0 ? norm * (1 + room) + 0x1p-960 : norm }
    return Proof(
      parts.map { part in
        let content: Content =
          switch part.content {
          case .gains(let gains): .gains(gains.map(norm))
          case .multipliers(let square, let neurons):
            .multipliers(square: square * (1 + room), neurons: neurons.map { $0.map { $0 * (1 + room) } })
          case .matrix(let claim): .matrix(norm(claim))
          case .split(let split):
            .split(
              SplitProof(
                middles: split.middles, stretches: split.stretches.map { $0.map(norm) }))
          case .jacobian(let claim): .jacobian(norm(claim))
          case .cells(let tree): .cells(CellTree(value: tree.value * (1 + 1e-12), nodes: tree.nodes))
          }
        return Part(first: part.first, end: part.end, content: content)
      })
  }

  /// How many numbers it holds.
  var size: Int {
    parts.reduce(0) { sum, part in
      switch part.content {
      case .gains(let gains): sum + gains.count
      case .multipliers(_, let neurons): neurons.reduce(sum + 1) { $0 + $1.count }
      case .matrix, .jacobian: sum + 1
      case .split(let split): (split.middles + split.stretches).reduce(sum) { $0 + $1.count }
      case .cells(let tree): sum + tree.size
      }
    }
  }
}

extension SlopeModel {
  /// What a semidefinite bound has proven.
  func proof(_ bound: SemidefiniteBound) -> Proof.Content? {
    guard bound.value.isFinite else { return nil }
    guard let multipliers = bound.multipliers else { return .matrix(bound.value) }
    return .multipliers(square: multipliers.square, neurons: multipliers.neurons)
  }

  func proof(square: Double, neurons chosen: [[Double]]) -> Proof.Content {
    .multipliers(square: square, neurons: neurons(chosen))
  }

  /// Numbers of the layers that have neurons left, as numbers of all layers.
  func neurons(_ numbers: [[Double]]) -> [[Double]] {
    var rest = numbers[...]
    return layers.map { $0.neurons.isEmpty ? [] : rest.removeFirst() }
  }
}

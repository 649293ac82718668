import LinearAlgebra
import Lipschitz
import Networks
import TestSupport

/// One random network, in one norm, on one domain: what all methods say of it.
struct Trial: CustomStringConvertible {
  private let seed: UInt32
  private let network: Network
  private let norm: Norm
  private let domain: Domain
  private let pairs: [(Vector, Vector)]

  init(seed: UInt32) throws {
    var random = RandomNetwork(seed: seed)
    self.seed = seed
    network = try random.network()
    norm = Norm.allCases[Int(seed) % 3]
    domain = random.domain(Int(seed) / 3 % 5, inputs: network.inputShape.count)
    pairs = Self.pairs(in: domain, inputs: network.inputShape.count, from: &random)
  }

  var description: String { "seed \(seed): \(network.outline), norm \(norm.rawValue), \(domain)" }

  func contradictions(_ tally: inout Tally) throws -> [String] {
    let bounds = try MethodCases.bounds(network, norm, on: domain, samples: 20, seed: seed)
    tally.bounds += bounds.count
    tally.pairs += pairs.count
    var found = try SoundnessLaw.violations(of: bounds, network, norm, domain, pairs: pairs)
    if !bounds.contains(where: { $0.ceiling != nil }) { found.append("no method bounds it from above") }
    if !bounds.contains(where: { $0.floor != nil }) { found.append("no method bounds it from below") }
    return found
  }

  /// Points of the domain, far from each other and close.
  private static func pairs(in domain: Domain, inputs: Int, from random: inout RandomNetwork)
    -> [(Vector, Vector)]
  {
    (0..<12).map { trial in
      let x = point(in: domain, inputs: inputs, from: &random)
      let y = point(in: domain, inputs: inputs, from: &random)
      let share = [1, 1e-2, 1e-5][trial % 3]
      return (x, x + share * (y - x))
    }
  }

  private static func point(in domain: Domain, inputs: Int, from random: inout RandomNetwork) -> Vector {
    switch domain {
    case .everywhere: return random.point(inputs)
    case .box(let lower, let upper):
      return Vector(random.random.uniform(count: inputs).map { lower + (upper - lower) * $0 })
    case .ball(let center, _, let radius, let norm):
      let offset = Vector(random.random.normal(count: inputs))
      let length = offset.norm(norm)
      return length > 0 ? center + (radius * random.random.uniform() / length) * offset : center
    }
  }
}

extension Network {
  /// The layers in a line: `linear 3x2, relu, residual (linear 4x3, tanh, linear 3x4)`.
  var outline: String {
    layers.map { layer in
      switch layer.form {
      case .affine: "\(layer.kind) \(layer.outputShape.count)x\(layer.inputShape.count)"
      case .elementwise(let function): "\(function)"
      case .residual(let branch): "residual (\(branch.outline))"
      case .opaque: layer.kind
      }
    }.joined(separator: ", ")
  }
}

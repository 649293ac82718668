public import LinearAlgebra
public import Lipschitz

extension Domain {
  /// Whether a point is inside, with twice the digits.
  public func holds(_ x: Vector) -> Bool {
    switch self {
    case .everywhere: return true
    case .box(let lower, let upper): return x.elements.allSatisfy { lower <= $0 && $0 <= upper }
    case .ball(let center, _, let radius, let norm):
      let offset = zip(x.elements, center.elements).map { Extended($0) - Extended($1) }
      return Oracles.norm(offset, norm) <= Extended(radius) * Extended(1 + 0x1p-52)
        && (norm == .two || Oracles.norm(offset, norm) <= Extended(radius))
    }
  }
}

extension RandomNetwork {
  /// 0: everywhere, 1: a box, 2 to 4: a ball in each norm.
  public mutating func domain(_ kind: Int, inputs: Int) -> Domain {
    let size = [1e-6, 0.1, 1, 1, 30][below(5)]
    switch kind {
    case 0: return .everywhere
    case 1:
      let start = chance(0.3) ? -1.0 : 3 * random.normal()
      return .box(start, start + size)
    default:
      return .ball(center: point(inputs), name: "x", radius: size, norm: Norm.allCases[kind - 2])
    }
  }
}

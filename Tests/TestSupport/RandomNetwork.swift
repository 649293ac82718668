public import LinearAlgebra
public import Networks
import Parameters

/// Small networks of every make, the same for the same seed.
public struct RandomNetwork {
  /// Every function that has a constant, those with a parameter with several.
  public static let functions: [any ScalarFunction] =
    (Activations.all.map { $0.init() as any ScalarFunction } + [
      LeakyReLU(alpha: -0.5), LeakyReLU(alpha: 3), ELU(alpha: 0.3), ELU(alpha: -2),
    ]).filter { $0.steepest.slope.upper.isFinite }

  /// Those whose values `Oracles.forward` knows exactly.
  public static let piecewiseLinear = functions.filter(Oracles.isPiecewiseLinear)

  public var random: NumPyGenerator
  private let functions: [any ScalarFunction]

  public init(seed: UInt32, functions: [any ScalarFunction] = Self.functions) {
    random = NumPyGenerator(seed: seed)
    self.functions = functions
  }

  /// One to four parts, each of which is a linear layer, mostly with an activation behind it, or a skip connection.
  public mutating func network() throws -> Network {
    var network = Network()
    var width = chance(0.3) ? 1 : size()
    for _ in 0..<1 + below(4) {
      switch below(10) {
      case 0: try network.append(Elementwise(function(), shape: Shape(width)))
      case 1, 2: try network.append(Residual(branch(width)))
      default:
        let outputs = size()
        try network.append(dense(outputs, width))
        width = outputs
        if chance(0.7) { try network.append(Elementwise(function(), shape: Shape(width))) }
      }
    }
    return network
  }

  /// Weights of a random scale from 0.001 to 1000; whole numbers not seldom, so that points meet kinks.
  public mutating func dense(_ outputs: Int, _ inputs: Int) -> Dense {
    var weights = random.randn(rows: outputs, columns: inputs)
    var bias = chance(0.6) ? Vector(random.normal(count: outputs)) : nil
    if chance(0.2) {
      weights = weights.mapped { $0.rounded() }
      bias = nil
    }
    let scale = chance(0.5) ? 1 : Double(sign: .plus, exponent: below(21) - 10, significand: 1)
    return Dense(scale * weights, bias: bias)
  }

  public mutating func function() -> any ScalarFunction { functions[below(functions.count)] }

  /// A point of a random scale; whole numbers not seldom.
  public mutating func point(_ count: Int) -> Vector {
    let scale = [0.1, 1, 1, 10][below(4)]
    let point = scale * Vector(random.normal(count: count))
    return chance(0.2) ? Vector(point.elements.map { $0.rounded() }) : point
  }

  private mutating func branch(_ width: Int) throws -> Network {
    let inner = size()
    return try Network([
      dense(inner, width), Elementwise(function(), shape: Shape(inner)), dense(width, inner),
    ])
  }

  private mutating func size() -> Int { 1 + below(8) }
  public mutating func below(_ limit: Int) -> Int { Int(random.uniform() * Double(limit)) }
  public mutating func chance(_ share: Double) -> Bool { random.uniform() < share }
}

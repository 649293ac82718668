import LinearAlgebra
import Networks

/// How far a network's outputs are from those that a file says belong to its inputs.
struct ForwardCheck: Sendable {
  let (input, output): (String, String)
  let points: Int
  /// The largest difference of two numbers.
  let difference: Double
  /// The largest that rounding explains.
  let tolerance: Double

  var agrees: Bool { difference <= tolerance }

  /// Points that go through the network at once.
  private static let batch = 64
  /// What several roundings make of one.
  private static let roundings = 1000.0
  /// What nobody looks at: sums of doubles in another order differ by less.
  static let invisible = 1e-9

  /// The check of a network in use against arrays of a file.
  ///
  /// - Throws: a problem with the words why the arrays are not inputs and outputs of the network.
  init(of network: Network, inputs x: StoredArray, outputs y: StoredArray, monitor: Monitor) throws {
    guard let inputs = x.numbers, let outputs = y.numbers, let types = [x.type, y.type] as? [NumberType]
    else {
      throw Problem(.shape, "\(x.name) and \(y.name) are no numbers")
    }
    let (width, height) = (network.inputShape.count, network.outputShape.count)
    guard width > 0, inputs.count.isMultiple(of: width), !inputs.isEmpty,
      x.shape.count < 2 || x.shape[0] == inputs.count / width || inputs.count == width
    else { throw Problem(.shape, "\(x.name) is no batch of points of \(network.inputShape)") }
    points = inputs.count / width
    guard outputs.count == points * height else {
      throw Problem(.shape, "\(y.name) is no batch of \(points) outputs of \(network.outputShape)")
    }
    var largest = 0.0
    for start in stride(from: 0, to: points, by: Self.batch) {
      try monitor.step(start)
      let count = min(Self.batch, points - start)
      let batch = Matrix(
        rows: width, columns: count, elements: Array(inputs[start * width..<(start + count) * width]))
      let given = network.forward(batch).elements
      for (index, value) in given.enumerated() {
        let distance = (value - outputs[start * height + index]).magnitude
        largest = max(largest, distance.isNaN ? .infinity : distance)
      }
    }
    let size = outputs.reduce(1) { max($0, $1.magnitude) }
    let resolution = types.reduce(0) { max($0, $1.resolution) }
    (input, output, difference) = (x.name, y.name, largest)
    tolerance = size * max(Self.invisible, Self.roundings * resolution)
  }
}

extension NumberType {
  /// What a number near 1 is off by at most when it is stored.
  fileprivate var resolution: Double {
    switch self {
    case .float16: 0x1p-11
    case .bfloat16: 0x1p-8
    case .float32: 0x1p-24
    default: 0x1p-53
    }
  }
}

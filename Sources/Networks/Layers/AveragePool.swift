public import LinearAlgebra
public import Parameters

/// The mean of every window, as PyTorch's `AvgPool2d`: padding counts as zeros (`count_include_pad`).
public struct AveragePool: Layer {
  let linearPart: AveragePoolOperator
  public let inputShape: Shape

  /// Windows of `kernel` pixels on a side over images `[channels, height, width]`.
  public init(_ kernel: Int, stride: Int? = nil, padding: Int = 0, inputShape: Shape) {
    self.init(PoolWindows(inputShape, kernel: kernel, stride: stride ?? kernel, padding: padding))
  }

  private init(_ windows: PoolWindows) {
    linearPart = AveragePoolOperator(windows: windows)
    inputShape = Shape(windows.channels, windows.rows.size, windows.columns.size)
  }

  public var kind: String { Kind.name }
  public var outputShape: Shape { linearPart.windows.outputShape }
  public var parameterCount: Int { 0 }
  public var formula: String {
    "y = mean of each \(linearPart.windows.rows.kernel)x\(linearPart.windows.columns.kernel) window"
  }
  public func forward(_ x: Matrix) -> Matrix { linearPart.apply(x) }
  /// Sums in the order of the pixels, then one division, as in PyTorch.
  public func singleForward(_ x: Matrix) -> Matrix {
    let windows = linearPart.windows
    let numbers = x.singles
    var y = Matrix(rows: outputShape.count, columns: x.columns)
    for column in 0..<x.columns {
      unwatched {
        try windows.forEach(monitor: $0) { window, pixels in
          let sum = pixels.reduce(Float(0)) { $0 + numbers[column * x.rows + $1] }
          y[window, column] = Double(sum / Float(windows.rows.kernel * windows.columns.kernel))
        }
      }
    }
    return y
  }
  public func pushforward(_ dx: Matrix, at _: Matrix) -> Matrix { linearPart.apply(dx) }
  public func pullback(_ dy: Matrix, at _: Matrix) -> Matrix { linearPart.applyAdjoint(dy) }
  public func forward(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    try linearPart.apply(x, monitor: monitor)
  }
  public func pushforward(_ dx: Matrix, at _: Matrix, monitor: Monitor) throws -> Matrix {
    try linearPart.apply(dx, monitor: monitor)
  }
  public func pullback(_ dy: Matrix, at _: Matrix, monitor: Monitor) throws -> Matrix {
    try linearPart.applyAdjoint(dy, monitor: monitor)
  }
  public var form: LayerForm {
    .affine(linearPart, bias: Vector(repeating: 0, count: outputShape.count))
  }
}

/// Sums over windows, divided by how many pixels a whole one has.
///
/// Channel by channel it is the Kronecker product of two matrices of zeros and ones, `B` for the rows and for the
/// columns, over k². The norms of such a product are the products of its factors' norms.
struct AveragePoolOperator: EntrywiseOperator {
  let windows: PoolWindows

  private var area: Double { Double(windows.rows.kernel * windows.columns.kernel) }

  var size: (outputs: Int, inputs: Int) {
    (windows.outputShape.count, windows.channels * windows.rows.size * windows.columns.size)
  }
  var absolute: any LinearOperator { self }
  var terms: Int { windows.rows.kernel * windows.columns.kernel }

  func apply(_ x: Matrix) -> Matrix { unwatched { try apply(x, monitor: $0) } }

  func apply(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    var y = Matrix(rows: size.outputs, columns: x.columns)
    for column in 0..<x.columns {
      let start = column * x.rows
      try windows.forEach(monitor: monitor) { window, pixels in
        var sum = 0.0
        for pixel in pixels { sum += x.elements[start + pixel] }
        y[window, column] = sum / area
      }
    }
    return y
  }

  func applyAdjoint(_ y: Matrix) -> Matrix { unwatched { try applyAdjoint(y, monitor: $0) } }

  func applyAdjoint(_ y: Matrix, monitor: Monitor) throws -> Matrix {
    var x = Matrix(rows: size.inputs, columns: y.columns)
    for column in 0..<y.columns {
      let start = column * x.rows
      try windows.forEach(monitor: monitor) { window, pixels in
        for pixel in pixels { x.elements[start + pixel] += y[window, column] }
      }
    }
    return x.mapped { $0 / area }
  }

  func certifiedNorm(_ norm: Norm, monitor: Monitor) throws -> CertifiedNorm {
    let (rows, columns) = (
      try windows.rows.sumNorm(norm, monitor: monitor), try windows.columns.sumNorm(norm, monitor: monitor)
    )
    // Integers below 2⁵³ multiply exactly, and one root is better than two.
    let product =
      norm == .two && rows.square.isPoint && columns.square.isPoint
      ? (rows.square * columns.square).squareRoot : rows.norm * columns.norm
    let enclosure = product / Interval(area)
    var direction = Vector(repeating: 0, count: size.inputs)
    for row in 0..<rows.direction.count {
      for column in 0..<columns.direction.count {
        direction[row * windows.columns.size + column] = rows.direction[row] * columns.direction[column]
      }
    }
    let value = product.isPoint ? product.lower : rows.value * columns.value
    return CertifiedNorm(
      enclosure, value: min(max(value / area, enclosure.lower), enclosure.upper), direction: direction)
  }

  func certifiedFrobenius() throws -> Interval {
    let entries = windows.rows.reach.reduce(0, +) * windows.columns.reach.reduce(0, +) * windows.channels
    return Interval(Double(entries)).squareRoot / Interval(area)
  }
}

extension WindowAxis {
  /// The norm of the matrix `B` that sums up each window, with a direction that shows it.
  fileprivate func sumNorm(_ norm: Norm, monitor: Monitor) throws -> (
    norm: Interval, square: Interval, value: Double, direction: Vector
  ) {
    let (coverage, reach) = (coverage, reach)
    let (most, widest) = (coverage.max() ?? 0, reach.max() ?? 0)
    var direction = Vector(repeating: 0, count: size)
    switch norm {
    case .one: direction[coverage.firstIndex(of: most) ?? 0] = 1
    case .infinity: direction = Vector(repeating: 1, count: size)
    case .two:
      guard most > 1 else { break }
      // Of a very long axis a stretch, which is no steeper than the whole.
      let isLong = count > 1024
      let part = sums(windows: isLong ? 256 : count)
      let certified = try part.certifiedNorm(.two, monitor: monitor)
      for (index, value) in certified.direction.elements.enumerated() { direction[index] = value }
      let limit = Interval(Double(most * widest)).squareRoot.upper
      let upper = isLong ? limit : min(limit, certified.enclosure.upper)
      let enclosure = Interval(min(certified.enclosure.lower, upper), upper)
      return (enclosure, enclosure.square, isLong ? enclosure.midpoint : certified.value, direction)
    }
    guard norm == .two else {
      let sum = Interval(Double(norm == .one ? most : widest))
      return (sum, sum.square, sum.lower, direction)
    }
    // Windows that share nothing: the rows are orthogonal, and the longest is the norm.
    let length = 1 / Double(widest).squareRoot()
    for position in positions(of: reach.firstIndex(of: widest) ?? 0) { direction[position] = length }
    let square = Interval(Double(widest))
    return (square.squareRoot, square, Double(widest).squareRoot(), direction)
  }

  /// The first rows of `B`, as far as they reach.
  private func sums(windows: Int) -> Matrix {
    let past = (0..<windows).reduce(0) { max($0, positions(of: $1).upperBound) }
    var sums = Matrix(rows: windows, columns: past)
    for window in 0..<windows {
      for position in positions(of: window) { sums[window, position] = 1 }
    }
    return sums
  }
}

extension AveragePool {
  /// `layer avgpool 2`.
  public struct Kind: LayerKind {
    public static let name = "avgpool"
    public static let summary = "the mean of every KxK window"
    public static let example = "layer avgpool 2 input 3x32x32"
    public static let parameters: [Parameter<Self>] = [
      Parameter(
        "kernel", \.kernel, "the side of a window", role: .positional, required: true, placeholder: "K"),
      Parameter("stride", \.stride, "pixels from one window to the next; without it the side"),
      Parameter("padding", \.padding, "zeros around the image, which count"),
    ]
    public var kernel: Count?
    public var stride: Count?
    public var padding: Padding = 0
    public init() {}

    public func build(in construction: inout Construction) throws(BuildError) -> any Layer {
      AveragePool(
        try poolWindows(
          in: construction, kernel: kernel?.value, stride: stride?.value, padding: padding.value))
    }
  }
}

extension AveragePool: StoredLayer {
  public var definition: (any LayerKind)? {
    let axis = linearPart.windows.rows
    var kind = Kind()
    kind.kernel = Count(integerLiteral: axis.kernel)
    if axis.stride != axis.kernel { kind.stride = Count(integerLiteral: axis.stride) }
    kind.padding = Padding(integerLiteral: axis.padding)
    return kind
  }
}

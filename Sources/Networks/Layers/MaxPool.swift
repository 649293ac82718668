public import LinearAlgebra
public import Parameters

/// The largest pixel of every window, as PyTorch's `MaxPool2d`; the first of equals has the slope.
public struct MaxPool: Layer, OpaqueMap {
  let windows: PoolWindows
  public let inputShape: Shape

  /// Windows of `kernel` pixels on a side over images `[channels, height, width]`; padding is never a maximum.
  public init(_ kernel: Int, stride: Int? = nil, padding: Int = 0, inputShape: Shape) {
    windows = PoolWindows(inputShape, kernel: kernel, stride: stride ?? kernel, padding: padding)
    self.inputShape = inputShape
  }

  public var kind: String { Kind.name }
  public var outputShape: Shape { windows.outputShape }
  public var parameterCount: Int { 0 }
  public var formula: String { "y = largest of each \(windows.rows.kernel)x\(windows.columns.kernel) window" }
  public var form: LayerForm { .opaque(self) }

  public func forward(_ x: Matrix) -> Matrix { unwatched { try forward(x, monitor: $0) } }

  public func forward(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    var y = Matrix(rows: outputShape.count, columns: x.columns)
    for column in 0..<x.columns {
      for (window, pixel) in try winners(x, column, monitor: monitor).enumerated() {
        y[window, column] = x[pixel, column]
      }
    }
    return y
  }

  public func pushforward(_ dx: Matrix, at x: Matrix) -> Matrix {
    unwatched { try pushforward(dx, at: x, monitor: $0) }
  }

  public func pushforward(_ dx: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    var dy = Matrix(rows: outputShape.count, columns: dx.columns)
    try forEachColumn(of: dx, at: x, monitor: monitor) { column, window, pixel in
      dy[window, column] = dx[pixel, column]
    }
    return dy
  }

  public func pullback(_ dy: Matrix, at x: Matrix) -> Matrix {
    unwatched { try pullback(dy, at: x, monitor: $0) }
  }

  public func pullback(_ dy: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    var dx = Matrix(rows: inputShape.count, columns: dy.columns)
    try forEachColumn(of: dy, at: x, monitor: monitor) { column, window, pixel in
      dx[pixel, column] += dy[window, column]
    }
    return dx
  }

  private func forEachColumn(
    of directions: Matrix, at x: Matrix, monitor: Monitor,
    _ body: (_ column: Int, _ window: Int, _ pixel: Int) -> Void
  ) throws {
    precondition(
      x.columns == 1 || x.columns == directions.columns,
      "\(directions.columns) directions at \(x.columns) points")
    var pixels = try winners(x, 0, monitor: monitor)
    for column in 0..<directions.columns {
      try monitor.poll()
      if column > 0, x.columns > 1 { pixels = try winners(x, column, monitor: monitor) }
      for (window, pixel) in pixels.enumerated() { body(column, window, pixel) }
    }
  }

  /// The pixel of every window that is its maximum: the first of equals, and what is no number before all others.
  private func winners(_ x: Matrix, _ column: Int, monitor: Monitor) throws -> [Int] {
    var result = [Int](repeating: 0, count: outputShape.count)
    let start = column * x.rows
    try windows.forEach(monitor: monitor) { window, pixels in
      var best = pixels.start
      for pixel in pixels {
        let (value, largest) = (x.elements[start + pixel], x.elements[start + best])
        if value > largest || (value.isNaN && !largest.isNaN) { best = pixel }
      }
      result[window] = best
    }
    return result
  }

  // MARK: What methods ask

  /// A window's maximum moves by at most the move of one of its pixels, and a pixel is seen by at most m windows: so
  /// 1 in the norm ∞, √m in the norm 2 and m in the norm 1, reached by a spike at a pixel that m windows see.
  public func gain(_ norm: Norm, on box: [Interval], monitor _: Monitor) -> Gain {
    let most = (windows.rows.coverage.max() ?? 0) * (windows.columns.coverage.max() ?? 0)
    let shared = Interval(Double(most))
    let constant =
      switch norm {
      case .one: shared
      case .two: shared.squareRoot
      case .infinity: Interval(1)
      }
    // The spike stands on a level that all pixels can have.
    let low = box.reduce(-Double.infinity) { max($0, $1.lower) }
    let high = box.reduce(Double.infinity) { min($0, $1.upper) }
    let seen = most == 1 ? "no pixel is in two windows" : "a pixel is in at most \(most) windows"
    return Gain(
      low < high ? constant : Interval(0, constant.upper),
      because: norm == .infinity
        ? "a maximum moves by at most the largest move of a pixel"
        : low < high ? "\(seen); reached by a spike there" : seen)
  }

  public func enclosure(of x: [Interval], monitor: Monitor) throws -> [Interval] {
    var result = [Interval](repeating: .zero, count: outputShape.count)
    try windows.forEach(monitor: monitor) { window, pixels in
      var (low, high) = (-Double.infinity, -Double.infinity)
      for pixel in pixels { (low, high) = (max(low, x[pixel].lower), max(high, x[pixel].upper)) }
      result[window] = Interval(low, high)
    }
    return result
  }

  /// The directions of all pixels that can be the maximum.
  public func pushforwardEnclosure(of dx: [Interval], on x: [Interval], monitor: Monitor) throws
    -> [Interval]
  {
    var result = [Interval](repeating: .zero, count: outputShape.count)
    try windows.forEach(monitor: monitor) { window, pixels in
      var low = -Double.infinity
      for pixel in pixels { low = max(low, x[pixel].lower) }
      var all: Interval?
      for pixel in pixels where x[pixel].upper >= low { all = all?.union(dx[pixel]) ?? dx[pixel] }
      result[window] = all ?? .everything
    }
    return result
  }

  /// One pixel of every window is above all its others.
  public func isSmooth(on x: [Interval], monitor: Monitor) throws -> Bool {
    var isSmooth = true
    try windows.forEach(monitor: monitor) { _, pixels in
      var low = -Double.infinity
      for pixel in pixels { low = max(low, x[pixel].lower) }
      var count = 0
      for pixel in pixels where x[pixel].upper >= low { count += 1 }
      if count != 1 { isSmooth = false }
    }
    return isSmooth
  }
}

extension MaxPool {
  /// `layer maxpool 2`.
  public struct Kind: LayerKind {
    public static let name = "maxpool"
    public static let summary = "the largest pixel of every KxK window"
    public static let example = "layer maxpool 2 input 3x32x32"
    public static let parameters: [Parameter<Self>] = [
      Parameter(
        "kernel", \.kernel, "the side of a window", role: .positional, required: true, placeholder: "K"),
      Parameter("stride", \.stride, "pixels from one window to the next; without it the side"),
      Parameter("padding", \.padding, "pixels around the image that are never the largest"),
    ]
    public var kernel: Count?
    public var stride: Count?
    public var padding: Padding = 0
    public init() {}

    public func build(in construction: inout Construction) throws(BuildError) -> any Layer {
      let windows = try poolWindows(
        in: construction, kernel: kernel?.value, stride: stride?.value, padding: padding.value)
      return MaxPool(windows)
    }
  }

  private init(_ windows: PoolWindows) {
    self.windows = windows
    inputShape = Shape(windows.channels, windows.rows.size, windows.columns.size)
  }
}

extension MaxPool: StoredLayer {
  public var definition: (any LayerKind)? {
    let axis = windows.rows
    var kind = Kind()
    kind.kernel = Count(integerLiteral: axis.kernel)
    if axis.stride != axis.kernel { kind.stride = Count(integerLiteral: axis.stride) }
    kind.padding = Padding(integerLiteral: axis.padding)
    return kind
  }
}

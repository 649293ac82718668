import LinearAlgebra

/// The windows of a pooling over images `[channels, height, width]`, each channel for itself.
struct PoolWindows: Hashable, Sendable {
  let channels: Int
  let rows: WindowAxis
  let columns: WindowAxis

  init(_ shape: Shape, kernel: Int, stride: Int, padding: Int) {
    precondition(shape.dimensions.count == 3, "a pooling of images \(shape)")
    precondition(2 * padding <= kernel, "a padding of \(padding) for windows of \(kernel)")
    channels = shape.dimensions[0]
    rows = WindowAxis(size: shape.dimensions[1], kernel: kernel, stride: stride, padding: padding)
    columns = WindowAxis(size: shape.dimensions[2], kernel: kernel, stride: stride, padding: padding)
  }

  var outputShape: Shape { Shape(channels, rows.count, columns.count) }

  /// Calls `body` for every window with its number and the rectangle of pixels that it sees, polling the monitor before
  /// each row of windows.
  @inline(__always)
  func forEach(monitor: Monitor, _ body: (_ window: Int, _ pixels: PixelRectangle) -> Void) throws {
    let spans = (0..<columns.count).map(columns.positions(of:))
    var window = 0
    for channel in 0..<channels {
      for row in 0..<rows.count {
        try monitor.poll()
        let heights = rows.positions(of: row)
        for span in spans {
          body(
            window,
            PixelRectangle(
              start: (channel * rows.size + heights.lowerBound) * columns.size + span.lowerBound,
              height: heights.count, width: span.count, line: columns.size))
          window += 1
        }
      }
    }
  }
}

/// Some neighbouring pixels of some neighbouring lines, in the order of their numbers.
struct PixelRectangle: Sequence {
  let start: Int
  let height: Int
  let width: Int
  /// From a pixel to the one below it.
  let line: Int

  func makeIterator() -> Iterator { Iterator(rectangle: self) }

  struct Iterator: IteratorProtocol {
    let rectangle: PixelRectangle
    private var row = 0
    private var column = 0

    init(rectangle: PixelRectangle) { self.rectangle = rectangle }

    mutating func next() -> Int? {
      guard row < rectangle.height else { return nil }
      let pixel = rectangle.start + row * rectangle.line + column
      column += 1
      if column == rectangle.width { (row, column) = (row + 1, 0) }
      return pixel
    }
  }
}

/// What both poolings are told: `K [stride K] [padding 0]`.
extension LayerKind {
  func poolWindows(
    in construction: Construction, kernel: Int?, stride: Int?, padding: Int
  ) throws(BuildError) -> PoolWindows {
    guard let kernel else {
      throw BuildError(
        "\(Self.name) needs the side of its windows: \(Self.example)", label: nil, reason: .missing)
    }
    let shape = try construction.image(for: Self.name, example: "\(Self.example)")
    try windowLimit([("kernel", kernel), ("stride", stride ?? 1), ("padding", padding)])
    guard 2 * padding <= kernel else {
      throw BuildError(
        "padding \(padding) is more than half of the window \(kernel), so that some windows would be empty",
        label: "padding", reason: .outOfRange)
    }
    for size in shape.dimensions.dropFirst() { try checkFit(kernel, in: size, of: shape, padding: padding) }
    let windows = PoolWindows(shape, kernel: kernel, stride: stride ?? kernel, padding: padding)
    try construction.checkSize(of: windows.outputShape.dimensions, label: "kernel")
    return windows
  }
}

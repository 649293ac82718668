public import LinearAlgebra
import Parameters

/// `y = K * x + b` over images `[channels, height, width]`, as PyTorch's `Conv2d` computes it (a correlation).
public struct Convolution: Layer {
  /// How windows lie on the image.
  public struct Windows: Hashable, Sendable {
    public var kernel: Int
    public var stride: Int
    /// How far windows reach past the edges; without it 0, or on a circle all around.
    public var padding: Int?
    public var dilation: Int
    public var isCircular: Bool

    public init(
      kernel: Int, stride: Int = 1, padding: Int? = nil, dilation: Int = 1, isCircular: Bool = false
    ) {
      self.kernel = kernel
      self.stride = stride
      self.padding = padding
      self.dilation = dilation
      self.isCircular = isCircular
    }

    func axis(_ size: Int) -> WindowAxis {
      let span = dilation * (kernel - 1)
      guard isCircular else {
        return WindowAxis(
          size: size, kernel: kernel, stride: stride, padding: padding ?? 0, dilation: dilation)
      }
      return WindowAxis(
        circle: size, kernel: kernel, stride: stride, padding: padding ?? span / 2, dilation: dilation,
        count: ((padding.map { size + 2 * $0 - span } ?? size) - 1) / stride + 1)
    }
  }

  public let linearPart: ConvolutionOperator
  /// A number for each output channel.
  public let bias: Vector
  public let hasBias: Bool
  public let inputShape: Shape
  public let outputShape: Shape

  /// A convolution of images `[channels, height, width]`.
  ///
  /// The kernel has a column for each output channel, with its taps in the order input channel of the group, row,
  /// column: PyTorch's weight, read column by column.
  public init(
    _ kernel: Matrix, bias: Vector? = nil, groups: Int = 1, windows: Windows, inputShape: Shape
  ) {
    precondition(inputShape.dimensions.count == 3, "a convolution of images \(inputShape)")
    precondition(
      bias.map { $0.count == kernel.columns } ?? true,
      "a bias of \(bias?.count ?? 0) for \(kernel.columns) channels")
    let (rows, columns) = (windows.axis(inputShape.dimensions[1]), windows.axis(inputShape.dimensions[2]))
    linearPart = ConvolutionOperator(
      kernel: kernel, inputChannels: inputShape.dimensions[0], groups: groups, rows: rows, columns: columns)
    self.bias = bias ?? Vector(repeating: 0, count: kernel.columns)
    hasBias = bias != nil
    self.inputShape = inputShape
    outputShape = Shape(kernel.columns, rows.count, columns.count)
  }

  /// A convolution whose images are as those of another.
  private init(_ linearPart: ConvolutionOperator, bias: Vector?, inputShape: Shape, outputShape: Shape) {
    self.linearPart = linearPart
    self.bias = bias ?? Vector(repeating: 0, count: linearPart.outputChannels)
    hasBias = bias != nil
    self.inputShape = inputShape
    self.outputShape = outputShape
  }

  public var kind: String { Kind.name }
  public var parameterCount: Int { linearPart.kernel.elements.count + (hasBias ? bias.count : 0) }
  public var formula: String { hasBias ? "y = K * x + b" : "y = K * x" }

  /// The kernel with a row for each output channel.
  public var tensors: [Tensor] {
    let inputs = inputShape.dimensions[0] / linearPart.groups
    let side = linearPart.rows.kernel
    let kernel = Tensor(
      "K", linearPart.kernel.transposed, name: "weight",
      shape: [linearPart.outputChannels, inputs, side, side])
    return [kernel] + (hasBias ? [Tensor("b", bias, name: "bias")] : [])
  }

  public func forward(_ x: Matrix) -> Matrix { unwatched { try forward(x, monitor: $0) } }

  public func forward(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    let y = try linearPart.apply(x, monitor: monitor)
    return hasBias ? y.adding(imageBias) : y
  }

  public func pushforward(_ dx: Matrix, at _: Matrix) -> Matrix { linearPart.apply(dx) }
  public func pullback(_ dy: Matrix, at _: Matrix) -> Matrix { linearPart.applyAdjoint(dy) }
  public func pushforward(_ dx: Matrix, at _: Matrix, monitor: Monitor) throws -> Matrix {
    try linearPart.apply(dx, monitor: monitor)
  }
  public func pullback(_ dy: Matrix, at _: Matrix, monitor: Monitor) throws -> Matrix {
    try linearPart.applyAdjoint(dy, monitor: monitor)
  }
  public var form: LayerForm { .affine(linearPart, bias: imageBias) }

  /// The bias of every output: its channel's.
  private var imageBias: Vector {
    let pixels = outputShape.dimensions[1] * outputShape.dimensions[2]
    return Vector(bias.elements.flatMap { repeatElement($0, count: pixels) })
  }
}

/// The kernel, then the bias.
extension Convolution: Trainable {
  public var parameters: Vector {
    Vector(linearPart.kernel.elements + (hasBias ? bias.elements : []))
  }

  public func withParameters(_ parameters: Vector) -> any Trainable {
    let (old, count) = (linearPart.kernel, linearPart.kernel.elements.count)
    let kernel = Matrix(
      rows: old.rows, columns: old.columns, elements: Array(parameters.elements.prefix(count)))
    return Convolution(
      linearPart.with(kernel), bias: hasBias ? Vector(Array(parameters.elements.dropFirst(count))) : nil,
      inputShape: inputShape, outputShape: outputShape)
  }

  /// A tap meets what it sees in every window; a channel's bias meets all its pixels.
  public func parameterGradient(_ dy: Matrix, at x: Matrix) -> Vector {
    let kernel = linearPart.kernelGradient(dy, at: x).elements
    guard hasBias else { return Vector(kernel) }
    let pixels = outputShape.dimensions[1] * outputShape.dimensions[2]
    var sums = Array(repeating: 0.0, count: bias.count)
    for (index, cotangent) in dy.elements.enumerated() { sums[index / pixels % bias.count] += cotangent }
    return Vector(kernel + sums)
  }
}

extension Convolution: StoredLayer {
  public var definition: (any LayerKind)? {
    let axis = linearPart.rows
    var kind = Kind()
    kind.stride = Count(integerLiteral: axis.stride)
    kind.dilation = Count(integerLiteral: axis.dilation)
    kind.groups = Count(integerLiteral: linearPart.groups)
    kind.isCircular = axis.isCircular
    // On a circle as many windows as there are places, unless a padding was given.
    let isAllAround =
      axis.isCircular && axis.padding == axis.dilation * (axis.kernel - 1) / 2
      && axis.count == (axis.size - 1) / axis.stride + 1
    if !isAllAround {
      kind.padding = Padding(integerLiteral: axis.padding)
    }
    return kind
  }

  /// PyTorch's weight with its last index fastest is the kernel column by column.
  public func withTensors(_ values: [[Double]]) -> any StoredLayer {
    let old = linearPart.kernel
    return Convolution(
      linearPart.with(Matrix(rows: old.rows, columns: old.columns, elements: values[0])),
      bias: hasBias ? Vector(values[1]) : nil, inputShape: inputShape, outputShape: outputShape)
  }
}

extension Matrix {
  /// A vector added to every column.
  fileprivate func adding(_ vector: Vector) -> Matrix {
    var result = self
    for column in 0..<columns {
      for row in 0..<rows { result[row, column] += vector[row] }
    }
    return result
  }
}

public import LinearAlgebra
public import Parameters

/// `IN->OUT` channels.
public struct Channels: ArgumentValue, Hashable {
  public let inputs: Int
  public let outputs: Int

  public init(inputs: Int, outputs: Int) {
    self.inputs = inputs
    self.outputs = outputs
  }

  public init(_ argument: Argument) throws(ArgumentError) {
    guard case .sizes(let inputs, let outputs) = argument.value else {
      throw ArgumentError("'\(argument.text)' is not IN->OUT channels, such as 3->16", reason: .shape)
    }
    guard inputs > 0, outputs > 0 else {
      throw ArgumentError("\(argument.text): a layer needs at least one channel on each side", reason: .shape)
    }
    (self.inputs, self.outputs) = (inputs, outputs)
  }

  public static let placeholder = "IN->OUT"
  public var argumentText: String { "\(inputs)->\(outputs)" }
}

extension Convolution {
  /// `layer conv2d 3->16 kernel 3 padding 1 input 3x32x32`.
  public struct Kind: LayerKind {
    public static let name = "conv2d"
    public static let summary = "y = K * x + b over images CxHxW, with random K and b"
    public static let example = "layer conv2d 3->16 kernel 3 padding 1 input 3x32x32"
    public static let parameters: [Parameter<Self>] = [
      Parameter("channels", \.channels, "input -> output channels", role: .positional, required: true),
      Parameter("kernel", \.kernel, "the side of the kernel", required: true, placeholder: "K"),
      Parameter("stride", \.stride, "pixels from one window to the next"),
      Parameter("padding", \.padding, "zeros around the image"),
      Parameter("dilation", \.dilation, "pixels from one tap to the next"),
      Parameter("groups", \.groups, "groups of channels that do not see each other"),
      Parameter(flag: "circular", \.isCircular, "past the edges the image goes on at the other side"),
      Parameter("seed", \.seed, "a generator of its own, as np.random.seed or torch.manual_seed"),
      Parameter("rng", \.generator, "whose random numbers: NumPy's, its default_rng's or PyTorch's"),
      Parameter("init", \.initialization, "how K and b are drawn"),
      Parameter("bias", \.bias, "whether there is a b, or its array"),
      Parameter("scale", \.scale, "a factor on K and b"),
    ]

    public var channels: Channels?
    public var kernel: Count?
    public var stride: Count = 1
    public var padding: Padding?
    public var dilation: Count = 1
    public var groups: Count = 1
    public var isCircular = false
    public var seed: UInt32?
    public var generator: RandomStream.Generator?
    public var initialization: Initialization?
    public var bias = BiasChoice.on
    public var scale = 1.0
    public init() {}

    /// K is output channels x input channels of a group x side x side.
    public mutating func adapt(to tensors: [String: StoredTensor]) throws(BuildError) {
      try Drawing(seed: seed, generator: generator, initialization: initialization, scale: scale)
        .checkUnused()
      initialization = .zeros
      bias = tensors["bias"] == nil ? .off : .on
      guard let weight = tensors["weight"] else { return }
      try weight.checkAxes(4, of: Self.name, "outputs x inputs x side x side")
      let (inputs, overflows) = weight.shape[1].multipliedReportingOverflow(by: groups.value)
      let stored = Channels(inputs: inputs, outputs: weight.shape[0])
      guard !overflows else {
        throw BuildError("\(groups.value) groups are too many", label: "groups", reason: .outOfRange)
      }
      guard weight.shape[2] == weight.shape[3] else {
        throw BuildError(
          "\(weight.name) is \(weight.size), and kernels are squares here", label: "array", reason: .shape)
      }
      guard channels ?? stored == stored else {
        throw BuildError(
          "\(weight.name) is \(weight.size), which is \(stored.argumentText) channels", label: "channels",
          reason: .shape)
      }
      guard kernel.map({ $0.value == weight.shape[2] }) ?? true else {
        throw BuildError(
          "\(weight.name) is \(weight.size), a kernel of \(weight.shape[2])", label: "kernel", reason: .shape)
      }
      channels = stored
      kernel = Count(integerLiteral: weight.shape[2])
    }

    public func build(in construction: inout Construction) throws(BuildError) -> any Layer {
      guard let channels, let kernel else {
        throw BuildError(
          "conv2d needs its channels and its kernel, such as  conv2d 3->16 kernel 3", label: nil,
          reason: .missing)
      }
      let hasBias = try bias.isPresent()
      let shape = try construction.image(for: Self.name, example: Self.example)
      guard shape.dimensions[0] == channels.inputs else {
        throw BuildError(
          "conv2d takes \(channels.inputs.counted("channel")), but \(shape) come in", label: "channels",
          reason: .shape)
      }
      for side in [channels.inputs, channels.outputs] where side % groups.value != 0 {
        throw BuildError(
          "\(groups.value) groups do not divide \(side.counted("channel"))", label: "groups", reason: .shape)
      }
      let windows = Windows(
        kernel: kernel.value, stride: stride.value, padding: padding?.value, dilation: dilation.value,
        isCircular: isCircular)
      try check(windows, on: shape)
      let taps = channels.inputs / groups.value * kernel.value * kernel.value
      try construction.checkSize(
        of: [channels.outputs, channels.inputs / groups.value, kernel.value, kernel.value], label: "kernel")
      try construction.checkSize(
        of: [channels.outputs] + shape.dimensions.dropFirst().map { windows.axis($0).count },
        label: padding.map { $0.value > 0 } == true ? "padding" : "channels")
      let (weights, bias) = try construction.draw(seed: seed, generator: generator) {
        (random) throws(LinearAlgebraError) in
        try (initialization ?? .usual(for: random)).kernel(
          outputs: channels.outputs, taps: taps, side: kernel.value, groups: groups.value,
          hasBias: hasBias, from: &random)
      }
      let scaled = (scale == 1 ? weights : scale * weights, scale == 1 ? bias : scale * bias)
      guard (scaled.0.elements + scaled.1.elements).allSatisfy(\.isFinite) else {
        throw BuildError("the scale \(scale) makes a weight infinite", label: "scale", reason: .outOfRange)
      }
      return Convolution(
        scaled.0, bias: hasBias ? scaled.1 : nil, groups: groups.value, windows: windows, inputShape: shape)
    }

    private func check(_ windows: Windows, on shape: Shape) throws(BuildError) {
      try windowLimit(
        [
          ("kernel", windows.kernel), ("stride", windows.stride), ("padding", windows.padding ?? 0),
          ("dilation", windows.dilation),
        ])
      let span = windows.dilation * (windows.kernel - 1) + 1
      for size in shape.dimensions.dropFirst() {
        if isCircular {
          guard span <= size else {
            throw BuildError(
              "a kernel that spans \(span) pixels would go round the \(size) of \(shape) more than once",
              label: "kernel", reason: .shape)
          }
          guard 2 * (windows.padding ?? 0) < span else {
            throw BuildError(
              "with padding \(windows.padding ?? 0) windows come round again; on a circle it is at most \((span - 1) / 2) here",
              label: "padding", reason: .outOfRange)
          }
        } else {
          try checkFit(span, in: size, of: shape, padding: windows.padding ?? 0)
        }
      }
    }
  }
}

extension Initialization {
  /// A kernel `[taps, outputs]` and a bias, drawn in PyTorch's order: output, input, row, column.
  ///
  /// The identity has a 1 in the middle of the kernel, from input to output of the same number in a group.
  func kernel(
    outputs: Int, taps: Int, side: Int, groups: Int, hasBias: Bool, from random: inout RandomStream
  ) throws(LinearAlgebraError) -> (Matrix, Vector) {
    let area = side * side
    if self == .identity {
      let middle = side / 2 * (side + 1)
      var kernel = Matrix(rows: taps, columns: outputs)
      for output in 0..<outputs {
        let input = output % (outputs / groups)
        if input < taps / area { kernel[input * area + middle, output] = 1 }
      }
      return (kernel, Vector(repeating: 0, count: outputs))
    }
    let (weights, bias) = try weights(
      DenseSize(outputs: outputs, inputs: taps), fanOut: outputs * area, hasBias: hasBias, from: &random)
    return (weights.transposed, bias)
  }
}

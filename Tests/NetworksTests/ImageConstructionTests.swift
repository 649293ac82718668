import LinearAlgebra
import Networks
import Parameters
import Testing

/// Layers over images from the words of the language: what they become, and what is refused.
@Suite struct ImageConstructionTests {
  struct Written: Sendable, CustomTestStringConvertible {
    let kind: String
    /// Labels with their values.
    let arguments: KeyValuePairs<String, Argument.Value>
    var input: Shape? = Shape(4, 8, 9)
    var limit = 1 << 20
    var output: Shape?
    var parameters = 0
    var reason: BuildError.Reason?
    var label: String?
    var testDescription: String { "\(kind) \(arguments)" }
  }

  private static let few = Argument.Value.sizes(inputs: 4, outputs: 6)

  static let all: [Written] = [
    Written(
      kind: "conv2d", arguments: ["channels": few, "kernel": .number(3)], output: Shape(6, 6, 7),
      parameters: 222),
    Written(
      kind: "conv2d",
      arguments: [
        "channels": few, "kernel": .number(3), "padding": .number(1), "stride": .number(2),
        "bias": .word("off"),
      ],
      output: Shape(6, 4, 5), parameters: 216),
    Written(
      kind: "conv2d",
      arguments: ["channels": few, "kernel": .number(2), "dilation": .number(3), "groups": .number(2)],
      output: Shape(6, 5, 6), parameters: 54),
    Written(
      kind: "conv2d", arguments: ["channels": few, "kernel": .number(4), "circular": .word("circular")],
      output: Shape(6, 8, 9), parameters: 390),
    Written(
      kind: "conv2d",
      arguments: [
        "channels": few, "kernel": .number(3), "stride": .number(2), "padding": .number(1),
        "circular": .word("circular"),
      ],
      output: Shape(6, 4, 5), parameters: 222),
    Written(kind: "conv2d", arguments: ["channels": few], reason: .missing),
    Written(
      kind: "conv2d", arguments: ["channels": few, "kernel": .number(3)], input: nil, reason: .missing),
    Written(
      kind: "conv2d", arguments: ["channels": few, "kernel": .number(3)], input: Shape(4), reason: .shape,
      label: "input"),
    Written(
      kind: "conv2d", arguments: ["channels": few, "kernel": .number(3)], input: Shape(3, 8, 9),
      reason: .shape,
      label: "channels"),
    Written(
      kind: "conv2d", arguments: ["channels": few, "kernel": .number(9)], reason: .shape, label: "kernel"),
    Written(
      kind: "conv2d", arguments: ["channels": few, "kernel": .number(3), "dilation": .number(1e7)],
      reason: .shape,
      label: "kernel"),
    Written(
      kind: "conv2d", arguments: ["channels": few, "kernel": .number(1e15)], reason: .outOfRange,
      label: "kernel"),
    Written(
      kind: "conv2d", arguments: ["channels": few, "kernel": .number(3), "padding": .number(1e15)],
      reason: .outOfRange,
      label: "padding"),
    Written(
      kind: "conv2d", arguments: ["channels": few, "kernel": .number(3), "padding": .number(1e5)],
      reason: .tooLarge,
      label: "padding"),
    Written(
      kind: "conv2d", arguments: ["channels": .sizes(inputs: 4, outputs: 10_000), "kernel": .number(1)],
      reason: .tooLarge, label: "channels"),
    Written(
      kind: "conv2d", arguments: ["channels": .sizes(inputs: 4, outputs: 10_000), "kernel": .number(3)],
      reason: .tooLarge, label: "kernel"),
    Written(
      kind: "conv2d", arguments: ["channels": few, "kernel": .number(3), "groups": .number(4)],
      reason: .shape,
      label: "groups"),
    Written(
      kind: "conv2d", arguments: ["channels": few, "kernel": .number(9), "circular": .word("circular")],
      reason: .shape,
      label: "kernel"),
    Written(
      kind: "conv2d",
      arguments: [
        "channels": few, "kernel": .number(3), "padding": .number(2), "circular": .word("circular"),
      ],
      reason: .outOfRange, label: "padding"),
    Written(
      kind: "conv2d", arguments: ["channels": few, "kernel": .number(3), "scale": .number(1e308)],
      reason: .outOfRange,
      label: "scale"),
    Written(kind: "maxpool", arguments: ["kernel": .number(2)], output: Shape(4, 4, 4)),
    Written(
      kind: "maxpool", arguments: ["kernel": .number(3), "stride": .number(2), "padding": .number(1)],
      output: Shape(4, 4, 5)),
    Written(
      kind: "avgpool", arguments: ["kernel": .number(3), "stride": .number(1)], output: Shape(4, 6, 7)),
    Written(kind: "avgpool", arguments: ["kernel": .number(2)], input: nil, reason: .missing),
    Written(kind: "maxpool", arguments: [:], reason: .missing),
    Written(
      kind: "maxpool", arguments: ["kernel": .number(2)], input: Shape(36), reason: .shape, label: "input"),
    Written(kind: "maxpool", arguments: ["kernel": .number(9)], reason: .shape, label: "kernel"),
    Written(
      kind: "avgpool", arguments: ["kernel": .number(3), "padding": .number(2)], reason: .outOfRange,
      label: "padding"),
    Written(
      kind: "avgpool", arguments: ["kernel": .number(2), "stride": .number(1e12)], reason: .outOfRange,
      label: "stride"),
    Written(
      kind: "avgpool", arguments: ["kernel": .number(2)], limit: 100, reason: .tooLarge, label: "kernel"),
    Written(kind: "flatten", arguments: [:], output: Shape(288)),
    Written(kind: "flatten", arguments: [:], input: nil, reason: .missing),
    Written(kind: "scale", arguments: ["factor": .number(-2)], output: Shape(4, 8, 9)),
    Written(kind: "scale", arguments: ["factor": .number(-2)], input: nil, reason: .missing),
    Written(kind: "scale", arguments: [:], reason: .missing),
  ]

  @Test("arguments become shapes, or a reason and the argument to blame", arguments: all.indices)
  func written(_ index: Int) throws {
    let written = Self.all[index]
    let type = try #require(Layers.named(written.kind))
    try check(type, written)
  }

  private func check<Kind: LayerKind>(_: Kind.Type, _ written: Written) throws {
    var kind = Kind()
    for (label, value) in written.arguments {
      let parameter = try #require(Kind.parameters.first { $0.label == label }, "\(label)")
      let text = if case .word(let word) = value { word } else { "\(value)" }
      try parameter.set(&kind, to: Argument(value, text: text))
    }
    var construction = Construction(
      input: written.input, stream: RandomStream(seed: 1, generator: .numpy), limit: written.limit)
    guard let reason = written.reason else {
      let layer = try kind.build(in: &construction)
      #expect(layer.inputShape == written.input && layer.outputShape == written.output)
      #expect(layer.parameterCount == written.parameters && layer.kind == written.kind)
      #expect(layer.forward(Matrix(rows: layer.inputShape.count, columns: 1)).rows == layer.outputShape.count)
      return
    }
    let error = #expect(throws: BuildError.self) { try kind.build(in: &construction) }
    #expect(error?.reason == reason && error?.label == written.label, "\(error?.message ?? "")")
  }

  @Test("channels are IN->OUT, paddings whole and not negative")
  func values() throws {
    #expect(try Channels(Argument(.sizes(inputs: 3, outputs: 16), text: "")).argumentText == "3->16")
    for wrong in [Argument.Value.shape([3, 16]), .sizes(inputs: 0, outputs: 3), .number(3)] {
      #expect(throws: ArgumentError.self) { try Channels(Argument(wrong, text: "")) }
    }
    #expect(try Padding(Argument(.number(0), text: "0")).value == 0)
    for wrong in [-1, 0.5] {
      #expect(throws: ArgumentError.self) { try Padding(Argument(.number(wrong), text: "")) }
    }
  }

  @Test("the identity is a 1 in the middle of the kernel: the image itself", arguments: [1, 3, 5])
  func identity(_ side: Int) throws {
    var kind = Convolution.Kind()
    kind.channels = Channels(inputs: 4, outputs: 4)
    try Convolution.Kind.parameters.first { $0.label == "kernel" }?
      .set(&kind, to: Argument(.number(Double(side)), text: ""))
    try Convolution.Kind.parameters.first { $0.label == "groups" }?
      .set(&kind, to: Argument(.number(2), text: ""))
    kind.isCircular = true
    kind.initialization = .identity
    var construction = Construction(
      input: Shape(4, 5, 5), stream: RandomStream(seed: 1, generator: .numpy), limit: 1 << 20)
    let layer = try kind.build(in: &construction)
    let x = construction.stream.randn(rows: 100, columns: 2)
    #expect(layer.forward(x) == x)
  }
}

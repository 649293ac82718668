import LinearAlgebra
import Networks
import Parameters
import Testing

/// What cannot be built is refused with a reason.
@Suite struct ConstructionTests {
  struct Refused: Sendable, CustomTestStringConvertible {
    let size: DenseSize?
    var scale = 1.0
    var limit = 1 << 28
    let reason: BuildError.Reason
    let label: String?
    let message: String
    var testDescription: String { message }
  }

  static let refused = [
    Refused(
      size: nil, reason: .missing, label: nil, message: "linear needs its shape, such as 5x3 (or 3->5)"),
    Refused(
      size: DenseSize(outputs: 99_999_999, inputs: 99_999_999), reason: .tooLarge, label: "shape",
      message: "99999999x99999999 would need 71.1 PiB, and a tensor may have 256 MiB"),
    Refused(
      size: DenseSize(outputs: .max, inputs: .max), reason: .tooLarge, label: "shape",
      message:
        "9223372036854775807x9223372036854775807 would need 5.902958103587057e+20 EiB, and a tensor may have 256 MiB"
    ),
    Refused(
      size: DenseSize(outputs: 1 << 62, inputs: 2), reason: .tooLarge, label: "shape",
      message: "4611686018427387904x2 would need 64 EiB, and a tensor may have 256 MiB"),
    Refused(
      size: DenseSize(outputs: 5, inputs: 3), limit: 119, reason: .tooLarge, label: "shape",
      message: "5x3 would need 120 bytes, and a tensor may have 119 bytes"),
    Refused(
      size: DenseSize(outputs: 0, inputs: 3), reason: .shape, label: "shape",
      message: "a shape needs at least 1 in each place, not 0x3"),
    Refused(
      size: DenseSize(outputs: 5, inputs: -3), reason: .shape, label: "shape",
      message: "a shape needs at least 1 in each place, not 5x-3"),
    Refused(
      size: DenseSize(outputs: 5, inputs: 3), scale: 1e308, reason: .outOfRange, label: "scale",
      message: "the scale 1e+308 makes a weight infinite"),
  ]

  @Test("a layer that cannot be is refused", arguments: refused)
  func refusals(_ refused: Refused) {
    var kind = Dense.Kind()
    kind.size = refused.size
    kind.scale = refused.scale
    var construction = DenseTests.construction(limit: refused.limit)
    let error = #expect(throws: BuildError.self) { try kind.build(in: &construction) }
    #expect(error == BuildError(refused.message, label: refused.label, reason: refused.reason))
    #expect(construction.origin == nil)
  }

  @Test func aTensorOfJustTheLimitIsBuilt() throws {
    var kind = Dense.Kind()
    kind.size = DenseSize(outputs: 5, inputs: 3)
    var construction = DenseTests.construction(limit: 120)
    #expect(try kind.build(in: &construction).outputShape == Shape(5))
  }

  struct Written: Sendable, CustomTestStringConvertible {
    let value: Argument.Value
    let size: DenseSize?
    var testDescription: String { "\(value)" }
  }

  static let written = [
    Written(value: .shape([5, 3]), size: DenseSize(outputs: 5, inputs: 3)),
    Written(value: .sizes(inputs: 3, outputs: 5), size: DenseSize(outputs: 5, inputs: 3)),
    Written(value: .shape([5, 0]), size: nil), Written(value: .shape([5, 3, 2]), size: nil),
    Written(value: .sizes(inputs: 0, outputs: 5), size: nil), Written(value: .number(5), size: nil),
    Written(value: .word("x"), size: nil),
  ]

  @Test("sizes are rows x columns or inputs -> outputs", arguments: written)
  func sizes(_ written: Written) throws {
    let argument = Argument(written.value, text: "")
    guard let size = written.size else {
      let error = #expect(throws: ArgumentError.self) { try DenseSize(argument) }
      #expect(error?.reason == .shape)
      return
    }
    #expect(try DenseSize(argument) == size)
    #expect(size.argumentText == "5x3")
  }

  @Test(
    "an activation takes the shape that it gets, and asks where it gets none",
    arguments: Activations.all.indices)
  func activations(_ index: Int) throws {
    let type = try #require(Layers.named(Activations.all[index].name))
    var construction = DenseTests.construction(input: Shape(2, 3))
    let layer = try type.init().build(in: &construction)
    #expect(layer.inputShape == Shape(2, 3) && layer.outputShape == Shape(2, 3))
    #expect(layer.parameterCount == 0)
    var lonely = DenseTests.construction()
    let error = #expect(throws: BuildError.self) { try type.init().build(in: &lonely) }
    #expect(error?.reason == .missing)
    #expect(error?.message.contains("layer \(type.name) input 100") == true)
  }
}

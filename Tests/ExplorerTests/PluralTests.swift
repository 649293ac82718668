import Testing

@testable import Explorer

/// One of a thing is not several.
@Suite struct PluralTests {
  static let small = "model m: linear 1x1 seed 1, tanh, linear 1x1 seed 2"
  static let results = [
    ("bound method lipsdp; explain", "of 1 neuron, layer 1"),
    ("bound method interval box -1..1; explain", "0 of 1 neuron has one slope"),
    ("estimate samples 1; plot hist", "1 quotient of"),
  ]

  @Test("in results", arguments: results)
  func shown(_ line: String, _ words: String) {
    var notebook = Notebook(after: [Self.small])
    let lines = notebook.output(of: line)
    #expect(lines.contains { $0.contains(words) }, "\(lines)")
  }

  static let errors = [
    ("layer linear 4x2", "linear3 takes 2 inputs, but linear2 gives 1"),
    ("model k: linear 3x3, linear 2x1", "linear2 takes 1 input, but linear1 gives 3"),
    ("forward 1,2", "the network takes 1 number, not 2"),
    ("model k: conv2d 1->2 kernel 3 input 3x5x5", "conv2d takes 1 channel, but 3x5x5 come in"),
  ]

  @Test("in errors", arguments: errors)
  func refused(_ line: String, _ words: String) throws {
    var notebook = Notebook(after: [Self.small])
    let message = try notebook.problem(of: line).message
    #expect(message.contains(words), "\(message)")
  }
}

import Explorer
import Foundation
import LinearAlgebra
import Lipschitz
import Networks
import Parameters

/// What is measured, from one matrix to whole searches.
///
/// Weights are `RandomState(0).randn(outputs, inputs) / sqrt(inputs)`, the same numbers as NumPy's.
enum Rows {
  static var all: [Row] {
    get throws { try norms + semidefinite + eclipse + [jacobians, box, iris, convolution] }
  }

  /// The tightest cheap bound of every network of a folder, as a person would ask for it.
  static func files(in folder: String?) throws -> [Row] {
    guard let folder else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().filter {
      $0.hasSuffix(".npz")
    }
    .map { name in Row(name: "bound \(name)") { { try answer("bound", of: folder + "/" + name) } } }
  }

  private static var norms: [Row] {
    [100, 500, 1000, 2000, 4000].map { n in
      Row("sigma_max of \(n) x \(n)", LargestSingularValue()) { try chain([n, n]) }
    }
  }

  private static var semidefinite: [Row] {
    let sizes: KeyValuePairs = [
      "784-50-10": [784, 50, 10],
      "5x50": hidden(5, 50),
      "10x50": hidden(10, 50),
      "784-500-10": [784, 500, 10],
      "20x50": hidden(20, 50),
      "16 times 32x32": Array(repeating: 32, count: 17),
    ]
    var descent = LipSDP()
    descent.solver = .descent
    return sizes.map { name, sizes in Row("LipSDP \(name)", LipSDP()) { try chain(sizes) } } + [
      Row("LipSDP 20x50 by descent", descent) { try chain(hidden(20, 50)) }
    ]
  }

  private static var eclipse: [Row] {
    [(50, 100), (50, 500), (100, 1000)].map { depth, width in
      Row("ECLipsE-Fast \(depth)x\(width)", ECLipsEFast()) { try chain(hidden(depth, width)) }
    }
  }

  private static var jacobians: Row {
    get throws {
      var sampling = JacobianSampling()
      try JacobianSampling.parameters.first { $0.label == "samples" }?
        .set(&sampling, to: Argument(.number(100_000), text: "100000"))
      return Row("100000 Jacobian norms of 10-20-5", sampling) { try chain([10, 20, 5]) }
    }
  }

  private static var box: Row {
    var random = NumPyGenerator(seed: 1)
    let center = Vector(random.normal(count: 10))
    return Row(
      "LipSDP 10-20-5 on a box", LipSDP(),
      on: .ball(center: center, name: "x", radius: 0.1, norm: .infinity)
    ) { try chain([10, 20, 5]) }
  }

  private static var iris: Row {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Files/exlipbab_iris.npz").path
    return Row(name: "exact iris 4-6-6-3") { { try answer("bound method exact", of: file) } }
  }

  private static var convolution: Row {
    Row("conv 64->64 3x3 on 32x32", ConvolutionSpectrum()) {
      var random = NumPyGenerator(seed: 0)
      let numbers = random.normal(count: 64 * 64 * 9).map { $0 / 24 }
      let kernel = Matrix(rows: 64 * 9, columns: 64, elements: numbers)
      return try Network([
        Convolution(kernel, windows: .init(kernel: 3, padding: 1), inputShape: Shape(64, 32, 32))
      ])
    }
  }

  /// The widths of so many hidden layers between ten inputs and five outputs.
  private static func hidden(_ depth: Int, _ width: Int) -> [Int] {
    [10] + Array(repeating: width, count: depth) + [5]
  }

  /// Linear layers without bias, and relu between them.
  private static func chain(_ sizes: [Int]) throws -> Network {
    var random = NumPyGenerator(seed: 0)
    var network = Network()
    for (inputs, outputs) in zip(sizes, sizes.dropFirst()) {
      if !network.isEmpty { try network.append(Elementwise(ReLU(), shape: Shape(inputs))) }
      let root = Double(inputs).squareRoot()
      try network.append(Dense(random.randn(rows: outputs, columns: inputs).mapped { $0 / root }))
    }
    return network
  }

  /// What a command says of a network in a file, reading included.
  private static func answer(_ command: String, of path: String) throws -> Double {
    var notebook = Notebook()
    let executions = notebook.run("load \"\(path)\"\n\(command)", stopsAtError: true)
    let members = executions.last?.json(file: nil).members ?? []
    guard executions.count == 2, case .number(let value)? = members.first(where: { $0.key == "value" })?.value
    else { throw Failure(description: "\(command) has no answer for \(path): \(JSON.object(members).text)") }
    return value
  }

  /// A command that did not answer.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}

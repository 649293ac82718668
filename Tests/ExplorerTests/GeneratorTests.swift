import Foundation
import LinearAlgebra
import Sessions
import TerminalText
import Testing

@testable import Explorer

/// Sessions whose header names a generator.
@Suite struct GeneratorTests {
  /// What NumPy 2.4.6 gives from `default_rng`: the norm of `standard_normal((5, 3))` of seed 42, and of seed 0; from
  /// the latter a bias and points `random((2, 3))` as well, and their images; a mask `random(6) < 0.7` of seed 7.
  static let session = """
    #| lip 1
    #| rng default_rng

    layer linear 5x3 seed 42
    #>   linear1   linear 3 -> 5   20 parameters   seed 42 (default_rng)   L = 3.154680

    model b: linear 5x3; bound
    #>   b   3 -> 5   20 parameters
    #>     linear1   linear 3 -> 5   20 parameters
    #>   L = 3.150902   exact, 2-norm

    input uniform 2x3; forward x
    #>   x   2 points of 3
    #>   (-0.315642, -0.365369, -0.633607, 0.326046, 0.113939)
    #>   (-0.486476, -0.667276, 0.840447, -0.775035, -1.074891)

    seed 7; model d: dropout 0.3 input 6; forward 1,2,3,4,5,6
    #>   seed 7 (default_rng)
    #>   d   6 -> 6   0 parameters
    #>     dropout1  dropout 6 -> 6
    #>   (1.428571, 0.000000, 0.000000, 5.714286, 7.142857, 0.000000)

    """

  private func check(_ text: String) -> SessionCheck {
    SessionCheck(text: text, file: "/generators.lip", access: .typed, canvas: nil, width: nil)
  }

  @Test func aSessionOfDefaultRNGReplays() {
    let check = check(Self.session)
    #expect(check.succeeded, "\(check.report.map(\.plain).joined(separator: "\n"))")
    #expect(check.replay?.outputs == 4)
    #expect(check.updated == Self.session)
  }

  /// Each step prints other numbers when another generator, or none, is named.
  @Test(arguments: ["#| rng numpy\n", "#| rng torch\n", ""])
  func anotherGeneratorIsADifference(_ line: String) {
    let text = Self.session.replacingOccurrences(of: "#| rng default_rng\n", with: line)
    let check = check(text)
    #expect(check.replay?.failures.count == 4)
    #expect(check.updated != text)
  }

  @Test func aHeaderMayNameEveryGenerator() {
    #expect(
      SessionFile.Header.Generator.allCases.map(\.rawValue)
        == RandomStream.Generator.allCases.map(\.rawValue))
  }

  /// Without the header's line, the saved layers would be drawn by another generator.
  @Test(arguments: SessionFile.Header.Generator.allCases)
  func aSavedSessionNamesTheGeneratorItBeganWith(_ generator: SessionFile.Header.Generator) throws {
    let folder = try TemporaryFolder()
    var notebook = Notebook()
    notebook.start(SessionFile.Header(rng: generator))
    _ = notebook.output(of: "layer linear 5x3; layer linear 2x5 seed 3; input normal 3; forward x; bound")
    _ = notebook.output(of: "save \"\(folder.path)/saved.lip\"")
    let text = try folder.text(of: "saved.lip")
    #expect(check(text).session.header.rng == generator)
    let check = check(text)
    #expect(check.succeeded, "\(check.report.map(\.plain).joined(separator: "\n"))\n\(text)")
    #expect(check.replay?.outputs == 5)
  }

  /// A generator that a statement chose is in the file as that statement.
  @Test func aChosenGeneratorIsSavedAsChosen() throws {
    let folder = try TemporaryFolder()
    var notebook = Notebook()
    _ = notebook.output(of: "seed 1 rng default_rng; layer linear 5x3; bound")
    _ = notebook.output(of: "save \"\(folder.path)/saved.lip\"")
    let text = try folder.text(of: "saved.lip")
    #expect(check(text).session.header.rng == nil)
    #expect(check(text).succeeded)
  }

  @Test func machinesReadTheGenerator() throws {
    var notebook = Notebook()
    for line in ["seed 42 rng default_rng", "layer linear 5x3 seed 42"] {
      let json = try Parsed(try #require(notebook.run(line).first).json(file: nil).text)
      #expect(json["rng"] == .string("default_rng"))
      #expect(json["seed"] == .number(42))
    }
  }
}

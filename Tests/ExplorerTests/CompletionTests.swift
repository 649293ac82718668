import Lipschitz
import Networks
import Testing

@testable import Explorer

/// What Tab offers.
@Suite struct ExplorerCompletionTests {
  private static let notebook = Notebook(
    after: [
      "model A: linear 5x3, relu", "model B: linear 2x2 as first", "let rate = 3", "input 1,2 as point",
    ])

  private func candidates(_ line: String) -> [String] {
    Completions(for: line, at: line.count, in: Self.notebook).candidates
  }

  @Test("after a verb, what is legal there")
  func places() {
    #expect(candidates("lay") == ["layer", "layers"])
    #expect(candidates("bo") == ["bound"])
    #expect(Set(candidates("")) == Set(Commands.words))
    #expect(Set(Layers.all.map { $0.name }).isSubset(of: candidates("layer ")))
    #expect(candidates("layer lin") == ["linear"])
    #expect(
      Set(candidates("layer linear 5x3 ")) == [
        "seed", "rng", "init", "bias", "scale", "input", "as", "from", "array",
      ])
    #expect(!candidates("layer linear 5x3 seed 1 ").contains("seed"))
    #expect(candidates("layer linear 5x3 init or") == ["orthogonal"])
    #expect(candidates("layer linear 5x3 seed 1 rng ") == ["numpy", "default_rng", "torch"])
    #expect(candidates("seed 1 rng def") == ["default_rng"])
    #expect(candidates("layer linear 5x3 bias ") == ["on", "off"])
    #expect(Set(Charts.all.map { $0.name } + Vocabulary.functions).isSubset(of: candidates("plot ")))
    #expect(candidates("bound norm ") == ["1", "2", "inf"])
    #expect(candidates("bound norm i") == ["inf"])
    #expect(candidates("use ") == ["A", "B"])
    #expect(candidates("drop B").contains("B"))
    #expect(Set(candidates("help ")) == Set(Help.topics))
    #expect(candidates("?bou").contains("?bound"))
    #expect(candidates("bound ").starts(with: ["first", "A", "B"]))
    #expect(candidates("forward ") == ["point"])
    #expect(candidates("layer linear 5x3 seed $") == ["$_", "$rate"])
    #expect(candidates("set ").contains("precision"))
    #expect(candidates("activation ") == Vocabulary.functions + ["input", "as"])
  }

  @Test("a method's own options follow its name")
  func methods() {
    #expect(candidates("estimate method ") == Methods.estimates.map { $0.name })
    #expect(candidates("bound method ") == Methods.bounds.map { $0.name })
    #expect(candidates("seed 1; bound met") == ["method"])
  }

  @Test("layers in lists")
  func items() {
    #expect(candidates("model C: lin") == ["linear"])
    #expect(candidates("model C: linear 3x3, ").contains("relu"))
    #expect(candidates("model C: linear 3x3, ").contains("residual"))
    #expect(candidates("residual (linear 3x3 se") == ["seed"])
    #expect(candidates("model C: repeat 3 sig") == ["sigmoid"])
  }

  @Test("a file where a file is due")
  func files() {
    for line in ["source ", "load ", "layer linear 5x3 from ", "save ", "check ", "export svg "] {
      #expect(Completions(for: line, at: line.count, in: Self.notebook).wantsFile, "\(line)")
    }
    #expect(!Completions(for: "bound ", at: 6, in: Self.notebook).wantsFile)
  }

  @Test("the live signature")
  func signature() {
    func signature(_ line: String) -> [String] {
      Completions(for: line, at: line.count, in: Self.notebook).signature
    }
    #expect(
      signature("layer linear ").starts(with: [
        "[input SHAPE]", "[as NAME]", "[from FILE]", "[array ARRAY]", "RxC|IN->OUT",
      ]))
    #expect(signature("bound norm ") == ["norm 1|2|inf"])
    #expect(signature("nosuch ").isEmpty)
  }

  /// Every line that a help page, an example or a test of errors has.
  static let lines =
    HelpTests.samples.map(\.example.line) + BadInputTests.cases.map(\.line) + BinderTests.pairs.map(\.line)
    + [
      "model A: linear 5x3, residual (linear 5x5, repeat 3 relu), tanh; bound A norm inf # done",
      "let x = max(1, $rate) * 2pi; layer linear 5x3 seed $x", "source \"a b.lip\"",
      "\t\u{e9}\u{1F600} ((( \"", "$", "?",
    ]

  @Test("at every place of a line something is answered that fits there")
  func everywhere() {
    for line in Self.lines {
      for offset in 0...line.count + 1 {
        let found = Completions(for: line, at: offset, in: Self.notebook)
        #expect((0...line.count).contains(found.start), "\(line) at \(offset)")
        #expect(Set(found.candidates).count == found.candidates.count)
        let typed = String(Array(line).prefix(offset).dropFirst(found.start)).lowercased()
        #expect(found.candidates.allSatisfy { $0.lowercased().hasPrefix(typed) }, "\(line) at \(offset)")
      }
    }
  }
}

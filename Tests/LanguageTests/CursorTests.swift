import Language
import Testing

@Suite struct CursorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    /// The line, with `|` where the cursor stands.
    var line: String
    var verb: String?
    var operands: [String]
    var partial: String
    var isItem: Bool
    var isListContinued: Bool
    init(
      _ line: String, _ verb: String?, _ operands: [String], _ partial: String, isItem: Bool = false,
      isListContinued: Bool = false
    ) {
      self.line = line
      self.verb = verb
      self.operands = operands
      self.partial = partial
      self.isItem = isItem
      self.isListContinued = isListContinued
    }
    var testDescription: String { line }
  }

  static let cases = [
    Case("|", nil, [], ""), Case("   |", nil, [], ""), Case("bo|", nil, [], "bo"),
    Case("bo|und A", nil, [], "bo"),
    Case("bound|", nil, [], "bound"), Case("bound |", "bound", [], ""),
    Case("bound A no|", "bound", ["'A'"], "no"),
    Case("bound A norm |", "bound", ["'A'", "'norm'"], ""),
    Case("estimate eps 1e-6 see|d 4", "estimate", ["'eps'", "1e-06"], "see"),
    Case("show A; bo|", nil, [], "bo"), Case("show A; bound B |", "bound", ["'B'"], ""),
    Case("show A\nbound B |", "bound", ["'B'"], ""), Case("let r = bo|", nil, [], "bo"),
    Case("let r = bound A |", "bound", ["'A'"], ""), Case("le|t", nil, [], "le"), Case("let |", nil, [], ""),
    Case("$|", nil, [], "$"), Case("$lo|w", nil, [], "$lo"), Case("1 + $lo|", nil, [], "$lo"),
    Case("layer linear 5x3 scale $|", "layer", ["'linear'", "5×3", "'scale'"], "$"),
    Case("?|", nil, [], "?"), Case("?bo|", nil, [], "?bo"), Case("help bo|", "help", [], "bo"),
    Case("compare A,|", "compare", ["'A'"], "", isListContinued: true),
    Case("compare A, B|", "compare", ["'A'"], "B", isListContinued: true),
    Case("compare A,B |", "compare", ["'A', 'B'"], ""),
    Case("source ../a/b|", "source", [], "../a/b"), Case("load a.npz as |", "load", ["'a.npz'", "'as'"], ""),
    Case("layer linear 3->|", "layer", ["'linear'"], "3->"),
    Case("save \"my n|et\"", "save", [], "my n"), Case("save \"|", "save", [], ""),
    Case("save \"a; b|", "save", [], "a; b"), Case("save \"a\\\"b|", "save", [], "a\\\"b"),
    Case("save \"a b\" |", "save", ["\"a b\""], ""), Case("save \"$x|", "save", [], "$x"),
    Case("bound A box (1+|", "bound", [], "1+"),
    Case("model A: |", "model", [], "", isItem: true), Case("model A:|", "model", [], "", isItem: true),
    Case("model A: li|", "model", [], "li", isItem: true),
    Case("model: li|", "model", [], "li", isItem: true),
    Case("model A: linear |", "model", ["'linear'"], "", isItem: true),
    Case("model A: linear 5x3 s|", "model", ["'linear'", "5×3"], "s", isItem: true),
    Case("model A: linear 5x3, |", "model", [], "", isItem: true, isListContinued: true),
    Case("model A: linear 5x3, re|", "model", [], "re", isItem: true, isListContinued: true),
    Case("model A: linear 5x3, linear 3x5 |", "model", ["'linear'", "3×5"], "", isItem: true),
    Case("model A: repeat 3 linear |", "model", ["'linear'"], "", isItem: true),
    Case("model A: residual (linear |", "model", ["'linear'"], "", isItem: true),
    Case("model A: residual (relu), linear |", "model", ["'linear'"], "", isItem: true),
    Case("residual (|", "residual", [], "", isItem: true),
    Case("residual(re|", "residual", [], "re", isItem: true),
    Case("show; residual (relu, leakyrelu |", "residual", ["'leakyrelu'"], "", isItem: true),
    Case("model |", "model", [], ""), Case("MODEL A: linear |", "MODEL", ["'linear'"], "", isItem: true),
  ]
  @Test(arguments: cases) func context(_ c: Case) throws {
    let characters = Array(c.line)
    let place = try #require(characters.firstIndex(of: "|"))
    let line = String(characters[..<place] + characters[(place + 1)...])
    let cursor = Cursor(line, at: place)
    #expect(cursor.verb == c.verb)
    #expect(cursor.operands.map(\.reading) == c.operands)
    #expect(cursor.partial == c.partial)
    #expect(cursor.start == place - c.partial.count)
    #expect(cursor.isItem == c.isItem)
    #expect(cursor.isListContinued == c.isListContinued)
  }

  /// At every place of every line: what is behind the cursor does not matter, what is replaced stands right
  /// before it, and the verb stands somewhere before that.
  @Test(arguments: StatementTests.all.map(\.text) + ErrorTests.all.map(\.text) + cases.map(\.line))
  func everywhere(_ line: String) {
    let characters = Array(line)
    for offset in -1...(characters.count + 1) {
      let place = min(max(0, offset), characters.count)
      let before = String(characters[..<place])
      let cursor = Cursor(line, at: offset)
      #expect(cursor == Cursor(before, at: place))
      #expect(String(characters[cursor.start..<place]) == cursor.partial)
      if let verb = cursor.verb {
        #expect(String(characters[..<cursor.start]).contains(verb.prefix { $0 != "(" }), "at \(offset)")
      }
    }
  }
}

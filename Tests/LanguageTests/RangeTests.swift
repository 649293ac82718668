@testable import Language
import Testing

/// A node of the syntax with its place, and a way to read its text again.
struct Node {
  var reading: String
  var range: Range<Int>
  var children: [Node]
  /// How the text of the range is read when it stands alone.
  var again: (String) -> String?
}

extension Expression {
  var node: Node {
    let children: [Expression] =
      switch term {
      case .number, .variable: []
      case .negated(let inner): [inner]
      case .operation(_, let left, let right): [left, right]
      case .call(_, let arguments): arguments
      }
    return Node(reading: reading, range: range, children: children.map(\.node)) { text in
      var parser = ExpressionParser(scanner: Scanner(text), isArgument: false)
      parser.scanner.breaksAreBlanks = true
      guard let expression = try? parser.expression(), parser.scanner.isAtEnd else { return nil }
      return expression.reading
    }
  }
}

extension Value {
  var node: Node {
    let children: [Expression] =
      switch literal {
      case .expression(let expression): [expression]
      case .range(let first, let last, let step): [first, last] + (step.map { [$0] } ?? [])
      case .shape, .sizes, .word, .string: []
      }
    return Node(reading: reading, range: range, children: children.map(\.node)) { text in
      var parser = OperandParser(Scanner(text), commaEndsValue: true)
      guard let value = try? parser.value(), parser.scanner.isAtEnd, value.text == text else { return nil }
      return value.reading
    }
  }
}

extension Operand {
  var node: Node {
    Node(reading: reading, range: range, children: values.map(\.node)) { text in
      var parser = OperandParser(Scanner(text), commaEndsValue: false)
      guard let operands = try? parser.operands(), parser.scanner.isAtEnd, operands.count == 1 else {
        return nil
      }
      return operands[0].reading
    }
  }
}

extension Item {
  var node: Node {
    let inside: [Node] =
      switch content {
      case .layer(let operands): operands.map(\.node)
      case .residual(let items): items.map(\.node)
      }
    let times = times.map { [$0.node { "\($0)" }] } ?? []
    return Node(reading: reading, range: range, children: times + inside) { text in
      guard case .success(let statement) = parse("begin residual\n\(text)\nend").first,
        case .command(let invocation) = statement.body, invocation.items?.count == 1
      else { return nil }
      return invocation.items?[0].reading
    }
  }
}

extension Spanned {
  func node(_ text: @escaping (Value) -> String) -> Node {
    Node(reading: text(value), range: range, children: []) {
      $0.lowercased() == text(value).lowercased() ? text(value) : nil
    }
  }
}

extension Statement {
  var node: Node {
    var children = binding.map { [$0.node { $0 }] } ?? []
    switch body {
    case .expression(let expression): children.append(expression.node)
    case .help(let topic):
      if let topic {
        children.append(
          Node(reading: topic.value, range: topic.range, children: []) {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
          })
      }
    case .command(let invocation):
      children.append(invocation.verb.node { $0 })
      children += invocation.operands.map(\.node)
      children += (invocation.items ?? []).map(\.node)
    }
    return Node(reading: reading, range: range, children: children) { text in
      let statements = parse(text)
      return statements.count == 1 ? statements[0].reading : nil
    }
  }
}

@Suite struct RangeTests {
  /// The law, for a node and all that is inside.
  static func check(_ node: Node, in characters: [Character], _ comment: Comment) {
    guard node.range.upperBound <= characters.count, !node.range.isEmpty else {
      Issue.record("\(node.reading) stands at \(node.range) \(comment)")
      return
    }
    let text = String(characters[node.range])
    #expect(node.again(text) == node.reading, comment)
    #expect(!characters[node.range.lowerBound].isWhitespace, comment)
    #expect(!characters[node.range.upperBound - 1].isWhitespace, comment)
    var end = node.range.lowerBound
    for child in node.children {
      #expect(child.range.lowerBound >= end && child.range.upperBound <= node.range.upperBound, comment)
      end = child.range.upperBound
      check(child, in: characters, comment)
    }
  }

  static func statements(of text: String) -> [Statement] { parse(text).compactMap { try? $0.get() } }

  @Test(arguments: StatementTests.all) func textOfARangeIsThatNode(_ c: StatementTests.Case) {
    let characters = Array(c.text)
    var end = 0
    for statement in Self.statements(of: c.text) {
      #expect(statement.range.lowerBound >= end)
      end = statement.range.upperBound
      Self.check(statement.node, in: characters, "\(c.text)")
    }
  }

  /// Characters, not bytes or code units: a wide or composed one before counts once.
  @Test(arguments: StatementTests.all) func rangesMoveWithTheText(_ c: StatementTests.Case) {
    func flat(_ node: Node) -> [Range<Int>] { [node.range] + node.children.flatMap(flat) }
    let here = Self.statements(of: c.text).flatMap { flat($0.node) }
    let prefix = "show \"漢e\u{301}👩\u{200d}💻\";"
    let there = Self.statements(of: prefix + c.text).dropFirst().flatMap { flat($0.node) }
    #expect(there == here.map { $0.lowerBound + prefix.count..<$0.upperBound + prefix.count })
  }

  struct Places: CustomTestStringConvertible, Sendable {
    var text: String
    /// Under the text, a line for each depth of nodes.
    var marks: [String]
    var testDescription: String { text }
  }

  /// `-` marks a node; where two touch, `|` begins the second.
  static let places = [
    Places(
      text: "let r = -(1 + 2)*$x # a third",
      marks: [
        "|------------------", "    |   |----------", "        |------- |-", "         |------",
        "          |   |",
      ]),
    Places(
      text: "  bound A ,B box -1..2 step .5 ;",
      marks: [
        "  |---------------------------", "  |---- |--- |-- |------------", "        |  | |-- |------------",
        "                 |-  |      |-", "                  |",
      ]),
    Places(
      text: "model A: repeat 2 relu, residual ( sin )",
      marks: [
        "|---------------------------------------", "|---- |  |------------  |---------------",
        "      |         | |---             |--", "                  |---             |--",
        "                                   |--",
      ]),
    Places(
      text: "save  \"a b\" --seed=3",
      marks: [
        "|-------------------", "|---  |----   |--- |", "      |----   |--- |", "                   |",
      ]),
    Places(text: "?  a  b  # c", marks: ["|------", "   |---"]),
  ]
  @Test(arguments: places) func exactPlaces(_ c: Places) throws {
    let statement = try #require(Self.statements(of: c.text).first)
    var level = [statement.node]
    var marks: [String] = []
    while !level.isEmpty {
      var line = Array(repeating: Character(" "), count: c.text.count)
      for node in level {
        for index in node.range { line[index] = "-" }
        line[node.range.lowerBound] = "|"
      }
      marks.append(String(line.reversed().drop { $0 == " " }.reversed()))
      level = level.flatMap(\.children)
    }
    #expect(marks == c.marks)
  }
}

import Testing

@testable import Plotting
import TerminalText

/// Laws that hold for every canvas in the list, and for the drawing of vectors.
@Suite struct CanvasLawTests {
  static let awkward: [Double] = [
    .nan, .infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude, -Double.leastNonzeroMagnitude, 0,
    -0.0, 1, -1, 1e-300,
    .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, 1e15, 1e15 + 1, 0.1, 3,
  ]

  static func number(_ random: inout TestRandom) -> Double {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: awkward.randomElement(using: &random) ?? 0
    case 1: Double.random(in: -1e-3...1e-3, using: &random)
    case 2: Double.random(in: -1e6...1e6, using: &random)
    default: Double(Int.random(in: -5...5, using: &random))
    }
  }

  static func points(_ random: inout TestRandom) -> [Point] {
    let isOrdered = Bool.random(using: &random)
    return (0..<[0, 1, 2, 7, 24].randomElement(using: &random)!).map {
      Point(isOrdered ? Double($0) : number(&random), number(&random))
    }
  }

  static func range(_ random: inout TestRandom) -> ClosedRange<Double>? {
    let (a, b) = (number(&random), number(&random))
    guard Bool.random(using: &random), a <= b else { return nil }
    return a...b
  }

  static func series(_ random: inout TestRandom) -> Series {
    Series(
      ["", "a", "long name <&>", "σ\u{1b}[31m", "文字"].randomElement(using: &random)!,
      index: Int.random(in: 0..<8, using: &random))
  }

  static func mark(_ random: inout TestRandom) -> Mark {
    let series = series(&random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return .line(points(&random), series)
    case 1: return .step(points(&random), series)
    case 2: return .points(points(&random), series)
    case 3: return .bars(points(&random).map { Bar($0.x, value: $0.y, text: "\($0.y)") }, series)
    case 4:
      let values = points(&random).map(\.y)
      let rows = Int.random(in: -1...4, using: &random)
      return .heat(
        Heat(rows: rows, values: values, texts: Bool.random(using: &random) ? values.map { "\($0)" } : []))
    case 5: return .horizontalRule(number(&random), series)
    case 6: return .verticalRule(number(&random), series)
    case 7: return .text("x <marks> \u{7}", Point(number(&random), number(&random)))
    case 8: return .band(points(&random).map { Span(x: $0.x, lower: $0.y, upper: number(&random)) }, series)
    default: return .end(Point(number(&random), number(&random)), closed: Bool.random(using: &random), series)
    }
  }

  static func panel(_ random: inout TestRandom) -> Panel {
    let scales: [Axis.Scale] = [.linear, .linear, .log, .names(["one", "σ₂ = 3", ""]), .names([]), .none]
    let titles = [
      "", "title", "a title that is far too long for any panel that we could think of at all, really",
    ]
    return Panel(
      title: titles.randomElement(using: &random)!,
      x: Axis(
        titles[Int.random(in: 0...1, using: &random)], range: range(&random),
        scale: scales[Int.random(in: 0...2, using: &random)], isVisible: Bool.random(using: &random)),
      y: Axis(
        titles[Int.random(in: 0...1, using: &random)], range: range(&random),
        scale: scales.randomElement(using: &random)!),
      marks: (0..<Int.random(in: 0...4, using: &random)).map { _ in mark(&random) })
  }

  static func scene(_ random: inout TestRandom) -> Scene {
    let panels = (0..<Int.random(in: 0...3, using: &random)).map { _ in panel(&random) }
    return Scene(
      title: ["", "scene"].randomElement(using: &random)!, panels: panels,
      columns: Int.random(in: 1...3, using: &random))
  }

  static func problem(_ lines: [StyledText], width: Int, height: Int, colour: Bool, isASCII: Bool) -> String?
  {
    if lines.count > height { return "\(lines.count) lines" }
    for line in lines {
      if line.width > width { return "\(line.width) columns" }
      if !colour, line.runs.contains(where: { $0.style != .plain }) { return "a style without colour" }
      for scalar in line.plain.unicodeScalars where scalar.value < 0x20 || (isASCII && !scalar.isASCII) {
        return "scalar \(scalar.value)"
      }
    }
    return nil
  }

  /// 1,700 random scenes a canvas, seed 7: no trap, no line wider than asked, no panel higher.
  @Test(arguments: CanvasKind.allCases) func size(kind: CanvasKind) {
    var random = TestRandom(seed: 7)
    for trial in 0..<1700 {
      let scene = Self.scene(&random)
      let width =
        trial % 5 == 0 ? Int.random(in: 1...19, using: &random) : Int.random(in: 20...64, using: &random)
      let height = Int.random(in: 1...12, using: &random)
      let colour = Bool.random(using: &random)
      let lines = render(scene, canvas: kind, width: width, height: height, colour: colour)
      let limit = height * max(1, scene.panels.count) + 1
      let problem = Self.problem(lines, width: width, height: limit, colour: colour, isASCII: kind == .ascii)
      #expect(problem == nil, "trial \(trial), \(width) x \(height)")
    }
  }

  /// 300 random scenes, seed 8.
  @Test func vectorsAreWellFormedAndTheSameTwice() {
    var random = TestRandom(seed: 8)
    for trial in 0..<300 {
      let scene = Self.scene(&random)
      let width = Int.random(in: 1...900, using: &random)
      let document = SVG.document(scene, width: width, height: 200)
      #expect(Markup.problem(in: document) == nil, "trial \(trial)")
      #expect(document == SVG.document(scene, width: width, height: 200))
      #expect(!document.contains("\"nan") && !document.contains("\"inf"))
    }
  }

  @Test(arguments: CanvasKind.allCases) func aConstantIsOneRowAndAPeakIsKept(kind: CanvasKind) {
    // 20,000 points with one spike: its column has dots in every row.
    var values = [Double](repeating: 0, count: 20_000)
    values[14_321] = 1
    let scene = Scene.convergence([("loss", values)])
    let lines = render(scene, canvas: kind, width: 60, height: 12, colour: false).map(\.plain)
    let plot = lines.dropLast(3).map { Array($0.dropFirst(5)) }
    let column = 14_321 * 54 / 20_000
    let rows = plot.count { row in
      (column - 2...column + 2).contains { row.indices.contains($0) && row[$0] != " " }
    }
    #expect(rows == plot.count)
  }

  @Test func clipping() throws {
    let rectangle = ClippingRectangle(x: 0...1, y: 0...1)
    let through = try #require(rectangle.clip(Point(-1e308, -1e308), Point(1e308, 1e308)))
    #expect(abs(through.0.x) < 1e-9 || through.0.x >= 0)
    let diagonal = try #require(rectangle.clip(Point(-1, -1), Point(2, 2)))
    #expect(abs(diagonal.0.x) < 1e-12 && abs(diagonal.1.y - 1) < 1e-12)
    #expect(rectangle.clip(Point(-1, 2), Point(2, 2.5)) == nil)
    #expect(rectangle.clip(Point(.nan, 0), Point(1, 1)) == nil)
    let flat = try #require(rectangle.clip(Point(0.5, -3), Point(0.5, 3)))
    #expect(flat == (Point(0.5, 0), Point(0.5, 1)))
  }
}

/// A parser for the little of XML that our drawings use.
enum Markup {
  /// The first thing wrong with a document, or nil.
  static func problem(in text: String) -> String? {
    var open: [Substring] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      let between = rest[..<start]
      if let problem = entityProblem(between) { return problem }
      guard let end = rest[start...].firstIndex(of: ">") else { return "unclosed tag" }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return "wrong end </\(tag)>" }
        if open.isEmpty, rest.contains(where: { !$0.isWhitespace }) { return "text after the end" }
        continue
      }
      let name = tag.prefix { $0.isLetter }
      guard !name.isEmpty else { return "no name in <\(tag)>" }
      var attributes = tag.dropFirst(name.count)
      if attributes.hasSuffix("/") { attributes.removeLast() } else { open.append(name) }
      while let equals = attributes.firstIndex(of: "=") {
        let key = attributes[..<equals]
        guard key.first == " ", key.dropFirst().allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
          return "attribute \(key)"
        }
        let value = attributes[equals...].dropFirst()
        guard value.first == "\"", let close = value.dropFirst().firstIndex(of: "\"") else {
          return "value of \(key)"
        }
        if let problem = entityProblem(value[..<close]) { return problem }
        attributes = value[value.index(after: close)...]
      }
      if !attributes.isEmpty { return "left in tag: \(attributes)" }
    }
    return open.isEmpty ? nil : "open: \(open)"
  }

  private static func entityProblem(_ text: Substring) -> String? {
    for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
    where !["amp;", "lt;", "gt;", "quot;", "#39;"].contains(where: part.hasPrefix) {
      return "bare ampersand: \(part.prefix(10))"
    }
    return nil
  }
}

@Suite struct MarkupTests {
  @Test(arguments: ["<a>", "<a></b>", "<a x=1/>", "<a>&</a>", "<a/></a>", "<a b=\"</a>"]) func notices(
    text: String
  ) {
    #expect(Markup.problem(in: text) != nil)
  }
  @Test func accepts() { #expect(Markup.problem(in: "<a b=\"1\"><c/>&lt;</a>\n") == nil) }
}

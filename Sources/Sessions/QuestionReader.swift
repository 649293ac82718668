/// Reads the lines of a `#?` block.
struct QuestionReader {
  /// A line of the block, without `#?`.
  typealias Line = (text: String, line: Int)

  private enum Item: Hashable {
    case choice(isRight: Bool), number, effect, why, hint, diagnosis
  }

  private typealias RawItem = (item: Item, text: String, line: Int)

  private var text: [String] = []
  private var items: [RawItem] = []
  private var choices: [Question.Choice] = []
  private var answer: Question.Answer?
  private var why: String?
  private var hints: [String] = []
  private var diagnoses: [Question.Diagnosis] = []

  /// The question, or what is wrong and where.
  static func question(from lines: [Line]) -> Result<Question, SessionFile.Issue> {
    var reader = QuestionReader()
    do throws(SessionFile.Issue) {
      return .success(try reader.read(lines))
    } catch {
      return .failure(error)
    }
  }

  private mutating func read(_ lines: [Line]) throws(SessionFile.Issue) -> Question {
    try gather(lines)
    let first = lines.first?.line ?? 1
    guard !text.isEmpty else { throw Self.issue(.noText, first) }
    for item in items { try add(item) }
    if !choices.isEmpty {
      if choices.count == 1 { throw Self.issue(.oneChoice, first) }
      guard choices.contains(where: \.isRight) else { throw Self.issue(.noRightChoice, first) }
      answer = .choices(choices)
    }
    guard let answer else { throw Self.issue(.noAnswer, first) }
    return Question(
      text: text.joined(separator: "\n"), answer: answer, why: why, hints: hints, diagnoses: diagnoses,
      line: first)
  }

  /// Sorts the lines into text and items, and joins items that go on over several lines.
  private mutating func gather(_ lines: [Line]) throws(SessionFile.Issue) {
    var indentation = 0
    for line in lines where !line.text.isBlank {
      let body = line.text.trimmed
      if let (item, rest) = Self.item(body, isFirst: text.isEmpty && items.isEmpty) {
        items.append((item, rest, line.line))
        indentation = line.text.indentation
      } else if items.isEmpty {
        text.append(body)
      } else if line.text.indentation > indentation {
        items[items.count - 1].text += " " + body
      } else {
        throw Self.issue(.strayLine(body), line.line)
      }
    }
  }

  /// Which item a line starts, and what stands behind its sign; the first line is an item only if it is an answer.
  private static func item(_ body: String, isFirst: Bool) -> (Item, String)? {
    if body.opens(with: "( )") { return (.choice(isRight: false), body.dropping(bytes: 3).trimmed) }
    if body.opens(with: "()") { return (.choice(isRight: false), body.dropping(bytes: 2).trimmed) }
    if body.opens(with: "(x)") || body.opens(with: "(X)") {
      return (.choice(isRight: true), body.dropping(bytes: 3).trimmed)
    }
    if body.opens(with: "=") && !body.opens(with: "==") { return (.number, body.dropping(bytes: 1).trimmed) }
    if body.splitAtBlank.first == "expect" { return (.effect, body.splitAtBlank.rest) }
    if isFirst { return nil }
    if body.opens(with: "why:") { return (.why, body.dropping(bytes: 4).trimmed) }
    if body.opens(with: "hint:") { return (.hint, body.dropping(bytes: 5).trimmed) }
    if body.opens(with: "if ") && body.contains(":") { return (.diagnosis, body.dropping(bytes: 3).trimmed) }
    return nil
  }

  private mutating func add(_ raw: RawItem) throws(SessionFile.Issue) {
    let (text, reason) = Self.splitAtWhy(raw.text)
    switch raw.item {
    case .choice(let isRight):
      guard answer == nil else { throw Self.issue(.severalAnswers, raw.line) }
      guard !text.isEmpty else { throw Self.issue(.emptyItem(isRight ? "(x)" : "( )"), raw.line) }
      choices.append(Question.Choice(text: text, isRight: isRight, why: reason))
    case .number:
      try requireFirstAnswer(raw.line)
      let (expression, tolerance) = try Self.splitAtTolerance(text, raw.line)
      guard !expression.isEmpty else { throw Self.issue(.emptyItem("="), raw.line) }
      answer = .number(expression: expression, tolerance: tolerance)
      why = reason
    case .effect:
      try requireFirstAnswer(raw.line)
      answer = try Self.effect(text, raw.line)
      why = reason
    case .why:
      guard !raw.text.isEmpty else { throw Self.issue(.emptyItem("why:"), raw.line) }
      try addReason(raw.text, raw.line)
    case .hint:
      guard !raw.text.isEmpty else { throw Self.issue(.emptyItem("hint:"), raw.line) }
      hints.append(raw.text)
    case .diagnosis:
      guard let colon = raw.text.firstRange(of: ":") else {
        throw Self.issue(.badDiagnosis(raw.text), raw.line)
      }
      let value = String(raw.text[..<colon.lowerBound]).trimmed
      let advice = String(raw.text[colon.upperBound...]).trimmed
      guard !value.isEmpty && !advice.isEmpty else { throw Self.issue(.badDiagnosis(raw.text), raw.line) }
      diagnoses.append(Question.Diagnosis(value: value, text: advice))
    }
  }

  private func requireFirstAnswer(_ line: Int) throws(SessionFile.Issue) {
    guard answer == nil && choices.isEmpty else { throw Self.issue(.severalAnswers, line) }
  }

  /// A reason on a line of its own belongs to the answer above it.
  private mutating func addReason(_ reason: String, _ line: Int) throws(SessionFile.Issue) {
    if let last = choices.indices.last, choices[last].why == nil {
      choices[last].why = reason
    } else if answer != nil, why == nil {
      why = reason
    } else {
      throw Self.issue(.strayReason, line)
    }
  }

  private static func effect(_ text: String, _ line: Int) throws(SessionFile.Issue) -> Question.Answer {
    let (comparison, tolerance) = try splitAtTolerance(text, line)
    let places = Question.Relation.allCases.compactMap { relation in
      comparison.lastRange(of: relation.rawValue).map { (relation: relation, range: $0) }
    }
    guard let place = places.max(by: { $0.range.lowerBound < $1.range.lowerBound }) else {
      throw issue(.badEffect(text), line)
    }
    let command = String(comparison[..<place.range.lowerBound]).trimmed
    let expression = String(comparison[place.range.upperBound...]).trimmed
    guard !command.isEmpty && !expression.isEmpty else { throw issue(.badEffect(text), line) }
    return .effect(command: command, relation: place.relation, expression: expression, tolerance: tolerance)
  }

  /// What stands before `why:` and behind it.
  private static func splitAtWhy(_ text: String) -> (String, String?) {
    guard let range = (" " + text).firstRange(of: " why:") else { return (text, nil) }
    let padded = " " + text
    let reason = String(padded[range.upperBound...]).trimmed
    return (String(padded[..<range.lowerBound]).trimmed, reason.isEmpty ? nil : reason)
  }

  /// What stands before `tol`, and the tolerance; both may be in brackets, as in the manual.
  private static func splitAtTolerance(
    _ text: String, _ line: Int
  ) throws(SessionFile.Issue) -> (String, Tolerance?) {
    for (opening, closing) in [(" [tol ", "]"), (" tol ", "")] {
      guard let range = text.lastRange(of: opening) else { continue }
      var size = String(text[range.upperBound...]).trimmed
      if !closing.isEmpty {
        guard size.unicodeScalars.last == "]" else { throw issue(.badTolerance("[tol " + size), line) }
        size.unicodeScalars.removeLast()
      }
      guard let tolerance = Tolerance(size) else { throw issue(.badTolerance(size), line) }
      return (String(text[..<range.lowerBound]).trimmed, tolerance)
    }
    return (text.trimmed, nil)
  }

  private static func issue(_ flaw: Question.Flaw, _ line: Int) -> SessionFile.Issue {
    SessionFile.Issue(line: line, kind: .question(flaw))
  }
}

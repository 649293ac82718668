import Language
import Sessions
import TerminalText

/// What an answer is worth, and what to say to it.
enum Verdict: Hashable, Sendable {
  case right
  /// Wrong, with what is known of the mistake.
  case wrong(String)
  /// No answer to this kind of question, with what would be one.
  case unreadable(String)
}

extension Question {
  /// How far a number may be from the one marked, where the question does not say.
  static let usualTolerance = Tolerance.relative(0.01)

  /// Longer answers are not looked at.
  private static let longestAnswer = 1000

  /// Judges an answer by choice or number; `variables` gives the values of `$name`.
  func verdict(on text: String, variables: (String, String?) -> Double?) -> Verdict {
    let text = text.trimmingBlanks
    guard text.utf8.count <= Self.longestAnswer else { return .unreadable("that is too long for an answer") }
    switch answer {
    case .choices(let choices): return Self.verdict(on: text, among: choices)
    case .number(let expression, let tolerance):
      return verdict(on: text, expression, tolerance ?? Self.usualTolerance, variables)
    case .effect: return .unreadable("this question is answered by commands")
    }
  }

  // MARK: Choices

  private static func verdict(on text: String, among choices: [Choice]) -> Verdict {
    let letters = letters(choices.count)
    let places = matches(text, among: choices)
    if places.count == 1 {
      let choice = choices[places[0]]
      return choice.isRight ? .right : .wrong(choice.why?.visible ?? "")
    }
    if places.isEmpty {
      return .unreadable("choose \(list(letters)), or write the beginning of an answer")
    }
    return .unreadable("that could be \(list(places.map { letters[$0] }))")
  }

  /// The choices that an answer may mean: by its text, by its letter, or by a beginning.
  private static func matches(_ text: String, among choices: [Choice]) -> [Int] {
    let typed = normal(text)
    let texts = choices.map { normal($0.text) }
    let exact = texts.indices.filter { texts[$0] == typed }
    if !exact.isEmpty { return exact }
    let letter = typed.filter { !"().".contains($0) }
    if let place = letters(choices.count).firstIndex(of: letter) { return [place] }
    return typed.isEmpty ? [] : texts.indices.filter { texts[$0].hasPrefix(typed) }
  }

  private static func normal(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `a`, `b`, `c`, as many as there are choices; after `z` numbers.
  static func letters(_ count: Int) -> [String] {
    let alphabet = "abcdefghijklmnopqrstuvwxyz".map { String($0) }
    return (0..<count).map { $0 < alphabet.count ? alphabet[$0] : "\($0 + 1)" }
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }

  // MARK: Numbers

  private func verdict(
    on text: String, _ expression: String, _ tolerance: Tolerance, _ variables: (String, String?) -> Double?
  ) -> Verdict {
    let got: Double
    do throws(SyntaxError) {
      got = try Self.number(text, variables)
    } catch {
      return .unreadable(error.message + (error.hint.map { ": \($0)" } ?? ""))
    }
    guard let want = try? Self.number(expression, variables) else {
      // Only a mistake in the lesson leads here; nobody shall be stuck with it.
      return .right
    }
    // A mistake that the lesson knows may lie close to the right answer, as 100 does to 101.
    let exact = Tolerance.standard
    let known = diagnoses.first { diagnosis in
      (try? Self.number(diagnosis.value, variables)).map { exact.accepts(got, nearZero: $0) } ?? false
    }
    let isMistake = known != nil && !exact.accepts(got, nearZero: want)
    if !isMistake, tolerance.accepts(got, nearZero: want) { return .right }
    let direction = got < want ? "too small" : "too large"
    let diagnosis =
      known
      ?? diagnoses.first { diagnosis in
        (try? Self.number(diagnosis.value, variables)).map { Self.usualTolerance.accepts(got, nearZero: $0) }
          ?? false
      }
    return .wrong(direction + (diagnosis.map { ": \($0.text.visible)" } ?? ""))
  }

  /// The value of an answer: an expression, perhaps behind `L =`; or infinity by its name.
  static func number(_ text: String, _ variables: (String, String?) -> Double?) throws(SyntaxError) -> Double
  {
    var text = text.trimmingBlanks
    if let sign = text.firstIndex(of: "="),
      text[..<sign].allSatisfy({ $0.isLetter || $0.isWhitespace })
    {
      text = String(text[text.index(after: sign)...]).trimmingBlanks
    }
    if ["inf", "infinity", "infinite", "∞"].contains(text.lowercased()) { return .infinity }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    if parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) {
      throw SyntaxError("decimal point, please", hint: "\(parts[0]).\(parts[1])", at: 0..<text.count)
    }
    let results = parse(text)
    guard results.count == 1 else { throw notANumber(text) }
    let statement = try results[0].get()
    guard statement.binding == nil, case .expression(let value) = statement.body else {
      throw notANumber(text)
    }
    return try value.value(variables: variables)
  }

  private static func notANumber(_ text: String) -> SyntaxError {
    SyntaxError(
      "that is no number", hint: "write one as 0.25, 1/4, 50% or sqrt(2)", at: 0..<max(1, text.count))
  }
}

extension Tolerance {
  /// As `accepts`; where the number wanted is 0, a share of it would be nothing, and stands for itself.
  func accepts(_ got: Double, nearZero want: Double) -> Bool {
    if want == 0, case .relative(let share) = self { return abs(got) <= share }
    return accepts(got, for: want)
  }
}

extension Notebook {
  /// Whether what an effect expects holds now, and the value that its command gives.
  ///
  /// The command runs on a copy.
  func judge(_ command: String, _ relation: Question.Relation, _ expression: String, _ tolerance: Tolerance?)
    throws(Problem) -> (holds: Bool, got: Double)
  {
    let want: Double
    do throws(SyntaxError) {
      want = try Question.number(expression, workspace.variable)
    } catch {
      throw Problem(error)
    }
    var copy = self
    copy.isTyped = false
    let executions = copy.run(command, stopsAtError: true)
    guard let last = executions.last else { throw Problem(.badValue, "'\(command)' runs nothing") }
    let got: Double
    switch last.result {
    case .failure(let problem): throw problem
    case .success(let value):
      guard let number = value.number else { throw Problem(.badValue, "'\(command)' gives no number") }
      got = number
    }
    let isNear = (tolerance ?? Question.usualTolerance).accepts(got, nearZero: want)
    switch relation {
    case .equal: return (isNear, got)
    case .atMost: return (got <= want || tolerance != nil && isNear, got)
    case .atLeast: return (got >= want || tolerance != nil && isNear, got)
    }
  }
}

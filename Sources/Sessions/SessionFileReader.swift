/// Reads the lines of a session file one after another.
struct SessionFileReader {
  /// A command that is still open after so many lines is taken for a mistake.
  static let longestCommand = 1000

  private let lines: [SourceLine]
  private(set) var header = SessionFile.Header(version: nil)
  private(set) var steps: [SessionFile.Step] = []
  private(set) var issues: [SessionFile.Issue] = []

  private var index = 0
  private var pending = SessionFile.Step()
  /// The `#?` lines that stand directly above.
  private var questionLines: [QuestionReader.Line] = []
  private var optionLines: [(key: String, line: Int)] = []
  private var headerKeys: Set<String> = []
  /// Whether the line above belongs to the first run of `#|` lines.
  private var isInHeader = false
  /// The first line that needs a version.
  private var firstMark: Int?
  private var hasOptions = false
  private var lastCommand: Int?

  init(lines: [SourceLine]) { self.lines = lines }

  mutating func read(isComplete: (String) -> Bool) {
    while index < lines.count {
      let kind = lines[index].kind(isFirst: index == 0)
      if kind != .question { endQuestion() }
      if kind != .option { isInHeader = false }
      switch kind {
      case .blank: addNarration("")
      case .shebang: break
      case .narration: readNarration()
      case .option: readOption()
      case .output: readOutput()
      case .question: readQuestionLine()
      case .command:
        readCommand(isComplete: isComplete)
        continue
      }
      index += 1
    }
    endQuestion()
    endFile()
  }

  // MARK: Narration and questions

  private mutating func readNarration() {
    let body = lines[index].content.dropping(bytes: 1)
    if pending.question != nil { endStep() }
    addNarration(body.opens(with: " ") ? body.dropping(bytes: 1) : body)
  }

  /// Adds a line; empty ones only between others, and one at a time.
  private mutating func addNarration(_ text: String) {
    let text = text.withoutTrailingBlanks
    if text.isEmpty, pending.question != nil || pending.narration.last?.isEmpty != false { return }
    pending.narration.append(text)
  }

  private mutating func readQuestionLine() {
    if questionLines.isEmpty, pending.question != nil { endStep() }
    questionLines.append((lines[index].content.dropping(bytes: 2), index + 1))
  }

  private mutating func endQuestion() {
    guard !questionLines.isEmpty else { return }
    switch QuestionReader.question(from: questionLines) {
    case .success(let question): pending.question = question
    case .failure(let issue): issues.append(issue)
    }
    questionLines = []
  }

  /// Closes a step without command; the options wait for the next command.
  private mutating func endStep() {
    var step = pending
    pending = SessionFile.Step(options: step.options)
    step.options = SessionFile.Options()
    append(step)
  }

  private mutating func append(_ step: SessionFile.Step) {
    var step = step
    while step.narration.last?.isEmpty == true { step.narration.removeLast() }
    steps.append(step)
  }

  // MARK: Commands and their output

  private mutating func readCommand(isComplete: (String) -> Bool) {
    let first = index
    var source = lines[index].text
    if first == 0, source.unicodeScalars.first == "\u{feff}" { source.unicodeScalars.removeFirst() }
    index += 1
    var isWhole = isComplete(source)
    while !isWhole, index < lines.count {
      let kind = lines[index].kind(isFirst: false)
      if kind == .output || kind == .option || kind == .question { break }
      source += "\n" + lines[index].text
      index += 1
      if index - first > Self.longestCommand {
        note(.longCommand(limit: Self.longestCommand), at: first)
        index = lines.count
        break
      }
      isWhole = isComplete(source)
    }
    pending.command = SessionFile.Command(
      source: source, line: first + 1, lastLine: index, isComplete: isWhole, expected: nil)
    append(pending)
    lastCommand = steps.count - 1
    pending = SessionFile.Step()
    optionLines = []
  }

  private mutating func readOutput() {
    firstMark = firstMark ?? index
    guard let lastCommand else { return note(.outputWithoutCommand, at: index) }
    let text = OutputLine.read(lines[index].text) ?? ""
    if steps[lastCommand].command?.expected == nil { steps[lastCommand].command?.expected = [] }
    steps[lastCommand].command?.expected?.append(OutputLine(text: text, line: index + 1))
  }

  // MARK: Options

  private mutating func readOption() {
    firstMark = firstMark ?? index
    let (key, whole) = lines[index].content.dropping(bytes: 2).splitAtBlank
    let isFirst = !hasOptions
    if isFirst { isInHeader = lastCommand == nil }
    hasOptions = true
    let value = whole.withoutRemark
    switch key {
    case "": note(.badValue(key: "", value: "", expected: "a key, such as  title  or  tol"), at: index)
    case "lip": readVersion(value, isFirst: isFirst && lastCommand == nil)
    case "title", "slide", "rng", "width", "canvas":
      if lastCommand != nil { note(.misplacedKey(key), at: index) }
      readHeader(key, key == "title" ? whole : value)
    case "tol" where isInHeader:
      if isNew(key) {
        header.tolerance = parsed(key, value, as: "rel 1e-9, rel 5% or abs 1e-3") { Tolerance($0) }
      }
    case "tol", "expect", "pause": readCommandOption(key, value)
    default:
      note(.unknownKey(key), at: index)
      let option = SessionFile.Header.Unknown(key: key, value: whole, line: index + 1)
      if isInHeader { header.unknown.append(option) } else { pending.options.unknown.append(option) }
    }
  }

  private mutating func readVersion(_ value: String, isFirst: Bool) {
    guard isNew("lip") else { return }
    if !isFirst { note(.versionNotFirst, at: index) }
    let isNumber = !value.isEmpty && value.unicodeScalars.allSatisfy(\.isDigit)
    let version = isNumber ? Int(value) ?? .max : 0
    header.version = version
    if version > SessionFile.Header.currentVersion {
      note(.newerVersion(value), at: index)
    } else if version < 1 {
      note(.badValue(key: "lip", value: value, expected: "the version of the format, 1"), at: index)
    }
  }

  private mutating func readHeader(_ key: String, _ value: String) {
    guard isNew(key) else { return }
    switch key {
    case "title": header.title = parsed(key, value, as: "a text") { $0.isEmpty ? nil : $0 }
    case "slide": header.slide = parsed(key, value, as: "the number of a slide") { Self.integer($0, 1...999) }
    case "rng":
      header.rng = parsed(key, value, as: "numpy, default_rng or torch") {
        SessionFile.Header.Generator(rawValue: $0)
      }
    case "width":
      header.width = parsed(key, value, as: "a number of columns, 10 to 160") { Self.integer($0, 10...160) }
    default:
      header.canvas = parsed(key, value, as: "braille, block or ascii") {
        SessionFile.Header.Canvas(rawValue: $0)
      }
    }
  }

  private mutating func readCommandOption(_ key: String, _ value: String) {
    if optionLines.contains(where: { $0.key == key }) { note(.repeatedKey(key), at: index) }
    optionLines.append((key, index))
    switch key {
    case "tol":
      pending.options.tolerance = parsed(key, value, as: "rel 1e-9, rel 5% or abs 1e-3") { Tolerance($0) }
    case "expect":
      pending.options.expectsError =
        parsed(key, value, as: "the word error") { $0 == "error" ? true : nil } ?? false
    default:
      pending.options.pause = parsed(key, value, as: "a time up to 1 hour, such as 2s or 500ms", Self.seconds)
    }
  }

  private mutating func parsed<Value>(
    _ key: String, _ value: String, as expected: String, _ parse: (String) -> Value?
  ) -> Value? {
    let result = parse(value)
    if result == nil { note(.badValue(key: key, value: value, expected: expected), at: index) }
    return result
  }

  private mutating func isNew(_ key: String) -> Bool {
    if headerKeys.insert(key).inserted { return true }
    note(.repeatedKey(key), at: index)
    return false
  }

  private static func integer(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    guard text.unicodeScalars.allSatisfy(\.isDigit), let number = Int(text), range.contains(number) else {
      return nil
    }
    return number
  }

  /// A time in seconds: a number with `ms`, `s`, `min`, or none.
  private static func seconds(_ text: String) -> Double? {
    let scalars = Array(text.unicodeScalars)
    guard let end = PrintedNumber.end(of: scalars, from: 0, allowsSign: false) else { return nil }
    let scales = ["": 1, "ms": 0.001, "s": 1, "min": 60]
    guard let scale = scales[String(scalars[end...])] else { return nil }
    let seconds = PrintedNumber(scalars[..<end]).value * scale
    return seconds <= 3600 ? seconds : nil
  }

  // MARK: The end

  private mutating func endFile() {
    for option in optionLines where option.key != "pause" {
      note(.optionWithoutCommand(option.key), at: option.line)
    }
    while pending.narration.last?.isEmpty == true { pending.narration.removeLast() }
    if !pending.narration.isEmpty || pending.question != nil || pending.options.pause != nil {
      append(pending)
    }
    if let version = header.version, version > SessionFile.Header.currentVersion {
      // What else looks wrong may be right in the newer format.
      issues.removeAll { if case .newerVersion = $0.kind { false } else { true } }
    } else if header.version == nil, let firstMark {
      note(.missingVersion, at: firstMark)
    }
  }

  private mutating func note(_ kind: SessionFile.Issue.Kind, at index: Int) {
    issues.append(SessionFile.Issue(line: index + 1, kind: kind))
  }
}

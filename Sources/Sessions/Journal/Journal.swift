/// What a running session has taken in, as it is kept against crashes: each command, and what became of it.
///
/// A file of lines, each whole once its newline is there:
///
/// ```text
/// lip journal 1
/// > layer linear 5x3 seed 42        written before the command runs
/// = ok                              written when it has ended: the command can be run again
/// > source more.lip; save all.lip
/// + let r = 3                       what is to be run instead: what the file held, and not what wrote a file
/// = ok 1                            with how many of those there are
/// > bond
/// = error 0
/// bye
/// ```
/// In a text `\` is written `\\`, a newline `\n`, a carriage return `\r`. Reading never fails: what is no such line is
/// passed over, and a command whose end is missing or damaged counts as one that has not ended.
public struct Journal: Hashable, Sendable {
  /// What became of a command.
  public enum Fate: String, CaseIterable, Hashable, Sendable {
    case ok, error, stopped
    /// The session ended before the command did, perhaps because of it.
    case unfinished
  }

  public struct Entry: Hashable, Sendable {
    public var text: String
    public var fate: Fate
    /// What running it has come to; nil if it is the text itself.
    public var parts: [String]?

    public init(_ text: String, _ fate: Fate, parts: [String]? = nil) {
      self.text = text
      self.fate = fate
      self.parts = parts
    }

    /// What has to be run to have its effect again.
    public var statements: [String] {
      switch fate {
      case .ok: parts ?? [text]
      case .error, .stopped: parts ?? []
      case .unfinished: []
      }
    }
  }

  public private(set) var entries: [Entry] = []
  /// Whether the session said goodbye.
  public private(set) var isFinished = false

  /// Reads a file's bytes.
  public init(bytes: some Collection<UInt8>) {
    var parts: [String] = []
    var isOpen = false
    for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast() {
      let text = String(decoding: line, as: UTF8.self)
      let body = Self.decoded(text.dropping(bytes: 2))
      if text.opens(with: "> ") {
        entries.append(Entry(body, .unfinished))
        (parts, isOpen) = ([], true)
      } else if text.opens(with: "+ "), isOpen {
        parts.append(body)
      } else if text.opens(with: "= "), isOpen, let last = entries.indices.last {
        if let (fate, count) = Self.end(body), (count ?? 0) == parts.count {
          entries[last] = Entry(entries[last].text, fate, parts: count.map { _ in parts })
        }
        isOpen = false
      } else if text.utf8.elementsEqual("bye".utf8), !isOpen {
        isFinished = true
      }
    }
    // A command whose line is not whole never began to run.
    let rest = String(decoding: bytes.reversed().prefix { $0 != 0x0a }.reversed(), as: UTF8.self)
    if rest.opens(with: "> ") { entries.append(Entry(Self.decoded(rest.dropping(bytes: 2)), .unfinished)) }
  }

  /// What has to be run to have the session's work again.
  public var statements: [String] { entries.flatMap(\.statements) }

  /// The command in which the session ended, if it did.
  public var unfinished: Entry? { entries.last.flatMap { $0.fate == .unfinished ? $0 : nil } }

  // MARK: Lines

  static let head = "lip journal 1\n"
  static let goodbye = "bye\n"

  static func beginning(of text: String) -> String { "> \(encoded(text))\n" }

  /// The end of a command; the lines of its parts stand before it.
  static func ending(_ fate: Fate, parts: [String]?) -> String {
    let lines = (parts ?? []).map { "+ \(encoded($0))\n" }.joined()
    return lines + "= \(fate.rawValue)\(parts.map { " \($0.count)" } ?? "")\n"
  }

  private static func end(_ text: String) -> (Fate, Int?)? {
    let (word, number) = text.splitAtBlank
    guard let fate = Fate(rawValue: word), fate != .unfinished else { return nil }
    guard !number.isEmpty else { return (fate, nil) }
    return Int(number).map { (fate, $0) }
  }

  private static func encoded(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": line.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": line.append(contentsOf: "\\n".unicodeScalars)
      case "\r": line.append(contentsOf: "\\r".unicodeScalars)
      default: line.append(scalar)
      }
    }
    return String(line)
  }

  private static func decoded(_ line: String) -> String {
    var text = String.UnicodeScalarView()
    var rest = line.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let escaped = rest.popFirst() else {
        text.append(scalar)
        continue
      }
      switch escaped {
      case "n": text.append("\n")
      case "r": text.append("\r")
      default: text.append(escaped)
      }
    }
    return String(text)
  }
}

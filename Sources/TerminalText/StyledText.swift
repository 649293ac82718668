/// What a piece of text is, for the screen: the terminal decides how it looks, or ignores it.
public enum Style: Hashable, Sendable {
  case plain, dim, bold
  case ok, warning, error
  case prompt
  /// One of at most six series of a plot, counted from 0.
  case series(Int)

  /// The codes of ECMA-48's "select graphic rendition", or nil for plain text.
  ///
  /// The six series colours can be told apart by colour-blind readers: blue, orange (yellow), green,
  /// magenta, cyan, bright yellow.
  var codes: String? {
    switch self {
    case .plain: nil
    case .dim: "2"
    case .bold: "1"
    case .ok: "32"
    case .warning: "33"
    case .error: "31"
    case .prompt: "1;36"
    case .series(let index): ["94", "33", "32", "35", "36", "93"][((index % 6) + 6) % 6]
    }
  }
}

/// A line of text in pieces, each with a style.
public struct StyledText: Hashable, Sendable, ExpressibleByStringInterpolation {
  public struct Run: Hashable, Sendable {
    public var text: String
    public var style: Style
    public init(_ text: String, _ style: Style) {
      self.text = text
      self.style = style
    }
  }

  public private(set) var runs: [Run]

  public init(_ text: String = "", _ style: Style = .plain) {
    runs = text.isEmpty ? [] : [Run(text, style)]
  }

  public init(stringLiteral text: String) { self.init(text) }

  /// The text without its styles.
  public var plain: String { runs.map(\.text).joined() }

  /// The text with its styles as escape sequences.
  public var escaped: String {
    runs.map { run in run.style.codes.map { "\u{1b}[\($0)m\(run.text)\u{1b}[0m" } ?? run.text }.joined()
  }

  /// How many columns a terminal gives the text.
  public var width: Int { runs.reduce(0) { $0 + $1.text.columns } }

  public mutating func append(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    if let last = runs.indices.last, runs[last].style == style {
      runs[last].text += text
    } else {
      runs.append(Run(text, style))
    }
  }

  public static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    for run in right.runs { sum.append(run.text, run.style) }
    return sum
  }
}

import TerminalText

extension SessionFile {
  /// What the first lines of a file say about it.
  public struct Header: Hashable, Sendable {
    /// The version of the format that this program reads and writes.
    public static let currentVersion = 1

    /// The generators of which a seed is the start.
    public enum Generator: String, CaseIterable, Hashable, Sendable {
      case numpy
      case numpyDefault = "default_rng"
      case torch
    }

    /// What plots are drawn with.
    public enum Canvas: String, CaseIterable, Hashable, Sendable { case braille, block, ascii }

    /// A key that this program does not know, with its value.
    public struct Unknown: Hashable, Sendable {
      public var key: String
      public var value: String
      public var line: Int
    }

    /// The version of the format; nil for a plain script.
    public var version: Int?
    public var title: String?
    public var slide: Int?
    public var rng: Generator?
    /// How many columns plots have in the expected output.
    public var width: Int?
    public var canvas: Canvas?
    /// For numbers with `~` where the command has no tolerance of its own.
    public var tolerance: Tolerance?
    public var unknown: [Unknown] = []

    public init(
      version: Int? = Header.currentVersion, title: String? = nil, slide: Int? = nil, rng: Generator? = nil,
      width: Int? = nil, canvas: Canvas? = nil, tolerance: Tolerance? = nil
    ) {
      self.version = version
      self.title = title
      self.slide = slide
      self.rng = rng
      self.width = width
      self.canvas = canvas
      self.tolerance = tolerance
    }

    /// The header as lines of a file.
    public var lines: [String] {
      var lines = version.map { ["#| lip \($0)"] } ?? []
      func add(_ key: String, _ value: String?) {
        if let value { lines.append("#| \(key.padded(to: 6)) \(value.visible.trimmed)") }
      }
      add("title", title)
      add("slide", slide.map(String.init))
      add("rng", rng?.rawValue)
      add("width", width.map(String.init))
      add("canvas", canvas?.rawValue)
      add("tol", tolerance?.description)
      for option in unknown { add(option.key, option.value) }
      return lines
    }
  }
}

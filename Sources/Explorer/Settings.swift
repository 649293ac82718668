public import Parameters
public import LinearAlgebra
public import Plotting

/// What `set` can change.
public struct Settings: Configurable, Hashable {
  public static let parameters: [Parameter<Settings>] = [
    Parameter("precision", \.precision, "decimals of printed numbers, 1 to 17"),
    Parameter("norm", \.norm, "the norm of bound and estimate where none is named"),
    Parameter("width", \.width, "columns of plots where there is no terminal"),
    Parameter("height", \.height, "rows of plots"),
    Parameter("canvas", \.canvas, "what plots are drawn with"),
    Parameter("color", \.color, "when output is coloured"),
    Parameter("strict", \.isStrict, "whether a step that is too small is an error"),
    Parameter("limit", \.limit, "how many bytes one tensor may have; 512M, 2G"),
  ]

  public var precision: Precision = 6
  public var norm: Norm = .two
  public var width: PlotSize?
  public var height: PlotSize?
  public var canvas: CanvasKind?
  public var color: ColorChoice = .auto
  public var isStrict = false
  public var limit: ByteCount = ByteCount(256 << 20)
  public init() {}

  public var numbers: NumberFormat { NumberFormat(precision: precision.value) }
}

extension Norm: ArgumentValue {}
extension CanvasKind: ArgumentValue {}

/// When output is coloured.
public enum ColorChoice: String, CaseIterable, Sendable, ArgumentValue {
  case auto, always, never
}

/// How many decimals a number is printed with.
public struct Precision: ArgumentValue, Hashable, ExpressibleByIntegerLiteral {
  public let value: Int
  public init(integerLiteral value: Int) { self.value = value }
  public init(_ argument: Argument) throws(ArgumentError) {
    value = try argument.integer()
    guard (1...17).contains(value) else {
      throw ArgumentError("a precision is between 1 and 17, not \(argument.text)", reason: .outOfRange)
    }
  }
  public static let placeholder = "N"
  public var argumentText: String { String(value) }
}

/// Columns or rows of a plot.
public struct PlotSize: ArgumentValue, Hashable {
  public let value: Int
  public init(_ value: Int) { self.value = value }
  public init(_ argument: Argument) throws(ArgumentError) {
    value = try argument.integer()
    guard (5...160).contains(value) else {
      throw ArgumentError("a plot has between 5 and 160 rows or columns, not \(argument.text)", reason: .outOfRange)
    }
  }
  public static let placeholder = "N"
  public var argumentText: String { String(value) }
}

/// A number of bytes, with `k`, `M` and `G` as powers of 1024.
public struct ByteCount: ArgumentValue, Hashable {
  public let bytes: Int
  public init(_ bytes: Int) { self.bytes = bytes }
  public init(_ argument: Argument) throws(ArgumentError) {
    let units: [Character: Int] = ["k": 1 << 10, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let text = argument.text
    let factor = text.last.flatMap { units[$0] } ?? 1
    guard let count = Int(factor == 1 ? text : String(text.dropLast())), count > 0,
      count <= (64 << 30) / factor
    else {
      throw ArgumentError("a limit is a number of bytes up to 64G, such as 512M", reason: .outOfRange)
    }
    bytes = count * factor
  }
  public static let placeholder = "BYTES"
  public var argumentText: String {
    for (unit, size) in [("G", 1 << 30), ("M", 1 << 20), ("k", 1 << 10)] where bytes % size == 0 {
      return "\(bytes / size)\(unit)"
    }
    return String(bytes)
  }
}

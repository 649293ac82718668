public import Parameters
public import LinearAlgebra
public import Lipschitz
public import Networks
public import Plotting

/// What `set` can change.
struct Settings: Configurable, Hashable {
  static let parameters: [Parameter<Settings>] = [
    Parameter("precision", \.precision, "decimals of printed numbers, 1 to 17"),
    Parameter("norm", \.norm, "the norm of bound and estimate where none is named"),
    Parameter("dtype", \.dtype, "the precision of forward passes and of method deck"),
    Parameter("width", \.width, "columns of plots where there is no terminal"),
    Parameter("height", \.height, "rows of plots"),
    Parameter("canvas", \.canvas, "what plots are drawn with"),
    Parameter("color", \.color, "when output is coloured"),
    Parameter("strict", \.isStrict, "whether a step that is too small is an error"),
    Parameter("pause", \.pause, "seconds that a replay waits before a command that names no pause"),
    Parameter("history", \.keepsHistory, "whether typed lines are remembered for the next time"),
    Parameter("limit", \.limit, "how many bytes one tensor may have; 512M, 2G"),
  ]

  var precision: Decimals = 6
  var norm: Norm = .two
  var dtype: Precision = .double
  var width: PlotSize?
  var height: PlotSize?
  var canvas: CanvasKind?
  var color: ColorChoice = .auto
  var isStrict = false
  var pause: PauseLength = 0
  var keepsHistory = true
  var limit: ByteCount = ByteCount(256 << 20)
  init() {}

  var numbers: NumberFormat { NumberFormat(precision: precision.value) }
}

extension Norm: ArgumentValue {}
extension Precision: ArgumentValue {}
extension Mode: ArgumentValue {}
extension DeckPass.MaskSharing: ArgumentValue {}
extension CanvasKind: ArgumentValue {}

/// When output is coloured.
enum ColorChoice: String, CaseIterable, Sendable, ArgumentValue {
  case auto, always, never
}

/// How many decimals a number is printed with.
struct Decimals: ArgumentValue, Hashable, ExpressibleByIntegerLiteral {
  let value: Int
  init(integerLiteral value: Int) { self.value = value }
  init(_ argument: Argument) throws(ArgumentError) {
    value = try argument.integer()
    guard (1...17).contains(value) else {
      throw ArgumentError("a precision is between 1 and 17, not \(argument.text)", reason: .outOfRange)
    }
  }
  static let placeholder = "N"
  var argumentText: String { String(value) }
}

/// How long a replay waits: up to a minute.
struct PauseLength: ArgumentValue, Hashable, ExpressibleByIntegerLiteral {
  let seconds: Double
  init(integerLiteral value: Int) { seconds = Double(value) }
  init(_ argument: Argument) throws(ArgumentError) {
    seconds = try argument.number()
    guard (0...60).contains(seconds) else {
      throw ArgumentError("a pause is between 0 and 60 s, not \(argument.text)", reason: .outOfRange)
    }
  }
  static let placeholder = "TIME"
  var argumentText: String { "\(NumberFormat.shortest(seconds))s" }
}

/// Columns or rows of a plot.
struct PlotSize: ArgumentValue, Hashable {
  let value: Int
  init(_ value: Int) { self.value = value }
  init(_ argument: Argument) throws(ArgumentError) {
    value = try argument.integer()
    guard (5...160).contains(value) else {
      throw ArgumentError(
        "a plot has between 5 and 160 rows or columns, not \(argument.text)", reason: .outOfRange)
    }
  }
  static let placeholder = "N"
  var argumentText: String { String(value) }
}

/// A number of bytes, with `k`, `M` and `G` as powers of 1024.
struct ByteCount: ArgumentValue, Hashable {
  let bytes: Int
  init(_ bytes: Int) { self.bytes = bytes }
  init(_ argument: Argument) throws(ArgumentError) {
    let units: [Character: Int] = ["k": 1 << 10, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let text = argument.text
    let factor = text.last.flatMap { units[$0] } ?? 1
    guard let count = Int(factor == 1 ? text : String(text.dropLast())), count > 0,
      count <= (64 << 30) / factor
    else {
      throw ArgumentError(
        "a limit is a number of bytes up to 64G, such as 512M, not \(argument.text)", reason: .outOfRange)
    }
    bytes = count * factor
  }
  static let placeholder = "BYTES"
  var argumentText: String {
    for (unit, size) in [("G", 1 << 30), ("M", 1 << 20), ("k", 1 << 10)] where bytes % size == 0 {
      return "\(bytes / size)\(unit)"
    }
    return String(bytes)
  }
}

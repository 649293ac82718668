/// How far a number with `~` may lie from the one expected.
public enum Tolerance: Hashable, Sendable, CustomStringConvertible {
  /// Up to this share of the expected number: `rel 1e-9`, `rel 5%`.
  case relative(Double)
  /// Up to this much: `abs 1e-3`.
  case absolute(Double)

  /// What holds where no `tol` is given: `rel 1e-9`.
  public static let standard = Tolerance.relative(1e-9)

  /// Reads `rel 1e-9`, `rel 5%`, `abs 1e-3`, or `5%`, which is relative; nil for anything else.
  public init?(_ text: String) {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    guard let number = words.last, words.count <= 2 else { return nil }
    let isPercent = number.unicodeScalars.last == "%"
    guard let size = PrintedNumber(isPercent ? String(number.unicodeScalars.dropLast()) : number)?.value,
      size.isFinite, size >= 0
    else { return nil }
    switch words.count == 2 ? words[0] : "rel" {
    case "rel": self = .relative(isPercent ? size / 100 : size)
    case "abs" where !isPercent: self = .absolute(size)
    default: return nil
    }
  }

  /// Whether `got` lies close enough to `want`; a rounding error in the last place does not decide.
  public func accepts(_ got: Double, for want: Double) -> Bool {
    if got == want { return true }
    let bound =
      switch self {
      case .relative(let share): share * abs(want)
      case .absolute(let size): size
      }
    return abs(got - want) <= bound * (1 + 1e-12)
  }

  public var description: String {
    switch self {
    case .relative(let share): "rel \(Self.short(share))"
    case .absolute(let size): "abs \(Self.short(size))"
    }
  }

  /// The shortest text that reads back, with `1e-9` where Swift writes `1e-09`, and `2` where it writes `2.0`.
  private static func short(_ number: Double) -> String {
    var scalars = Array("\(number)".unicodeScalars)
    if scalars.suffix(2) == [".", "0"] { scalars.removeLast(2) }
    if let mark = scalars.firstIndex(of: "e"), mark + 2 < scalars.count, scalars[mark + 2] == "0" {
      scalars.remove(at: mark + 2)
    }
    return String(scalars)
  }
}

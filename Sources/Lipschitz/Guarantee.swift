/// What is promised of a number that stands for a Lipschitz constant.
public struct Guarantee: OptionSet, Hashable, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The number is never below the constant.
  public static let upper = Guarantee(rawValue: 1)
  /// The number is never above the constant.
  public static let lower = Guarantee(rawValue: 2)
  /// The number is the constant.
  public static let exact: Guarantee = [.upper, .lower]
  /// Nothing is promised.
  public static let estimate: Guarantee = []

  /// `=`, `≤`, `≥` or `≈`.
  public var symbol: String {
    switch (contains(.upper), contains(.lower)) {
    case (true, true): "="
    case (true, false): "≤"
    case (false, true): "≥"
    case (false, false): "≈"
    }
  }

  /// `exact`, `upper`, `lower` or `estimate`.
  public var name: String {
    switch (contains(.upper), contains(.lower)) {
    case (true, true): "exact"
    case (true, false): "upper"
    case (false, true): "lower"
    case (false, false): "estimate"
    }
  }
}

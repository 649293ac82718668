import Parameters

/// One step, several, or a sweep by decades: `1e-6`, `1e-2,1e-4`, `1e-1..1e-8`.
struct Steps: ArgumentValue {
  let arguments: [Argument]
  private let text: String

  /// More steps than this say nothing more.
  private static let most = 64

  init(_ argument: Argument) throws(ArgumentError) {
    text = argument.text
    // Nobody sweeps from 1 to 5: `1,5` is a number with a decimal comma, which has an error of its own.
    if case .list(let items) = argument.value, items.count == 2,
      items.allSatisfy({ $0.text.allSatisfy(\.isNumber) })
    {
      _ = try argument.number()
    }
    let items = if case .list(let items) = argument.value { items } else { [argument] }
    var arguments: [Argument] = []
    for item in items { arguments += try Self.steps(item) }
    self.arguments = arguments
    guard arguments.count <= Self.most else {
      throw ArgumentError(
        "a sweep has at most \(Self.most) steps, not \(arguments.count)", reason: .outOfRange)
    }
  }

  private static func steps(_ argument: Argument) throws(ArgumentError) -> [Argument] {
    guard case .range(let first, let last, let stride) = argument.value else { return [argument] }
    guard stride == nil else {
      throw ArgumentError(
        "steps go by decades: \(NumberFormat.shortest(first))..\(NumberFormat.shortest(last))")
    }
    guard first > 0, last > 0 else {
      throw ArgumentError("\(argument.text): a step is positive", reason: .outOfRange)
    }
    let from = first
    let decades = decadeCount(from, last)
    guard decades < most else {
      throw ArgumentError("\(argument.text) are more than \(most) decades", reason: .outOfRange)
    }
    return (0...decades).map { index in
      let value = from * power(last < from ? -index : index)
      let short = readBack(value)
      return Argument(.number(short), text: NumberFormat.shortest(short))
    }
  }

  private static func decadeCount(_ first: Double, _ last: Double) -> Int {
    var (low, count) = (Swift.min(first, last), 0)
    let high = Swift.max(first, last) * (1 + 1e-9)
    while low * 10 <= high, count <= most {
      low *= 10
      count += 1
    }
    return count
  }

  private static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 1 }

  /// The number that is meant: 1e-1 times 1e-2 is 1e-3 in decimals.
  private static func readBack(_ value: Double) -> Double {
    Double(NumberFormat(precision: 15).text(value)) ?? value
  }

  static let placeholder = "E"
  var argumentText: String { text }
}

import Lipschitz
import TerminalText

/// What is known of a point's class, in words.
struct RobustText {
  let numbers: NumberFormat

  /// How many classes are listed.
  private static let most = 10

  func lines(_ robustness: Robustness, at name: String) -> [StyledText] {
    [StyledText(verdict(robustness) + "   (\(BoundText(numbers: numbers).normName(robustness.norm)))")]
      + attack(robustness) + table(robustness)
  }

  private func verdict(_ robustness: Robustness) -> String {
    let requested = NumberFormat.shortest(robustness.requested)
    let radius = numbers.text(robustness.radius, .down)
    if robustness.radius == .infinity { return "class \(robustness.winner), proven at every distance" }
    if robustness.isCertified {
      let further = robustness.radius > robustness.requested ? ", and up to \(radius)" : ""
      return "class \(robustness.winner), proven within \(requested)\(further)"
    }
    let proven = robustness.radius > 0 ? "proven within \(radius)" : "nothing is proven"
    if let attack = robustness.attack, attack.distance <= robustness.requested {
      return "class \(robustness.winner) does not hold within \(requested), \(proven)"
    }
    return "class \(robustness.winner) within \(requested): open, \(proven)"
  }

  private func attack(_ robustness: Robustness) -> [StyledText] {
    guard let attack = robustness.attack else { return ["no point of another class was found"] }
    return [
      StyledText("class \(attack.other) at distance \(numbers.text(attack.distance, .up)): the nearest found")
    ]
  }

  private func table(_ robustness: Robustness) -> [StyledText] {
    let shown = robustness.margins.prefix(Self.most)
    let rows = shown.map { margin in
      [
        "class \(margin.other)", numbers.text(margin.margin, .down),
        BoundText(numbers: numbers).claim(margin.bound), numbers.text(margin.radius, .down),
        margin.bound.method,
      ]
    }
    let all = [["against", "margin", "difference", "not closer than", ""]] + rows
    let widths = (0..<5).map { column in all.reduce(0) { max($0, $1[column].columns) } }
    let lines = all.map { row in
      let cells = zip(row, widths).map { $0.padded(to: $1) }
      return StyledText(cells.joined(separator: "   ")).trailingBlanksRemoved
    }
    let rest = robustness.margins.count - shown.count
    return lines + (rest > 0 ? [StyledText("... \(robustness.margins.count) other classes")] : [])
  }
}

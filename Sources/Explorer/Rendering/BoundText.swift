import LinearAlgebra
import Lipschitz
import Networks
import TerminalText

/// Bounds in words.
struct BoundText {
  let numbers: NumberFormat

  /// `L = 2.782368`, `L ≤ 1.016727`, or both sides where the digits that are printed are not certain.
  func claim(_ bound: LipschitzBound) -> String {
    if let enclosure = openSides(of: bound) { return sides(enclosure) }
    switch bound.guarantee {
    case .exact: return "L = \(exact(bound))"
    case .upper: return "L ≤ \(numbers.text(bound.value, .up))"
    case .lower: return bound.value == 0 ? "L ≥ 0" : "L ≥ \(numbers.text(bound.value, .down))"
    default: return "≈ \(estimate(bound))"
    }
  }

  /// Both sides of what is claimed, where they are two numbers to the digits that are shown.
  func openSides(of bound: LipschitzBound) -> Interval? {
    guard let enclosure = bound.enclosure else { return nil }
    switch bound.guarantee {
    case .exact: return agrees(enclosure) ? nil : enclosure
    case .upper: return enclosure.lower > 0 ? enclosure : nil
    default: return nil
    }
  }

  /// A number without a promise: of the deck's formula every digit, as Python prints it, and its spread over several.
  private func estimate(_ bound: LipschitzBound) -> String {
    func text(_ value: Double) -> String {
      bound.method == DeckQuotient.name ? NumberFormat.shortest(value) : numbers.text(value)
    }
    // What CLEVER has seen is not what its fit may be off by.
    guard let statistics = bound.statistics, statistics.count > 1, bound.method != ExtremeValue.name else {
      return text(bound.value)
    }
    return "\(text(bound.value)) ± \(text(statistics.deviation))"
  }

  private func sides(_ enclosure: Interval) -> String {
    "\(numbers.text(enclosure.lower, .down)) ≤ L ≤ \(numbers.text(enclosure.upper, .up))"
  }

  /// The two sides of a bracket, how far apart they are, and where each comes from.
  func lines(_ report: BracketReport) -> [StyledText] {
    let result = report.result
    let (lower, upper) = (result.lower, result.upper)
    let apart = NumberFormat(precision: 2).text(100 * result.gap, .up)
    let gap = result.gap.isFinite ? "gap \(result.gap < 1e-6 ? "below 0.0001" : apart) %" : "no gap yet"
    let steps = Value.count(result.steps, result.unit)
    let pass = report.pass.map { ", \($0.words)" } ?? ""
    let head =
      "\(sides(Interval(min(lower.value, upper.value), upper.value)))   \(normName(upper.norm)), \(gap)"
    var lines = [StyledText("\(head), \(steps)\(domain(upper.domain, upper))\(pass)")]
    lines.append(StyledText("from below: \(lower.derivation.rule)", .dim))
    lines.append(StyledText("from above: \(upper.derivation.rule)", .dim))
    switch result.stopped {
    case .gap: break
    case .steps:
      let next =
        result.canGoOn ? "bracket steps \(4 * max(1, result.steps)) looks longer" : "no cell is left to split"
      lines += note("the gap that was asked for is not reached after \(steps); \(next)")
    case .cancelled: lines.append(StyledText("stopped by Ctrl-C; both sides hold", .warning))
    }
    return lines
  }

  private func agrees(_ enclosure: Interval) -> Bool {
    enclosure.isPoint || numbers.text(enclosure.lower) == numbers.text(enclosure.upper)
  }

  private func exact(_ bound: LipschitzBound) -> String {
    bound.enclosure?.isPoint == true ? numbers.exact(bound.value) : numbers.text(bound.value)
  }

  /// The value alone, rounded to the side on which it is safe.
  func value(_ value: Double, _ guarantee: Guarantee) -> String {
    switch guarantee {
    case .upper: numbers.text(value, .up)
    case .lower: numbers.text(value, .down)
    case .exact: numbers.exact(value)
    default: numbers.text(value)
    }
  }

  /// The line that a bound prints: the claim, and what it rests on.
  func line(_ finding: Workspace.Finding) -> StyledText {
    let bound = finding.bound
    var words: [String] = []
    if bound.value == .infinity {
      words = infinite(bound)
    } else if bound.method == SteepestActivation.name {
      words = ["\(bound.guarantee.name), \(finding.target)", slopeReason(bound)]
    } else if bound.guarantee == .exact {
      words = ["exact, \(normWords(bound))"]
    } else if bound.guarantee.contains(.upper) {
      words = ["\(normWords(bound)), \(bound.derivation.rule)"]
    } else {
      words = [bound.derivation.rule] + (bound.norm == .two ? [] : [normName(bound.norm)])
    }
    words.removeAll(where: \.isEmpty)
    let pass = finding.pass.map { ", \($0.words)" } ?? ""
    var line = StyledText(
      "\(claim(bound))   \(words.joined(separator: ", "))\(domain(bound.domain, bound))\(pass)")
    if !bound.isCertified, bound.guarantee != .estimate { line.append("   (not certified)", .warning) }
    if let statistics = bound.statistics, bound.method == PairSampling.name {
      line.append("   (mean \(numbers.text(statistics.mean)))", .dim)
    }
    return line
  }

  /// What a number measures, in lines below it.
  func note(_ text: String) -> [StyledText] { StyledText("note: \(text)", .dim).wrapped(to: 76) }

  /// A line for each step of a sweep, and what they tell together.
  func sweep(_ finding: Workspace.Finding) -> [StyledText] {
    let rows = finding.sweep
    let values = rows.map { claim($0.bound) }
    let steps = rows.map { NumberFormat.shortest($0.step) }
    let width = steps.reduce(3) { max($0, $1.columns) }
    let valueWidth = values.reduce(0) { max($0, $1.columns) }
    let errors = rows.map { $0.bound.directionalError }
    let hasErrors = errors.contains { $0 != nil }
    let rise = finding.growsInversely ? "   grows like 1/eps: not a constant!" : ""
    let head =
      hasErrors ? "\("".padded(to: valueWidth))   off the derivative by" : finding.bound.derivation.rule
    var lines = [StyledText("\("eps".padded(to: width))   \(head)")]
    for index in rows.indices {
      let error = errors[index].map { "   \(NumberFormat(precision: 2).text(100 * $0)) %" } ?? ""
      let last = index == rows.count - 1 ? rise : ""
      lines.append(
        StyledText(
          "\(steps[index].padded(to: width))   \(values[index].padded(to: valueWidth))\(error)\(last)"))
    }
    if finding.bound.guarantee == .estimate { lines += finding.bound.notes.flatMap { note($0) } }
    return lines.map(\.trailingBlanksRemoved)
  }

  private func infinite(_ bound: LipschitzBound) -> [String] {
    guard bound.guarantee == .exact else {
      let isLayer = bound.derivation.premises.contains { $0.value == .infinity }
      return [isLayer ? "no bound: a layer has none" : "too large for a double", normWords(bound)]
    }
    if let enclosure = bound.enclosure, enclosure.lower < .infinity { return ["too large for a double"] }
    let reason = slopeReason(bound)
    guard bound.method == SteepestActivation.name else { return ["not Lipschitz: \(reason)"] }
    return ["not Lipschitz: the slope grows without bound", reason]
  }

  private func slopeReason(_ bound: LipschitzBound) -> String {
    if case .text(let reason)? = bound.derivation.facts.first { reason } else { "" }
  }

  func normName(_ norm: Norm) -> String { "\(norm.rawValue)-norm" }

  private func normWords(_ bound: LipschitzBound) -> String {
    let sum = bound.norm == .one ? "largest column sum" : "largest row sum"
    guard bound.guarantee == .exact, bound.norm != .two, bound.derivation.speaks(of: sum) else {
      return normName(bound.norm)
    }
    return "\(normName(bound.norm)) (\(sum))"
  }

  private func domain(_ domain: Domain, _ bound: LipschitzBound) -> String {
    switch domain {
    case .everywhere: return ""
    case .box(let lower, let upper):
      let (a, b) = (NumberFormat.shortest(lower), NumberFormat.shortest(upper))
      return bound.method == Grid.name ? " from \(a) to \(b)" : ", on the box \(a)..\(b)"
    case .ball(_, let name, let radius, let norm):
      return ", within \(NumberFormat.shortest(radius)) of \(name) (\(normName(norm)))"
    }
  }

  /// The derivation as a tree of lines.
  func tree(_ finding: Workspace.Finding) -> [StyledText] {
    let bound = finding.bound
    let isTwoSided = (bound.enclosure?.lower ?? 0) > 0
    let kind = isTwoSided ? "lower and upper bound" : "upper bound"
    let words = bound.guarantee == .upper ? "\(kind), \(normName(bound.norm))" : nil
    var lines = [
      words.map { StyledText("\(claim(bound))   \($0)\(domain(bound.domain, bound))") } ?? line(finding)
    ]
    append(bound.derivation, to: &lines, indent: "", isLast: true)
    let sources = bound.derivation.sources
    if !sources.isEmpty {
      for source in sources { lines.append(StyledText("source: \(source)", .dim)) }
    }
    return lines
  }

  private func append(_ node: Derivation, to lines: inout [StyledText], indent: String, isLast: Bool) {
    lines.append(StyledText(indent + (isLast ? "└─ " : "├─ ") + headline(node)))
    let deeper = indent + (isLast ? "   " : "│  ")
    for (index, fact) in node.facts.enumerated() {
      let isLastChild = index == node.facts.count - 1 && node.premises.isEmpty
      lines.append(StyledText(deeper + (isLastChild ? "└─ " : "├─ ") + text(fact)))
    }
    for (index, premise) in node.premises.enumerated() {
      append(premise, to: &lines, indent: deeper, isLast: index == node.premises.count - 1)
    }
  }

  private func headline(_ node: Derivation) -> String {
    let shown = value(node.value, node.guarantee)
    if node.premises.count > 1 {
      let factors = node.premises.map { value($0.value, $0.guarantee) }.joined(separator: " × ")
      return "\(node.rule) \(node.guarantee.symbol) \(factors)   \(node.statement)"
    }
    let head = "\(node.rule) \(node.guarantee.symbol) \(shown)"
    return node.statement.isEmpty ? head : "\(head)   \(node.statement)"
  }

  private func text(_ fact: Derivation.Fact) -> String {
    switch fact {
    case .text(let text): text
    case .numbers(let label, let values, let note):
      "\(label) = \(list(values, separator: "  "))" + (note.isEmpty ? "" : "   \(note)")
    case .vector(let label, let vector): "\(label) = (\(list(vector.withoutNoise, separator: ", ")))"
    case .check(let label, let value, let note): "checked: \(label) = \(numbers.text(value))   \(note)"
    }
  }

  /// The numbers, the first five if there are more than six.
  private func list(_ values: [Double], separator: String) -> String {
    let shown = values.count > 6 ? Array(values.prefix(5)) : values
    let text = shown.map { numbers.text($0) }.joined(separator: separator)
    return values.count > 6 ? "\(text)\(separator)... \(values.count) numbers" : text
  }
}

extension Vector {
  /// The entries with 0 for those that are no more than rounding beside the largest.
  fileprivate var withoutNoise: [Double] {
    let peak = elements.reduce(0) { max($0, $1.magnitude) }
    return elements.map { $0.magnitude < 1e-12 * peak ? 0 : $0 }
  }
}

extension Derivation {
  /// Whether a claim below this one, or a fact, begins with some words.
  fileprivate func speaks(of words: String) -> Bool {
    facts.contains { if case .text(let text) = $0 { text.hasPrefix(words) } else { false } }
      || premises.contains { $0.rule.hasPrefix(words) || $0.speaks(of: words) }
  }
}

extension LipschitzBound {
  /// How far the deck's quotient is off the derivative along its direction, relative to it; nil for other methods.
  var directionalError: Double? {
    guard method == DeckQuotient.name, let step = statistics?.step else { return nil }
    for case .numbers(DeckQuotient.derivativeLabel, let values, _) in derivation.facts {
      guard let derivative = values.first, derivative > 0 else { return nil }
      return (value * step / derivative - 1).magnitude
    }
    return nil
  }
}

extension Workspace.Finding {
  /// Whether a sweep's quotients, divided once by the step, grow like one over it.
  var growsInversely: Bool {
    guard let first = sweep.first, let last = sweep.last, first.step > 0, last.step > 0,
      first.step != last.step,
      bound.guarantee == .estimate
    else { return false }
    let isDeck = bound.method == DeckQuotient.name
    func quotient(_ row: Workspace.SweepRow) -> Double { row.bound.value * (isDeck ? row.step : 1) }
    let growth = quotient(last) / quotient(first) * (last.step / first.step)
    return (0.5...2).contains(growth)
  }
}

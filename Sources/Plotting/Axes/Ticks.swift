import Glibc

/// Labelled places on a linear axis: consecutive multiples of a step of 1, 2, 2.5 or 5 times a power of ten.
///
/// Since every label is a multiple of the step, 0 is one whenever it is in the range.
struct Ticks: Hashable, Sendable {
  /// The mantissa of the step in tenths: 10, 50, 20 or 25.
  var tenths: Int
  /// The step is `tenths / 10` times ten to this power.
  var exponent: Int
  /// The first tick as a multiple of the step.
  var first: Int
  var count: Int

  static func value(_ multiple: Int, tenths: Int, exponent: Int) -> Double {
    let mantissa = Double(multiple) * Double(tenths)
    let power = exponent - 1
    // Powers of ten up to 22 are exact, so their quotient is the nearest number to the label.
    if power < 0, power >= -22 { return mantissa / pow(10, Double(-power)) }
    return mantissa * pow(10, Double(power))
  }

  var step: Double { Self.value(1, tenths: tenths, exponent: exponent) }
  var values: [Double] {
    (0..<count).map { Self.value(first + $0, tenths: tenths, exponent: exponent) }
  }
  var lowest: Double { Self.value(first, tenths: tenths, exponent: exponent) }
  var highest: Double { Self.value(first + count - 1, tenths: tenths, exponent: exponent) }

  /// Mantissas of the step, simplest first: the order is their rank in the score.
  static let mantissas = [10, 50, 20, 25]

  /// The best ticks for a range, with about `target` and at most `most` of them.
  ///
  /// `legibility` judges a candidate from 0 to 1, or rejects it.
  ///
  /// - Complexity: a few dozen candidates; each loop ends where even its most optimistic score is beaten.
  /// - Source: Talbot, Lin and Hanrahan, "An extension of Wilkinson's algorithm for positioning tick labels on
  ///   axes", 2010, with Q = [1, 5, 2, 2.5] and j = 1.
  static func best(
    for range: ClosedRange<Double>, target: Int, most: Int, legibility: (Ticks) -> Double?
  ) -> Ticks? {
    let (low, high) = (range.lowerBound, range.upperBound)
    let length = high - low
    let wanted = max(2, target)
    guard length > 0, length.isFinite else { return nil }
    func score(_ simplicity: Double, _ coverage: Double, _ density: Double, _ legibility: Double) -> Double {
      0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05 * legibility
    }
    func coverage(_ first: Double, _ last: Double) -> Double {
      let (below, above) = ((first - low) / (0.1 * length), (high - last) / (0.1 * length))
      return 1 - 0.5 * (below * below + above * above)
    }
    var best: Ticks?
    var bestScore = -20.0
    for (rank, tenths) in mantissas.enumerated() {
      let simplicity = 1 - Double(rank) / Double(mantissas.count - 1)
      if score(simplicity, 1, 1, 1) < bestScore { continue }
      for count in 2...max(2, min(most, 4 * wanted)) {
        let ratio = Double(count - 1) / Double(wanted - 1)
        if score(simplicity, 1, ratio >= 1 ? 2 - ratio : 1, 1) < bestScore { break }
        let smallest = length / (Double(count + 1) * Double(tenths) / 10)
        guard smallest > 0 else { break }
        var exponent = Int(log10(smallest).rounded(.up))
        while exponent < 302 {
          let step = value(1, tenths: tenths, exponent: exponent)
          let span = step * Double(count - 1)
          let excess = max(0, (span - length) / (0.2 * length))
          if score(simplicity, 1 - excess * excess, ratio >= 1 ? 2 - ratio : 1, 1) < bestScore { break }
          let (bottom, top) = ((low / step).rounded(.up), (high / step).rounded(.down))
          guard abs(bottom) < 1e15, abs(top) < 1e15 else { break }
          let starts = (Int(top) - (count - 1), Int(bottom))
          for first in min(starts.0, starts.1)...max(starts.0, starts.1) {
            let ticks = Ticks(tenths: tenths, exponent: exponent, first: first, count: count)
            let (lowest, highest) = (ticks.lowest, ticks.highest)
            let density = Double(count - 1) / (highest - lowest)
            let ideal = Double(wanted - 1) / (max(high, highest) - min(low, lowest))
            let optimistic = score(
              simplicity, coverage(lowest, highest), 2 - max(density / ideal, ideal / density), 1)
            guard optimistic > bestScore, let legible = legibility(ticks) else { continue }
            let total = optimistic + 0.05 * (legible - 1)
            if total > bestScore {
              best = ticks
              bestScore = total
            }
          }
          exponent += 1
        }
      }
    }
    return best
  }

  /// Ticks at the first nice step, from fine to coarse, that the judge accepts.
  ///
  /// - Source: Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990.
  static func loose(
    for range: ClosedRange<Double>, target: Int, around: Bool, legibility: (Ticks) -> Double?
  ) -> Ticks? {
    let length = range.upperBound - range.lowerBound
    guard length > 0, length.isFinite else { return nil }
    let finest = Int(log10(length / Double(max(2, target))).rounded(.down))
    for exponent in finest...finest + 3 {
      for tenths in [10, 20, 50] {
        let step = value(1, tenths: tenths, exponent: exponent)
        let first = (range.lowerBound / step).rounded(around ? .down : .up)
        let last = (range.upperBound / step).rounded(around ? .up : .down)
        guard step > 0, abs(first) < 1e15, abs(last) < 1e15, last >= first, last - first < 200 else {
          continue
        }
        let ticks = Ticks(tenths: tenths, exponent: exponent, first: Int(first), count: Int(last - first) + 1)
        if legibility(ticks) != nil { return ticks }
      }
    }
    return nil
  }

  /// The ticks as text: all with the decimals that the step needs, or with one common exponent where the
  /// numbers are below 1e-4 or above 1e5; `short` drops zeros at the end.
  func labels(short: Bool) -> [String] {
    let mantissas = (0..<count).map { (first + $0) * tenths }
    let largest = max(abs(lowest), abs(highest))
    let isPlain = largest == 0 || !largest.isFinite || (1e-4...1e5).contains(largest)
    let common = isPlain ? 0 : Int(log10(largest).rounded(.down))
    let needed = tenths == 25 ? 1 - exponent : -exponent
    let decimals = max(0, needed + common)
    return mantissas.map { mantissa in
      if mantissa == 0 {
        return short || common != 0 || decimals == 0 ? "0" : "0." + String(repeating: "0", count: decimals)
      }
      let text = Self.decimal(mantissa, power: exponent - 1 - common, decimals: decimals, short: short)
      return common == 0 ? text : "\(text)e\(common)"
    }
  }

  /// `mantissa · 10^power` with `decimals` digits after the point, exactly.
  static func decimal(_ mantissa: Int, power: Int, decimals: Int, short: Bool) -> String {
    var digits = String(mantissa.magnitude)
    if power >= 0 {
      digits += String(repeating: "0", count: min(power, 400))
    } else if digits.count <= -power {
      digits = String(repeating: "0", count: min(-power - digits.count + 1, 400)) + digits
    }
    var whole = digits
    var fraction = ""
    if power < 0 {
      whole = String(digits.dropLast(-power))
      fraction = String(digits.suffix(-power))
    }
    fraction = String(fraction.prefix(decimals))
    fraction += String(repeating: "0", count: max(0, decimals - fraction.count))
    if short { while fraction.hasSuffix("0") { fraction.removeLast() } }
    return (mantissa < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}

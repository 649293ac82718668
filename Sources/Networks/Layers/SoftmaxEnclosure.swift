import LinearAlgebra
import RealModule

/// What the softmax weights can be while each logit is in its interval.
///
/// A weight grows with its own logit and falls with the others, so its largest value is at its upper end and the lower
/// ends of all others, and its smallest the other way round. Logits that may be infinite leave everything open.
func softmaxEnclosure(of logits: [Interval]) -> [Interval] {
  guard logits.count > 1 else { return [Interval(1)] }
  guard logits.allSatisfy({ $0.lower.isFinite && $0.upper.isFinite }) else {
    return logits.map { _ in Interval(0, 1) }
  }
  let largest = logits.reduce(-Double.infinity) { max($0, $1.upper) }
  let powers = logits.map { Exponential().enclosure(of: $0 - Interval(largest)) }
  // Sums of all powers before and after each, so that none is subtracted.
  var after = [Interval](repeating: .zero, count: powers.count + 1)
  for index in powers.indices.reversed() { after[index] = after[index + 1] + powers[index] }
  var before = Interval.zero
  return powers.indices.map { index in
    defer { before = before + powers[index] }
    let (own, others) = (powers[index], before + after[index + 1])
    let upper = Rounding.quotientUp(own.upper, Rounding.sumDown(own.upper, others.lower))
    let lower = Rounding.quotientDown(own.lower, Rounding.sumUp(own.lower, others.upper))
    return Interval(max(0, lower), min(1, upper))
  }
}

/// Arithmetic that rounds on purpose to one side, so that a bound stays a bound.
///
/// Each function computes the nearest double and corrects it by the sign of the exact error (Knuth's two-sum,
/// a fused multiply-add for products, quotients and roots), so results that are exact stay exact: `1 × 1` is 1.
/// Where the error itself could underflow, the neighbour is taken without looking.
///
/// - Source: Muller et al., Handbook of Floating-Point Arithmetic, 2nd ed., 4.3-4.5.
public enum Rounding {
  /// Half the distance between 1 and the next double.
  public static let unit = 0x1p-53

  /// Below this, the error of a product may underflow and its sign says nothing.
  static let errorFloor = 0x1p-960

  /// The smallest double at or above `value + error`, for |error| below one ulp.
  static func up(_ value: Double, error: Double) -> Double { error > 0 ? value.nextUp : value }
  static func down(_ value: Double, error: Double) -> Double { error < 0 ? value.nextDown : value }

  /// The exact error of `a + b`: Knuth's two-sum.
  static func sumError(_ a: Double, _ b: Double, _ sum: Double) -> Double {
    let bPart = sum - a
    return (a - (sum - bPart)) + (b - bPart)
  }

  public static func sumUp(_ a: Double, _ b: Double) -> Double {
    let sum = a + b
    guard sum.isFinite else {
      return sum == -.infinity && a.isFinite && b.isFinite ? -.greatestFiniteMagnitude : sum
    }
    return up(sum, error: sumError(a, b, sum))
  }

  public static func sumDown(_ a: Double, _ b: Double) -> Double { -sumUp(-a, -b) }

  public static func productUp(_ a: Double, _ b: Double) -> Double {
    if a == 0 || b == 0 { return 0 }  // also 0 × inf: a layer that is constant has gain 0
    let product = a * b
    guard product.isFinite else {
      return product == -.infinity && a.isFinite && b.isFinite ? -.greatestFiniteMagnitude : product
    }
    if product.magnitude < errorFloor { return product.nextUp }
    return up(product, error: product.error(ofProduct: a, b))
  }

  public static func productDown(_ a: Double, _ b: Double) -> Double { -productUp(-a, b) }

  public static func quotientUp(_ a: Double, _ b: Double) -> Double {
    let quotient = a / b
    guard quotient.isFinite, b.isFinite else {
      return quotient == -.infinity && a.isFinite && b != 0 ? -.greatestFiniteMagnitude : quotient
    }
    if a == 0 { return 0 }
    if quotient.magnitude < errorFloor || a.magnitude < errorFloor { return quotient.nextUp }
    let remainder = a.addingProduct(-quotient, b)
    return up(quotient, error: b > 0 ? remainder : -remainder)
  }

  public static func quotientDown(_ a: Double, _ b: Double) -> Double { -quotientUp(-a, b) }

  public static func squareRootUp(_ a: Double) -> Double {
    let root = a.squareRoot()
    guard root.isFinite, a > 0 else { return root }
    if a < errorFloor { return root.nextUp }
    return up(root, error: a.addingProduct(-root, root))
  }

  public static func squareRootDown(_ a: Double) -> Double {
    let root = a.squareRoot()
    guard root.isFinite, a > 0 else { return root }
    if a < errorFloor { return root.nextDown }
    return down(root, error: a.addingProduct(-root, root))
  }

  /// `γₙ = n u / (1 − n u)`, rounded up: the relative error of a sum of `n` products in any order.
  ///
  /// - Source: Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., lemma 3.1.
  public static func slack(operations n: Int) -> Double {
    let share = Double(n) * unit
    precondition(share < 0.5, "a sum of \(n) terms is too long for its error bound")
    return quotientUp(share, sumDown(1, -share))
  }
}

extension Double {
  /// The exact error `a b − self`, where self is the rounded product.
  func error(ofProduct a: Double, _ b: Double) -> Double { (-self).addingProduct(a, b) }
}

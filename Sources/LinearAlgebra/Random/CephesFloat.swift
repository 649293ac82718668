/// The logarithm, sine and cosine of 32-bit numbers that PyTorch's normal numbers are made with.
///
/// Good to about a unit in the last place, and wrong in it where PyTorch is: which products and sums are fused
/// into one rounding follows the code that compilers made of it, so no line here can be rearranged.
///
/// - Source: S. L. Moshier, Cephes, `logf.c`, `sinf.c`; J. Pommier, `sse_mathfun.h` (2007), as in PyTorch's
///   `ATen/native/cpu/avx_mathfun.h`.
enum CephesFloat {
  /// The natural logarithm of a positive normal number.
  static func log(_ x: Float) -> Float {
    precondition(x.isNormal && x > 0, "the logarithm of \(x)")
    // x = mantissa · 2^exponent with the mantissa between √½ and √2, of which 1 is taken off
    var exponent = Float(Int(x.exponentBitPattern) - 126)
    var mantissa = x.significand / 2
    if mantissa < 0.707106781186547524 {
      exponent -= 1
      mantissa = (mantissa - 1) + mantissa
    } else {
      mantissa -= 1
    }
    let square = mantissa * mantissa
    var sum = polynomial(logarithm, at: mantissa) * mantissa
    sum = (exponent * -2.12194440e-4).addingProduct(sum, square)
    sum = sum.addingProduct(-square, 0.5)
    return (mantissa + sum).addingProduct(exponent, 0.693359375)
  }

  /// The sine and the cosine of an angle from 0 on.
  static func sineAndCosine(_ angle: Float) -> (sine: Float, cosine: Float) {
    precondition(angle >= 0, "the sine of \(angle)")
    // the angle less an even number of eighths of a turn, π/4 in three parts
    let eighths = (Int(angle * 1.27323954473516) + 1) & ~1
    let count = Float(eighths)
    var x = angle.addingProduct(count, -0.78515625)
    x = x.addingProduct(count, -2.4187564849853515625e-4)
    x = x.addingProduct(count, -3.77489497744594108e-8)
    let square = x * x

    let even = polynomial(cosine, at: square) * square
    let level = (-(square * 0.5)).addingProduct(even, square) + 1
    let odd = polynomial(sine, at: square) * square
    let slope = x.addingProduct(odd, x)

    let isTurned = eighths & 2 != 0
    let (sine, cosine) = isTurned ? (level, slope) : (slope, level)
    return (eighths & 4 != 0 ? -sine : sine, (eighths - 2) & 4 == 0 ? -cosine : cosine)
  }

  private static let logarithm: [Float] = [
    7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1,
    -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
  ]
  private static let sine: [Float] = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1]
  private static let cosine: [Float] = [
    2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2,
  ]

  /// Horner's rule, the highest power first, one rounding for each step.
  private static func polynomial(_ coefficients: [Float], at x: Float) -> Float {
    coefficients.dropFirst().reduce(coefficients[0]) { $1.addingProduct($0, x) }
  }
}

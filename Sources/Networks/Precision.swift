public import LinearAlgebra

/// How many bits a forward pass has.
public enum Precision: String, CaseIterable, Sendable {
  case double = "float64"
  case single = "float32"

  /// The sum of two values, rounded to the precision.
  func sum(_ a: Matrix, _ b: Matrix) -> Matrix {
    let sum = a + b
    // The double sum of two floats, rounded, is their float sum: 53 bits are more than twice 24 and 2.
    return self == .double ? sum : sum.roundedToSingle
  }
}

extension Matrix {
  /// Every entry rounded to the nearest 32-bit number.
  public var roundedToSingle: Matrix { mapped { Double(Float($0)) } }
  /// The entries as 32-bit numbers, column after column.
  var singles: [Float] { elements.map { Float($0) } }
}

extension Layer {
  /// The map in a precision: `[inputs, batch]` to `[outputs, batch]`.
  public func forward(_ x: Matrix, in precision: Precision) -> Matrix {
    precision == .double ? forward(x) : singleForward(x)
  }

  /// The doubles' result rounded once: what a layer gives that has no sums of its own.
  public func singleForward(_ x: Matrix) -> Matrix { forward(x).roundedToSingle }
}

extension Network {
  /// The forward pass in a precision.
  public func forward(_ x: Matrix, in precision: Precision) -> Matrix {
    guard precision == .single else { return forward(x) }
    return elements.reduce(x.roundedToSingle) { $1.layer.singleForward($0) }
  }
}

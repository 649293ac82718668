public import LinearAlgebra

/// What can be done with a value that stands for the numbers between two layers: all that a map of affine pieces and
/// neurons needs.
public protocol AffineAlgebra {
  associatedtype Value
  mutating func affine(_ map: any EntrywiseOperator, bias: Vector, of value: Value) throws -> Value
  mutating func neurons(_ function: any ScalarFunction, of value: Value) throws -> Value
  func sum(_ a: Value, _ b: Value) -> Value
  func rows(_ range: Range<Int>, of value: Value) -> Value
  func joined(_ values: [Value]) -> Value
}

/// An opaque map that can also be written as affine maps and neurons, as an unrolled recurrence can.
public protocol ExpandableMap: OpaqueMap {
  func expanded<Algebra: AffineAlgebra>(_ x: Algebra.Value, in algebra: inout Algebra) throws -> Algebra.Value
}

extension Network {
  /// What an algebra makes of the layers, one after another.
  ///
  /// - Throws: what the algebra throws; and what `opaque` throws for a layer that cannot be expanded.
  public func expanded<Algebra: AffineAlgebra>(
    _ x: Algebra.Value, in algebra: inout Algebra,
    opaque: (Network.Element) throws -> Never
  ) throws -> Algebra.Value {
    var value = x
    for element in elements {
      switch element.layer.form {
      case .affine(let map, let bias): value = try algebra.affine(map, bias: bias, of: value)
      case .elementwise(let function): value = try algebra.neurons(function, of: value)
      case .residual(let branch):
        let inner = try branch.expanded(value, in: &algebra, opaque: opaque)
        value = algebra.sum(value, inner)
      case .opaque(let map):
        guard let map = map as? any ExpandableMap else { try opaque(element) }
        value = try map.expanded(value, in: &algebra)
      }
    }
    return value
  }

  /// Whether every layer, also in branches, is made of affine maps and neurons.
  public var isExpandable: Bool { elements.allSatisfy { $0.layer.form.isExpandable } }
}

extension LayerForm {
  public var isExpandable: Bool {
    switch self {
    case .affine, .elementwise: true
    case .residual(let branch): branch.isExpandable
    case .opaque(let map): map is any ExpandableMap
    }
  }
}

extension Recurrent: ExpandableMap {
  /// Unrolled: a layer of neurons for each step.
  public func expanded<Algebra: AffineAlgebra>(_ x: Algebra.Value, in algebra: inout Algebra) throws
    -> Algebra.Value
  {
    let width = input.weights.columns
    var states: [Algebra.Value] = []
    for step in 0..<steps {
      let seen = algebra.rows(step * width..<(step + 1) * width, of: x)
      var argument = try algebra.affine(input.weights, bias: input.bias, of: seen)
      if let state = states.last {
        argument = algebra.sum(argument, try algebra.affine(hidden.weights, bias: hidden.bias, of: state))
      } else {
        // h₀ is 0, so of the state's map only the bias is left.
        argument = try algebra.affine(Matrix(identity: units), bias: hidden.bias, of: argument)
      }
      states.append(try algebra.neurons(Tanh(), of: argument))
    }
    guard self.states == .all else { return states[steps - 1] }
    return algebra.joined(states)
  }
}

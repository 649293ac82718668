import Glibc

/// The functions of arithmetic.
///
/// A new one is a line here.
public enum Functions {
  public struct Function: Sendable {
    let arity: ClosedRange<Int>
    let compute: @Sendable ([Double]) -> Double

    var arityText: String {
      arity.count == 1
        ? "\(arity.lowerBound) argument" : "\(arity.lowerBound) to \(arity.upperBound) arguments"
    }
  }

  public static let all: [String: Function] = [
    "sqrt": one { $0.squareRoot() },
    "exp": one { Glibc.exp($0) },
    "log": one { Glibc.log($0) },
    "log10": one { Glibc.log10($0) },
    "sin": one { Glibc.sin($0) },
    "cos": one { Glibc.cos($0) },
    "tanh": one { Glibc.tanh($0) },
    "abs": one { $0.magnitude },
    "min": Function(arity: 1...100) { $0.min() ?? .nan },
    "max": Function(arity: 1...100) { $0.max() ?? .nan },
  ]

  private static func one(_ compute: @escaping @Sendable (Double) -> Double) -> Function {
    Function(arity: 1...1) { compute($0[0]) }
  }
}

extension Expression {
  /// The value of the expression.
  ///
  /// `variables` gives the value of `$name` or `$name.member`, or nil. A result that is not a number, or is
  /// infinite, is an error that says where it arose.
  public func value(variables: (String, String?) -> Double?) throws(SyntaxError) -> Double {
    let result = try rawValue(variables: variables)
    guard result.isFinite else {
      if case .number = term {
        throw SyntaxError("this number is too large", hint: "the largest is about 1.8e308", at: range)
      }
      throw SyntaxError(result.isNaN ? "this has no value" : "this is infinite", at: range)
    }
    return result
  }

  private func rawValue(variables: (String, String?) -> Double?) throws(SyntaxError) -> Double {
    switch term {
    case .number(let number): return number
    case .variable(let name, let member):
      guard let value = variables(name, member) else {
        let full = "$" + name + (member.map { ".\($0)" } ?? "")
        throw SyntaxError(
          "\(full) has no value yet",
          hint: name == "_" ? "$_ is the last number that was printed" : "let \(name) = 1  gives it one",
          at: range)
      }
      return value
    case .negated(let inner): return -(try inner.value(variables: variables))
    case .operation(let sign, let left, let right):
      let a = try left.value(variables: variables)
      let b = try right.value(variables: variables)
      switch sign {
      case .plus: return a + b
      case .minus: return a - b
      case .times: return a * b
      case .power: return Glibc.pow(a, b)
      case .over:
        if b == 0 { throw SyntaxError("division by zero", at: right.range) }
        return a / b
      }
    case .call(let name, let arguments):
      guard let function = Functions.all[name] else {
        throw SyntaxError("unknown function '\(name)'", at: range)
      }
      guard function.arity.contains(arguments.count) else {
        throw SyntaxError(
          "\(name) takes \(function.arityText), not \(arguments.count)", at: range)
      }
      var values: [Double] = []
      for argument in arguments { values.append(try argument.value(variables: variables)) }
      return function.compute(values)
    }
  }
}

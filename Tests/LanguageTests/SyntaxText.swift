@testable import Language

// Syntax as a text that shows how it was read: `bound [A] [norm] [2]`, `(2 * (- x))`, `residual {linear | 3→5; relu}`.

extension Expression {
  var reading: String {
    switch term {
    case .number(let number):
      number == number.rounded() && number.magnitude < 1e15 ? "\(Int(number))" : "\(number)"
    case .variable(let name, let member): "$" + name + (member.map { ".\($0)" } ?? "")
    case .negated(let inner): "(-\(inner.reading))"
    case .operation(let sign, let left, let right): "(\(left.reading) \(sign.rawValue) \(right.reading))"
    case .call(let name, let arguments): "\(name)(\(arguments.map(\.reading).joined(separator: ", ")))"
    }
  }
}

extension Value {
  var reading: String {
    switch literal {
    case .expression(let expression): expression.reading
    case .range(let first, let last, let step):
      "\(first.reading)..\(last.reading)" + (step.map { " step \($0.reading)" } ?? "")
    case .shape(let sizes): sizes.map { "\($0)" }.joined(separator: "×")
    case .sizes(let inputs, let outputs): "\(inputs)→\(outputs)"
    case .word(let word): "'\(word)'"
    case .string(let string): "\"\(string)\""
    }
  }
}

extension Operand {
  var reading: String { values.map(\.reading).joined(separator: ", ") }
}

extension Item {
  var reading: String {
    let repetition = times.map { "\($0.value) of " } ?? ""
    return switch content {
    case .layer(let operands): repetition + operands.map(\.reading).joined(separator: " | ")
    case .residual(let items): repetition + "residual {\(items.map(\.reading).joined(separator: "; "))}"
    }
  }
}

extension Statement {
  var reading: String {
    let binding = binding.map { "let \($0.value) = " } ?? ""
    switch body {
    case .expression(let expression): return binding + expression.reading
    case .help(let topic): return binding + "help" + (topic.map { " '\($0.value)'" } ?? "")
    case .command(let invocation):
      let verb =
        binding + ([invocation.verb.value] + invocation.operands.map(\.reading)).joined(separator: " | ")
      return verb + (invocation.items.map { " {\($0.map(\.reading).joined(separator: "; "))}" } ?? "")
    }
  }
}

extension Result where Success == Statement, Failure == SyntaxError {
  var reading: String {
    switch self {
    case .success(let statement): statement.reading
    case .failure(let error): "error: \(error.message)"
    }
  }
}

/// How a text is read, a statement a line.
func reading(of text: String) -> [String] { parse(text).map(\.reading) }

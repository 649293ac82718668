import Language
public import Lipschitz
import LinearAlgebra
import Networks
import Parameters
import Sessions

/// What went wrong, where, and what to do next.
public struct Problem: Error, Sendable {
  /// The machine-readable kind, part of the JSON contract.
  public enum Code: String, Sendable, CaseIterable {
    case syntax
    case unknownCommand = "unknown-command"
    case unknownLayer = "unknown-layer"
    case unknownOption = "unknown-option"
    case unknownName = "unknown-name"
    case unknownMethod = "unknown-method"
    case badValue = "bad-value"
    case outOfRange = "out-of-range"
    case shape
    case tooLarge = "too-large"
    case noModel = "no-model"
    case unsupported
    case notLipschitz = "not-lipschitz"
    case io, refused, nested, cancelled
    case `internal`
  }

  public var code: Code
  public var message: String
  /// Names that may have been meant, best first.
  public var suggestions: [String]
  /// Further lines: what was expected, a correct example.
  public var hints: [String]
  /// The characters to blame, from the start of the statement's text.
  public var range: Range<Int>?
  /// What cancelled work had proven.
  public var partial: LipschitzBound?
  /// What that is a bound of.
  var partialTarget = ""
  /// The parts of cancelled work that were done.
  var finished: Value?

  public init(
    _ code: Code, _ message: String, suggestions: [String] = [], hints: [String] = [],
    at range: Range<Int>? = nil,
    partial: LipschitzBound? = nil
  ) {
    self.code = code
    self.message = message
    self.suggestions = suggestions
    self.hints = hints
    self.range = range
    self.partial = partial
  }

  /// The sentence with "Did you mean" behind it.
  public var sentence: String {
    guard !suggestions.isEmpty else { return message }
    let quoted = suggestions.map { "'\($0)'" }
    let list =
      quoted.count == 1
      ? quoted[0] : quoted.dropLast().joined(separator: ", ") + " or " + quoted[quoted.count - 1]
    return "\(message). Did you mean \(list)?"
  }

  /// The problem with a place, if it has none yet.
  func at(_ place: Range<Int>?) -> Problem {
    var problem = self
    if problem.range == nil { problem.range = place }
    return problem
  }
}

extension Problem {
  init(_ error: SyntaxError) {
    self.init(.syntax, error.message, hints: error.hint.map { [$0] } ?? [], at: error.range)
  }

  init(_ error: BuildError, at range: Range<Int>?) {
    let code: Code =
      switch error.reason {
      case .shape: .shape
      case .outOfRange: .outOfRange
      case .tooLarge: .tooLarge
      case .missing: .badValue
      }
    self.init(
      code, error.message, hints: error.reason == .tooLarge ? ["set limit raises that, up to 64G"] : [],
      at: range)
  }

  /// Any error that the engine throws, as a problem.
  init(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as SyntaxError: self.init(error)
    case let error as BuildError: self.init(error, at: nil)
    case let error as ShapeError: self.init(.shape, error.description)
    case let error as MethodError:
      let code: Code =
        switch error {
        case .emptyNetwork: .noModel
        case .tooManyPoints: .tooLarge
        case .needs, .wrongSize, .stepTooSmall: .unsupported
        }
      self.init(code, error.description)
    case let error as LinearAlgebraError: self.init(.outOfRange, error.description)
    case let error as FileError: self.init(.io, error.description)
    case let stopped as Interrupted:
      self.init(stopped, of: "")
    case is CancellationError: self.init(.cancelled, "stopped, nothing changed")
    default: self.init(.internal, "\(error)")
    }
  }
}

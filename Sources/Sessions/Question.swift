/// A question of a lesson, asked before the command below it runs.
///
/// ```text
/// #? Which number of W is L?
/// #?   ( ) the largest entry
/// #?   (x) the largest singular value     why: it is the largest stretch |Wd|/|d|
/// #?   hint: look at the answer of  plot singular linear1
/// ```
/// The text comes first. A line that starts `( )`, `(x)`, `=`, `expect`, `why:`, `hint:` or `if VALUE:` starts an item;
/// a line indented deeper than an item goes on with it.
public struct Question: Hashable, Sendable {
  /// What counts as right.
  public enum Answer: Hashable, Sendable {
    /// One of these; at least one is right.
    case choices([Choice])
    /// `= EXPR [tol 1%]`: a number with this value.
    case number(expression: String, tolerance: Tolerance?)
    /// `expect COMMAND == EXPR [tol 1%]`: commands after which this holds, on a copy of the session.
    case effect(command: String, relation: Relation, expression: String, tolerance: Tolerance?)
  }

  public struct Choice: Hashable, Sendable {
    public var text: String
    public var isRight: Bool
    /// Why it is right, or not.
    public var why: String?

    public init(text: String, isRight: Bool, why: String? = nil) {
      self.text = text
      self.isRight = isRight
      self.why = why
    }
  }

  public enum Relation: String, CaseIterable, Hashable, Sendable {
    case equal = "=="
    case atMost = "<="
    case atLeast = ">="
  }

  /// What to say to a certain wrong answer: `if 4: that is 1/L, not L`.
  public struct Diagnosis: Hashable, Sendable {
    /// The answer meant, as an expression or a text.
    public var value: String
    public var text: String

    public init(value: String, text: String) {
      self.value = value
      self.text = text
    }
  }

  /// The question, its lines joined by `\n`.
  public var text: String
  public var answer: Answer
  /// Why the answer of a number or of an effect is right.
  public var why: String?
  public var hints: [String] = []
  public var diagnoses: [Diagnosis] = []
  /// The first of its lines, counted from 1.
  public var line: Int
}

extension Question {
  /// What is wrong with a question.
  public enum Flaw: Hashable, Sendable, CustomStringConvertible {
    case noText
    case noAnswer
    case severalAnswers
    case oneChoice
    case noRightChoice
    case strayLine(String)
    case strayReason
    case emptyItem(String)
    case badTolerance(String)
    case badEffect(String)
    case badDiagnosis(String)

    public var description: String {
      switch self {
      case .noText: "a question starts with its text:  #? What is L?"
      case .noAnswer:
        "the question has no answer: add choices ( ) and (x),  = NUMBER,  or  expect COMMAND == NUMBER"
      case .severalAnswers: "the question has several kinds of answer; keep the choices, one = or one expect"
      case .oneChoice: "the question has a single choice; add others"
      case .noRightChoice: "none of the choices is marked (x) as right"
      case .strayLine(let text):
        "'\(text)' is no part of a question: an item starts with ( ), (x), =, expect, why:, hint: or if VALUE:, "
          + "and goes on in lines indented deeper"
      case .strayReason: "why: belongs behind or below an answer"
      case .emptyItem(let item): "nothing stands behind \(item)"
      case .badTolerance(let text): "tol needs  rel 1%,  1%  or  abs 1e-3, not '\(text)'"
      case .badEffect(let text): "'\(text)' compares nothing; write  expect COMMAND == NUMBER  (or <=, >=)"
      case .badDiagnosis(let text): "'\(text)' needs a value and a text:  if 4: that is 1/L, not L"
      }
    }
  }
}

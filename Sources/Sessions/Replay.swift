public import TerminalText

/// A run of a file's steps, and where what they printed differs from what the file expects.
///
/// A step without a `#>` block runs without being compared. A step under `#| expect error` must fail, and the lines
/// of its error are compared with its block, if it has one; any other step that fails is a failure.
public struct Replay: Hashable, Sendable {
  /// What became of a step: what it printed, and whether it failed.
  ///
  /// The lines of a failed step end with its error: `error:` and what continues it, without source and caret lines.
  public struct Outcome: Hashable, Sendable {
    public var lines: [String]
    public var failed: Bool

    public init(_ lines: [String], failed: Bool = false) {
      self.lines = lines
      self.failed = failed
    }
  }

  /// When a run ends before the last step.
  public enum Stop: Hashable, Sendable {
    /// Never: `check`.
    case never
    /// At a step that fails though it should not, or the other way round: `replay` and `source`.
    case atError
    /// At any failure.
    case atFailure
  }

  public struct Failure: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      case difference(Difference)
      /// The step failed.
      case error
      /// The step should have failed.
      case noError
      /// The marked answer of its question is wrong; carries why.
      case answer(String)
    }

    public var kind: Kind
    /// Which step of the file, counted from 0.
    public var step: Int
    /// The line of the command, or of the question.
    public var line: Int
    /// The command's text, or the question's.
    public var command: String
    public var expected: [String]
    public var got: [String]
    /// The line of the file that the difference is about.
    public var expectedLine: Int?
  }

  /// How many outputs were compared; an expected error without a block counts too.
  public private(set) var outputs = 0
  public private(set) var failures: [Failure] = []
  /// The step behind which the run ended early.
  public private(set) var stoppedAt: Int?
  /// What the steps with a `#>` block printed, and in a file without any all steps, for `SessionFile.updating`; without
  /// steps that failed unexpectedly.
  public private(set) var printed: [Int: [String]] = [:]

  /// Whether everything is as the file says.
  public var succeeded: Bool { failures.isEmpty }

  /// Runs the steps of a file in order.
  ///
  /// `examine` is called with each step that asks something, before it runs, and says what is wrong with the marked
  /// answer, or nil.
  /// What the closures throw ends the run.
  public init(
    of file: SessionFile, stopping stop: Stop = .never, examine: (SessionFile.Step) throws -> String?,
    run: (SessionFile.Step) throws -> Outcome
  ) rethrows {
    for (index, step) in file.steps.enumerated() {
      if let question = step.question, let complaint = try examine(step) {
        failures.append(
          Failure(
            kind: .answer(complaint), step: index, line: question.line, command: question.text, expected: [],
            got: [complaint]))
        if stop == .atFailure {
          stoppedAt = index
          return
        }
      }
      guard let command = step.command else { continue }
      let outcome = try run(step)
      let failure = judge(outcome, of: step, command, comparison: file.comparison(for: step))
      let isWanted = command.expected != nil || file.isPlainScript
      if isWanted, outcome.failed == step.options.expectsError {
        printed[index] = outcome.lines
      }
      guard var failure else { continue }
      failure.step = index
      failures.append(failure)
      if stop == .atFailure || (stop == .atError && outcome.failed != step.options.expectsError) {
        stoppedAt = index
        return
      }
    }
  }

  /// Runs the steps of a file in order, and asks nothing about its questions.
  public init(
    of file: SessionFile, stopping stop: Stop = .never, run: (SessionFile.Step) throws -> Outcome
  ) rethrows {
    try self.init(of: file, stopping: stop, examine: { _ in nil }, run: run)
  }

  private mutating func judge(
    _ outcome: Outcome, of step: SessionFile.Step, _ command: SessionFile.Command, comparison: Comparison
  ) -> Failure? {
    let got = outcome.lines.flatMap { SourceLine.lines(of: $0.isEmpty ? "\n" : $0) }.map {
      OutputLine.normal($0.text)
    }
    var failure = Failure(
      kind: .error, step: 0, line: command.line, command: command.source,
      expected: command.expected?.map(\.text) ?? [], got: got)
    if command.expected != nil || step.options.expectsError { outputs += 1 }
    guard outcome.failed == step.options.expectsError else {
      failure.kind = outcome.failed ? .error : .noError
      return failure
    }
    guard let expected = command.expected,
      let difference = comparison.difference(expected: failure.expected, got: got)
    else { return nil }
    failure.kind = .difference(difference)
    failure.expectedLine = expected.indices.contains(difference.index) ? expected[difference.index].line : nil
    return failure
  }
}

extension Replay.Failure {
  /// The failure for a reader, as `Difference.report` writes it.
  public func report(file: String) -> [StyledText] {
    let head = FailureReport.head(file: file, line: line, command: command)
    switch kind {
    case .difference(let difference):
      return difference.report(file: file, line: line, command: command, expectedLine: expectedLine)
    case .error:
      let start = got.firstIndex { $0.opens(with: "error:") } ?? 0
      let rows = got[start...].enumerated().map { FailureReport.row($0 == 0 ? "got" : "", $1) }
      return head + [FailureReport.row("expected", "no error")]
        + (rows.isEmpty ? [FailureReport.row("got", "an error")] : rows)
    case .noError:
      return head + [
        FailureReport.row("expected", "an error"), FailureReport.row("got", got.first ?? "nothing"),
      ]
    case .answer(let complaint):
      return head + [
        FailureReport.row("expected", "the marked answer to be right"), FailureReport.row("got", complaint),
      ]
    }
  }
}

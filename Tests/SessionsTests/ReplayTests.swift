import Sessions
import TerminalText
import Testing

@Suite struct ReplayTests {
  static let session = file(
    """
    #| lip 1

    mode eval
    bound
    #>   L ≤ 2.31
    #| expect error
    layer 4x7
    #> error: linear2 takes 7 inputs
    #| expect error
    layer 4x8
    show
    #>   relu1

    """)

  /// Runs the file where each command prints what the table says.
  static func replay(
    _ table: [String: Replay.Outcome], stopping stop: Replay.Stop = .never
  ) -> (replay: Replay, commands: [String]) {
    var outcomes = [
      "mode eval": Replay.Outcome(["  eval"]), "bound": Replay.Outcome(["  L ≤ 2.312"]),
      "layer 4x7": Replay.Outcome(["error: linear2 takes 7 inputs"], failed: true),
      "layer 4x8": Replay.Outcome(["error: linear2 takes 8 inputs"], failed: true),
      "show": Replay.Outcome(["  relu1\n"]),
    ]
    outcomes.merge(table) { $1 }
    var commands: [String] = []
    let replay = Replay(of: session, stopping: stop) { step in
      commands.append(step.command?.source ?? "")
      return outcomes[step.command?.source ?? ""] ?? Replay.Outcome([])
    }
    return (replay, commands)
  }

  @Test func everythingAgrees() {
    let (replay, commands) = Self.replay([:])
    #expect(replay.succeeded && replay.outputs == 4 && replay.stoppedAt == nil)
    #expect(commands == ["mode eval", "bound", "layer 4x7", "layer 4x8", "show"])
    #expect(replay.printed.keys.sorted() == [1, 2, 4])
  }

  @Test func aDifferenceIsReported() throws {
    let (replay, commands) = Self.replay(["bound": Replay.Outcome(["  L ≤ 2.4412"])])
    #expect(commands.count == 5 && replay.outputs == 4)
    let failure = try #require(replay.failures.first)
    #expect(replay.failures.count == 1)
    #expect(failure.line == 4 && failure.expectedLine == 5 && failure.command == "bound")
    #expect(failure.expected == ["  L ≤ 2.31"] && failure.got == ["  L ≤ 2.4412"])
    #expect(
      failure.report(file: "sessions/slide-03.lip").map(\.plain) == [
        "FAIL sessions/slide-03.lip:4",
        "      4  bound",
        "         expected  L ≤ 2.31      (line 5, printed precision ±0.005)",
        "         got       L ≤ 2.4412",
        "                       ^^^^^^",
      ])
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var table: [String: Replay.Outcome]
    var kinds: [String]
    var report: [String]
  }

  static let cases: [Case] = [
    Case(
      testDescription: "a step fails",
      table: ["mode eval": Replay.Outcome(["  part", "error: no mode", "       try train"], failed: true)],
      kinds: ["error"],
      report: [
        "FAIL f.lip:3", "      3  mode eval", "         expected  no error",
        "         got       error: no mode",
        "                   try train",
      ]),
    Case(
      testDescription: "a step fails as its block says, but unasked",
      table: ["show": Replay.Outcome(["  relu1"], failed: true)], kinds: ["error"],
      report: ["FAIL f.lip:11", "     11  show", "         expected  no error", "         got       relu1"]),
    Case(
      testDescription: "a step does not fail", table: ["layer 4x8": Replay.Outcome(["  linear2"])],
      kinds: ["noError"],
      report: [
        "FAIL f.lip:10", "     10  layer 4x8", "         expected  an error", "         got       linear2",
      ]),
    Case(
      testDescription: "another error",
      table: ["layer 4x7": Replay.Outcome(["error: linear2 takes 9 inputs"], failed: true)],
      kinds: ["difference"],
      report: [
        "FAIL f.lip:7", "      7  layer 4x7",
        "         expected  error: linear2 takes 7 inputs  (line 8, an integer, compared exactly)",
        "         got       error: linear2 takes 9 inputs", "                                        ^",
      ]),
    Case(
      testDescription: "no output", table: ["bound": Replay.Outcome([])], kinds: ["difference"],
      report: [
        "FAIL f.lip:4", "      4  bound",
        "         expected  L ≤ 2.31      (line 5, the output ends before this line)",
        "         got       nothing",
      ]),
  ]

  @Test(arguments: cases) func failure(_ c: Case) {
    let (replay, commands) = Self.replay(c.table)
    #expect(commands.count == 5)
    #expect(replay.failures.map(Self.kind) == c.kinds)
    #expect(replay.failures.flatMap { $0.report(file: "f.lip").map(\.plain) } == c.report)
  }

  static func kind(_ failure: Replay.Failure) -> String {
    switch failure.kind {
    case .difference: "difference"
    case .error: "error"
    case .noError: "noError"
    case .answer: "answer"
    }
  }

  @Test(
    arguments: [
      (Replay.Stop.never, 5, nil), (.atError, 3, 2), (.atFailure, 2, 1),
    ] as [(Replay.Stop, Int, Int?)]) func stop(_ stop: Replay.Stop, commands: Int, stoppedAt: Int?)
  {
    let table = ["bound": Replay.Outcome(["  L ≤ 9"]), "layer 4x7": Replay.Outcome(["  linear2"])]
    let result = Self.replay(table, stopping: stop)
    #expect(result.commands.count == commands && result.replay.stoppedAt == stoppedAt)
  }

  @Test func theExampleOfTheDefinitionAgrees() {
    var outcomes = [
      Replay.Outcome(["error: linear2 takes 7 inputs, but linear1 gives 5"], failed: true),
      Replay.Outcome(["  L ≥ 2.664113   best of 100 pairs"]),
      Replay.Outcome(["  L = 2.782368   exact, 2-norm"]),
      Replay.Outcome(["  linear1   linear 3 -> 5   20 parameters   seed 42 (numpy)      L = 2.782368"]),
    ]
    let replay = Replay(of: file(Samples.definition)) { _ in outcomes.removeLast() }
    #expect(replay.succeeded && replay.outputs == 4)
  }

  @Test func updatesLeaveOutUnexpectedErrors() {
    let (replay, _) = Self.replay([
      "bound": Replay.Outcome(["error: x"], failed: true), "show": Replay.Outcome(["  tanh1"]),
    ])
    #expect(replay.printed[1] == nil)
    let updated = Self.session.updating(outputs: replay.printed)
    #expect(
      LineChanges(from: Self.session.text, to: updated).changes == [
        .removed("#>   relu1", line: 12), .added("#>   tanh1", line: 12),
      ])
  }

  @Test func markedAnswersAreExamined() throws {
    let session = file("#| lip 1\n#? What?\n#? = 3\nbound\n\n#? And?\n#? = 4\n")
    let replay = Replay(
      of: session,
      examine: { step in
        step.question?.answer == .number(expression: "4", tolerance: nil) ? "it is 5" : nil
      },
      run: { _ in Replay.Outcome([]) })
    #expect(replay.failures.map(\.kind) == [.answer("it is 5")])
    #expect(replay.failures.first?.line == 6)
  }

  @Test func whatIsThrownEndsTheRun() {
    struct Interrupted: Error {}
    #expect(throws: Interrupted.self) {
      _ = try Replay(of: Self.session) { _ in throw Interrupted() }
    }
  }
}

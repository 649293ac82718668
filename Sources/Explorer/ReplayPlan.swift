public import LinearAlgebra
public import Sessions
public import TerminalText

/// A file to be played step by step by whoever runs the session.
public struct ReplayPlan: Sendable {
  public let file: String
  let realPath: String
  /// A command that comes first, so that the file's seeds mean what they meant when it was written.
  public let opening: String?
  public let steps: [SessionFile.Step]
  /// Whether to wait for a key before each command.
  public let isStepwise: Bool
  /// By what the file's pauses are divided.
  public let speed: Double

  init(
    file: String, realPath: String, opening: String?, steps: [SessionFile.Step], isStepwise: Bool,
    speed: Double
  ) {
    (self.file, self.realPath, self.opening) = (file, realPath, opening)
    (self.steps, self.isStepwise, self.speed) = (steps, isStepwise, speed)
  }
}

extension Notebook {
  /// A file to be played in this session, which is new: it takes the generator that the file names.
  ///
  /// - Throws: a problem if the file cannot be read as a session.
  public mutating func plan(replayOf file: String, isStepwise: Bool, speed: Double) throws(Problem)
    -> ReplayPlan
  {
    let session = try SessionFile(access.text(of: file), of: file)
    start(session.header)
    return ReplayPlan(
      file: file, realPath: file, opening: nil, steps: session.steps, isStepwise: isStepwise, speed: speed)
  }

  /// The statement that gives a session the generator that a file's header names, if it has another.
  ///
  /// A statement, and not a silent change: it can be saved, undone and brought back.
  func opening(for header: SessionFile.Header) -> String? {
    guard let generator = header.rng?.rawValue, generator != workspace.stream.generator.rawValue else {
      return nil
    }
    return "seed \(workspace.stream.seed) rng \(generator)"
  }

  /// Runs a command of a file that is being played, with the rights of the file.
  public mutating func run(
    _ text: String, firstLine: Int, of plan: ReplayPlan, monitor: Monitor = .silent
  ) -> [Execution] {
    let outer = (access, running)
    access.enter(plan.realPath)
    running = [FileAccess.identity(of: plan.realPath)]
    defer { (access, running) = outer }
    return run(text, firstLine: firstLine, stopsAtError: true, monitor: monitor)
  }
}

extension StyledText {
  /// A command as it looks when somebody has typed it: behind the prompt, further lines behind the second one.
  public static func typed(_ source: String) -> [StyledText] {
    source.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      StyledText(index == 0 ? "lip> " : "...> ", .prompt) + StyledText(line.visible)
    }
  }
}

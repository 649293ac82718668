import Language
public import LinearAlgebra
public import Plotting
public import Sessions
public import TerminalText

/// A session file replayed from nothing, and where it differs from what it says.
public struct SessionCheck: Sendable {
  public let file: String
  public let session: SessionFile
  /// Nil if the file cannot be read as a session.
  public let replay: Replay?

  /// Replays a file's text.
  ///
  /// Plots are drawn 72 columns wide, as the file's header or the arguments say.
  public init(
    text: String, file: String, access: FileAccess, canvas: CanvasKind?, width: Int?,
    monitor: Monitor = .silent
  ) {
    self.file = file
    session = SessionFile(text: text) { !isContinued($0) }
    guard session.errors.isEmpty else {
      replay = nil
      return
    }
    var notebook = Notebook(session, in: file, access: access, canvas: canvas, width: width)
    replay = Replay(
      of: session, examine: { step in notebook.complaint(on: step, monitor: monitor) }
    ) { step in
      guard let command = step.command else { return Replay.Outcome([]) }
      let executions = notebook.run(
        command.source, firstLine: command.line, stopsAtError: true, monitor: monitor)
      let lines = executions.flatMap(\.recordedLines)
      let failed = executions.contains { !$0.isOK }
      // The hints below an error help a reader; a file need not repeat them.
      let kept = failed ? min(lines.count, max(1, command.expected?.count ?? 1)) : lines.count
      return Replay.Outcome(Array(lines.prefix(kept)), failed: failed)
    }
  }

  public var succeeded: Bool { replay?.succeeded ?? false }

  /// `ok   FILE   9 outputs`, or each difference with its place.
  public var report: [StyledText] {
    guard let replay else {
      return session.errors.map {
        StyledText("FAIL ", .error) + StyledText("\(file):\($0.line): \($0.description)")
      }
    }
    guard !replay.succeeded else {
      return [StyledText("ok   ", .ok) + StyledText("\(file)   \(Value.count(replay.outputs, "output"))")]
    }
    return replay.failures.flatMap { $0.report(file: file) }
  }

  /// The check as one JSON object.
  public var json: JSON {
    let failures = (replay?.failures ?? []).map { failure in
      JSON.record([
        "line": .int(failure.line), "command": .string(failure.command),
        "expected": .strings(failure.expected),
        "got": .strings(failure.got),
      ])
    }
    let unreadable = session.errors.map { error in
      JSON.record([
        "line": .int(error.line), "command": .string(""), "expected": .strings([]),
        "got": .strings([error.description]),
      ])
    }
    return .record([
      "v": .int(1), "cmd": .string("check"), "file": .string(file), "ok": .bool(succeeded),
      "outputs": .int(replay?.outputs ?? 0), "failures": .array(failures + unreadable),
    ])
  }

  /// The JSON object of a file that cannot be read.
  public static func json(unreadable file: String, _ reason: String) -> JSON {
    .record([
      "v": .int(1), "cmd": .string("check"), "file": .string(file), "ok": .bool(false), "outputs": .int(0),
      "failures": .array([
        .record([
          "line": .int(0), "command": .string(""), "expected": .strings([]), "got": .strings([reason]),
        ])
      ]),
    ])
  }

  /// The text with its outputs as they are now, or nil if it cannot be replayed.
  public var updated: String? { replay.map { session.updating(outputs: $0.printed) } }
}

extension Notebook {
  /// An empty session in which a file runs: with its rights, its generator, and plots 72 columns wide, unless its
  /// header or the arguments say otherwise.
  public init(
    _ session: SessionFile, in file: String, access: FileAccess, canvas: CanvasKind?, width: Int?
  ) {
    var surface = Surface.page
    surface.width = width ?? session.header.width ?? surface.width
    surface.canvas =
      canvas ?? session.header.canvas.flatMap { CanvasKind(rawValue: $0.rawValue) } ?? surface.canvas
    var access = access
    // A file that another one names is found from that one's folder, from where it was read.
    access.enter((try? access.readable(file, at: nil)) ?? file)
    // A check asks nobody: it gives the same answer everywhere.
    access.permits = nil
    self.init(surface: surface, access: access)
    start(session.header)
  }
}

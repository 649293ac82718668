import CLineEdit
import Glibc

/// Lines that somebody types at a terminal: editing, history, completion, a hint at the right edge.
///
/// The terminal is in its usual mode between lines. One source a process.
public final class LibEditSource: LineSource {
  /// What stands at the right edge for a line and its cursor, counted in characters; one row, colours allowed.
  public typealias Hint = (_ line: String, _ cursor: Int) -> String?
  /// What the text before the cursor, counted in characters, could become.
  public typealias Completer = (_ line: String, _ cursor: Int) -> Completions?

  private let callbacks: Callbacks
  private let editor: OpaquePointer
  private let usesColour: Bool
  private var plain = PipeSource(promptDescriptor: STDOUT_FILENO)
  private var history: HistoryFile

  /// An editor on standard input and output, or nil if these are no terminal.
  ///
  /// `program` is the name that lines of `.editrc` can carry. Without colour, prompts and hints lose theirs.
  public init?(
    program: String, history: HistoryFile, usesColour: Bool, hint: @escaping Hint = { _, _ in nil },
    completions: @escaping Completer = { _, _ in nil }
  ) {
    let callbacks = Callbacks(hint: hint, completions: completions, usesColour: usesColour)
    guard let editor = cle_open(program, Int32(HistoryFile.limit), callbacks.forC) else { return nil }
    self.callbacks = callbacks
    self.editor = editor
    self.usesColour = usesColour
    self.history = history
    for entry in history.entries { cle_remember(editor, entry) }
  }

  deinit { cle_close(editor) }

  /// Whether lines are edited; `edit off` in `.editrc` turns it off.
  public var isEditing: Bool { cle_is_editing(editor) }

  /// What keeps the history from its file.
  public var historyWarning: HistoryWarning? { history.warning }

  /// Whether the last interruption dropped something that was typed.
  public private(set) var droppedText = false

  /// The entries that Up and Ctrl-R find, oldest first.
  public var entries: [String] { history.entries }

  /// Reads a line; begins and ends it with an interrupt count of 0.
  public func next(prompt: String) -> LineEvent {
    Interrupts.reset()
    callbacks.tabbed = nil
    let prompt = PromptText(prompt, hasColour: usesColour)
    guard isEditing else {
      defer { Interrupts.reset() }
      return plain.next(prompt: prompt.plain)
    }
    var line: UnsafeMutablePointer<CChar>?
    var detail: Int32 = 0
    let event = cle_read(editor, prompt.marked, &line, &detail)
    defer { free(line) }
    switch event {
    case CLE_LINE: return .line(line.map { String(cString: $0) } ?? "")
    case CLE_END: return .end
    case CLE_INTERRUPTED:
      droppedText = detail != 0
      return .interrupted
    case CLE_TERMINATED: return .terminated(signal: detail)
    default: return .failed(String(cString: strerror(detail)))
    }
  }

  /// Adds an entry to the history, and says so if it could not be kept for later sessions.
  ///
  /// Entries that begin with a blank, and repetitions of the newest one, are left out.
  @discardableResult
  public func remember(_ entry: String) -> HistoryWarning? {
    let (isKept, warning) = history.append(entry)
    if isKept { cle_remember(editor, entry) }
    return warning
  }
}

/// The closures that libedit's functions reach through a pointer.
private final class Callbacks {
  private let hint: LibEditSource.Hint
  private let completions: LibEditSource.Completer
  private let usesColour: Bool
  /// The text around the cursor that the last Tab left: if it still is so, a Tab is the second in a row.
  var tabbed: (before: String, after: String)?

  init(hint: @escaping LibEditSource.Hint, completions: @escaping LibEditSource.Completer, usesColour: Bool) {
    self.hint = hint
    self.completions = completions
    self.usesColour = usesColour
  }

  var forC: cle_callbacks {
    cle_callbacks(
      context: Unmanaged.passUnretained(self).toOpaque(),
      hint: { context, line, cursor in
        guard let context, let line else { return nil }
        return Unmanaged<Callbacks>.fromOpaque(context).takeUnretainedValue().hint(line, cursor)
      },
      complete: { context, line, cursor in
        guard let context, let line else { return cle_completion() }
        return Unmanaged<Callbacks>.fromOpaque(context).takeUnretainedValue().complete(line, cursor)
      })
  }

  private func hint(_ line: UnsafePointer<CChar>, _ cursor: Int) -> UnsafeMutablePointer<CChar>? {
    let (line, before) = texts(line, cursor)
    guard let text = hint(line, before.count), !text.isEmpty else { return nil }
    return strdup(PromptText(text, hasColour: usesColour).marked)
  }

  private func complete(_ line: UnsafePointer<CChar>, _ cursor: Int) -> cle_completion {
    let (line, before) = texts(line, cursor)
    let after = String(line.dropFirst(before.count))
    let isSecondTab = tabbed.map { $0.before == before && $0.after == after } ?? false
    tabbed = (before, after)
    guard let found = completions(line, before.count) else { return cle_completion() }
    switch found.action(before: before, isSecondTab: isSecondTab) {
    case .beep: return cle_completion()
    case .replace(let erased, let inserted):
      tabbed = (before.dropLast(erased.count) + inserted, after)
      return cle_completion(erased: erased.unicodeScalars.count, inserted: strdup(inserted), listing: nil)
    case .list(let words):
      let size = TerminalSize(of: STDOUT_FILENO) ?? TerminalSize(columns: 80, rows: 24)
      let rows = Listing(words, fitting: size, ellipsis: cle_output_is_utf8() ? "…" : "...").rows
      return cle_completion(erased: 0, inserted: nil, listing: strdup(rows.map { $0 + "\n" }.joined()))
    }
  }

  /// The line, and its part before the cursor.
  private func texts(_ line: UnsafePointer<CChar>, _ cursor: Int) -> (line: String, before: String) {
    let bytes = UnsafeRawBufferPointer(start: line, count: strlen(line))
    return (
      String(decoding: bytes, as: UTF8.self), String(decoding: bytes.prefix(cursor), as: UTF8.self)
    )
  }
}

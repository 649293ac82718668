import CLineEdit
import Glibc

/// What the program knows of its terminal before it decides on colour and canvas.
public struct TerminalFacts: Hashable, Sendable {
  public var isInputTerminal: Bool
  public var isOutputTerminal: Bool
  public var isErrorTerminal: Bool
  /// Whether TERM is unset, empty or `dumb`.
  public var isDumb: Bool
  /// What the environment says of colour: no with a non-empty NO_COLOR, yes with FORCE_COLOR or CLICOLOR_FORCE.
  public var colourWish: Bool?
  /// Whether the locale is UTF-8, so that more than ASCII can be shown.
  public var isUTF8: Bool

  /// Facts from the environment and what is known of the descriptors.
  public init(
    environment: (String) -> String?, isInputTerminal: Bool, isOutputTerminal: Bool, isErrorTerminal: Bool,
    isUTF8: Bool
  ) {
    func value(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    self.isInputTerminal = isInputTerminal
    self.isOutputTerminal = isOutputTerminal
    self.isErrorTerminal = isErrorTerminal
    self.isUTF8 = isUTF8
    isDumb = (value("TERM") ?? "dumb") == "dumb"
    let isForced = ["FORCE_COLOR", "CLICOLOR_FORCE"].contains { value($0).map { $0 != "0" } ?? false }
    colourWish = value("NO_COLOR") != nil ? false : isForced ? true : nil
  }

  /// The facts of this process, now.
  ///
  /// Chooses the process's LC_CTYPE on the way.
  public static func current() -> TerminalFacts {
    TerminalFacts(
      environment: environmentValue, isInputTerminal: isatty(STDIN_FILENO) == 1,
      isOutputTerminal: isatty(STDOUT_FILENO) == 1, isErrorTerminal: isatty(STDERR_FILENO) == 1,
      isUTF8: cle_output_is_utf8())
  }

  /// Whether a line can be edited: input and output are a terminal.
  public var isInteractive: Bool { isInputTerminal && isOutputTerminal }

  /// Whether output gets colour, if no option says otherwise.
  public var usesColour: Bool { colourWish ?? (isOutputTerminal && !isDumb) }
}

/// A variable of the environment.
func environmentValue(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

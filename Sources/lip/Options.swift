import ArgumentParser
import Explorer
import Glibc
import LineEditor
import Plotting

/// What every way of running understands.
struct Options: ParsableArguments {
  @Flag(help: "One JSON object a statement, nothing else.")
  var json = false

  @Option(help: "When output is coloured: auto, always or never.")
  var color: ColorWish = .auto

  @Option(help: "What plots are drawn with: braille, block or ascii.")
  var canvas: CanvasWish?

  @Option(help: "Columns of plots, 20 to 160.")
  var width: Int?

  @Option(
    name: .customLong("allow-write"),
    help: ArgumentHelp("A folder in which scripts may write.", valueName: "dir"))
  var writableFolder: String?

  func validate() throws {
    if let width, !(20...160).contains(width) {
      throw ValidationError("a plot has between 20 and 160 columns, not \(width)")
    }
  }

  /// Where output goes, in colour or not.
  func output(_ facts: TerminalFacts) -> Output {
    Output(hasColour: hasColour(facts), isUTF8: facts.isUTF8 || !facts.isOutputTerminal)
  }

  /// An empty session for what is typed, whose scripts may write where `--allow-write` or somebody at
  /// the terminal says.
  func notebook(_ facts: TerminalFacts) -> Notebook {
    var access = FileAccess(scriptFolder: nil, writableFolder: writableFolder)
    if facts.isInteractive, facts.isErrorTerminal, !json {
      let permission = WritePermission()
      access.permits = { permission.grants($0) }
    }
    return Notebook(surface: surface(facts), access: access)
  }

  /// What output is drawn on: a terminal with its size, or a page of 72 by 18.
  func surface(_ facts: TerminalFacts) -> Surface {
    var surface = Surface.page
    if facts.isOutputTerminal, let size = TerminalSize(of: 1) {
      surface.width = min(160, max(20, size.columns))
      surface.height = min(18, max(8, size.rows - 3))
      surface.showsTime = true
      surface.canvas = !facts.isUTF8 || facts.isDumb ? .ascii : facts.isConsole ? .block : .braille
    }
    if let width { surface.width = width }
    if let canvas { surface.canvas = canvas.kind }
    surface.hasColour = hasColour(facts)
    return surface
  }

  /// The flag before the environment, and that before what the terminal is.
  func hasColour(_ facts: TerminalFacts) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: !json && facts.usesColour
    }
  }
}

/// When output is coloured.
enum ColorWish: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

/// What plots are drawn with.
enum CanvasWish: String, ExpressibleByArgument, CaseIterable {
  case braille, block, ascii

  var kind: CanvasKind {
    switch self {
    case .braille: .braille
    case .block: .block
    case .ascii: .ascii
    }
  }
}

extension TerminalFacts {
  /// Linux's own console, whose font has no braille.
  var isConsole: Bool { getenv("TERM").map { String(cString: $0) } == "linux" }
}

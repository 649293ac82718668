/// The canvases of characters; this enum is their list.
public enum CanvasKind: String, CaseIterable, Hashable, Sendable {
  case braille, block, ascii

  var canvas: any Canvas {
    switch self {
    case .braille: BrailleCanvas()
    case .block: BlockCanvas()
    case .ascii: ASCIICanvas()
    }
  }
}

/// What a character cell can show: its dots, and the signs for frames, bars and shades.
///
/// A canvas knows nothing of charts, and a chart nothing of canvases.
protocol Canvas: Sendable {
  /// How finely a cell is divided; at most eight dots.
  var dots: (columns: Int, rows: Int) { get }
  var glyphs: Glyphs { get }
  /// Whether dots of several series can share a character; otherwise one of them has the cell.
  var mixesSeries: Bool { get }
  /// The character for the dots set in a cell: bit `row * columns + column`, from the top left.
  func character(for dots: UInt8, series: Int) -> Character
  /// Whether a dot of a shaded region is set.
  func shades(_ x: Int, _ y: Int) -> Bool
  /// Whether the characters of a series alone tell it from the others.
  func isDistinct(series: Int) -> Bool
  /// How a series looks, for the legend.
  func sample(of series: Int) -> String
  /// A text in the characters that the canvas has.
  func spelling(of text: String) -> String
}

extension Canvas {
  func spelling(of text: String) -> String { text }
}

/// The signs of a canvas beside its dots.
struct Glyphs: Hashable, Sendable {
  var tick: Character
  var side: Character
  var corner: Character
  var bottom: Character
  var bottomTick: Character
  var open: Character
  var closed: Character
  var up: Character
  var down: Character
  var left: Character
  var right: Character
  /// Parts of a bar's last cell, from narrow to full.
  var bar: [Character]
  /// From small to large, beginning with a blank.
  var shades: [Character]
  var interval: Character
  var lowerBound: Character
  var upperBound: Character
  var meeting: Character
  var superscripts: Bool

  static let unicode = Glyphs(
    tick: "┤", side: "│", corner: "└", bottom: "─", bottomTick: "┬", open: "○", closed: "●", up: "↑",
    down: "↓",
    left: "←", right: "→", bar: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"], shades: [" ", "░", "▒", "▓", "█"],
    interval: "═",
    lowerBound: "┴", upperBound: "┤", meeting: "╪", superscripts: true)

  static let ascii = Glyphs(
    tick: "+", side: "|", corner: "+", bottom: "-", bottomTick: "+", open: "o", closed: "*", up: "^",
    down: "v",
    left: "<", right: ">", bar: ["#"], shades: [" ", ".", ":", "+", "#"], interval: "=", lowerBound: "+",
    upperBound: "|",
    meeting: "#", superscripts: false)

  static func letter(_ series: Int) -> Character { Character(Unicode.Scalar(UInt8(65 + series % 26))) }
}

public import TerminalText

/// A scene as lines of characters.
///
/// `height` is the number of rows of one whole panel with its title, axis and legend; a panel may take fewer,
/// since a tick stands at the centre of its row. No line is wider than `width`. Without `colour` no style is set,
/// and series that the canvas's characters do not tell apart carry letters.
public func render(_ scene: Scene, canvas kind: CanvasKind, width: Int, height: Int, colour: Bool)
  -> [StyledText]
{
  let canvas = kind.canvas
  let (width, height) = (max(1, min(width, 1000)), max(1, min(height, 1000)))
  let pen = Pen(canvas: canvas, colour: colour)
  var lines: [StyledText] = []
  if !scene.title.isEmpty {
    var grid = TextGrid(columns: width, rows: 1)
    grid.put(pen.text(scene.title), row: 0, column: 0, style: pen.style(.bold))
    lines += grid.lines
  }
  let blocks = PanelGrid(scene, pen: pen, width: width, height: height)
  return lines + blocks.lines
}

/// The canvas to draw on and whether styles may be used.
struct Pen: Sendable {
  let canvas: any Canvas
  let colour: Bool

  var glyphs: Glyphs { canvas.glyphs }
  func style(_ style: Style) -> Style { colour ? style : .plain }
  func series(_ index: Int) -> Style { colour ? .series(index) : .plain }
  func text(_ text: String) -> String { canvas.spelling(of: text.visible) }
}

/// Panels side by side where each has room for 18 columns of plot, else one below the other.
struct PanelGrid {
  let lines: [StyledText]

  static let leastColumns = 18

  init(_ scene: Scene, pen: Pen, width: Int, height: Int) {
    let columns = min(scene.columns, max(1, scene.panels.count))
    let rows = stride(from: 0, to: scene.panels.count, by: columns).map {
      Array(scene.panels[$0..<min($0 + columns, scene.panels.count)])
    }
    // The widest labels set the same frame for all panels, so that their plots line up.
    let margin =
      scene.panels.map { PlaneLayout.margin(of: $0, pen: pen, width: width, height: height) }.max() ?? 0
    var side = columns
    var gap = 2
    while side > 1 {
      func room(_ gap: Int) -> Int { (width - gap * (side - 1)) / side - margin }
      if room(2) >= Self.leastColumns { break }
      if room(1) >= Self.leastColumns {
        gap = 1
        break
      }
      side -= 1
    }
    let slot = (width - gap * (side - 1)) / side
    var lines: [StyledText] = []
    for start in stride(from: 0, to: columns, by: side) {
      for row in rows {
        let panels = Array(row.dropFirst(start).prefix(side))
        let rows = PlaneLayout.commonRows(of: panels, pen: pen, width: slot, height: height)
        let blocks = panels.map {
          Self.block($0, pen: pen, width: slot, height: height, margin: margin, rows: rows)
        }
        lines += Self.beside(blocks, slot: slot, gap: gap)
      }
    }
    self.lines = lines
  }

  private static func block(_ panel: Panel, pen: Pen, width: Int, height: Int, margin: Int, rows: Int)
    -> [StyledText]
  {
    switch panel.y.scale {
    case .linear, .log:
      PlaneLayout(panel, pen: pen, width: width, height: height, margin: margin, rows: rows).lines
    case .names(let names): RowsLayout(panel, names: names, pen: pen, width: width, height: height).lines
    case .none:
      if let heat = panel.heat {
        TableLayout(panel, heat: heat, pen: pen, width: width, height: height).lines
      } else {
        NumberLineLayout(panel, pen: pen, width: width, height: height).lines
      }
    }
  }

  private static func beside(_ blocks: [[StyledText]], slot: Int, gap: Int) -> [StyledText] {
    (0..<(blocks.map(\.count).max() ?? 0)).map { row in
      var line = StyledText()
      for (place, block) in blocks.enumerated() where row < block.count && block[row].width > 0 {
        line.append(String(repeating: " ", count: max(0, place * (slot + gap) - line.width)))
        line = line + block[row]
      }
      return line
    }
  }
}

extension Panel {
  /// Whether both axes measure numbers.
  var isPlane: Bool { y.scale == .linear || y.scale == .log }

  /// The table of a panel that shows one.
  var heat: Heat? {
    for case .heat(let heat) in marks { return heat }
    return nil
  }

  /// Each series once, in the order of its index, with the first label that it has.
  var series: [Series] {
    var labels: [Int: String] = [:]
    for mark in marks {
      guard let series = mark.series else { continue }
      if labels[series.index, default: ""].isEmpty { labels[series.index] = series.label }
    }
    return labels.sorted { $0.key < $1.key }.map { Series($0.value, index: $0.key) }
  }
}

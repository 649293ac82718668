import TerminalText

/// What each series of a panel is called and how it looks, with notes on what is not shown.
struct Legend {
  let lines: [StyledText]
  /// The letters on the curves, by series, where nothing else tells them apart.
  let letters: [Int: Character]

  init(_ panel: Panel, pen: Pen, width: Int) {
    let series = panel.series
    let needsLetters =
      series.count > 1 && !pen.colour && !series.allSatisfy { pen.canvas.isDistinct(series: $0.index) }
    let letters = needsLetters ? Self.letters(for: series) : [:]
    self.letters = letters
    var entries: [StyledText] = []
    // Letters that are the names themselves need no legend.
    let isNeeded = letters.isEmpty || series.contains { String(letters[$0.index] ?? " ") != $0.label }
    for one in series where isNeeded && (!one.label.isEmpty || series.count > 1) {
      let label = pen.text(one.label)
      if let letter = letters[one.index] {
        entries.append(StyledText("\(letter) \(label)"))
      } else {
        let plain = pen.canvas.sample(of: one.index)
        let text =
          panel.hasDashes(pen) ? Dash(series: one.index).sample(of: plain.first ?? "-") : plain
        let sample = StyledText(text, pen.series(one.index))
        entries.append(sample + StyledText("  " + label))
      }
    }
    var lines: [StyledText] = []
    for entry in entries {
      if let last = lines.last, last.width + 4 + entry.width <= width {
        lines[lines.count - 1] = last + StyledText("    ") + entry
      } else {
        lines.append(entry)
      }
    }
    let omitted = panel.omitted
    if omitted > 0 {
      let note = "\(omitted) \(omitted == 1 ? "value" : "values") ≤ 0 left out"
      lines.append(StyledText(pen.text(note), pen.style(.dim)))
    }
    self.lines = lines
  }

  /// A, B, C, or the names themselves where those are single letters.
  private static func letters(for series: [Series]) -> [Int: Character] {
    let names = series.compactMap { $0.label.count == 1 ? $0.label.first : nil }
    let areLetters = names.count == series.count && Set(names).count == names.count
    return Dictionary(
      uniqueKeysWithValues: series.enumerated().map { ($1.index, areLetters ? names[$0] : Glyphs.letter($0)) }
    )
  }
}

extension TextGrid {
  /// Writes a styled line.
  mutating func put(_ line: StyledText, row: Int, column: Int) {
    var place = column
    for run in line.runs {
      put(run.text, row: row, column: place, style: run.style)
      place += run.text.visible.columns
    }
  }
}

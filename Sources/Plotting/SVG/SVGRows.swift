import Glibc

extension SVG.Drawing {
  /// A name and a bar in each row.
  mutating func drawRows(_ panel: Panel, names: [String], in frame: SVG.PanelFrame) -> Int {
    let top = panel.title.isEmpty ? 4 : 24
    if !panel.title.isEmpty {
      text(panel.title, x: Double(frame.x), y: Double(frame.y) + 16, class: "title")
    }
    let pitch = 20.0
    var texts = [String](repeating: "", count: names.count)
    for case .bars(let bars, _) in panel.marks {
      for bar in bars where bar.position > -0.5 && bar.position < Double(names.count) - 0.5 {
        texts[Int(bar.position.rounded())] = bar.text
      }
    }
    let label = 7.5 * Double(names.map(\.count).max() ?? 0) + 8
    let behind = 7.5 * Double(texts.map(\.count).max() ?? 0) + 8
    let left = Double(frame.x) + min(label, Double(frame.width) / 2)
    let length = max(20, Double(frame.x + frame.width) - left - behind)
    let scale = BarScale(panel, length: 1, parts: 1)
    for (index, name) in names.enumerated() {
      let y = Double(frame.y + top) + pitch * Double(index)
      text(name, x: left - 8, y: y + 14, class: "end")
      text(texts[index], x: left + length + 6, y: y + 14)
    }
    for case .bars(let bars, let series) in panel.marks {
      for bar in bars
      where bar.position > -0.5 && bar.position < Double(names.count) - 0.5 && !bar.value.isNaN {
        let y = Double(frame.y + top) + pitch * bar.position.rounded()
        let (from, to) = (scale.base, scale.share(bar.value))
        rectangle(
          x: left + min(from, to) * length, y: y + 3, width: abs(to - from) * length, height: 14,
          class: "f\(series.index % 6)")
      }
    }
    return top + Int(pitch) * names.count + 8
  }

  /// A table of numbers on shades: orange above 0, blue below, each number with its sign.
  mutating func drawTable(_ panel: Panel, _ heat: Heat, in frame: SVG.PanelFrame) -> Int {
    let top = panel.title.isEmpty ? 4 : 24
    if !panel.title.isEmpty {
      text(panel.title, x: Double(frame.x), y: Double(frame.y) + 16, class: "title")
    }
    guard heat.rows > 0, heat.columns > 0 else { return top }
    let width = min(80, Double(frame.width) / Double(heat.columns))
    let height = heat.texts.isEmpty ? max(2, min(width, Double(frame.height) / Double(heat.rows))) : 22
    for row in 0..<heat.rows {
      for column in 0..<heat.columns {
        let value = heat[row, column]
        let (x, y) = (Double(frame.x) + width * Double(column), Double(frame.y + top) + height * Double(row))
        if !value.isNaN {
          rectangle(
            x: x, y: y, width: width, height: height, class: value < 0 ? "f0" : "f1",
            opacity: min(1, abs(value) / heat.largest) * 0.8)
        }
        if !heat.texts.isEmpty {
          text(heat.texts[row * heat.columns + column], x: x + width / 2, y: y + 15, class: "middle")
        } else if width >= 10, height >= 10, !value.isNaN, value != 0 {
          text(value > 0 ? "+" : "-", x: x + width / 2, y: y + height / 2 + 4, class: "middle")
        }
      }
    }
    return top + Int((height * Double(heat.rows)).rounded(.up)) + 8
  }

  /// Rules with their labels above a line, and an interval on it.
  mutating func drawNumberLine(_ panel: Panel, in frame: SVG.PanelFrame) -> Int {
    let line = NumberLine(panel)
    let width = Double(frame.width)
    func x(_ value: Double) -> Double { Double(frame.x) + line.share(value) * (width - 1) }
    var rows: [Double] = []
    var placed: [(text: String, x: Double, row: Int, index: Int)] = []
    for rule in line.rules {
      let half = 3.8 * Double(rule.series.label.count)
      let centre = min(max(x(rule.value), Double(frame.x) + half), Double(frame.x) + width - half)
      let row = rows.firstIndex { $0 + 8 <= centre - half } ?? rows.count
      if row == rows.count { rows.append(0) }
      rows[row] = centre + half
      placed.append((rule.series.label, centre, row, rule.series.index))
    }
    var y = Double(frame.y)
    if !panel.title.isEmpty {
      text(panel.title, x: Double(frame.x), y: y + 16, class: "title")
      y += 24
    }
    let axis = y + 16 * Double(rows.count) + 12
    for entry in placed {
      text(entry.text, x: entry.x, y: axis - 12 - 16 * Double(entry.row), class: "middle")
    }
    self.line(Point(Double(frame.x), axis), Point(Double(frame.x) + width, axis), class: "axis")
    if let band = line.band {
      let (from, to) = (x(band.low), x(band.high))
      rectangle(x: from, y: axis - 4, width: max(2, to - from), height: 8, class: "f\(band.series.index % 6)")
      let half = 3.8 * Double(band.series.label.count)
      let centre = min(max((from + to) / 2, Double(frame.x) + half), Double(frame.x) + width - half)
      text(band.series.label, x: centre, y: axis + 20, class: "middle")
    }
    for rule in line.rules where rule.value.isFinite {
      let place = x(rule.value)
      self.line(Point(place, axis - 8), Point(place, axis + 8), class: "line s\(rule.series.index % 6)")
    }
    return Int(axis + 32) - frame.y
  }
}

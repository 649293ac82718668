import Glibc

/// An axis laid onto cells: how many there are, what they measure, and which of them carry a label.
///
/// Every linear tick stands at the centre of a cell, so that a label says exactly what is drawn beside it; the
/// range reaches half a cell beyond the first and the last. In a frame of pixels a cell is a pixel.
struct AxisFrame: Hashable, Sendable {
  struct Tick: Hashable, Sendable {
    /// Counted from the low end.
    var cell: Int
    var label: String
  }

  var isLog: Bool
  /// The outer edges of the cells, on a log axis as powers of ten.
  var low: Double
  var high: Double
  var cells: Int
  var ticks: [Tick]

  /// The coordinate in which the axis is even: the value, or its logarithm; not a number where it has no place.
  func scaled(_ value: Double) -> Double {
    guard isLog else { return value }
    return value > 0 ? log10(value) : value == 0 ? -.infinity : .nan
  }

  /// Where a scaled coordinate lies, in cells from the low end.
  func position(scaled value: Double) -> Double {
    (value / 4 - low / 4) / (high / 4 - low / 4) * Double(cells)
  }

  /// The cell that holds a value, at the edge for values beyond it, or nil if it has no place.
  func cell(of value: Double) -> Int? {
    let scaled = scaled(value)
    guard !scaled.isNaN else { return nil }
    return Int(max(0, min(Double(cells - 1), position(scaled: scaled).rounded(.down))))
  }

  func contains(_ value: Double) -> Bool {
    let scaled = scaled(value)
    return scaled >= low && scaled <= high
  }

  /// Adds cells at the high end.
  mutating func extend(to more: Int) {
    guard more > cells else { return }
    high += (high / 4 - low / 4) / Double(cells) * 4 * Double(more - cells)
    cells = more
  }

  /// What limits an axis: the cells there are, the room for labels, and how they are written.
  struct Room {
    var cells: Int
    /// How many ticks there should be.
    var target: Int
    /// Whether the ticks enclose the data (vertical axes) or lie within them (horizontal ones).
    var around: Bool
    /// The cells that a label takes along the axis.
    var extent: @Sendable (String) -> Int
    /// How far labels may stand out at the low and at the high end.
    var overhang: (low: Int, high: Int)
    /// The least distance between labels.
    var gap: Int
    var superscripts: Bool
    /// Whether ticks stand at whole numbers only.
    var isWhole = false
  }

  init(_ limits: ClosedRange<Double>, isLog: Bool, room: Room) {
    self.isLog = isLog
    cells = max(1, room.cells)
    ticks = []
    low = isLog ? log10(limits.lowerBound) : limits.lowerBound
    high = isLog ? log10(limits.upperBound) : limits.upperBound
    if isLog, high - low < 2 {
      spread(oneTwoFive(room), room: room)
    } else if isLog {
      if let decades = decades(room) { snap(decades, labels: decadeLabels(decades, room), room: room) }
    } else {
      let plain = self
      let judge = { (ticks: Ticks) in
        plain.fits(ticks, room: room)
          ? plain.legibility(of: ticks, labels: ticks.labels(short: !room.around), room: room) : nil
      }
      let range = low...high
      let found =
        Ticks.best(for: range, target: room.target, most: room.cells, legibility: judge)
        ?? Ticks.loose(for: range, target: room.target, around: room.around, legibility: judge)
      if let found { snap(found, labels: found.labels(short: !room.around), room: room) }
    }
    if ticks.isEmpty {
      // No ticks fit: the data fill the cells from centre to centre.
      let half = cells > 1 ? (high - low) / Double(cells - 1) / 2 : (high - low) / 2
      low -= half
      high += half
    }
  }

  /// How ticks lie on cells: the cells from tick to tick, before the first, and in all.
  private struct Snap {
    var pitch: Int
    var before: Int
    var cells: Int
  }

  /// Whether the ticks enclose the data, or lie within them, whatever their labels are.
  private func fits(_ ticks: Ticks, room: Room) -> Bool {
    guard ticks.count >= 2, ticks.count <= room.cells else { return false }
    if room.isWhole, ticks.step != ticks.step.rounded() { return false }
    let reach =
      ticks.step * (room.around ? 0.5 / Double(max(1, (room.cells - 1) / (ticks.count - 1))) + 1e-9 : 1e-9)
    return room.around
      ? ticks.lowest - reach <= low && ticks.highest + reach >= high
      : ticks.lowest + reach >= low && ticks.highest - reach <= high
  }

  private func snap(of ticks: Ticks, labels: [String], room: Room) -> Snap? {
    guard ticks.count >= 2, labels.count == ticks.count else { return nil }
    let step = ticks.step
    let below = (ticks.lowest - low) / step
    let above = (high - ticks.highest) / step
    guard below.isFinite, above.isFinite, abs(below) < 1e6, abs(above) < 1e6 else { return nil }
    if room.around {
      let pitch = (room.cells - 1) / (ticks.count - 1)
      // The data may reach half a cell beyond the outer ticks.
      let reach = -0.5 / Double(max(pitch, 1)) - 1e-9
      guard pitch >= 1, -below >= reach, -above >= reach else { return nil }
      return Snap(pitch: pitch, before: 0, cells: pitch * (ticks.count - 1) + 1)
    }
    guard below >= -1e-9, above >= -1e-9 else { return nil }
    let leading = (room.extent(labels[0]) - 1) / 2
    let trailing = room.extent(labels[labels.count - 1]) / 2
    var pitch = Int(Double(room.cells - 1) / (Double(ticks.count - 1) + below + above) + 1e-9)
    while pitch >= 1 {
      let before = Int((below * Double(pitch) - 0.5 - 1e-6).rounded(.up))
      let after = Int((above * Double(pitch) - 0.5 - 1e-6).rounded(.up))
      let span = pitch * (ticks.count - 1)
      let cells = max(0, before) + span + max(0, after) + 1
      if cells <= room.cells, max(0, before) + room.overhang.low >= leading,
        max(0, before) + span + trailing <= room.cells - 1 + room.overhang.high
      {
        return Snap(pitch: pitch, before: max(0, before), cells: cells)
      }
      pitch -= 1
    }
    return nil
  }

  /// The share of the cells that the ticks make use of, or nil if they do not fit or their labels collide.
  private func legibility(of ticks: Ticks, labels: [String], room: Room) -> Double? {
    guard let snap = snap(of: ticks, labels: labels, room: room) else { return nil }
    for (left, right) in zip(labels, labels.dropFirst()) {
      let used = room.extent(left) / 2 + (room.extent(right) - 1) / 2 + 1
      if snap.pitch - used < room.gap { return nil }
    }
    return Double(snap.cells) / Double(room.cells)
  }

  private mutating func snap(_ ticks: Ticks, labels: [String], room: Room) {
    guard let snap = snap(of: ticks, labels: labels, room: room) else { return }
    let cell = ticks.step / Double(snap.pitch)
    low = ticks.lowest - (Double(snap.before) + 0.5) * cell
    cells = snap.cells
    high = low + Double(snap.cells) * cell
    self.ticks = labels.enumerated().map { Tick(cell: snap.before + $0 * snap.pitch, label: $1) }
  }
}

// MARK: - Log axes

extension AxisFrame {
  /// Whole decades, every one or every few, as ticks on the exponents.
  private func decades(_ room: Room) -> Ticks? {
    var best: (ticks: Ticks, score: Double)?
    for (tenths, exponent) in [(10, 0), (20, 0), (50, 0), (10, 1), (20, 1), (50, 1), (10, 2), (20, 2)] + [
      (40, 0)
    ] {
      let step = Ticks.value(1, tenths: tenths, exponent: exponent)
      let first = (low / step).rounded(room.around ? .down : .up)
      let last = (high / step).rounded(room.around ? .up : .down)
      guard last > first else { continue }
      let ticks = Ticks(tenths: tenths, exponent: exponent, first: Int(first), count: Int(last - first) + 1)
      guard legibility(of: ticks, labels: decadeLabels(ticks, room), room: room) != nil else { continue }
      let excess = (last - first) * step / (high - low) - 1
      let score = -abs(log(Double(ticks.count) / Double(room.target))) - 2 * abs(excess)
      if score > best?.score ?? -.infinity { best = (ticks, score) }
    }
    return best?.ticks
  }

  private func decadeLabels(_ ticks: Ticks, _ room: Room) -> [String] {
    ticks.values.map { value in
      let exponent = String(Int(value))
      return room.superscripts ? "10" + String(exponent.map(superscript)) : "1e" + exponent
    }
  }

  private func superscript(_ digit: Character) -> Character {
    let digits: [Character: Character] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
      "9": "⁹",
    ]
    return digits[digit] ?? digit
  }

  /// 1, 2 and 5 times the powers of ten of a range below two decades, with a neighbour on each side of it.
  private func oneTwoFive(_ room: Room) -> [(position: Double, label: String)] {
    let exponents = Int(low.rounded(.down)) - 1...Int(high.rounded(.up))
    let all = exponents.flatMap { exponent in
      [1, 2, 5].map { digit in
        let plain = (-4...4).contains(exponent)
        let text =
          plain
          ? Ticks.decimal(digit, power: exponent, decimals: max(0, -exponent), short: true)
          : "\(digit)e\(exponent)"
        return (position: Double(exponent) + log10(Double(digit)), label: text)
      }
    }
    guard room.around else { return all.filter { $0.position >= low - 1e-9 && $0.position <= high + 1e-9 } }
    let first = all.lastIndex { $0.position <= low + 1e-9 } ?? 0
    let last = all.firstIndex { $0.position >= high - 1e-9 } ?? all.count - 1
    return first < last ? Array(all[first...last]) : all
  }

  /// Ticks that are not evenly spaced, each in the cell that holds it; labels that would collide are left out.
  private mutating func spread(_ places: [(position: Double, label: String)], room: Room) {
    guard let first = places.first, let last = places.last, cells > 1 else { return }
    if room.around {
      low = first.position
      high = last.position
    }
    guard high > low else { return }
    let half = (high - low) / Double(cells - 1) / 2
    low -= half
    high += half
    var free = -room.overhang.low
    for place in places {
      let cell = Int(max(0, min(Double(cells - 1), position(scaled: place.position).rounded(.down))))
      let extent = room.extent(place.label)
      let start = cell - (extent - 1) / 2
      guard start >= free, cell + extent / 2 <= cells - 1 + room.overhang.high else { continue }
      ticks.append(Tick(cell: cell, label: place.label))
      free = start + extent + room.gap
    }
  }
}

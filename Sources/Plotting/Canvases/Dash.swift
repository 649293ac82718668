/// How a line is broken, so that in colour no series is told from the others by its colour alone.
///
/// Only where a line is flat: where it is steep, all of it is drawn, and no spike falls into a gap.
struct Dash: Hashable, Sendable {
  /// Whether a cell is drawn, over and over.
  private let cells: [Bool]

  /// The first series is whole, and each of the next five is broken in its own way.
  init(series: Int) {
    let patterns = ["#", "##.", "#.", "###.#.", "####.", "#.."]
    cells = patterns[series % patterns.count].map { $0 == "#" }
  }

  func isGap(cell: Int) -> Bool { !cells[cell % cells.count] }

  /// A piece of the line, six cells long, in a canvas's sign for it.
  func sample(of sign: Character) -> String {
    String((0..<6).map { isGap(cell: $0) ? " " : sign })
  }
}

extension Panel {
  /// Whether some lines are told apart by how they are broken: in colour, where the canvas draws all alike.
  func hasDashes(_ pen: Pen) -> Bool {
    pen.colour && Self.lines(of: marks).count > 1
      && !series.allSatisfy { pen.canvas.isDistinct(series: $0.index) }
  }

  private static func lines(of marks: [Mark]) -> Set<Int> {
    Set(
      marks.compactMap { mark in
        switch mark {
        case .line(_, let series), .step(_, let series): series.index
        default: nil
        }
      })
  }
}

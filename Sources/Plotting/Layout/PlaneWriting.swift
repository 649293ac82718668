import TerminalText

extension PlaneDrawing {
  /// Writes shades, then dots, then signs, letters and texts.
  func write(on grid: inout TextGrid, row top: Int, column left: Int, letters: [Int: Character]) {
    for sign in shades {
      grid.put(sign.text, row: top + sign.row, column: left + sign.column, style: sign.style)
    }
    for row in 0..<raster.rows {
      for column in 0..<raster.columns {
        guard let cell = raster.cell(column: column, row: row, on: pen.canvas) else { continue }
        grid.put(cell.character, row: top + row, column: left + column, style: pen.series(cell.series))
      }
    }
    for sign in signs {
      grid.put(sign.text, row: top + sign.row, column: left + sign.column, style: sign.style)
    }
    for (series, letter) in letters.sorted(by: { $0.key < $1.key }) {
      guard let spot = freeSpot(for: series) else { continue }
      grid.put(letter, row: top + spot.row, column: left + spot.column)
    }
    for sign in texts {
      grid.put(sign.text, row: top + sign.row, column: left + sign.column, style: sign.style)
    }
  }

  /// The cell of a series that is farthest from all others; ties go to the leftmost.
  private func freeSpot(for series: Int) -> (column: Int, row: Int)? {
    var others: [(column: Int, row: Int)] = signs.map { ($0.column, $0.row) }
    for other in raster.planes.indices where other != series {
      for row in 0..<raster.rows {
        for column in 0..<raster.columns where raster.isSet(other, column: column, row: row) {
          others.append((column, row))
        }
      }
    }
    var best: (column: Int, row: Int)?
    var distance = -1
    for column in 0..<raster.columns {
      guard let row = (0..<raster.rows).first(where: { raster.isSet(series, column: column, row: $0) }) else {
        continue
      }
      // A row is about as tall as two columns are wide. The edges count as neighbours a little.
      var nearest = min(column, raster.columns - 1 - column) + 6
      for other in others {
        if nearest <= distance { break }
        nearest = min(nearest, max(abs(other.column - column), 2 * abs(other.row - row)))
      }
      if nearest > distance {
        best = (column, row)
        distance = nearest
      }
    }
    return best
  }
}

/// The dots of a drawing, by series, before they become characters.
struct Raster: Sendable {
  let columns: Int
  let rows: Int
  let dots: (columns: Int, rows: Int)
  /// For each series, the dots of each cell.
  private(set) var planes: [[UInt8]]
  private(set) var counts: [Int]

  init(columns: Int, rows: Int, dots: (columns: Int, rows: Int)) {
    self.columns = columns
    self.rows = rows
    self.dots = dots
    planes = []
    counts = []
  }

  var width: Int { columns * dots.columns }
  var height: Int { rows * dots.rows }

  /// Sets the dot `x` from the left and `y` from the top; dots outside are ignored.
  mutating func set(_ x: Int, _ y: Int, series: Int) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    while planes.count <= series {
      planes.append([UInt8](repeating: 0, count: columns * rows))
      counts.append(0)
    }
    let bit = UInt8(1) << UInt8((y % dots.rows) * dots.columns + x % dots.columns)
    let cell = y / dots.rows * columns + x / dots.columns
    if planes[series][cell] & bit == 0 {
      planes[series][cell] |= bit
      counts[series] += 1
    }
  }

  func isSet(_ series: Int, column: Int, row: Int) -> Bool {
    series < planes.count && planes[series][row * columns + column] != 0
  }

  /// The character of a cell and the series that has it: the one with fewest dots in the drawing, then the last.
  func cell(column: Int, row: Int, on canvas: some Canvas) -> (character: Character, series: Int)? {
    let index = row * columns + column
    var winner: Int?
    var all: UInt8 = 0
    for series in planes.indices where planes[series][index] != 0 {
      all |= planes[series][index]
      if let best = winner, counts[best] < counts[series] { continue }
      winner = series
    }
    guard let winner else { return nil }
    return (canvas.character(for: canvas.mixesSeries ? all : planes[winner][index], series: winner), winner)
  }
}

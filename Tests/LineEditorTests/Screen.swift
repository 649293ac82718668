/// What a terminal shows after some bytes: the part of ECMA-48 that line editors use.
struct Screen {
  private(set) var columns: Int
  private(set) var height: Int
  /// Rows of cells; a wide letter takes one cell with its text and an empty one.
  private var cells: [[String]]
  private(set) var row = 0
  private(set) var column = 0
  private var mustWrap = false
  private var insertsLetters = false
  private var pending: [UInt8] = []
  /// Rows that left the screen at its top.
  private(set) var scrolled: [String] = []
  private(set) var bells = 0
  /// Private modes that are on, such as 2004 for bracketed paste.
  private(set) var modes: Set<Int> = []

  init(columns: Int, rows: Int) {
    self.columns = columns
    height = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows without blanks at their ends.
  var rows: [String] { cells.map(Self.text) }

  /// The rows that show something, those that scrolled away included.
  var lines: [String] { (scrolled + rows).filter { !$0.isEmpty } }

  /// The row with the cursor.
  var current: String { rows[row] }

  private static func text(_ cells: [String]) -> String {
    var text = cells.joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Cuts or pads the rows; a terminal that wraps anew is not imitated.
  mutating func resize(columns: Int, rows: Int) {
    self.columns = columns
    cells = cells.map { Array(($0 + Array(repeating: " ", count: columns)).prefix(columns)) }
    while cells.count < rows { cells.append(Array(repeating: " ", count: columns)) }
    while cells.count > rows {
      if row < rows { cells.removeLast() } else { scrollUp(); cells.removeLast(); row -= 1 }
    }
    height = rows
    column = min(column, columns - 1)
  }

  mutating func feed(_ bytes: [UInt8]) {
    pending += bytes
    while let used = step(pending[...]) { pending.removeFirst(used) }
  }

  /// Does what the first bytes ask for; returns how many, or nil if more have to come.
  private mutating func step(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x07: bells += 1
    case 0x08: (column, mustWrap) = (max(0, column - 1), false)
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case 0x0a: lineFeed()
    case 0x0d: (column, mustWrap) = (0, false)
    case 0x1b: return escape(bytes)
    case 0..<0x20: break
    default:
      let length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
      guard bytes.count >= length else { return nil }
      put(String(decoding: bytes.prefix(length), as: UTF8.self))
      return length
    }
    return 1
  }

  private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 2 else { return nil }
    guard bytes.dropFirst().first == UInt8(ascii: "[") else { return bytes.dropFirst().first == 0x28 ? 3 : 2 }
    let body = bytes.dropFirst(2).prefix { $0 < 0x40 }
    guard let final = bytes.dropFirst(2 + body.count).first else { return nil }
    let text = String(decoding: body, as: UTF8.self)
    let numbers = text.drop { $0 == "?" }.split(separator: ";").map { Int($0) ?? 0 }
    control(final, numbers, isPrivate: text.hasPrefix("?"))
    return 3 + body.count
  }

  private mutating func control(_ final: UInt8, _ numbers: [Int], isPrivate: Bool) {
    let n = max(1, numbers.first ?? 1)
    if final != UInt8(ascii: "m") { mustWrap = false }
    switch Character(Unicode.Scalar(final)) {
    case "A": row = max(0, row - n)
    case "B": row = min(height - 1, row + n)
    case "C": column = min(columns - 1, column + n)
    case "D": column = max(0, column - n)
    case "G": column = min(columns, n) - 1
    case "d": row = min(height, n) - 1
    case "H":
      row = min(height, n) - 1
      column = min(columns, max(1, numbers.dropFirst().first ?? 1)) - 1
    case "J":
      clear(row, from: numbers.first == 2 ? 0 : column)
      for other in (numbers.first == 2 ? 0 : row + 1)..<max(height, row + 1) where other < height {
        clear(other, from: 0)
      }
    case "K": clear(row, from: column)
    case "P":
      cells[row].removeSubrange(column..<min(columns, column + n))
      cells[row] += Array(repeating: " ", count: columns - cells[row].count)
    case "@":
      cells[row].insert(contentsOf: Array(repeating: " ", count: n), at: column)
      cells[row].removeLast(cells[row].count - columns)
    case "h" where isPrivate: modes.formUnion(numbers)
    case "l" where isPrivate: modes.subtract(numbers)
    case "h": insertsLetters = numbers == [4]
    case "l": insertsLetters = false
    default: break  // colours
    }
  }

  private mutating func clear(_ row: Int, from column: Int) {
    for other in column..<columns { cells[row][other] = " " }
  }

  private mutating func scrollUp() {
    scrolled.append(Self.text(cells.removeFirst()))
    cells.append(Array(repeating: " ", count: columns))
  }

  private mutating func lineFeed() {
    mustWrap = false
    if row + 1 < height { row += 1 } else { scrollUp() }
  }

  private mutating func put(_ letter: String) {
    let scalar = letter.unicodeScalars.first!.value
    let isWide = (0x1100...0x115f).contains(scalar) || (0x2e80...0xffdc).contains(scalar) || scalar >= 0x1f300
    let isMark = (0x300..<0x370).contains(scalar)
    if isMark, column > 0 {
      cells[row][column - 1] += letter
      return
    }
    let width = isWide && scalar != 0xfffd ? 2 : 1
    if mustWrap || column + width > columns {
      column = 0
      lineFeed()
    }
    if insertsLetters {
      cells[row].insert(contentsOf: Array(repeating: " ", count: width), at: column)
      cells[row].removeLast(width)
    }
    cells[row][column] = letter
    if width == 2 { cells[row][column + 1] = "" }
    column += width
    if column >= columns { (column, mustWrap) = (columns - 1, true) }
  }
}

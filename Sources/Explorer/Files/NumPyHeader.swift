/// What the header of a `.npy` array says: `{'descr': '<f8', 'fortran_order': False, 'shape': (5, 3), }`.
struct NumPyHeader: Hashable {
  enum Content: Hashable {
    case numbers(NumberType, bigEndian: Bool)
    /// So many characters of four bytes.
    case text(Int, bigEndian: Bool)
    /// A text of so many bytes.
    case bytes(Int)
  }
  let type: Content
  let isFortran: Bool
  let shape: [Int]

  init(_ bytes: ArraySlice<UInt8>) throws(Problem) {
    var reader = LiteralReader(bytes: bytes)
    var (type, isFortran, shape): (Content?, Bool?, [Int]?)
    try reader.expect("{")
    while !reader.take("}") {
      let key = try reader.string()
      try reader.expect(":")
      switch key {
      case "descr" where type == nil:
        guard !reader.take("[") else {
          throw Problem(.unsupported, "it holds records, and plain numbers are read")
        }
        type = try Self.content(try reader.string())
      case "fortran_order" where isFortran == nil: isFortran = try reader.bool()
      case "shape" where shape == nil: shape = try reader.tuple()
      default: throw Problem(.io, "its header says '\(key)', which is unknown or there twice")
      }
      guard !reader.take(",") else { continue }
      try reader.expect("}")
      break
    }
    try reader.expectEnd()
    guard let type, let isFortran, let shape else {
      throw Problem(.io, "its header lacks the type, the order or the shape")
    }
    (self.type, self.isFortran, self.shape) = (type, isFortran, shape)
  }

  /// What a type's code means, such as `<f8`.
  private static func content(_ code: String) throws(Problem) -> Content {
    let digits = code.dropFirst(2)
    guard let order = code.first, "<>|=".contains(order), let kind = code.dropFirst().first,
      let size = digits.isEmpty ? 0 : Int(digits), digits.allSatisfy({ ("0"..."9").contains($0) })
    else { throw Problem(.unsupported, "its numbers are of a type '\(code)', which is unknown") }
    let bigEndian = order == ">"
    switch (kind, size) {
    case ("f", 2): return .numbers(.float16, bigEndian: bigEndian)
    case ("f", 4): return .numbers(.float32, bigEndian: bigEndian)
    case ("f", 8): return .numbers(.float64, bigEndian: bigEndian)
    case ("i", 1): return .numbers(.int8, bigEndian: bigEndian)
    case ("i", 2): return .numbers(.int16, bigEndian: bigEndian)
    case ("i", 4): return .numbers(.int32, bigEndian: bigEndian)
    case ("i", 8): return .numbers(.int64, bigEndian: bigEndian)
    case ("u", 1): return .numbers(.uint8, bigEndian: bigEndian)
    case ("u", 2): return .numbers(.uint16, bigEndian: bigEndian)
    case ("u", 4): return .numbers(.uint32, bigEndian: bigEndian)
    case ("u", 8): return .numbers(.uint64, bigEndian: bigEndian)
    case ("b", 1): return .numbers(.bool, bigEndian: bigEndian)
    case ("U", _): return .text(size, bigEndian: bigEndian)
    case ("S", _): return .bytes(size)
    case ("O", _):
      throw Problem(
        .unsupported, "it holds Python objects, which could run anything when read",
        hints: ["save plain numbers: np.asarray(x, dtype=np.float64)"])
    case ("c", _): throw Problem(.unsupported, "it holds complex numbers")
    default:
      throw Problem(
        .unsupported, "its numbers are of the type '\(code)'",
        hints: ["save them as np.float32 or np.float64"])
    }
  }
}

/// Reads the few literals of Python that a header has.
private struct LiteralReader {
  let bytes: ArraySlice<UInt8>
  private var place: Int

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  private mutating func skipBlanks() {
    while place < bytes.endIndex, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place]) { place += 1 }
  }

  mutating func take(_ word: String) -> Bool {
    skipBlanks()
    guard bytes[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  mutating func expect(_ word: String) throws(Problem) {
    guard take(word) else {
      throw Problem(.io, "its header is damaged at byte \(place - bytes.startIndex): \(word) is due")
    }
  }

  mutating func expectEnd() throws(Problem) {
    skipBlanks()
    guard place == bytes.endIndex else { throw Problem(.io, "there is something behind its header's end") }
  }

  mutating func string() throws(Problem) -> String {
    let quote: UInt8 = take("'") ? UInt8(ascii: "'") : UInt8(ascii: "\"")
    if quote == UInt8(ascii: "\"") { try expect("\"") }
    guard let end = bytes[place...].firstIndex(of: quote),
      let text = String(validating: bytes[place..<end], as: UTF8.self), !text.contains("\\")
    else { throw Problem(.io, "its header has a text without end") }
    place = end + 1
    return text
  }

  mutating func bool() throws(Problem) -> Bool {
    if take("True") { return true }
    try expect("False")
    return false
  }

  /// `()`, `(5,)` or `(5, 3)`.
  mutating func tuple() throws(Problem) -> [Int] {
    try expect("(")
    var values: [Int] = []
    while !take(")") {
      skipBlanks()
      let digits = bytes[place...].prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty else { throw Problem(.io, "its header has a shape that is no list of sizes") }
      place = digits.endIndex
      // A length that no number can say is too large in any case.
      values.append(Int(String(decoding: digits, as: UTF8.self)) ?? .max)
      guard !take(",") else { continue }
      try expect(")")
      break
    }
    return values
  }
}

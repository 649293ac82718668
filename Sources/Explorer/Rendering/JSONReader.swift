extension JSON {
  /// Reads one JSON value; nil if the text is anything else.
  public init?(reading text: String) {
    var reader = JSONReader(bytes: Array(text.utf8))
    guard let value = reader.value(depth: 0), reader.isAtEnd() else { return nil }
    self = value
  }

  /// The member of an object with a key.
  subscript(key: String) -> JSON? { members.first { $0.key == key }?.value }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var integer: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
  /// The whole numbers of an array, if it holds nothing else.
  var integers: [Int]? { all(\.integer) }
  /// A finite number.
  var double: Double? {
    if case .number(let number) = self, number.isFinite { number } else { nil }
  }
  /// The finite numbers of an array, if it holds nothing else.
  var doubles: [Double]? { all(\.double) }
  var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// What the elements of an array are, if every one can be read.
  func all<Element>(_ read: (JSON) -> Element?) -> [Element]? {
    guard case .array(let values) = self else { return nil }
    var elements: [Element] = []
    elements.reserveCapacity(values.count)
    for value in values {
      guard let element = read(value) else { return nil }
      elements.append(element)
    }
    return elements
  }
}

/// Reads strict JSON, nested 64 deep at most.
private struct JSONReader {
  let bytes: [UInt8]
  private var place = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func isAtEnd() -> Bool {
    skipBlanks()
    return place == bytes.count
  }

  mutating func value(depth: Int) -> JSON? {
    skipBlanks()
    guard place < bytes.count, depth < 64 else { return nil }
    switch bytes[place] {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func object(depth: Int) -> JSON? {
    place += 1
    var members: [JSON.Member] = []
    skipBlanks()
    if take("}") { return .object([]) }
    repeat {
      skipBlanks()
      guard let key = string() else { return nil }
      skipBlanks()
      guard take(":"), let value = value(depth: depth + 1) else { return nil }
      members.append(JSON.Member(key: key, value: value))
      skipBlanks()
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  private mutating func array(depth: Int) -> JSON? {
    place += 1
    var values: [JSON] = []
    skipBlanks()
    if take("]") { return .array([]) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      values.append(value)
      skipBlanks()
    } while take(",")
    return take("]") ? .array(values) : nil
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var units: [UInt16] = []
    var start = place
    func plain(_ end: Int) -> [UInt16] { Array(String(decoding: bytes[start..<end], as: UTF8.self).utf16) }
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        units += plain(place)
        place += 1
        return String(decoding: units, as: UTF16.self)
      case UInt8(ascii: "\\"):
        units += plain(place)
        place += 1
        guard let unit = escape() else { return nil }
        units.append(unit)
        start = place
      case 0..<0x20: return nil
      default: place += 1
      }
    }
    return nil
  }

  private mutating func escape() -> UInt16? {
    guard place < bytes.count else { return nil }
    let letter = bytes[place]
    place += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(letter)
    case UInt8(ascii: "b"): return 8
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "f"): return 12
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "u"):
      let digits = bytes[place..<min(place + 4, bytes.count)]
      guard digits.count == 4, !digits.contains(UInt8(ascii: "+")) else { return nil }
      place += 4
      return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    default: return nil
    }
  }

  private mutating func number() -> JSON? {
    let start = place
    while place < bytes.count, Self.numeric.contains(bytes[place]) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    guard let first = text.utf8.first, first != UInt8(ascii: "+"), let number = Double(text), number.isFinite
    else { return nil }
    return .number(number)
  }

  private static let numeric = Set("0123456789+-.eE".utf8)

  private mutating func take(_ word: String) -> Bool {
    guard bytes[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  private mutating func skipBlanks() {
    while place < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place]) { place += 1 }
  }
}

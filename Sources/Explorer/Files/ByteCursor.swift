/// Bytes that are read from front to back, and never past their end.
struct ByteCursor {
  private let bytes: ArraySlice<UInt8>
  private(set) var place: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  var remaining: Int { bytes.endIndex - place }

  /// The next bytes.
  ///
  /// - Throws: a problem if there are not so many; `what` names them.
  mutating func take(_ count: Int, _ what: String) throws(Problem) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else {
      throw Problem(.io, "it ends inside \(what): \(remaining) of \(count) bytes are there")
    }
    defer { place += count }
    return bytes[place..<place + count]
  }

  /// The next number, little end first.
  mutating func integer<Number: FixedWidthInteger & UnsignedInteger>(
    _: Number.Type = Number.self, _ what: String
  ) throws(Problem) -> Number {
    try take(Number.bitWidth / 8, what).reversed().reduce(0) { $0 << 8 | Number($1) }
  }
}

extension FixedWidthInteger where Self: UnsignedInteger {
  /// The bytes of a number, little end first.
  var littleEndianBytes: [UInt8] {
    (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> (8 * Self($0))) }
  }
}

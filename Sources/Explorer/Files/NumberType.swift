/// How a file stores a number.
enum NumberType: String, Hashable, Sendable {
  case float16, bfloat16, float32, float64
  case int8, int16, int32, int64, uint8, uint16, uint32, uint64
  case bool

  /// How many bytes one takes.
  var size: Int {
    switch self {
    case .int8, .uint8, .bool: 1
    case .float16, .bfloat16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// The numbers that bytes hold, widened to doubles without any loss.
  ///
  /// - Throws: a problem for a whole number that no double is.
  func numbers(in bytes: ArraySlice<UInt8>, bigEndian: Bool = false) throws(Problem) -> [Double] {
    func words<Word: FixedWidthInteger>(_: Word.Type, _ number: (Word) -> Double) -> [Double] {
      bytes.withUnsafeBytes { buffer in
        (0..<buffer.count / MemoryLayout<Word>.size).map { index in
          let word = buffer.loadUnaligned(fromByteOffset: index * MemoryLayout<Word>.size, as: Word.self)
          return number(bigEndian ? Word(bigEndian: word) : Word(littleEndian: word))
        }
      }
    }
    func exact<Word: FixedWidthInteger>(_: Word.Type) throws(Problem) -> [Double] {
      var lost: Word?
      let numbers = words(Word.self) { word in
        let number = Double(word)
        if Word(exactly: number) != word { lost = word }
        return number
      }
      guard let lost else { return numbers }
      throw Problem(.outOfRange, "it holds \(lost), which is not exact in double precision")
    }
    switch self {
    case .float16: return words(UInt16.self) { Double(Float16(bitPattern: $0)) }
    case .bfloat16: return words(UInt16.self) { Double(Float(bitPattern: UInt32($0) << 16)) }
    case .float32: return words(UInt32.self) { Double(Float(bitPattern: $0)) }
    case .float64: return words(UInt64.self) { Double(bitPattern: $0) }
    case .int8: return words(Int8.self) { Double($0) }
    case .int16: return words(Int16.self) { Double($0) }
    case .int32: return words(Int32.self) { Double($0) }
    case .int64: return try exact(Int64.self)
    case .uint8: return words(UInt8.self) { Double($0) }
    case .uint16: return words(UInt16.self) { Double($0) }
    case .uint32: return words(UInt32.self) { Double($0) }
    case .uint64: return try exact(UInt64.self)
    case .bool: return words(UInt8.self) { $0 == 0 ? 0 : 1 }
    }
  }
}

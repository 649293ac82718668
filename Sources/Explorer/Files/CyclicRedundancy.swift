/// CRC-32 as zip archives use it: the polynomial 0xEDB88320, bits reflected.
struct CyclicRedundancy {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1 }
  }

  private var register: UInt32 = ~0

  /// The checksum of the bytes so far.
  var value: UInt32 { ~register }

  mutating func add(_ bytes: ArraySlice<UInt8>) {
    let table = Self.table
    var register = register
    for byte in bytes {
      register = table[Int(UInt8(truncatingIfNeeded: register) ^ byte)] ^ (register >> 8)
    }
    self.register = register
  }

  static func checksum(of bytes: [UInt8]) -> UInt32 {
    var result = CyclicRedundancy()
    result.add(bytes[...])
    return result.value
  }
}

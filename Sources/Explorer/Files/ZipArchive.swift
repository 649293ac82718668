/// The files in a zip archive, stored or deflated, of less than 4 GiB.
///
/// What the directory says is checked before memory is taken for it: every file lies in the archive, none shares bytes
/// with another, and all together fit into the limit.
/// - Source: PKWARE's APPNOTE 6.3.10, 4.3 to 4.5.
struct ZipArchive {
  struct Entry: Hashable {
    let name: String
    fileprivate let isDeflated: Bool
    fileprivate let checksum: UInt32
    fileprivate let size: Int
    fileprivate let data: Range<Int>
  }

  let entries: [Entry]
  private let bytes: [UInt8]

  private static let endSignature: UInt32 = 0x0605_4b50
  private static let directorySignature: UInt32 = 0x0201_4b50
  private static let localSignature: UInt32 = 0x0403_4b50

  // MARK: Reading

  /// The directory of an archive whose files have at most `limit` bytes together.
  init(_ bytes: [UInt8], limit: Int) throws(Problem) {
    self.bytes = bytes
    let directory = try Self.directory(of: bytes)
    var cursor = ByteCursor(bytes[directory.range])
    var entries: [Entry] = []
    var total = 0
    for number in 0..<directory.count {
      let entry = try Self.entry(&cursor, number, in: bytes, before: directory.range.lowerBound)
      total += entry.size
      guard total <= limit else {
        throw Problem(
          .tooLarge, "it would unpack to more than \(limit >> 20) MiB",
          hints: ["set limit raises that, up to 64G"])
      }
      entries.append(entry)
    }
    guard cursor.remaining == 0 else {
      throw Problem(.io, "its directory has more than \(directory.count) files")
    }
    let places = entries.map(\.data).sorted { $0.lowerBound < $1.lowerBound }
    guard zip(places, places.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound }) else {
      throw Problem(.io, "two of its files share their bytes")
    }
    guard Set(entries.map(\.name)).count == entries.count else {
      throw Problem(.io, "two of its files have one name")
    }
    self.entries = entries
  }

  /// Where the directory stands, and how many files it has: the record at the end says so.
  private static func directory(of bytes: [UInt8]) throws(Problem) -> (range: Range<Int>, count: Int) {
    let recordSize = 22
    var place = bytes.count - recordSize
    let first = max(0, place - Int(UInt16.max))
    while place >= first {
      var cursor = ByteCursor(bytes[place...])
      if try cursor.integer(UInt32.self, "the end record") == endSignature {
        let disks = try cursor.integer(UInt32.self, "the end record")
        let here = try cursor.integer(UInt16.self, "the end record")
        let count = try cursor.integer(UInt16.self, "the end record")
        let size = try cursor.integer(UInt32.self, "the end record")
        let start = try cursor.integer(UInt32.self, "the end record")
        let comment = try cursor.integer(UInt16.self, "the end record")
        if cursor.remaining == Int(comment) {
          guard disks == 0, here == count, count < .max, start < .max else {
            throw Problem(.unsupported, "it is an archive in parts, or one for more than 4 GiB")
          }
          let end = Int(start) + Int(size)
          guard end <= place else { throw Problem(.io, "its directory is not where its end says") }
          guard Int(count) <= ReadLimit.arrays else {
            throw Problem(.tooLarge, "it holds \(count) files, and at most \(ReadLimit.arrays) are read")
          }
          return (Int(start)..<end, Int(count))
        }
      }
      place -= 1
    }
    throw Problem(.io, "it is no zip archive, or its end is missing")
  }

  private static func entry(_ cursor: inout ByteCursor, _ number: Int, in bytes: [UInt8], before end: Int)
    throws(Problem) -> Entry
  {
    let what = "its directory"
    guard try cursor.integer(UInt32.self, what) == directorySignature else {
      throw Problem(.io, "its directory is damaged at file \(number + 1)")
    }
    _ = try cursor.take(4, what)  // who made it, and the version that is needed
    let flags = try cursor.integer(UInt16.self, what)
    let method = try cursor.integer(UInt16.self, what)
    _ = try cursor.take(4, what)  // time and date
    let checksum = try cursor.integer(UInt32.self, what)
    let packed = Int(try cursor.integer(UInt32.self, what))
    let size = Int(try cursor.integer(UInt32.self, what))
    let nameLength = Int(try cursor.integer(UInt16.self, what))
    let extraLength = Int(try cursor.integer(UInt16.self, what))
    let commentLength = Int(try cursor.integer(UInt16.self, what))
    _ = try cursor.take(8, what)  // the part, and the file's attributes
    let start = Int(try cursor.integer(UInt32.self, what))
    let nameBytes = try cursor.take(nameLength, what)
    _ = try cursor.take(extraLength + commentLength, what)
    guard let name = String(validating: nameBytes, as: UTF8.self) else {
      throw Problem(.io, "the name of file \(number + 1) is not UTF-8")
    }
    guard flags & 1 == 0 else { throw Problem(.unsupported, "'\(name)' is encrypted") }
    guard method == 0 || method == 8 else {
      throw Problem(
        .unsupported, "'\(name)' is packed by method \(method); stored and deflated files are read")
    }
    guard max(packed, size, start) < Int(UInt32.max) else {
      throw Problem(.unsupported, "'\(name)' is said to have more than 4 GiB")
    }
    guard method == 8 || packed == size else {
      throw Problem(.io, "'\(name)' is stored as it is, but with \(packed) bytes for \(size)")
    }
    guard start <= end else { throw Problem(.io, "'\(name)' is said to lie behind the archive's end") }
    var local = ByteCursor(bytes[start..<end])
    guard try local.integer(UInt32.self, "'\(name)'") == localSignature else {
      throw Problem(.io, "'\(name)' is not where the directory says")
    }
    _ = try local.take(22, "'\(name)'")  // what the directory says as well
    let localName = Int(try local.integer(UInt16.self, "'\(name)'"))
    let localExtra = Int(try local.integer(UInt16.self, "'\(name)'"))
    guard try local.take(localName, "'\(name)'").elementsEqual(nameBytes) else {
      throw Problem(.io, "'\(name)' is called otherwise in the directory")
    }
    _ = try local.take(localExtra, "'\(name)'")
    let data = local.place
    _ = try local.take(packed, "'\(name)'")
    return Entry(
      name: name, isDeflated: method == 8, checksum: checksum, size: size, data: data..<data + packed)
  }

  /// The bytes of a file, unpacked, and checked against its checksum.
  func bytes(of entry: Entry, limit: ReadLimit) throws(Problem) -> ArraySlice<UInt8> {
    let packed = bytes[entry.data]
    let result =
      entry.isDeflated ? try Inflation.unpacked(packed, size: entry.size, limit: limit)[...] : packed
    var checksum = CyclicRedundancy()
    for start in stride(from: result.startIndex, to: result.endIndex, by: ReadLimit.stride) {
      try limit.step(start - result.startIndex, of: result.count)
      checksum.add(result[start..<min(result.endIndex, start + ReadLimit.stride)])
    }
    guard checksum.value == entry.checksum else {
      throw Problem(.io, "its checksum is wrong, so it is damaged")
    }
    return result
  }

  // MARK: Writing

  /// An archive of files as they are, in their order: the same bytes for the same files.
  ///
  /// - Throws: a problem for more than the format can say.
  static func bytes(of files: [(name: String, bytes: [UInt8])]) throws(Problem) -> [UInt8] {
    let total = files.reduce(0) { $0 + $1.bytes.count + 2 * $1.name.utf8.count + 76 } + 22
    guard total < Int(UInt32.max), files.count < Int(UInt16.max) else {
      throw Problem(
        .tooLarge, "an .npz archive has less than 4 GiB", hints: ["a name in .safetensors has no such limit"])
    }
    var result: [UInt8] = []
    result.reserveCapacity(total)
    var directory: [UInt8] = []
    for file in files {
      let name = Array(file.name.utf8)
      let start = UInt32(result.count)
      let common = description(of: file.bytes, name: name)
      result += localSignature.littleEndianBytes + common + name + file.bytes
      directory += directorySignature.littleEndianBytes + [20, 0] + common
      // No comment, in the first part, no attributes.
      directory += [UInt8](repeating: 0, count: 10) + start.littleEndianBytes + name
    }
    let start = UInt32(result.count)
    let count = UInt16(files.count).littleEndianBytes
    result += directory + endSignature.littleEndianBytes + [0, 0, 0, 0] + count + count
    result += UInt32(directory.count).littleEndianBytes + start.littleEndianBytes + [0, 0]
    return result
  }

  /// What both a file's own header and the directory say of it.
  private static func description(of bytes: [UInt8], name: [UInt8]) -> [UInt8] {
    let size = UInt32(bytes.count).littleEndianBytes
    let (version, utf8, stored, midnight): (UInt16, UInt16, UInt16, UInt16) = (20, 1 << 11, 0, 0)
    let firstOfJanuary1980: UInt16 = 1 << 5 | 1
    var result = version.littleEndianBytes + utf8.littleEndianBytes + stored.littleEndianBytes
    result += midnight.littleEndianBytes + firstOfJanuary1980.littleEndianBytes
    result += CyclicRedundancy.checksum(of: bytes).littleEndianBytes + size + size
    // No extra fields.
    return result + UInt16(name.count).littleEndianBytes + [0, 0]
  }
}

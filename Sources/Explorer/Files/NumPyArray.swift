/// The file format `.npy`: a header that is a Python dictionary, then the numbers.
///
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
enum NumPyArray: ArrayFormat {
  static let endings = [".npy"]
  static let summary = "one array of NumPy"

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  static func arrays(in bytes: [UInt8], limit: ReadLimit) throws(Problem) -> [StoredArray] {
    var limit = limit
    return [try array(in: bytes[...], limit: &limit)]
  }

  // MARK: Reading

  static func array(in bytes: ArraySlice<UInt8>, limit: inout ReadLimit) throws(Problem) -> StoredArray {
    var cursor = ByteCursor(bytes)
    guard try cursor.take(magic.count, "the first bytes").elementsEqual(magic) else {
      throw Problem(.io, "it does not begin as a .npy array does")
    }
    let version = try cursor.integer(UInt8.self, "the version")
    _ = try cursor.integer(UInt8.self, "the version")
    guard (1...3).contains(version) else {
      throw Problem(.unsupported, "it has version \(version) of the format .npy, and 1 to 3 are known")
    }
    let length =
      version == 1
      ? Int(try cursor.integer(UInt16.self, "the header's length"))
      : Int(try cursor.integer(UInt32.self, "the header's length"))
    guard length <= ReadLimit.description else {
      throw Problem(.tooLarge, "its header is said to have \(length) bytes")
    }
    let header = try NumPyHeader(try cursor.take(length, "the header"))
    switch header.type {
    case .numbers(let type, let bigEndian):
      let count = try limit.reserve(header.shape)
      let data = try data(count * type.size, header, &cursor)
      let values = try type.numbers(in: data, bigEndian: bigEndian)
      return StoredArray(
        name: "", shape: header.shape,
        content: .numbers(header.isFortran ? values.byLastIndex(header.shape) : values, type))
    case .text(let width, let bigEndian):
      guard header.shape.allSatisfy({ $0 == 1 }) else {
        throw Problem(.unsupported, "it holds many texts, and one is read")
      }
      let data = try data(try textSize(width, 4), header, &cursor)
      return StoredArray(name: "", shape: [], content: .text(try text(data, bigEndian: bigEndian)))
    case .bytes(let width):
      guard header.shape.allSatisfy({ $0 == 1 }) else {
        throw Problem(.unsupported, "it holds many texts, and one is read")
      }
      let data = try data(try textSize(width, 1), header, &cursor)
      let end = data.lastIndex { $0 != 0 }.map { $0 + 1 } ?? data.startIndex
      guard let text = String(validating: data[..<end], as: UTF8.self) else {
        throw Problem(.io, "its text is not UTF-8")
      }
      return StoredArray(name: "", shape: [], content: .text(text))
    }
  }

  /// Exactly the bytes that the header promises.
  private static func data(_ count: Int, _ header: NumPyHeader, _ cursor: inout ByteCursor) throws(Problem)
    -> ArraySlice<UInt8>
  {
    guard cursor.remaining == count else {
      let size = header.shape.map(String.init).joined(separator: "x")
      throw Problem(
        .io,
        "its header promises \(count) bytes\(size.isEmpty ? "" : " for \(size)"), and \(cursor.remaining) are there"
      )
    }
    return try cursor.take(count, "the numbers")
  }

  private static func textSize(_ width: Int, _ unit: Int) throws(Problem) -> Int {
    guard width <= ReadLimit.description else {
      throw Problem(.tooLarge, "its text is said to have \(width) characters")
    }
    return width * unit
  }

  /// NumPy's text: four bytes a character, zeros behind.
  private static func text(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) throws(Problem) -> String {
    var result = String.UnicodeScalarView()
    var cursor = ByteCursor(bytes)
    var zeros = 0
    while cursor.remaining > 0 {
      let word = try cursor.integer(UInt32.self, "the text")
      let value = bigEndian ? word.byteSwapped : word
      guard value != 0 else {
        zeros += 1
        continue
      }
      guard zeros == 0, let scalar = Unicode.Scalar(value) else {
        throw Problem(
          .io, "its text holds \(zeros > 0 ? "a zero" : String(value, radix: 16)), which is no character")
      }
      result.append(scalar)
    }
    return String(result)
  }

  // MARK: Writing

  /// An array of doubles, with the last index fastest.
  static func bytes(of values: [Double], shape: [Int]) -> [UInt8] {
    var result = header("<f8", shape)
    result.reserveCapacity(result.count + 8 * values.count)
    for value in values { result += value.bitPattern.littleEndianBytes }
    return result
  }

  /// A text as NumPy keeps it: an array without axes.
  static func bytes(of text: String) -> [UInt8] {
    let scalars = Array(text.unicodeScalars)
    return header("<U\(max(1, scalars.count))", [])
      + (scalars.isEmpty ? [0, 0, 0, 0] : scalars.flatMap(\.value.littleEndianBytes))
  }

  private static func header(_ type: String, _ shape: [Int]) -> [UInt8] {
    let axes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(axes)), }"
    // Blanks behind it, so that the numbers start at a multiple of 64.
    let length = magic.count + 4 + text.utf8.count + 1
    let padded = text + String(repeating: " ", count: (64 - length % 64) % 64) + "\n"
    return magic + [1, 0] + UInt16(padded.utf8.count).littleEndianBytes + Array(padded.utf8)
  }
}

extension [Double] {
  /// Numbers with the first index fastest, Fortran's order, in the order with the last index fastest.
  fileprivate func byLastIndex(_ shape: [Int]) -> [Double] {
    guard shape.count > 1, !isEmpty else { return self }
    var strides = [1]
    for length in shape.dropLast() { strides.append(strides[strides.count - 1] * length) }
    var index = Array<Int>(repeating: 0, count: shape.count)
    var place = 0
    return indices.map { _ in
      defer {
        // The next index, the last of them fastest.
        var axis = shape.count - 1
        while axis >= 0 {
          index[axis] += 1
          place += strides[axis]
          if index[axis] < shape[axis] { break }
          place -= index[axis] * strides[axis]
          index[axis] = 0
          axis -= 1
        }
      }
      return self[place]
    }
  }
}

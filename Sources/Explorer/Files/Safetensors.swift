import LinearAlgebra
import Networks

/// The file format safetensors: the length of a header, the header as JSON, then the numbers, little end first.
///
/// - Source: https://github.com/huggingface/safetensors, "Format".
enum Safetensors: ArrayFormat {
  static let endings = [".safetensors"]
  static let summary = "named tensors, as PyTorch's users keep them"

  /// What the header says beside the tensors.
  private static let metadata = "__metadata__"

  private static let types: [(code: String, type: NumberType)] = [
    ("F64", .float64), ("F32", .float32), ("F16", .float16), ("BF16", .bfloat16), ("I64", .int64),
    ("I32", .int32), ("I16", .int16), ("I8", .int8), ("U64", .uint64), ("U32", .uint32), ("U16", .uint16),
    ("U8", .uint8), ("BOOL", .bool),
  ]

  // MARK: Reading

  static func arrays(in bytes: [UInt8], limit: ReadLimit) throws(Problem) -> [StoredArray] {
    var limit = limit
    var cursor = ByteCursor(bytes[...])
    let length = try cursor.integer(UInt64.self, "the header's length")
    guard length <= UInt64(ReadLimit.description) else {
      throw Problem(.tooLarge, "its header is said to have \(length) bytes")
    }
    let text = try cursor.take(Int(length), "the header")
    guard let header = JSON(reading: String(decoding: text, as: UTF8.self)),
      case .object(let members) = header
    else { throw Problem(.io, "its header is no JSON object") }
    guard members.count <= ReadLimit.arrays else {
      throw Problem(.tooLarge, "it holds \(members.count) tensors, and at most \(ReadLimit.arrays) are read")
    }
    guard Set(members.map(\.key)).count == members.count else {
      throw Problem(.io, "two of its tensors have one name")
    }
    let data = bytes[cursor.place...]
    var arrays: [StoredArray] = []
    var spans: [Range<Int>] = []
    for (number, member) in members.enumerated() {
      try limit.step(number, of: members.count)
      guard member.key != metadata else {
        if let meta = member.value[ArrayFile.meta]?.string {
          arrays.append(StoredArray(name: ArrayFile.meta, shape: [], content: .text(meta)))
        }
        continue
      }
      do throws(Problem) {
        let (array, span) = try array(member, in: data, limit: &limit)
        arrays.append(array)
        spans.append(span)
      } catch {
        throw error.inside("tensor \(member.key)")
      }
    }
    var end = 0
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) where !span.isEmpty {
      guard span.lowerBound == end else {
        throw Problem(
          .io, span.lowerBound < end ? "two of its tensors share bytes" : "bytes of it belong to no tensor")
      }
      end = span.upperBound
    }
    guard end == data.count else {
      throw Problem(.io, "\(data.count - end) bytes at its end belong to no tensor")
    }
    return arrays
  }

  private static func array(
    _ member: JSON.Member, in data: ArraySlice<UInt8>, limit: inout ReadLimit
  ) throws(Problem) -> (StoredArray, Range<Int>) {
    guard let code = member.value["dtype"]?.string, let shape = member.value["shape"]?.integers,
      let offsets = member.value["data_offsets"]?.integers, offsets.count == 2
    else { throw Problem(.io, "the header does not say its dtype, shape and data_offsets") }
    guard let type = types.first(where: { $0.code == code })?.type else {
      throw Problem(
        .unsupported, "its numbers are of the type \(code)",
        hints: ["these are read: " + types.map(\.code).joined(separator: " ")])
    }
    let count = try limit.reserve(shape)
    guard 0 <= offsets[0], offsets[0] <= offsets[1], offsets[1] <= data.count else {
      throw Problem(.io, "it ends at byte \(offsets[1]), and \(data.count) bytes are there")
    }
    guard offsets[1] - offsets[0] == count * type.size else {
      let size = shape.map(String.init).joined(separator: "x")
      throw Problem(
        .io, "it has \(offsets[1] - offsets[0]) bytes, and \(size) of \(code) are \(count * type.size)")
    }
    let bytes = data[data.startIndex + offsets[0]..<data.startIndex + offsets[1]]
    return (
      StoredArray(name: member.key, shape: shape, content: .numbers(try type.numbers(in: bytes), type)),
      offsets[0]..<offsets[1]
    )
  }

  // MARK: Writing

  /// A file of tensors in double precision and a text, which says what network they are of.
  static func bytes(of tensors: [NamedTensor], meta: String) -> [UInt8] {
    var start = 0
    var members = JSON.record([metadata: .record([ArrayFile.meta: .string(meta)])]).members
    for tensor in tensors {
      let end = start + 8 * tensor.tensor.values.elements.count
      members.append(
        JSON.Member(
          key: tensor.name,
          value: .record([
            "dtype": .string("F64"), "shape": .array(tensor.tensor.shape.map(JSON.int)),
            "data_offsets": .array([.int(start), .int(end)]),
          ])))
      start = end
    }
    var header = Array(JSON.object(members).text.utf8)
    // Blanks behind it, so that the numbers start at a multiple of eight.
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    var result = UInt64(header.count).littleEndianBytes + header
    result.reserveCapacity(result.count + start)
    for tensor in tensors {
      for value in tensor.tensor.byRows { result += value.bitPattern.littleEndianBytes }
    }
    return result
  }
}

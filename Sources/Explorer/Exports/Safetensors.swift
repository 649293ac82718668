import LinearAlgebra
import Networks

/// The file format safetensors: the length of a header, the header as JSON, then the numbers, little end first.
///
/// - Source: https://github.com/huggingface/safetensors, "Format".
enum Safetensors {
  /// `kinds` are those of the network's layers, kept in the header for a reader who builds it again.
  static func bytes(_ tensors: [NamedTensor], kinds: [String]) -> [UInt8] {
    var start = 0
    var members = JSON.record([
      "__metadata__": .record([
        "layers": .string(kinds.joined(separator: ",")), "program": .string("lip \(Version.current)"),
      ])
    ]).members
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
    var result = littleEndian(UInt64(header.count)) + header
    result.reserveCapacity(result.count + start)
    for tensor in tensors {
      for value in tensor.tensor.byRows { result += littleEndian(value.bitPattern) }
    }
    return result
  }

  private static func littleEndian(_ value: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }
}

/// The file format `.csv`: a row of numbers a line, between commas, semicolons, tabs or blanks.
///
/// Lines that start with `#` are left out, and so is a first line without any number, which names the columns.
enum CSVNumbers: ArrayFormat {
  static let endings = [".csv"]
  static let summary = "a line of numbers for each point"

  static func arrays(in bytes: [UInt8], limit: ReadLimit) throws(Problem) -> [StoredArray] {
    var limit = limit
    var values: [Double] = []
    var (rows, columns, isFirst) = (0, 0, true)
    // A byte order mark is no part of the text.
    var rest = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes[3...] : bytes[...]
    var number = 0
    while !rest.isEmpty {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      rest = rest[line.endIndex...].dropFirst()
      number += 1
      if number % 1000 == 0 { try limit.step(line.startIndex, of: bytes.count) }
      let fields = Self.fields(of: line)
      guard !fields.isEmpty, fields[0].first != "#" else { continue }
      let numbers = fields.map { Double($0) }
      defer { isFirst = false }
      if isFirst, numbers.allSatisfy({ $0 == nil }) {
        columns = fields.count
        continue
      }
      if let column = numbers.firstIndex(where: { $0?.isFinite != true }) {
        let field = String(fields[column].prefix(40))
        throw Problem(
          .io, "line \(number), column \(column + 1): '\(field)' is no number",
          hints: field.contains(",") ? ["decimal point, please: \(field.replacing(",", with: "."))"] : [])
      }
      if columns == 0 { columns = numbers.count }
      guard numbers.count == columns else {
        throw Problem(
          .io,
          "line \(number) has \(Value.count(numbers.count, "number")), and there \(columns == 1 ? "is" : "are") \(Value.count(columns, "column"))"
        )
      }
      guard 8 * (values.count + columns) <= limit.array else {
        throw Problem(
          .tooLarge, "it holds more than \(limit.array >> 20) MiB of numbers",
          hints: ["set limit raises that, up to 64G"])
      }
      values += numbers.compactMap(\.self)
      rows += 1
    }
    guard rows > 0 else { throw Problem(.io, "there are no numbers in it") }
    _ = try limit.reserve([rows, columns])
    return [StoredArray(name: "", shape: [rows, columns], content: .numbers(values, .float64))]
  }

  /// What stands between the separators of a line; nothing of an empty one.
  private static func fields(of line: ArraySlice<UInt8>) -> [String] {
    let line = trimmed(line)
    guard !line.isEmpty else { return [] }
    let separator = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")].first(where: line.contains)
    guard let separator else {
      return line.split(whereSeparator: isBlank).map { String(decoding: $0, as: UTF8.self) }
    }
    return line.split(separator: separator, omittingEmptySubsequences: false).map { field in
      let text = trimmed(field)
      let quote = UInt8(ascii: "\"")
      let isQuoted = text.count > 1 && text.first == quote && text.last == quote
      return String(decoding: isQuoted ? text.dropFirst().dropLast() : text, as: UTF8.self)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = bytes.drop(while: isBlank)
    return start.prefix(through: start.lastIndex { !isBlank($0) } ?? start.startIndex - 1)
  }
}

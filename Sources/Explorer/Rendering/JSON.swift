/// A JSON value whose objects keep their order.
public enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public let key: String
    public let value: JSON
  }

  /// An object from its members, without those that are nil.
  public static func record(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
  }

  public static func int(_ value: Int) -> JSON { .number(Double(value)) }
  public static func numbers(_ values: [Double]) -> JSON { .array(values.map { .number($0) }) }
  public static func strings(_ values: [String]) -> JSON { .array(values.map { .string($0) }) }

  /// The members of an object.
  public var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }

  /// Strict JSON in one line.
  ///
  /// Numbers are the shortest text that reads back the same; what JSON cannot say is `"inf"`, `"-inf"` and
  /// `"nan"`.
  public var text: String {
    var result = ""
    write(to: &result)
    return result
  }

  private func write(to result: inout String) {
    switch self {
    case .null: result += "null"
    case .bool(let value): result += value ? "true" : "false"
    case .number(let value):
      result += value.isFinite ? NumberFormat.shortest(value) : "\"\(NumberFormat.shortest(value))\""
    case .string(let value): JSON.quote(value, into: &result)
    case .array(let values):
      result += "["
      for (index, value) in values.enumerated() {
        if index > 0 { result += "," }
        value.write(to: &result)
      }
      result += "]"
    case .object(let members):
      result += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { result += "," }
        JSON.quote(member.key, into: &result)
        result += ":"
        member.value.write(to: &result)
      }
      result += "}"
    }
  }

  /// JSON over several lines, one for each member and element, a blank deeper for each level: fit to be compared.
  public var indented: String {
    var result = ""
    write(to: &result, indent: 0)
    return result
  }

  private func write(to result: inout String, indent: Int) {
    func write<Part>(_ parts: [Part], _ open: String, _ close: String, _ body: (Part) -> Void) {
      guard !parts.isEmpty else { return result += open + close }
      result += open
      for (index, part) in parts.enumerated() {
        result += (index > 0 ? ",\n" : "\n") + String(repeating: " ", count: indent + 1)
        body(part)
      }
      result += "\n" + String(repeating: " ", count: indent) + close
    }
    switch self {
    case .array(let values): write(values, "[", "]") { $0.write(to: &result, indent: indent + 1) }
    case .object(let members):
      write(members, "{", "}") { member in
        JSON.quote(member.key, into: &result)
        result += ": "
        member.value.write(to: &result, indent: indent + 1)
      }
    default: self.write(to: &result)
    }
  }

  private static func quote(_ text: String, into result: inout String) {
    result += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    result += "\""
  }
}

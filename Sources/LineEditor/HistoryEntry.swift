/// An entry of the history as one line of its file.
///
/// `\` is written `\\`, a newline `\n`, a carriage return `\r`.
enum HistoryEntry {
  static func encoded(_ entry: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\\": line.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": line.append(contentsOf: "\\n".unicodeScalars)
      case "\r": line.append(contentsOf: "\\r".unicodeScalars)
      default: line.append(scalar)
      }
    }
    return String(line)
  }

  /// Undoes `encoded`; an escape that it never writes stands for itself.
  static func decoded(_ line: some StringProtocol) -> String {
    guard line.utf8.contains(UInt8(ascii: "\\")) else { return String(line) }
    var entry = String.UnicodeScalarView()
    var rest = line.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let escaped = rest.first else {
        entry.append(scalar)
        continue
      }
      switch escaped {
      case "\\": entry.append("\\")
      case "n": entry.append("\n")
      case "r": entry.append("\r")
      default:
        entry.append(scalar)
        continue
      }
      rest.removeFirst()
    }
    return String(entry)
  }

  /// Whether an entry is worth keeping: it is not empty and does not begin with a blank.
  static func isKept(_ entry: String) -> Bool {
    guard let first = entry.unicodeScalars.first else { return false }
    return first != " " && first != "\t"
  }
}

extension SessionFile {
  /// Something wrong in a file, with its line.
  public struct Issue: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
      case missingVersion
      case newerVersion(String)
      case versionNotFirst
      case badValue(key: String, value: String, expected: String)
      case repeatedKey(String)
      case unknownKey(String)
      /// A header's key below the first command.
      case misplacedKey(String)
      /// An option without a command below it.
      case optionWithoutCommand(String)
      case outputWithoutCommand
      case question(Question.Flaw)
      case longCommand(limit: Int)
    }

    /// Counted from 1.
    public var line: Int
    public var kind: Kind

    public init(line: Int, kind: Kind) {
      self.line = line
      self.kind = kind
    }

    /// Whether the file should not run.
    public var isError: Bool {
      switch kind {
      case .unknownKey, .optionWithoutCommand: false
      default: true
      }
    }

    public var description: String {
      switch kind {
      case .missingVersion:
        "a file with #> or #| lines starts with its version; write  #| lip 1  as its first line"
      case .newerVersion(let version):
        "written by a newer lip: format \(version), while this one reads format \(Header.currentVersion)"
      case .versionNotFirst: "#| lip comes before every other #| line and every command"
      case .badValue(let key, let value, let expected):
        "#| \(key) needs \(expected)" + (value.isEmpty ? "" : ", not '\(value)'")
      case .repeatedKey(let key): "#| \(key) is given twice"
      case .unknownKey(let key): "#| \(key) means nothing to this version, and is ignored"
      case .misplacedKey(let key): "#| \(key) belongs in the header, above the first command"
      case .optionWithoutCommand(let key): "#| \(key) has no command below it"
      case .outputWithoutCommand: "#> belongs to the command above it, but there is none"
      case .question(let flaw): "\(flaw)"
      case .longCommand(let limit):
        "a command of more than \(limit) lines: is a parenthesis or a begin left open?"
      }
    }
  }
}

import TerminalText

/// What is said of a saved session that reads files which a script there may not, or will not, find.
struct StrayNote {
  /// The session's file.
  let file: String
  /// The paths as they stand in it.
  let strays: [String]

  private static let reason = "a script reads only inside its own folder"

  /// For a person: what will not go, and what to do.
  var lines: [StyledText] {
    guard !strays.isEmpty else { return [] }
    let head = StyledText(
      "note: \(file.visible) does not replay yet, for \(Self.reason). Copy what it reads beside it, "
        + "and write the name alone in it:", .warning)
    return head.wrapped(to: 76)
      + strays.map { path in
        let name = Self.name(of: path)
        return StyledText("  " + (name == path ? name : "\(path)  ->  \(name)").visible)
      }
  }

  /// For a program: a sentence each.
  var sentences: [String] {
    strays.map {
      "\(file) does not replay yet, for \(Self.reason): copy \($0) beside it, and write \(Self.name(of: $0)) in it"
    }
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

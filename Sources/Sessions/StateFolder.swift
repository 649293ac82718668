import Glibc

/// Where the program keeps what outlasts a session.
public enum StateFolder {
  /// `lip` in XDG_STATE_HOME, if that is an absolute path, else in `~/.local/state`; nil without HOME.
  public static func path(environment: (String) -> String?) -> String? {
    func absolute(_ name: String) -> String? { environment(name).flatMap { $0.hasPrefix("/") ? $0 : nil } }
    let folder = absolute("XDG_STATE_HOME") ?? absolute("HOME").map { $0 + "/.local/state" }
    return folder.map { $0 + "/lip" }
  }

  /// The folder that the process's own environment names.
  public static func standard() -> String? {
    path { name in getenv(name).map { String(cString: $0) } }
  }

  /// Makes the folder of a file, and those above it, for this user alone.
  public static func makeFolder(of path: String) {
    var made = ""
    for part in path.split(separator: "/").dropLast() {
      made += (path.hasPrefix("/") || !made.isEmpty ? "/" : "") + part
      mkdir(made, 0o700)
    }
  }
}

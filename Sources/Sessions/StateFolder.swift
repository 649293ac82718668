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

  /// Makes a folder, and those above it, for this user alone; one that is there stays as it is.
  public static func make(_ folder: String) throws(FileError) {
    if mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else {
      throw .system(path: folder, code: errno)
    }
    try make(String(folder[..<slash]))
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .system(path: folder, code: errno) }
  }
}

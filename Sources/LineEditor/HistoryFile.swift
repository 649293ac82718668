import Glibc

/// Why the history cannot be kept.
public struct HistoryWarning: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
}

/// The lines of earlier sessions, in a file that parallel sessions share.
///
/// UTF-8, an entry a line, oldest first. Each entry is appended at once and whole, under a lock, so a crash or another
/// session loses nothing. The newest `limit` entries are read; when the file holds many more it is written anew.
public struct HistoryFile: Sendable {
  /// How many entries are kept.
  public static let limit = 10_000

  /// Where the entries are; nil for a history that lasts as long as the process.
  public let path: String?

  /// The newest entries, oldest first.
  public private(set) var entries: [String] = []

  /// What kept the file from being used, if something did.
  public private(set) var warning: HistoryWarning?

  /// Reads the file; one that does not exist yet is an empty history.
  public init(path: String?) {
    self.path = path
    guard let path else { return }
    do throws(HistoryWarning) {
      try FileSystem.makeFolder(of: path)
      let lines = try readLines(path)
      entries = lines.suffix(Self.limit).map(HistoryEntry.decoded)
      if lines.count > Self.limit + Self.limit / 4 { try compact(path) }
    } catch {
      warning = error
    }
  }

  /// The history of this user: LIP_HISTFILE, or `lip/history` in the folder for state.
  ///
  /// An empty LIP_HISTFILE asks for none. The folder is XDG_STATE_HOME if that is an absolute path, else
  /// `~/.local/state`; without HOME there is a warning and no file.
  public init(environment: (String) -> String?) {
    func absolute(_ name: String) -> String? { environment(name).flatMap { $0.hasPrefix("/") ? $0 : nil } }
    if let chosen = environment("LIP_HISTFILE") {
      self.init(path: chosen.isEmpty ? nil : chosen)
    } else if let folder = absolute("XDG_STATE_HOME") ?? absolute("HOME").map({ $0 + "/.local/state" }) {
      self.init(path: folder + "/lip/history")
    } else {
      self.init(path: nil)
      warning = HistoryWarning(description: "no history is kept: HOME is not set")
    }
  }

  /// The history that the process's own environment names.
  public static func standard() -> HistoryFile { HistoryFile(environment: environmentValue) }

  /// Adds an entry, unless it is empty, begins with a blank, or repeats the newest one.
  ///
  /// - Returns: Whether it was added, and the warning if the file failed just now; later failures are silent.
  public mutating func append(_ entry: String) -> (isKept: Bool, warning: HistoryWarning?) {
    guard HistoryEntry.isKept(entry), entry != entries.last else { return (false, nil) }
    entries.append(entry)
    if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
    guard let path, warning == nil else { return (true, nil) }
    do throws(HistoryWarning) {
      try write(entry, to: path)
    } catch {
      warning = error
    }
    return (true, warning)
  }

  /// The file's lines, at least the newest `limit`.
  private func readLines(_ path: String) throws(HistoryWarning) -> [Substring] {
    guard let file = try LockedFile(reading: path) else { return [] }
    let bytes = try file.newestBytes()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
  }

  private func write(_ entry: String, to path: String) throws(HistoryWarning) {
    try LockedFile(appending: path).append(line: HistoryEntry.encoded(entry))
  }

  /// Replaces the file by one with its newest entries.
  private func compact(_ path: String) throws(HistoryWarning) {
    let file = try LockedFile(appending: path)
    let text = String(decoding: try file.newestBytes(), as: UTF8.self)
    let newest = text.split(separator: "\n", omittingEmptySubsequences: true).suffix(Self.limit)
    try file.replace(by: newest.joined(separator: "\n") + "\n")
  }
}

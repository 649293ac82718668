import Synchronization

/// Notes the files that a statement reads.
final class ReadFiles: Sendable {
  struct File: Hashable, Sendable {
    /// As it was written.
    let path: String
    /// What it is, whatever path leads to it.
    let identity: String
  }

  private let files = Mutex<[File]>([])

  func note(_ path: String, at real: String) {
    files.withLock { $0.append(File(path: path, identity: FileAccess.identity(of: real))) }
  }

  var all: [File] { files.withLock { $0 } }
}

extension Notebook {
  /// The paths in a saved session that lead a script elsewhere than they led this session, or nowhere, as they stand
  /// in it.
  func strays(savedAt path: String) -> [String] {
    let script = FileAccess(scriptFolder: FileAccess.folder(of: path), writableFolder: nil)
    let undone = undone
    return executions.filter { $0.isOK && $0.isKept && !undone.contains($0.number) }.flatMap(\.files)
      .filter { file in
        guard let found = try? script.readable(file.path, at: nil) else { return true }
        return FileAccess.identity(of: found) != file.identity
      }.map(\.path).unique
  }
}

import Glibc

/// The files that a half-typed path may mean.
enum FileNames {
  /// Where the path starts that ends at the cursor: after the last blank.
  static func start(of line: String, at cursor: Int) -> Int {
    let before = Array(line).prefix(cursor)
    return before.lastIndex { $0.isWhitespace || $0 == "\"" }.map { $0 + 1 } ?? 0
  }

  /// The paths that begin like `partial`, folders with a `/` at the end; hidden ones only after a dot.
  static func matching(_ partial: String) -> [String] {
    let folder = partial.lastIndex(of: "/").map { String(partial[...$0]) } ?? ""
    let stem = String(partial.dropFirst(folder.count))
    guard let directory = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(stem), name != ".", name != "..", stem.hasPrefix(".") || !name.hasPrefix(".")
      else { continue }
      var status = stat()
      let isFolder = stat(folder + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      names.append(folder + name + (isFolder ? "/" : ""))
    }
    return names.sorted()
  }
}

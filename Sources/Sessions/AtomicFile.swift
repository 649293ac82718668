import Glibc

/// Files that are written whole or not at all.
public enum AtomicFile {
  /// Writes a text, as `write(bytes:to:overwriting:)` writes bytes.
  public static func write(_ text: String, to path: String, overwriting: Bool = false) throws(FileError) {
    try write(bytes: Array(text.utf8), to: path, overwriting: overwriting)
  }

  /// Writes bytes to a new file in the same folder, has them put on the disk, and gives the file its name.
  ///
  /// Whoever reads `path` sees the old content or the new one, also after a crash. Without `overwriting`, a file that
  /// exists stays, even if it appears while this runs. With it, the old file's permissions are kept, and a symbolic
  /// link goes on pointing to the file that is replaced. Folders and devices are never replaced. When it throws,
  /// nothing has changed.
  public static func write(bytes: [UInt8], to path: String, overwriting: Bool = false) throws(FileError) {
    guard !path.isEmpty, !path.utf8.contains(0), path.utf8.last != UInt8(ascii: "/") else {
      throw .badName(path)
    }
    let (target, permissions) = try place(for: path, overwriting: overwriting)
    let folder = folder(of: target)
    let temporary = try TemporaryFile(in: folder, for: path)
    do throws(FileError) {
      try temporary.write(bytes, permissions: permissions)
      try name(temporary.path, target, path: path, overwriting: overwriting)
    } catch {
      unlink(temporary.path)
      throw error
    }
    // The name is on the disk only with its folder. The file is complete by now: no reason to report a failure.
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
  }

  /// The file to replace, behind symbolic links, with its permissions; nil permissions if there is none.
  private static func place(
    for path: String, overwriting: Bool
  ) throws(FileError) -> (path: String, permissions: mode_t?) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return (path, nil) }
      throw .system(path: path, code: errno)
    }
    guard overwriting else { throw .exists(path) }
    guard let resolved = realpath(path, nil) else { throw .system(path: path, code: errno) }
    defer { free(resolved) }
    guard stat(resolved, &status) == 0 else { throw .system(path: path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
    return (String(cString: resolved), status.st_mode & 0o7777)
  }

  /// Gives the finished file its name.
  private static func name(
    _ temporary: String, _ target: String, path: String, overwriting: Bool
  ) throws(FileError) {
    if overwriting {
      if rename(temporary, target) != 0 { throw .system(path: path, code: errno) }
      return
    }
    // A hard link fails if the name is taken, whoever took it, and whenever.
    if link(temporary, target) == 0 {
      unlink(temporary)
      return
    }
    let code = errno
    if code == EEXIST { throw .exists(path) }
    guard code == EPERM || code == ENOTSUP || code == ENOSYS else { throw .system(path: path, code: code) }
    // A file system without hard links: look, then rename.
    if access(target, F_OK) == 0 { throw .exists(path) }
    if rename(temporary, target) != 0 { throw .system(path: path, code: errno) }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// A new file with a name of its own in a folder.
private struct TemporaryFile {
  let path: String
  private let descriptor: Int32
  private let finalPath: String

  init(in folder: String, for finalPath: String) throws(FileError) {
    var attempt = 0
    while true {
      let path = "\(folder)/.lip-\(getpid())-\(attempt).tmp"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
      if descriptor >= 0 {
        self.path = path
        self.descriptor = descriptor
        self.finalPath = finalPath
        return
      }
      guard errno == EEXIST, attempt < 1000 else { throw .system(path: finalPath, code: errno) }
      attempt += 1
    }
  }

  /// Writes everything, puts it on the disk and closes the file.
  func write(_ bytes: [UInt8], permissions: mode_t?) throws(FileError) {
    var failure: Int32?
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        guard let start = buffer.baseAddress else { break }
        let count = Glibc.write(descriptor, start + done, buffer.count - done)
        if count < 0, errno == EINTR { continue }
        if count < 0 {
          failure = errno
          break
        }
        done += count
      }
    }
    if failure == nil, let permissions, fchmod(descriptor, permissions) != 0 { failure = errno }
    if failure == nil, fsync(descriptor) != 0 { failure = errno }
    if close(descriptor) != 0, failure == nil { failure = errno }
    if let failure { throw .system(path: finalPath, code: failure) }
  }
}

import Glibc

/// A file that this process alone writes for a moment.
struct LockedFile: ~Copyable {
  /// More than this is not read: the newest entries are at the end.
  private static let longest = 16 << 20

  private let descriptor: Int32
  private let path: String

  /// Opens a file for reading; nil if there is none.
  init?(reading path: String) throws(HistoryWarning) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 && errno == ENOENT { return nil }
    self.path = path
    self.descriptor = descriptor
    try checkOpened()
  }

  /// Opens or makes a file for appending, and locks it.
  init(appending path: String) throws(HistoryWarning) {
    self.path = path
    var descriptor: Int32
    var attempts = 0
    repeat {
      descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
      guard descriptor >= 0 else { break }
      Self.lock(descriptor)
      attempts += 1
      // Another session may have put a new file in its place meanwhile.
      if Self.isCurrent(descriptor, at: path) || attempts == 10 { break }
      close(descriptor)
    } while true
    self.descriptor = descriptor
    try checkOpened()
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }  // which unlocks
  }

  private func checkOpened() throws(HistoryWarning) {
    guard descriptor >= 0 else { throw warning(errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw warning(errno) }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFCHR else {  // /dev/null is one way to ask for no history
      throw HistoryWarning(description: "no history is kept: \(path) is not a file")
    }
  }

  /// Waits a tenth of a second at most: a stopped session must not stop this one.
  ///
  /// Without the lock, or where a file system has none, O_APPEND still keeps a short line whole.
  private static func lock(_ descriptor: Int32) {
    for _ in 0..<100 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { return }
      usleep(1000)
    }
  }

  private static func isCurrent(_ descriptor: Int32, at path: String) -> Bool {
    var opened = stat()
    var named = stat()
    guard fstat(descriptor, &opened) == 0, stat(path, &named) == 0 else { return false }
    return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  /// The bytes of the file; of a very long one the whole lines at its end.
  borrowing func newestBytes() throws(HistoryWarning) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw warning(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { return [] }
    let size = Int(status.st_size)
    let count = min(size, Self.longest)
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { space, filled in
      while filled < count {
        let result = pread(descriptor, space.baseAddress! + filled, count - filled, size - count + filled)
        if result < 0 && errno == EINTR { continue }
        if result < 0 { failure = errno }
        guard result > 0 else { return }
        filled += result
      }
    }
    guard failure == 0 else { throw warning(failure) }
    guard count < size, let end = bytes.firstIndex(of: 0x0a) else { return bytes }
    return Array(bytes[(end + 1)...])
  }

  /// Appends a line in one piece, after ending one that a crash left open.
  borrowing func append(line: String) throws(HistoryWarning) {
    var status = stat()
    var last: UInt8 = 0x0a
    if fstat(descriptor, &status) == 0, status.st_size > 0 { pread(descriptor, &last, 1, status.st_size - 1) }
    try Self.write((last == 0x0a ? "" : "\n") + line + "\n", to: descriptor, of: path)
  }

  /// Puts a new file with a text in the place of this one, whole or not at all.
  borrowing func replace(by text: String) throws(HistoryWarning) {
    guard let real = realpath(path, nil) else { throw warning(errno) }  // a link stays a link
    defer { free(real) }
    let target = String(cString: real)
    var name = Array("\(target).XXXXXX".utf8CString)
    let new = mkstemp(&name)
    guard new >= 0 else { throw warning(errno) }
    defer { close(new) }
    do throws(HistoryWarning) {
      try Self.write(text, to: new, of: path)
      guard fsync(new) == 0, rename(name, target) == 0 else { throw warning(errno) }
    } catch {
      unlink(name)
      throw error
    }
  }

  private static func write(_ text: String, to descriptor: Int32, of path: String) throws(HistoryWarning) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw FileSystem.warning(path, errno) }
      rest = rest.dropFirst(written)
    }
  }

  private borrowing func warning(_ error: Int32) -> HistoryWarning { FileSystem.warning(path, error) }
}

/// What the history needs of the file system.
enum FileSystem {
  /// Makes the folders above a file, readable by their owner.
  static func makeFolder(of path: String) throws(HistoryWarning) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let folder = String(path[..<slash])
    if mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw warning(path, errno) }
    try makeFolder(of: folder)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw warning(path, errno) }
  }

  static func warning(_ path: String, _ error: Int32) -> HistoryWarning {
    HistoryWarning(description: "no history is kept in \(path): \(String(cString: strerror(error)))")
  }
}

import Glibc

/// A journal that a session left without goodbye.
///
/// It stays locked as long as this value lives, so that two sessions do not bring the same one back.
public final class Orphan: Sendable {
  public let journal: Journal
  /// When it was last written, in seconds since 1970.
  public let time: Int
  private let path: String
  private let descriptor: Int32

  /// Takes a file over, if it is a journal that nobody holds; removes it if nothing in it is of use.
  private init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      flock(descriptor, LOCK_EX | LOCK_NB) == 0
    else {
      close(descriptor)
      return nil
    }
    self.path = path
    self.descriptor = descriptor
    time = status.st_mtim.tv_sec
    journal = Journal(bytes: Self.bytes(of: descriptor, count: Int(status.st_size)))
    if journal.isFinished || (journal.statements.isEmpty && journal.unfinished == nil) {
      remove()
      return nil  // deinit closes
    }
  }

  deinit { close(descriptor) }

  /// What crashed sessions have left in a folder, newest first; what running ones write is not touched.
  public static func all(in folder: String) -> [Orphan] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix("session-"), name.hasSuffix(".journal") { names.append(name) }
    }
    return names.sorted().compactMap { Orphan(path: "\(folder)/\($0)") }.sorted { $0.time > $1.time }
  }

  /// Deletes the file, unless another has its name by now.
  public func remove() {
    var opened = stat()
    var named = stat()
    guard fstat(descriptor, &opened) == 0, lstat(path, &named) == 0, opened.st_ino == named.st_ino,
      opened.st_dev == named.st_dev
    else { return }
    unlink(path)
  }

  /// More than this is no work of a person.
  private static let longest = 64 << 20

  private static func bytes(of descriptor: Int32, count: Int) -> [UInt8] {
    let count = min(count, longest)
    return [UInt8](unsafeUninitializedCapacity: count) { space, filled in
      while filled < count, let base = space.baseAddress {
        let result = pread(descriptor, base + filled, count - filled, off_t(filled))
        if result < 0, errno == EINTR { continue }
        guard result > 0 else { return }
        filled += result
      }
    }
  }
}

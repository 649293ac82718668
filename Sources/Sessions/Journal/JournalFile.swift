import Glibc

/// The journal that a running session writes: a file of its own, locked as long as the session lives.
///
/// The lock says that the session runs: a file that nobody holds and that has no goodbye was left by a crash. What is
/// appended is on the disk when `begin` returns, before the command runs. When writing fails, `failure` says why, the
/// file keeps what it had, and nothing more is written.
public final class JournalFile {
  private let folder: String
  private var descriptor: Int32 = -1
  private var path = ""
  /// Why nothing is written any more.
  public private(set) var failure: FileError?

  /// A journal in a folder, which is made with the first command.
  public init(in folder: String) { self.folder = folder }

  deinit {
    if descriptor >= 0 { close(descriptor) }  // which unlocks
  }

  /// Notes a command that is about to run.
  public func begin(_ text: String) {
    guard failure == nil else { return }
    do throws(FileError) {
      if descriptor < 0 { try create() }
      try append(Journal.beginning(of: text))
    } catch {
      failure = error
    }
  }

  /// Notes how the command has ended, and what it has come to if that is not its text.
  public func end(_ fate: Journal.Fate, parts: [String]?) {
    guard failure == nil, descriptor >= 0 else { return }
    do throws(FileError) {
      try append(Journal.ending(fate, parts: parts))
    } catch {
      failure = error
    }
  }

  /// Ends the journal: a session that ends properly leaves none.
  public func sayGoodbye() {
    guard descriptor >= 0 else { return }
    try? append(Journal.goodbye)
    unlink(path)
    close(descriptor)
    descriptor = -1
  }

  /// Makes the file under another name first: under its own it is locked from the first moment on.
  private func create() throws(FileError) {
    try StateFolder.make(folder)
    var temporary = ""
    var new: Int32 = -1
    for attempt in 0..<1000 {
      temporary = "\(folder)/.new-\(getpid())-\(attempt)"
      new = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
      if new >= 0 || errno != EEXIST { break }
    }
    guard new >= 0 else { throw .system(path: folder, code: errno) }
    guard flock(new, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(new)
      unlink(temporary)
      throw .system(path: folder, code: code)
    }
    descriptor = new
    path = temporary
    do throws(FileError) {
      try append(Journal.head)
      var number = 0
      while true {
        let name = "\(folder)/session-\(getpid())\(number == 0 ? "" : "-\(number)").journal"
        if link(temporary, name) == 0 {
          path = name
          break
        }
        guard errno == EEXIST, number < 1000 else { throw .system(path: folder, code: errno) }
        number += 1  // an older session had the same process number
      }
      unlink(temporary)
    } catch {
      close(new)
      unlink(temporary)
      descriptor = -1
      throw error
    }
    // The file's name, too, is to survive.
    let place = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if place >= 0 {
      fsync(place)
      close(place)
    }
  }

  /// Appends lines and has them put on the disk, or leaves the file as it was.
  private func append(_ text: String) throws(FileError) {
    var status = stat()
    fstat(descriptor, &status)
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = errno
        ftruncate(descriptor, status.st_size)
        throw .system(path: path, code: code)
      }
      rest = rest.dropFirst(count)
    }
    guard fdatasync(descriptor) == 0 else {
      let code = errno
      ftruncate(descriptor, status.st_size)
      throw .system(path: path, code: code)
    }
  }
}

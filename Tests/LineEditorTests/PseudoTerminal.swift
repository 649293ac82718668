import Glibc
import Testing

/// A program at a terminal of its own, with a screen to look at and keys to press.
final class PseudoTerminal {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let descriptor: Int32
  private let process: pid_t
  private var isReaped = false
  private(set) var screen: Screen
  private(set) var bytes: [UInt8] = []
  private let home: TemporaryFolder

  /// Starts the probe, or another program, in a session of its own.
  init(
    columns: Int = 80, rows: Int = 24, home: TemporaryFolder = TemporaryFolder(),
    environment: [String: String] = [:],
    program: [String] = [PseudoTerminal.probe]
  ) throws {
    self.home = home
    screen = Screen(columns: columns, rows: rows)
    let name: String
    (descriptor, name) = try Self.openPair()
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)

    var variables = ["TERM": "xterm", "LANG": "C.UTF-8", "HOME": home.path, "PATH": "/usr/bin:/bin"]
    variables.merge(environment) { $1 }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)  // becomes the controlling terminal
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var standard = sigset_t()
    sigfillset(&standard)
    posix_spawnattr_setsigdefault(&attributes, &standard)
    var nothing = sigset_t()  // Swift's worker threads block signals, and a mask is inherited
    sigemptyset(&nothing)
    posix_spawnattr_setsigmask(&attributes, &nothing)
    let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var id: pid_t = 0
    let error = withCStrings(program) { arguments in
      withCStrings(variables.map { "\($0)=\($1)" }) {
        posix_spawn(&id, program[0], &actions, &attributes, arguments, $0)
      }
    }
    process = id
    guard error == 0 else {
      throw Failure(description: "cannot start \(program[0]): \(String(cString: strerror(error)))")
    }
  }

  deinit {
    if !isReaped {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(descriptor)
  }

  /// The controlling end of a new pair, and the name of the other one.
  ///
  /// As `posix_openpt`, `unlockpt` and `ptsname` do on Linux; Swift's Glibc leaves those out.
  static func openPair() throws -> (descriptor: Int32, name: String) {
    let unlock: UInt = 0x4004_5431  // TIOCSPTLCK
    let number: UInt = 0x8004_5430  // TIOCGPTN
    let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var isLocked: Int32 = 0
    var index: UInt32 = 0
    guard descriptor >= 0, ioctl(descriptor, unlock, &isLocked) == 0, ioctl(descriptor, number, &index) == 0
    else {
      throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
    }
    return (descriptor, "/dev/pts/\(index)")
  }

  /// The probe, which is built beside the tests.
  static let probe: String = {
    var name = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &name, name.count - 1)
    let tests = String(decoding: name.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return tests.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/LineEditorProbe"
  }()

  /// A terminal at which the probe has shown its prompt.
  static func ready(
    columns: Int = 80, rows: Int = 24, home: TemporaryFolder = TemporaryFolder(),
    environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(columns: columns, rows: rows, home: home, environment: environment)
    try terminal.expectPrompt()
    return terminal
  }

  func send(_ keys: String) { send(Array(keys.utf8)) }

  func send(_ keys: [UInt8]) {
    var rest = keys[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, min($0.count, 512)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
      if !rest.isEmpty { _ = read(milliseconds: 0) }  // the program may wait until its output is read
    }
  }

  /// Reads what is there; false at the end of the program.
  private func read(milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return true }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return false }
    bytes += buffer.prefix(count)
    screen.feed(Array(buffer.prefix(count)))
    return true
  }

  /// Reads until the screen is as expected.
  ///
  /// - Throws: `Failure` with the screen, after ten seconds.
  func expect(_ what: String, until isReached: (Screen) -> Bool) throws {
    let deadline = Self.seconds() + 10
    var runs = true
    while !isReached(screen) {
      guard Self.seconds() < deadline, runs else {
        throw Failure(description: "\(what) did not come:\n" + screen.rows.joined(separator: "\n"))
      }
      runs = read(milliseconds: 100)
    }
  }

  /// Reads what comes within a millisecond, without expecting anything.
  func look() { _ = read(milliseconds: 1) }

  private static func seconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec
  }

  /// Waits for a row that reads so.
  func expect(line: String) throws { try expect("the row '\(line)'") { $0.lines.contains(line) } }

  /// Waits until the row with the cursor reads so.
  func expect(current: String) throws { try expect("the current row '\(current)'") { $0.current == current } }

  /// Waits for an empty prompt.
  func expectPrompt() throws { try expect("the prompt") { $0.current == "lip>" && $0.column == 5 } }

  /// Presses keys and Enter, and waits for what the probe says of the line.
  func enter(_ keys: String, gives line: String) throws {
    send(keys + "\r")
    try expect(line: "line <\(line)>")
    try expectPrompt()
  }

  /// Changes the window, as a window manager does: the kernel sends SIGWINCH.
  func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  func signal(_ signal: Int32) { kill(process, signal) }

  /// The mode flags of the terminal, as the program sees them.
  var mode: [UInt32] {
    var mode = termios()
    tcgetattr(descriptor, &mode)
    return [mode.c_iflag, mode.c_oflag, mode.c_cflag, mode.c_lflag]
  }

  /// Waits for the end of the program; gives its status, or 128 and the signal that ended it.
  func finish() throws -> Int32 {
    let deadline = Self.seconds() + 10
    while read(milliseconds: 100) {
      guard Self.seconds() < deadline else {
        throw Failure(description: "the program did not end:\n" + screen.rows.joined(separator: "\n"))
      }
    }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    isReaped = true
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }
}

/// Gives texts to a function of C as an array that ends in a null pointer.
private func withCStrings<Result>(
  _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let pointers = texts.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers + [nil])
}

/// A folder that vanishes with the value.
final class TemporaryFolder {
  let path: String

  init() {
    var name = Array("/tmp/line-editor-XXXXXX".utf8CString)
    mkdtemp(&name)
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    chmod(path, 0o700)
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { remove(path + "/" + name) }
      }
      closedir(folder)
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  /// Writes a file in the folder; gives its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) -> String {
    let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    return path + "/" + name
  }

  @discardableResult
  func write(_ text: String, to name: String) -> String { write(Array(text.utf8), to: name) }

  /// The text of a file in the folder; nil if there is none.
  func text(of name: String) -> String? {
    let file = open(path + "/" + name, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = read(file, &buffer, buffer.count), count > 0 { bytes += buffer.prefix(count) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

import Glibc
import Sessions
import TerminalText

/// What commands may do with files: everything for somebody who types, nearly nothing for a file that is run.
public struct FileAccess: Sendable {
  /// The folder of the file that is being run; nil for what was typed.
  public var scriptFolder: String?
  /// The name of that file, for the question whether it may write.
  private(set) var script = "a script"
  /// Asks whoever sits at a terminal; without it the answer is no.
  public var permits: (@Sendable (WriteWish) -> Bool)?
  /// A folder in which a script may write.
  public var writableFolder: String?
  /// Whether anything may be written; not while a journal is brought back, whatever somebody put into it.
  var mayWrite = true

  /// Notes what is read, if somebody wants to know.
  var readFiles: ReadFiles?

  /// What was typed may do what the person may do.
  public static let typed = FileAccess(scriptFolder: nil, writableFolder: nil)

  public init(scriptFolder: String?, writableFolder: String?) {
    self.scriptFolder = scriptFolder
    self.writableFolder = writableFolder
  }

  /// The files that run inside each other, the outermost first.
  private var chain: [String] = []

  /// How many files may run inside each other.
  static let deepest = 16

  /// - Throws: a problem if a file may not be run from the one that is: it runs already, or there are too many.
  func checkNesting(of file: String, at range: Range<Int>?) throws(Problem) {
    let runsItself = chain.contains(Self.identity(of: try readable(file, at: range)))
    guard runsItself || chain.count >= Self.deepest else { return }
    throw Problem(
      .nested,
      runsItself ? "\(file) runs itself" : "more than \(Self.deepest) files inside each other", at: range)
  }

  /// Goes on with the rights of a file that is run.
  public mutating func enter(_ file: String) {
    chain.append(Self.identity(of: file))
    scriptFolder = Self.folder(of: file)
    script = file.split(separator: "/").last.map(String.init) ?? file
  }

  /// The largest file that is read.
  static let sizeLimit = 64 << 20

  /// The path to read, if it may be read.
  ///
  /// - Throws: a problem for a script that reaches outside its folder.
  func readable(_ path: String, at range: Range<Int>?) throws(Problem) -> String {
    guard let scriptFolder else { return path }
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw Problem(
        .refused, "a script reads only inside its own folder, not '\(path)'",
        hints: ["put the file beside the script"], at: range)
    }
    let full = scriptFolder + "/" + path
    guard let real = Self.resolved(full) else { return full }
    guard let folder = Self.resolved(scriptFolder), Self.isInside(real, folder) else {
      throw Problem(.refused, "'\(path)' leads out of the script's folder", at: range)
    }
    return real
  }

  /// The path to write, if it may be written.
  ///
  /// - Throws: a problem for a script without leave.
  func writable(_ path: String, at range: Range<Int>?) throws(Problem) -> String {
    guard mayWrite else {
      throw Problem(.refused, "what is brought back may not write '\(path)'", at: range)
    }
    guard scriptFolder != nil else { return path }
    if let writableFolder, let allowed = Self.resolved(writableFolder),
      let folder = Self.resolved(Self.folder(of: path)), folder == allowed || Self.isInside(folder, allowed)
    {
      // A link that is there already may lead out.
      guard let real = Self.resolved(path), !Self.isInside(real, allowed) else { return path }
      throw Problem(.refused, "'\(path)' leads out of '\(writableFolder)'", at: range)
    }
    let wish = WriteWish(script: script, path: path, replaces: access(path, F_OK) == 0)
    if permits?(wish) == true { return path }
    throw Problem(
      .refused, "a script may not write '\(path)'", hints: ["lip --allow-write DIR permits it for a folder"],
      at: range)
  }

  /// The text of a regular file of moderate size.
  public func text(of path: String, at range: Range<Int>? = nil) throws(Problem) -> String {
    String(decoding: try bytes(of: path, at: range), as: UTF8.self)
  }

  /// The bytes of a regular file of moderate size, or for somebody who types of at most `most` bytes.
  func bytes(of path: String, most: Int = sizeLimit, at range: Range<Int>? = nil) throws(Problem) -> [UInt8] {
    let limit = scriptFolder == nil ? most : min(most, Self.sizeLimit)
    let real = try readable(path, at: range)
    var status = stat()
    guard stat(real, &status) == 0 else {
      throw Problem(.io, "cannot read '\(path)': \(String(cString: strerror(errno)))", at: range)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Problem(.io, "'\(path)' is no file", at: range)
    }
    guard status.st_size <= limit else {
      let size = limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) bytes"
      throw Problem(.tooLarge, "'\(path)' has more than \(size)", at: range)
    }
    guard let file = fopen(real, "r") else {
      throw Problem(.io, "cannot read '\(path)': \(String(cString: strerror(errno)))", at: range)
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let count = fread(&bytes, 1, bytes.count, file)
    guard ferror(file) == 0 else {
      throw Problem(.io, "cannot read '\(path)': \(String(cString: strerror(errno)))", at: range)
    }
    bytes.removeSubrange(count...)
    readFiles?.note(path, at: real)
    return bytes
  }

  /// What tells a file from others, whatever path leads to it.
  static func identity(of path: String) -> String { resolved(path) ?? path }

  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}

/// That a script wants to write a file.
public struct WriteWish: Hashable, Sendable {
  /// The name of the script.
  public let script: String
  public let path: String
  /// Whether there is such a file already.
  public let replaces: Bool

  /// The question to ask, with whatever could play tricks on a terminal made visible.
  public var question: String {
    "\(script.visible) wants to \(replaces ? "replace" : "write") \(path.visible) - allow? [y/N] "
  }
}

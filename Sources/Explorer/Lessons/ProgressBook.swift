import Glibc
import Sessions
import TerminalText

/// How far somebody is in every lesson: in memory, and in a file if there is one.
public struct ProgressBook: Sendable {
  /// Nil for progress that lasts as long as the session.
  public let path: String?
  private(set) var slides: [Int: LessonProgress] = [:]
  /// Whether the file may be written: it is ours, and it could be read.
  private var isWritable = true
  private var hasWarned = false

  private static let version = 1

  public init(path: String?) { self.path = path }

  /// The book of this user.
  public static func standard() -> ProgressBook {
    ProgressBook(path: StateFolder.standard().map { $0 + "/lessons.json" })
  }

  /// Reads the file, if there is one.
  ///
  /// - Returns: What is wrong with it, the first time.
  mutating func read() -> String? {
    guard let path, isWritable, access(path, F_OK) == 0 else { return nil }
    let text: String
    do throws(Problem) {
      text = try FileAccess.typed.text(of: path)
    } catch {
      isWritable = false
      return warn("the progress in lessons is not kept: \(error.message)")
    }
    guard let json = JSON(reading: text), let members = json["slides"]?.members,
      let version = json["v"]?.integer
    else {
      // Somebody may want to look at it.
      guard rename(path, path + ".damaged") == 0 else {
        isWritable = false
        return warn("the progress in lessons is damaged and not kept; delete \(path) to start anew")
      }
      return warn("the progress in lessons was damaged and starts anew; the old file is \(path).damaged")
    }
    guard version <= Self.version else {
      isWritable = false
      return warn("the progress in lessons is not kept: \(path) was written by a newer lip")
    }
    for member in members {
      guard let number = Int(member.key), let progress = LessonProgress(member.value) else { continue }
      slides[number] = progress
    }
    return nil
  }

  /// Notes how far a lesson is; what other sessions have noted on others meanwhile stays.
  mutating func note(_ progress: LessonProgress, slide: Int) -> String? {
    let warning = read()
    slides[slide] = progress
    return write() ?? warning
  }

  /// Forgets everything.
  mutating func reset() -> String? {
    let warning = read()
    slides = [:]
    return write() ?? warning
  }

  private mutating func write() -> String? {
    guard let path, isWritable else { return nil }
    let members = slides.sorted { $0.key < $1.key }.map {
      JSON.Member(key: String($0.key), value: $0.value.json)
    }
    let json = JSON.record(["v": .int(Self.version), "slides": .object(members)])
    do throws(FileError) {
      try StateFolder.make(FileAccess.folder(of: path))
      try AtomicFile.write(json.text + "\n", to: path, overwriting: true)
      return nil
    } catch {
      isWritable = false
      return warn("the progress in lessons is not kept: \(error.description)")
    }
  }

  private mutating func warn(_ text: String) -> String? {
    defer { hasWarned = true }
    return hasWarned ? nil : text
  }
}

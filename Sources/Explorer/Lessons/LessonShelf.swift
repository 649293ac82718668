import Glibc
import Sessions

/// Where lessons are found.
public struct LessonShelf: Sendable {
  /// The folders, the first with the file wins.
  public var folders: [String]

  public init(folders: [String]) { self.folders = folders }

  /// `sessions` here, in a folder above the program (the package that it was built in), and
  /// `../share/lip/sessions` of an installed one.
  public static let standard = LessonShelf(folders: ["sessions"] + besideProgram)

  private static var besideProgram: [String] {
    guard let real = realpath("/proc/self/exe", nil) else { return [] }
    defer { free(real) }
    let program = FileAccess.folder(of: String(cString: real))
    var folders = [FileAccess.folder(of: program) + "/share/lip/sessions"]
    var folder = program
    while folder != "/", folder != "." {
      // Only a package counts: a stray folder of this name somewhere above is somebody else's.
      if access(folder + "/Package.swift", R_OK) == 0 {
        folders.insert(folder + "/sessions", at: 0)
        break
      }
      folder = FileAccess.folder(of: folder)
    }
    return folders
  }

  /// The slides that there are.
  static let numbers = 1...Slides.all.count

  /// The file of a slide; nil if there is none.
  func file(of number: Int) -> String? {
    folders.map { "\($0)/slide-\(number < 10 ? "0" : "")\(number).lip" }.first { access($0, R_OK) == 0 }
  }

  /// The lesson of a slide, as its file tells it.
  func lesson(_ number: Int, at range: Range<Int>?) throws(Problem) -> (Lesson, SessionFile, file: String) {
    guard let file = file(of: number) else {
      let places = folders.map { "'\($0)'" }.joined(separator: ", ")
      throw Problem(
        .io, "there is no lesson on slide \(number) in \(places)",
        hints: ["slides   lists the lessons", "lip slide \(number) --lessons DIR   looks elsewhere"],
        at: range)
    }
    let session = try SessionFile(FileAccess.typed.text(of: file, at: range), of: file, at: range)
    let lesson = Lesson(session, number: number)
    guard !lesson.steps.isEmpty else { throw Problem(.io, "\(file) is empty", at: range) }
    return (lesson, session, file)
  }
}

import Language
import Sessions

extension SessionFile {
  /// The session that the text of a file is, for whoever cannot go on with an error in it.
  ///
  /// - Throws: a problem that names the first line that cannot be read.
  init(_ text: String, of file: String, at range: Range<Int>? = nil) throws(Problem) {
    self.init(text: text) { !isContinued($0) }
    if let error = errors.first {
      throw Problem(.syntax, "\(file):\(error.line): \(error.description)", at: range)
    }
  }
}

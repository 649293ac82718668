import Glibc
import TerminalText

/// Why a file was not written.
public enum FileError: Error, Hashable, Sendable, CustomStringConvertible {
  case exists(String)
  /// Something that is no ordinary file has the name.
  case notAFile(String)
  case badName(String)
  /// The system refused, with its `errno`.
  case system(path: String, code: Int32)

  public var description: String {
    switch self {
    case .exists(let path): "\(path.visible) exists already; add  overwrite  to replace it"
    case .notAFile(let path): "\(path.visible) is a folder or a device, not a file"
    case .badName(let path):
      path.isEmpty ? "a file needs a name" : "'\(path.visible)' is not the name of a file"
    case .system(let path, let code):
      "cannot write \(path.visible): \(String(cString: strerror(code)).lowercasedFirst)"
    }
  }
}

extension String {
  /// The system's reasons start with a capital, which does not suit the middle of a sentence.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

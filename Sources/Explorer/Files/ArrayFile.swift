import LinearAlgebra
import Networks

/// A format in which files hold arrays.
///
/// A file in `Files/` and a line in `ArrayFormats.all` make one: `load`, `from FILE` and their help follow.
protocol ArrayFormat: Sendable {
  /// The endings of the names of such files.
  static var endings: [String] { get }
  static var summary: String { get }
  /// The arrays in the order of the file.
  ///
  /// Whatever the bytes are, it ends with arrays or with a problem, and takes no more memory than the limit.
  static func arrays(in bytes: [UInt8], limit: ReadLimit) throws(Problem) -> [StoredArray]
}

/// Every format that is read, in the order in which help lists them.
///
/// A new one adds its line here.
enum ArrayFormats {
  static let all: [any ArrayFormat.Type] = [
    NumPyArchive.self, Safetensors.self, NumPyArray.self, CSVNumbers.self,
  ]

  static var endings: [String] { all.flatMap { $0.endings } }

  /// The format that a name's ending promises.
  ///
  /// - Throws: a problem for any other ending.
  static func named(by path: String) throws(Problem) -> any ArrayFormat.Type {
    let lower = path.lowercased()
    if let format = all.first(where: { $0.endings.contains(where: lower.hasSuffix) }) { return format }
    var hints = ["these are read: \(endings.joined(separator: " "))"]
    if [".pt", ".pth", ".pkl", ".bin"].contains(where: lower.hasSuffix) {
      hints = [
        "a pickle could run anything when read; in Python:",
        "from safetensors.torch import save_file; save_file(net.state_dict(), \"net.safetensors\")",
      ]
    }
    throw Problem(.unsupported, "'\(path)' is no file of arrays, going by its name", hints: hints)
  }
}

/// The arrays of a file, under the file's name.
struct ArrayFile {
  /// The name without its folder.
  let name: String
  let arrays: [StoredArray]
  /// Whether the arrays have names of their own, rather than that of the file.
  let hasNames: Bool
  /// Where a name stands among the arrays.
  private let places: [String: Int]

  /// The name of the text that says what network the arrays are of.
  static let meta = "meta"

  /// Reads a file that may be read, of which no part is larger than the limit.
  init(
    _ path: String, access: FileAccess, limit: Int, monitor: Monitor, at range: Range<Int>?
  ) throws(Problem) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    do throws(Problem) {
      let format = try ArrayFormats.named(by: path)
      let limit = ReadLimit(tensor: limit, monitor: monitor)
      let bytes = try access.bytes(of: path, most: limit.total, at: range)
      let found: [StoredArray]
      do throws(Problem) {
        found = try format.arrays(in: bytes, limit: limit)
      } catch {
        throw error.inside("'\(name)'")
      }
      guard !found.isEmpty else { throw Problem(.io, "'\(name)' holds no arrays") }
      self.init(name: name, arrays: found)
    } catch {
      throw error.at(range)
    }
  }

  private init(name: String, arrays: [StoredArray]) {
    self.name = name
    hasNames = !arrays.contains { $0.name.isEmpty }
    // An array without a name has the file's.
    let stem = String(name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex))
    self.arrays = arrays.map { array in
      var array = array
      if array.name.isEmpty { array.name = stem }
      return array
    }
    places = Dictionary(zip(self.arrays.map(\.name), self.arrays.indices)) { first, _ in first }
  }

  subscript(name: String) -> StoredArray? { places[name].map { arrays[$0] } }

  /// The arrays of numbers.
  var tensors: [StoredTensor] { arrays.compactMap(\.tensor) }
  /// The names of the arrays of numbers.
  var names: [String] { arrays.filter { $0.numbers != nil }.map(\.name) }

  /// The first few names, for an error.
  var namesInWords: String {
    names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", ... \(names.count) arrays" : "")
  }

  /// How the numbers of arrays are stored: `float32`, or several.
  func types(of names: some Sequence<String>) -> String {
    names.compactMap { self[$0]?.type?.rawValue }.unique.joined(separator: ", ")
  }
}

extension Problem {
  /// The problem with the place in a file in front; that somebody stopped the work has no place.
  func inside(_ place: String) -> Problem {
    guard code != .cancelled else { return self }
    var problem = self
    problem.message = "\(place): \(message)"
    return problem
  }
}

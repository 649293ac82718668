import LinearAlgebra
import Networks

/// An array of a file: numbers, widened to doubles, with the last index fastest, or a text.
struct StoredArray: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    case numbers([Double], NumberType)
    case text(String)
  }
  /// Empty in a file that holds one array without a name.
  var name: String
  let shape: [Int]
  let content: Content

  var numbers: [Double]? { if case .numbers(let values, _) = content { values } else { nil } }
  var type: NumberType? { if case .numbers(_, let type) = content { type } else { nil } }
  var text: String? { if case .text(let text) = content { text } else { nil } }

  /// The array as a layer takes it; nil for a text.
  var tensor: StoredTensor? {
    numbers.map { StoredTensor(name: name, shape: shape, values: $0) }
  }
}

/// How much memory what is read may take: an array, and all of a file together.
///
/// The bytes of an array are those of its numbers as doubles, whatever the file stores.
struct ReadLimit: Sendable {
  let array: Int
  private var left: Int
  private let monitor: Monitor

  /// As much as a tensor and a model may have; the monitor learns how long it takes.
  init(tensor bytes: Int, monitor: Monitor = .silent) {
    array = bytes
    left = 4 * bytes
    self.monitor = monitor
  }

  /// Reports how much of something is read.
  ///
  /// - Throws: a problem if somebody wants it to stop.
  func step(_ done: Int, of total: Int) throws(Problem) {
    do throws(CancellationError) {
      try monitor.step(done, of: total)
    } catch {
      throw Problem(error)
    }
  }

  /// How many bytes are read or unpacked between two steps: a few hundredths of a second.
  static let stride = 8 << 20

  /// How many bytes all arrays of a file may have together.
  var total: Int { 4 * array }

  /// How long what describes a file may be: a header, a text.
  static let description = 4 << 20
  /// How many arrays a file may hold.
  static let arrays = 20_000

  /// The number of numbers of a shape, once there is room for them.
  ///
  /// - Throws: a problem if they would take more than is left.
  mutating func reserve(_ shape: [Int]) throws(Problem) -> Int {
    let size = shape.map(String.init).joined(separator: "x")
    guard shape.count <= 32 else {
      throw Problem(.io, "it has \(shape.count) axes, and arrays have at most 32")
    }
    var bytes = 8
    for length in shape {
      guard length >= 0 else { throw Problem(.io, "its shape \(size) is negative") }
      let (product, overflows) = bytes.multipliedReportingOverflow(by: length)
      guard !overflows, product <= array else {
        throw Problem(
          .tooLarge, "\(size) numbers are more than the \(array >> 20) MiB that a tensor may have",
          hints: ["set limit raises that, up to 64G"])
      }
      bytes = product
    }
    guard bytes <= left else {
      throw Problem(
        .tooLarge, "all arrays together are more than \(total >> 20) MiB",
        hints: ["set limit raises that, up to 64G"])
    }
    left -= bytes
    return bytes / 8
  }
}

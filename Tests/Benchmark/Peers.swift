import Foundation

/// What `peers.py` measures of the same rows, in a process of its own for each.
struct Peers {
  struct Measurement {
    let name: String
    let answer: Double
    let seconds: Double
  }

  private let prototypes: String

  /// Programs of a folder of prototypes, and those that Python has; nil without a folder.
  init?(prototypes: String?) {
    guard let prototypes else { return nil }
    self.prototypes = prototypes
  }

  /// Which versions there are, and what is missing.
  var note: String {
    get throws { try output(of: "versions") }
  }

  /// One for each program that answers the row.
  func measurements(of row: String) throws -> [Measurement] {
    try output(of: row).split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "\t").map(String.init)
      guard cells.count == 3, let answer = Double(cells[1]), let seconds = Double(cells[2]) else {
        return nil
      }
      return Measurement(name: cells[0], answer: answer, seconds: seconds)
    }
  }

  private func output(of row: String) throws -> String {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "peers.py")
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path, row, prototypes]
    let threads = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"].map { ($0, "1") }
    process.environment = ProcessInfo.processInfo.environment.merging(threads) { $1 }
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}

import Foundation
import Glibc
import Testing

/// The built `lip`, run as a process.
struct Program {
  /// What a run gave.
  struct Outcome: Equatable {
    let status: Int32
    let output: String
    let errors: String
    var lines: [String] {
      output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
    /// Whether a signal ended it.
    let wasKilled: Bool
    let bytes: Data
  }

  /// Beside the test bundle.
  static let path: String = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let folder = tests.deletingLastPathComponent().path
    return folder + "/lip"
  }()

  /// Runs `lip` with nothing of this process's environment but what is named.
  static func run(
    _ arguments: [String] = [], input: Data = Data(), in folder: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try start(path, arguments, input: input, in: folder, environment: environment)
  }

  static func run(_ arguments: [String] = [], lines: [String], in folder: String? = nil) throws -> Outcome {
    try run(arguments, input: Data((lines.joined(separator: "\n") + "\n").utf8), in: folder)
  }

  /// Runs a line of the shell in which `$LIP` is the program.
  static func shell(_ line: String, in folder: String? = nil) throws -> Outcome {
    try start(
      "/bin/sh", ["-c", line], input: Data(), in: folder, environment: ["LIP": path, "PATH": "/usr/bin:/bin"])
  }

  private static func start(
    _ executable: String, _ arguments: [String], input: Data, in folder: String?,
    environment: [String: String]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = environment
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    // Files take any amount without a reader.
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lip-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    func file(_ name: String, _ data: Data) throws -> URL {
      let url = scratch.appendingPathComponent(name)
      try data.write(to: url)
      return url
    }
    process.standardInput = try FileHandle(forReadingFrom: file("input", input))
    let (output, errors) = (try file("output", Data()), try file("errors", Data()))
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    let bytes = try Data(contentsOf: output)
    return Outcome(
      status: process.terminationStatus, output: String(decoding: bytes, as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self),
      wasKilled: process.terminationReason == .uncaughtSignal, bytes: bytes)
  }
}

/// A folder of its own that is gone after the test.
struct TemporaryFolder: ~Copyable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/lip-program-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    return path + "/" + name
  }

  func text(of name: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: path + "/" + name), encoding: .utf8)
  }
}

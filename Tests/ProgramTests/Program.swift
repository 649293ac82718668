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
    try Run(executable, arguments, input: input, in: folder, environment: environment).outcome()
  }

  /// Starts `lip` without waiting for it; with `input` nil its input stays open and empty.
  static func begin(_ arguments: [String], input: Data?) throws -> Run {
    try Run(path, arguments, input: input, in: nil, environment: [:])
  }

  /// A run that goes on until `outcome` has been asked for.
  struct Run {
    let process = Process()
    private let scratch: URL
    /// What is never written to.
    private let silence = Pipe()

    init(
      _ executable: String, _ arguments: [String], input: Data?, in folder: String?,
      environment: [String: String]
    ) throws {
      process.executableURL = URL(fileURLWithPath: executable)
      process.arguments = arguments
      process.environment = environment
      if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
      // Files take any amount without a reader.
      scratch = FileManager.default.temporaryDirectory.appendingPathComponent("lip-run-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
      for name in ["input", "output", "errors"] {
        try (name == "input" ? input ?? Data() : Data()).write(to: scratch.appendingPathComponent(name))
      }
      process.standardInput =
        try input == nil ? silence : FileHandle(forReadingFrom: scratch.appendingPathComponent("input"))
      process.standardOutput = try FileHandle(forWritingTo: scratch.appendingPathComponent("output"))
      process.standardError = try FileHandle(forWritingTo: scratch.appendingPathComponent("errors"))
      try process.run()
    }

    /// Waits for the end.
    func outcome() throws -> Outcome {
      defer { try? FileManager.default.removeItem(at: scratch) }
      process.waitUntilExit()
      let bytes = try Data(contentsOf: scratch.appendingPathComponent("output"))
      let errors = try Data(contentsOf: scratch.appendingPathComponent("errors"))
      return Outcome(
        status: process.terminationStatus, output: String(decoding: bytes, as: UTF8.self),
        errors: String(decoding: errors, as: UTF8.self),
        wasKilled: process.terminationReason == .uncaughtSignal, bytes: bytes)
    }
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

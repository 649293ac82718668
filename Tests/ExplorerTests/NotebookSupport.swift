import Foundation
import Language
import LinearAlgebra
import Lipschitz
import Networks
import Plotting
import TerminalText
import Testing
import Training

@testable import Explorer

extension Notebook {
  /// A session in which lines were run; each must succeed.
  init(
    after lines: [String], typed: Bool = true, access: FileAccess = .typed,
    location: SourceLocation = #_sourceLocation
  ) {
    self.init(access: access)
    isTyped = typed
    for line in lines {
      for execution in run(line) {
        #expect(
          execution.isOK, "\(line): \(execution.errorLines.map(\.plain))", sourceLocation: location)
      }
    }
  }

  /// The lines that a text prints; it must succeed.
  mutating func output(of text: String, location: SourceLocation = #_sourceLocation) -> [String] {
    run(text).flatMap { execution in
      #expect(execution.isOK, "\(text): \(execution.errorLines.map(\.plain))", sourceLocation: location)
      return execution.lines.map(\.plain)
    }
  }

  /// What went wrong with a text that must fail.
  mutating func problem(of text: String) throws -> Problem {
    let execution = try #require(run(text).first { !$0.isOK }, "\(text) should have failed")
    guard case .failure(let problem) = execution.result else { throw Unexpected(text: text) }
    return problem
  }
}

extension FileAccess {
  /// The rights of what was typed, or for a line that names a file in `sessions/` those of a session there.
  static func example(_ line: String) -> FileAccess {
    let folder = SessionFilesTests.root.appendingPathComponent("sessions").path
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    let isThere = names.contains { !$0.hasSuffix(".lip") && line.contains($0) }
    return isThere ? FileAccess(scriptFolder: folder, writableFolder: nil) : .typed
  }
}

/// A text did not do what the test is about.
struct Unexpected: Error { let text: String }

/// All that a statement may change, for comparison.
struct State: Equatable {
  private let models: [[String]]
  private let weights: [[Double]]
  private let currentName: String?
  private let variables: [String: Double]
  private let data: [String: Matrix]
  private let settings: Settings
  private let stream: RandomStream
  private let lastNumber: Double?
  private let bounds: [LipschitzBound?]
  private let plots: [String]
  private let losses: [[Double]]
  private let undone: Set<Int>
  private let running: [String]
  private let scriptFolder: String?

  init(_ notebook: Notebook) {
    let workspace = notebook.workspace
    models = workspace.models.map { model in
      [model.name]
        + model.network.elements.map {
          "\($0.name) \($0.layer.formula) \($0.layer.outputShape) \($0.origin as Any)"
        }
    }
    weights = workspace.models.flatMap { model in
      model.network.layers.map { ($0 as? Dense).map { $0.weights.elements + $0.bias.elements } ?? [] }
    }
    currentName = workspace.currentName
    variables = workspace.variables
    data = workspace.data.mapValues(\.points)
    settings = workspace.settings
    stream = workspace.stream
    lastNumber = workspace.lastNumber
    bounds = [workspace.lastBound?.bound, workspace.lastEstimate?.bound, workspace.lastFinding?.bound]
    plots = workspace.lastPlot.map { [$0.scene.title] + $0.scene.panels.map(\.title) } ?? []
    losses = workspace.lastTraining?.runs.map { $0.result.losses } ?? []
    undone = notebook.undone
    running = notebook.running
    scriptFolder = notebook.access.scriptFolder
  }

  /// Whether two sessions hold the same, whatever their histories.
  func isSameWork(as other: State) -> Bool {
    models == other.models && weights == other.weights && currentName == other.currentName
      && variables == other.variables && data == other.data && settings == other.settings
      && stream == other.stream && lastNumber == other.lastNumber
      && bounds == other.bounds && plots == other.plots && losses == other.losses
  }
}

/// A folder of its own that is gone after the test.
struct TemporaryFolder: ~Copyable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/lip-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    return file
  }

  func text(of name: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: path + "/" + name), encoding: .utf8)
  }
}

import Foundation
import LinearAlgebra
import Lipschitz
import Networks
import TerminalText
import Testing
import Training

@testable import Explorer

/// A JSON value as another parser reads it.
enum Parsed: Decodable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case list([Parsed])
  case object([String: Parsed])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([Parsed].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: Parsed].self))
    }
  }

  init(_ text: String) throws { self = try JSONDecoder().decode(Parsed.self, from: Data(text.utf8)) }

  subscript(key: String) -> Parsed? { if case .object(let members) = self { members[key] } else { nil } }
  var keys: Set<String> { if case .object(let members) = self { Set(members.keys) } else { [] } }
  var items: [Parsed] { if case .list(let items) = self { items } else { [] } }
  var text: String? { if case .string(let text) = self { text } else { nil } }

  /// A number, or the name of one that JSON cannot say.
  var double: Double? {
    switch self {
    case .number(let value): value
    case .string("inf"): .infinity
    case .string("-inf"): -.infinity
    case .string("nan"): .nan
    default: nil
    }
  }

  enum Kind: Sendable { case string, integer, number, bool, list, object, any }

  func isA(_ kind: Kind) -> Bool {
    switch (kind, self) {
    case (.any, _), (.string, .string), (.bool, .bool), (.list, .list), (.object, .object): true
    case (.integer, .number(let value)): value == value.rounded()
    case (.number, _): double != nil
    default: false
    }
  }
}

/// The machine-readable output: strict, complete, and to the bit.
@Suite struct JSONTests {
  private static let bound: [String: Parsed.Kind] = [
    "value": .number, "kind": .string, "certified": .bool, "norm": .string, "domain": .any, "method": .string,
    "target": .string,
  ]

  /// The keys that a type of result has, as `DESIGN.md` 3 lists them.
  private static let fields: [String: [String: Parsed.Kind]] = [
    "layer": [
      "name": .string, "layer": .string, "in": .list, "out": .list, "parameters": .integer, "model": .string,
    ],
    "model": ["name": .string, "in": .any, "out": .any, "parameters": .integer, "layers": .list],
    "models": ["models": .list],
    "data": ["name": .string, "shape": .list],
    "bound": bound.merging(["tree": .object]) { $1 },
    "estimate": bound,
    "bracket": ["lower": .object, "upper": .object, "gap": .any, "steps": .integer, "stopped": .string],
    "explain": ["of": .string, "tree": .object, "sources": .list],
    "comparison": ["rows": .list],
    "robust": [
      "class": .integer, "radius": .any, "requested": .number, "certified": .bool, "norm": .string,
      "margins": .list,
    ],
    "training": ["optimizer": .string, "loss": .string, "lr": .number, "models": .list],
    "forward": ["input": .any, "shape": .list, "output": .list],
    "plot": ["title": .string, "panels": .list, "text": .list],
    "list": ["entries": .list],
    "help": ["topic": .string, "text": .string, "examples": .list],
    "file": ["file": .string, "bytes": .integer],
    "done": ["text": .string],
    "lesson": ["slide": .integer, "step": .string, "text": .string],
    "number": ["value": .number],
  ]

  /// The type of result that each command gives.
  private static let types: [String: Set<String>] = [
    "layer": ["layer"], "activation": ["layer"], "residual": ["layer"], "model": ["model"], "use": ["model"],
    "copy": ["model"], "load": ["model", "data"], "models": ["models"],
    "show": ["layer", "model", "data", "number"],
    "layers": ["model"],
    "input": ["data"], "bound": ["bound"], "bracket": ["bracket"], "estimate": ["estimate"],
    "explain": ["explain", "done"],
    "compare": ["comparison"], "robust": ["robust"], "certificate": ["certificate"],
    "verify": ["certificate"], "train": ["training"], "normalize": ["layer"],
    "forward": ["forward"],
    "plot": ["plot"], "replot": ["plot"],
    "history": ["list"],
    "help": ["help"], "about": ["help"], "methods": ["help"], "version": ["help", "done"], "save": ["file"],
    "export": ["file"],
    "mode": ["done"], "seed": ["done"], "set": ["done"], "undo": ["done"], "redo": ["done"],
    "rename": ["done"],
    "drop": ["done"],
    "reset": ["done"], "let": ["number"], "source": ["done"], "rerun": ["done"], "replay": ["done"],
    "recover": ["done", "list"], "check": ["done"],
    "exit": ["done"], "slides": ["list", "done"], "slide": ["lesson"], "next": ["lesson"],
    "back": ["lesson"], "hint": ["lesson"], "skip": ["lesson"], "try": ["lesson"], "done": ["lesson"],
    "keep": ["lesson"],
  ]

  /// A session with every command, many values, and errors.
  static let lines: [String] =
    HelpTests.samples.flatMap { ["reset"] + $0.example.before + [$0.example.line] } + ["reset"]
    + BadInputTests.setting + BadInputTests.cases.map(\.line)
    + ExtremeValueTests.networks.flatMap { [$0, "bound", "estimate samples 5", "compare methods"] }
    + [
      "bound square", "bound relu box -1..1", "estimate sigmoid", "estimate exp", "explain", "let a = 1/3",
      "$a",
      "input normal 2x3 seed 1", "model net: linear 5x3 seed 42", "bound around x radius 0.1", "forward",
      "show linear1",
      "show \"", "help \u{1F600}\u{7f}\u{9b}", "layer linear 5x3 as caf\u{e9}", "history", "plot loss",
      "plot weights",
    ]

  @Test("every line is strict JSON with the fields of its type")
  func schema() throws {
    var notebook = Notebook()
    var seen: Set<String> = []
    for line in Self.lines where !line.hasPrefix("exit") {
      notebook.access = .example(line)
      for execution in notebook.run(line, firstLine: 3) {
        let text = execution.json(file: "a.lip").text
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 || (0x7f..<0xa0).contains($0.value) })
        let json = try Parsed(text)
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
        #expect(json["v"] == .number(1))
        #expect(json["n"] == .number(Double(execution.number)))
        #expect(json["cmd"] == .string(execution.verb))
        #expect(json["line"] == .number(Double(execution.line)))
        #expect(json["file"] == .string("a.lip"))
        #expect(json["ok"] == .bool(execution.isOK))
        if let warnings = json["warnings"] { #expect(warnings.items.allSatisfy { $0.isA(.string) }) }
        guard execution.isOK else {
          try failure(json, of: execution)
          continue
        }
        let type = try #require(json["type"]?.text)
        seen.insert(execution.verb)
        let types = try #require(Self.types[execution.verb], "\(execution.verb)")
        #expect(types.contains(type), "\(execution.verb) gives \(type)")
        for (key, kind) in try #require(Self.fields[type]) {
          #expect(json[key]?.isA(kind) == true, "\(line): \(key) of \(type) in \(text)")
        }
        try inside(json, type: type, of: execution)
      }
    }
    let untried = Set(Commands.all.map { $0.name }).subtracting(seen)
    #expect(
      untried == ["save", "export", "certificate", "verify", "source", "replay", "recover", "check", "exit"])
  }

  private func failure(_ json: Parsed, of execution: Execution) throws {
    guard case .failure(let problem) = execution.result else { throw Unexpected(text: execution.text) }
    let error = try #require(json["error"])
    #expect(error.keys == ["code", "message", "line", "col", "len", "suggest"])
    #expect(error["code"] == .string(problem.code.rawValue))
    #expect(error["message"] == .string(problem.message))
    #expect(error["line"] == .number(Double(execution.line)))
    #expect(error["col"] == .number(Double(execution.column)))
    #expect(error["len"] == .number(Double(execution.length)))
    #expect(error["suggest"] == .list(problem.suggestions.map { .string($0) }))
    #expect(json["type"] == nil)
  }

  private func inside(_ json: Parsed, type: String, of execution: Execution) throws {
    guard case .success(let value) = execution.result else { throw Unexpected(text: execution.text) }
    switch value {
    case .bound(let finding), .estimate(let finding): try expect(json, is: finding.bound)
    case .layer(let report):
      if let bound = report.bound { try expect(try #require(json["bound"]), is: bound) }
      if report.isDetailed, report.element.layer.kind == "linear" {
        #expect(json["weights"]?.items.count == report.element.layer.outputShape.count)
        #expect(json["bias"]?.items.count == report.element.layer.outputShape.count)
      }
    case .number(let number): #expect(json["value"]?.double?.bitPattern == number.bitPattern)
    case .forward(_, let output, _):
      let rows = json["output"]?.items.map { $0.items.map { $0.double?.bitPattern } }
      let expected = (0..<output.columns).map { output.column($0).elements.map(\.bitPattern) }
      if !output.elements.contains(where: \.isNaN) { #expect(rows == expected) }
    case .plot:
      for panel in json["panels"]?.items ?? [] {
        #expect(panel.keys == ["title", "x", "y", "marks"])
        for axis in ["x", "y"] { #expect(panel[axis]?.keys == ["label", "min", "max", "log"]) }
        for mark in panel["marks"]?.items ?? [] {
          #expect(mark["kind"]?.isA(.string) == true)
          #expect(
            mark["points"]?.items.allSatisfy {
              $0.items.count == 2 && $0.items.allSatisfy { $0.isA(.number) }
            } == true)
        }
      }
    case .comparison(let rows, let showsRatio):
      for (row, item) in zip(rows, json["rows"]?.items ?? []) {
        #expect(item[showsRatio ? "method" : "name"] == .string(row.name))
        if case .success(let bound) = row.result { #expect(item["value"]?.double == bound.value) }
        if case .failure = row.result { #expect(item["error"]?.keys == ["code", "message"]) }
      }
    case .training(let training):
      for (run, item) in zip(training.runs, json["models"]?.items ?? []) {
        #expect(item.keys == ["name", "steps", "first", "last", "diverged", "losses"])
        #expect(item["losses"]?.items.map { $0.double?.bitPattern } == run.result.losses.map(\.bitPattern))
        #expect(item["first"]?.double == run.result.losses.first)
        #expect(item["diverged"] == (run.result.divergence.map { .number(Double($0)) } ?? .null))
      }
    case .losses(let runs):
      for (run, item) in zip(runs, json["rows"]?.items ?? []) {
        #expect(item.keys == ["name", "first", "last", "best"])
        #expect(item["best"]?.double == run.result.losses.min())
      }
    case .normalization(let change):
      try expect(try #require(json["before"]), is: change.before)
      try expect(try #require(json["after"]), is: change.after)
    case .list(let entries):
      #expect(json["entries"]?.items.count == entries.count)
      #expect(json["entries"]?.items.allSatisfy { $0.keys.isSuperset(of: ["n", "text"]) } == true)
    default: break
    }
    if let binding = execution.binding { #expect(json["as"] == .string(binding)) }
  }

  private func expect(_ json: Parsed, is bound: LipschitzBound) throws {
    #expect(json["value"]?.double?.bitPattern == bound.value.bitPattern)
    #expect(json["certified"] == .bool(bound.isCertified))
    #expect(["exact", "upper", "lower", "estimate"].contains(try #require(json["kind"]?.text)))
    #expect(["1", "2", "inf"].contains(try #require(json["norm"]?.text)))
    if let enclosure = bound.enclosure {
      #expect(json["lower"]?.double?.bitPattern == enclosure.lower.bitPattern)
      #expect(json["upper"]?.double?.bitPattern == enclosure.upper.bitPattern)
    }
    if let witness = json["witness"] {
      #expect(witness.keys == ["x", "y"] || witness.keys == ["x", "direction"])
    }
    if let domain = json["domain"], domain != .string("global") {
      #expect([["box"], ["center", "radius", "ball"], ["from", "to"]].contains(domain.keys))
    }
    if let tree = json["tree"] { expectTree(tree) }
  }

  private func expectTree(_ tree: Parsed) {
    #expect(tree.keys.subtracting(["source"]) == ["rule", "value", "kind", "premises"])
    #expect(tree["value"]?.isA(.number) == true)
    for premise in tree["premises"]?.items ?? [] { expectTree(premise) }
  }

  @Test("numbers are read back to the bit, whatever they are: seed 4")
  func numbers() throws {
    var random = SplitMix(state: 4)
    let values =
      (0..<2000).map { _ in random.double() } + [0, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    let parsed = try Parsed(JSON.numbers(values).text)
    #expect(parsed.items.map { $0.double?.bitPattern } == values.map(\.bitPattern))
    #expect(JSON.numbers([.infinity, -.infinity, .nan]).text == "[\"inf\",\"-inf\",\"nan\"]")
  }

  @Test("strings are read back to the scalar")
  func strings() throws {
    let text =
      String(String.UnicodeScalarView((0...0x2100).compactMap(Unicode.Scalar.init))) + "\u{1F600}\u{10FFFF}"
    let parsed = try Parsed(JSON.strings([text]).text)
    #expect(parsed.items.first?.text.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    #expect(JSON.string("a\"b\\c\n\u{1}\u{7f}").text == "\"a\\\"b\\\\c\\n\\u0001\\u007f\"")
  }

  @Test("a check as an object")
  func check() throws {
    let text = "#| lip 1\nbound relu\n#>   L = 2   exact, relu, reached at x = 1\n"
    let check = SessionCheck(text: text, file: "a.lip", access: .typed, canvas: nil, width: nil)
    let json = try Parsed(check.json.text)
    #expect(json.keys == ["v", "cmd", "file", "ok", "outputs", "failures"])
    #expect(json["ok"] == .bool(false))
    #expect(json["failures"]?.items.first?.keys == ["line", "command", "expected", "got"])
    #expect(json["failures"]?.items.first?["line"] == .number(2))
  }
}

import LinearAlgebra
import Lipschitz
import Networks
import Plotting
import TerminalText

extension Value {
  /// The value's type and fields, as `DESIGN.md` 3 lists them.
  func json(on surface: Surface, numbers: NumberFormat) -> (type: String, members: [JSON.Member]) {
    switch self {
    case .layer(let report): return ("layer", Self.members(report))
    case .model(let model): return ("model", Self.members(model))
    case .models(let models, let current):
      let rows = models.map { model in
        JSON.record([
          "name": .string(model.name), "in": model.network.inputJSON, "out": model.network.outputJSON,
          "parameters": .int(model.network.parameterCount), "current": .bool(model.name == current),
        ])
      }
      return ("models", JSON.record(["models": .array(rows)]).members)
    case .data(let name, let batch):
      return (
        "data",
        JSON.record([
          "name": .string(name),
          "shape": .array(([batch.points.columns] + batch.shape.dimensions).map(JSON.int)),
          "seed": batch.seed.map { .int(Int($0)) },
        ]).members
      )
    case .imported(let found): return found.json(on: surface, numbers: numbers)
    case .bound(let finding):
      return ("bound", finding.json + JSON.record(["tree": finding.bound.derivation.json]).members)
    case .estimate(let finding):
      return ("estimate", finding.json + Self.statistics(finding.bound) + Self.sweep(finding))
    case .bracket(let report): return ("bracket", report.json)
    case .explanation(let finding):
      return (
        "explain",
        JSON.record([
          "of": .string(finding.target), "tree": finding.bound.derivation.json,
          "sources": .strings(finding.bound.derivation.sources),
        ]).members
      )
    case .comparison(let rows, let showsRatio):
      return ("comparison", JSON.record(["rows": .array(Self.rows(rows, showsRatio: showsRatio))]).members)
    case .certificate(let report): return ("certificate", report.json)
    case .robustness(let robustness, _): return ("robust", Self.members(robustness))
    case .training(let training): return ("training", training.json)
    case .losses(let runs):
      let rows = runs.map { JSON.object(JSON.record(["name": .string($0.name)]).members + $0.result.ends) }
      return ("comparison", JSON.record(["rows": .array(rows)]).members)
    case .normalization(let change):
      let name = change.element.name
      return (
        "layer",
        change.element.json
          + JSON.record([
            "model": .string(change.model), "before": change.before.json(target: name),
            "after": change.after.json(target: name),
          ]).members
      )
    case .forward(let input, let output, let shape):
      let rows = (0..<output.columns).map { JSON.numbers(output.column($0).elements) }
      return (
        "forward",
        JSON.record([
          "input": input.map { .string($0) } ?? .null,
          "shape": .array(([output.columns] + shape.dimensions).map(JSON.int)), "output": .array(rows),
        ]).members
      )
    case .plot(let drawing):
      let text = lines(on: surface, numbers: numbers).map { JSON.string($0.plain) }
      return ("plot", drawing.scene.json + JSON.record(["text": .array(text)]).members)
    case .list(let entries):
      let rows = entries.map {
        JSON.record(["n": .int($0.number), "text": .string($0.text), "ok": .bool($0.isOK)])
      }
      return ("list", JSON.record(["entries": .array(rows)]).members)
    case .help(let page):
      return (
        "help",
        JSON.record([
          "topic": .string(page.topic), "text": .string(page.lines.map(\.plain).joined(separator: "\n")),
          "examples": .strings(page.examples),
        ]).members
      )
    case .lesson(let page): return ("lesson", page.json)
    case .file(let path, let bytes, _):
      return ("file", JSON.record(["file": .string(path), "bytes": .int(bytes)]).members)
    case .number(let number): return ("number", JSON.record(["value": .number(number)]).members)
    case .done(let text, let members):
      return ("done", JSON.record(["text": .string(text)]).members + members)
    case .replay(let plan):
      return ("done", JSON.record(["text": .string("replays \(plan.file)")]).members)
    case .transcript(let executions, _):
      return (
        "done", JSON.record(["text": .string("ran \(Self.count(executions.count, "command"))")]).members
      )
    case .leave: return ("done", JSON.record(["text": .string("bye")]).members)
    }
  }

  private static func members(_ robustness: Robustness) -> [JSON.Member] {
    let margins = robustness.margins.map { margin in
      JSON.record([
        "class": .int(margin.other), "margin": .number(margin.margin), "bound": .number(margin.bound.value),
        "radius": .number(margin.radius), "method": .string(margin.bound.method),
      ])
    }
    return JSON.record([
      "class": .int(robustness.winner), "radius": .number(robustness.radius),
      "requested": .number(robustness.requested), "certified": .bool(robustness.isCertified),
      "norm": .string(robustness.norm.rawValue), "attack": robustness.attack.map { .number($0.distance) },
      "other": robustness.attack.map { .int($0.other) },
      "point": robustness.attack.map { .numbers($0.point.elements) }, "margins": .array(margins),
    ]).members
  }

  private static func members(_ report: LayerReport) -> [JSON.Member] {
    var members = report.element.json
    members +=
      JSON.record([
        "model": .string(report.model), "bound": report.bound.map { $0.json(target: report.element.name) },
      ]).members
    guard report.isDetailed else { return members }
    let tensors = report.element.layer.tensors.map { tensor in
      let rows = (0..<tensor.values.rows).map { JSON.numbers(tensor.values.row($0).elements) }
      return JSON.Member(
        key: tensor.symbol, value: tensor.values.columns > 1 ? .array(rows) : .numbers(tensor.values.elements)
      )
    }
    if !tensors.isEmpty { members += JSON.record(["tensors": .object(tensors)]).members }
    guard let dense = report.element.layer as? Dense else { return members }
    let rows = (0..<dense.weights.rows).map { JSON.numbers(dense.weights.row($0).elements) }
    var singular: JSON?
    let order = min(dense.weights.rows, dense.weights.columns)
    if order <= SingularChart.mostValues, let values = try? dense.weights.singularValues() {
      singular = .numbers(values)
    }
    return members
      + JSON.record(["weights": .array(rows), "bias": .numbers(dense.bias.elements), "singular": singular])
      .members
  }

  private static func members(_ model: Workspace.Model) -> [JSON.Member] {
    JSON.record([
      "name": .string(model.name), "in": model.network.inputJSON, "out": model.network.outputJSON,
      "parameters": .int(model.network.parameterCount),
      "layers": .array(model.network.elements.map { .object($0.json) }),
    ]).members
  }

  private static func statistics(_ bound: LipschitzBound) -> [JSON.Member] {
    guard let statistics = bound.statistics else { return [] }
    return JSON.record([
      "samples": .int(statistics.count), "seed": statistics.seed.map { .int(Int($0)) },
      "eps": statistics.step.map { .number($0) }, "mean": .number(statistics.mean),
      "std": .number(statistics.deviation), "note": bound.notes.first.map { .string($0) },
    ]).members
  }

  private static func sweep(_ finding: Workspace.Finding) -> [JSON.Member] {
    guard !finding.sweep.isEmpty else { return [] }
    let rows = finding.sweep.map { row in
      JSON.record([
        "eps": .number(row.step), "value": .number(row.bound.value),
        "mean": row.bound.statistics.map { .number($0.mean) },
        "std": row.bound.statistics.map { .number($0.deviation) },
        "error": row.bound.directionalError.map { .number($0) },
      ])
    }
    return JSON.record(["rows": .array(rows)]).members
  }

  private static func rows(_ rows: [Comparison], showsRatio: Bool) -> [JSON] {
    let best = rows.compactMap { try? $0.result.get().value }.min() ?? 1
    return rows.map { row in
      let key = JSON.record([showsRatio ? "method" : "name": .string(row.name)]).members
      switch row.result {
      case .failure(let problem):
        let error = JSON.record(["code": .string(problem.code.rawValue), "message": .string(problem.message)])
        return .object(key + JSON.record(["error": error, "partial": problem.partialJSON]).members)
      case .success(let bound):
        let ratio: JSON? = showsRatio ? .number(bound.value / best) : nil
        // A row of methods is named by its method already.
        let fields = bound.json(target: row.name).members.filter { !showsRatio || $0.key != "method" }
        return .object(key + fields + JSON.record(["ratio": ratio]).members)
      }
    }
  }
}

extension Network {
  var inputJSON: JSON { isEmpty ? .null : .array(inputShape.dimensions.map(JSON.int)) }
  var outputJSON: JSON { isEmpty ? .null : .array(outputShape.dimensions.map(JSON.int)) }
}

extension Network.Element {
  var json: [JSON.Member] {
    JSON.record([
      "name": .string(name), "layer": .string(layer.kind),
      "in": .array(layer.inputShape.dimensions.map(JSON.int)),
      "out": .array(layer.outputShape.dimensions.map(JSON.int)), "parameters": .int(layer.parameterCount),
    ]).members + (origin?.json ?? [])
  }
}

extension Network.Origin {
  fileprivate var json: [JSON.Member] {
    switch self {
    case .drawn(let seed, let generator):
      JSON.record(["seed": .int(Int(seed)), "rng": .string(generator)]).members
    case .stored(let file, let arrays, let type):
      JSON.record(["from": .string(file), "arrays": .strings(arrays), "dtype": .string(type)]).members
    }
  }
}

extension Workspace.Finding {
  var json: [JSON.Member] {
    bound.json(target: target).members
      + JSON.record([
        "mode": pass.map { .string($0.mode.rawValue) },
        "batch": pass.flatMap { $0.batch > 1 ? .int($0.batch) : nil },
      ]).members
  }
}

extension LipschitzBound {
  /// The bound object of `DESIGN.md` 3.
  func json(target: String) -> JSON {
    .record([
      "value": .number(value), "kind": .string(guarantee.name), "certified": .bool(isCertified),
      "norm": .string(norm.rawValue), "domain": domainJSON, "method": .string(method),
      "target": .string(target),
      "lower": enclosure.map { .number($0.lower) }, "upper": enclosure.map { .number($0.upper) },
      "witness": witness?.json,
    ])
  }

  private var domainJSON: JSON {
    switch domain {
    case .everywhere: .string("global")
    case .box(let lower, let upper):
      method == Grid.name
        ? .record(["from": .number(lower), "to": .number(upper)])
        : .record(["box": .numbers([lower, upper])])
    case .ball(_, let name, let radius, let norm):
      .record(["center": .string(name), "radius": .number(radius), "ball": .string(norm.rawValue)])
    }
  }
}

extension Witness {
  var json: JSON {
    switch self {
    case .pair(let x, let y): .record(["x": .numbers(x.elements), "y": .numbers(y.elements)])
    case .tangent(let x, let direction):
      .record(["x": .numbers(x.elements), "direction": .numbers(direction.elements)])
    }
  }
}

extension Derivation {
  var json: JSON {
    .record([
      "rule": .string(rule), "value": .number(value), "kind": .string(guarantee.name),
      "source": source.map { .string($0) }, "premises": .array(premises.map(\.json)),
    ])
  }
}

extension Problem {
  var partialJSON: JSON? { partial?.json(target: partialTarget) }

  /// The error object; `line` and `column` count from 1.
  func json(line: Int, column: Int, length: Int) -> [JSON.Member] {
    let error = JSON.record([
      "code": .string(code.rawValue), "message": .string(message), "line": .int(line), "col": .int(column),
      "len": .int(length), "suggest": .strings(suggestions),
    ])
    return JSON.record(["error": error, "partial": partialJSON]).members
  }
}

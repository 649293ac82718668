import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import Plotting
import TerminalText

extension Value {
  /// The value as the lines that a person sees, without indentation.
  func lines(on surface: Surface, numbers: NumberFormat) -> [StyledText] {
    let bounds = BoundText(numbers: numbers)
    switch self {
    case .layer(let report): return Self.lines(report, bounds, surface)
    case .model(let model): return Self.lines(model)
    case .models(let models, let current): return Self.lines(models, current: current)
    case .data(let name, let batch):
      let seed = batch.seed.map { "   seed \($0) (\(batch.generator.rawValue))" } ?? ""
      return ["\(name)   \(Self.count(batch.points.columns, "point")) of \(batch.shape.description)\(seed)"]
    case .imported(let found): return found.lines(on: surface, numbers: numbers)
    case .bound(let finding): return Self.warnings(finding) + [bounds.line(finding)] + Self.advice(finding)
    case .estimate(let finding):
      guard finding.sweep.isEmpty else { return bounds.sweep(finding) }
      guard finding.bound.guarantee == .estimate else {
        return Self.warnings(finding) + [bounds.line(finding)]
      }
      return [bounds.line(finding)] + finding.bound.notes.flatMap { bounds.note($0) }
    case .bracket(let report): return bounds.lines(report)
    case .explanation(let finding): return bounds.tree(finding)
    case .comparison(let rows, let showsRatio):
      return Self.lines(rows, showsRatio: showsRatio, showsTime: surface.showsTime, bounds)
    case .certificate(let report): return report.lines(bounds)
    case .robustness(let robustness, let name):
      return RobustText(numbers: numbers).lines(robustness, at: name)
    case .training(let training): return TrainingText(numbers: numbers).lines(training)
    case .losses(let runs): return TrainingText(numbers: numbers).comparison(runs)
    case .normalization(let normalization): return [Self.line(normalization, bounds)]
    case .forward(_, let output, let shape): return Self.lines(output, shape: shape, numbers)
    case .plot(let drawing): return Self.lines(drawing, surface)
    case .list(let entries):
      return entries.map {
        StyledText("\(String($0.number).leftPadded(to: 4))  \($0.text.visible)", $0.isOK ? .plain : .dim)
      }
    case .help(let page): return page.lines
    case .lesson(let page): return page.lines
    case .file(let path, let bytes, let strays):
      return [StyledText("wrote \(path.visible)   \(Self.count(bytes, "byte"))")]
        + StrayNote(file: path, strays: strays).lines
    case .number(let number): return [StyledText("= \(numbers.exact(number))")]
    case .done(let text, _):
      return text.isEmpty
        ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map { StyledText(String($0)) }
    case .transcript, .replay, .leave: return []
    }
  }

  /// Where a network that is not Lipschitz everywhere may be bounded after all.
  private static func advice(_ finding: Workspace.Finding) -> [StyledText] {
    guard finding.bound.value == .infinity, finding.bound.domain == .everywhere else { return [] }
    return [
      StyledText("a region may have a constant:  bound box -1..1   or   bound around x radius 0.1", .dim)
    ]
  }

  private static func warnings(_ finding: Workspace.Finding) -> [StyledText] {
    finding.bound.notes.map { StyledText("warning: \($0)", .warning) }
  }

  static func count(_ count: Int, _ noun: String) -> String { count.counted(noun) }

  /// `linear 3 -> 5   20 parameters   seed 42 (numpy)`.
  private static func description(_ element: Network.Element) -> String {
    let layer = element.layer
    var parts = ["\(layer.kind) \(layer.inputShape) -> \(layer.outputShape)"]
    if layer.parameterCount > 0 { parts.append(count(layer.parameterCount, "parameter")) }
    switch element.origin {
    case .drawn(let seed, let generator)?: parts.append("seed \(seed) (\(generator))")
    case .stored(_, let arrays, let type)?:
      parts.append("\(arrays.joined(separator: ", ").visible) (\(type))")
    case nil: break
    }
    return parts.joined(separator: "   ")
  }

  private static func lines(_ report: LayerReport, _ bounds: BoundText, _ surface: Surface) -> [StyledText] {
    let name = report.element.name.padded(to: 9)
    var head = StyledText("\(name) \(description(report.element))")
    if let bound = report.bound {
      let gap = max(3, 63 - head.width)
      head.append(String(repeating: " ", count: gap) + bounds.claim(bound))
    }
    guard report.isDetailed else { return [head] }
    return [head] + report.element.layer.tensors.flatMap { lines($0, bounds, surface) }
  }

  /// A matrix as shades, a column as its first numbers.
  private static func lines(_ tensor: Tensor, _ bounds: BoundText, _ surface: Surface) -> [StyledText] {
    let values = tensor.values
    guard values.columns > 1 else {
      let shown = values.elements.prefix(8).map { bounds.numbers.text($0) }.joined(separator: ", ")
      let rest = values.rows > 8 ? ", ... \(values.rows) numbers" : ""
      return [StyledText("\(tensor.symbol) = (\(shown)\(rest))")]
    }
    let scene = WeightsChart.heatMap(
      values, title: "\(tensor.symbol) (\(values.rows)x\(values.columns))", bounds.numbers)
    return render(
      scene, canvas: surface.canvas, width: surface.width, height: min(40, values.rows + 4),
      colour: surface.hasColour)
  }

  private static func line(_ change: Normalization, _ bounds: BoundText) -> StyledText {
    let name = change.element.name.padded(to: 9)
    guard change.factor != 1 else {
      return StyledText("\(name) \(bounds.claim(change.before))   small enough, nothing changes")
    }
    let claims = "\(bounds.claim(change.before)), now \(bounds.claim(change.after))"
    return StyledText(
      "\(name) \(claims)   weights times \(bounds.numbers.text(change.factor)), the bias stays")
  }

  private static func lines(_ model: Workspace.Model) -> [StyledText] {
    let network = model.network
    guard !network.isEmpty else { return [StyledText("\(model.name)   no layers yet")] }
    var sizes = [network.inputShape.description]
    for layer in network.layers where layer.outputShape.description != sizes.last {
      sizes.append(layer.outputShape.description)
    }
    if sizes.count == 1 { sizes.append(network.outputShape.description) }
    let path = sizes.count > 8 ? sizes.prefix(3) + ["..."] + sizes.suffix(2) : sizes[...]
    let head =
      "\(model.name)   \(path.joined(separator: " -> "))   \(count(network.parameterCount, "parameter"))"
    return [StyledText(head)] + layerLines(network.elements)
  }

  /// A line for each layer; more than three alike in a row share one.
  private static func layerLines(_ elements: [Network.Element]) -> [StyledText] {
    var runs: [[Network.Element]] = []
    for element in elements {
      if let last = runs.last?.last, description(last) == description(element) {
        runs[runs.count - 1].append(element)
      } else {
        runs.append([element])
      }
    }
    let rows = runs.flatMap { run -> [(name: String, text: String)] in
      guard run.count > 3, let first = run.first, let last = run.last else {
        return run.flatMap { [($0.name, description($0))] + inner($0) }
      }
      let each = first.layer.parameterCount > 0 ? " each" : ""
      return [("\(first.name) to \(last.name)", description(first) + each)]
    }
    let width = rows.reduce(9) { max($0, min(24, $1.name.columns + ($1.name.contains(" ") ? 2 : 0))) }
    return rows.map { StyledText("  \($0.name.padded(to: width)) \($0.text)") }
  }

  /// The layers of a branch, indented.
  private static func inner(_ element: Network.Element) -> [(name: String, text: String)] {
    guard case .residual(let branch) = element.layer.form else { return [] }
    return branch.elements.flatMap { inside in
      [("  \(inside.name)", description(inside))] + inner(inside).map { ("  \($0.name)", $0.text) }
    }
  }

  private static func lines(_ models: [Workspace.Model], current: String?) -> [StyledText] {
    if models.isEmpty { return ["no models yet: layer linear 5x3 seed 42  makes one"] }
    let width = models.reduce(4) { max($0, $1.name.count) }
    return models.map { model in
      let network = model.network
      let mark = model.name == current ? "*" : " "
      let size = network.isEmpty ? "empty" : "\(network.inputShape) -> \(network.outputShape)"
      return StyledText(
        "\(mark) \(model.name.padded(to: width))   \(size)   \(count(network.layers.count, "layer"))   "
          + count(network.parameterCount, "parameter"))
    }
  }

  private static func lines(
    _ all: [Comparison], showsRatio: Bool, showsTime: Bool, _ bounds: BoundText
  ) -> [StyledText] {
    // Of the methods only those that take this network; of named things also those without an answer.
    let rows = all.filter { row in
      if showsRatio, case .failure(let problem) = row.result { problem.code == .cancelled } else { true }
    }
    let width = rows.reduce(4) { max($0, $1.name.count) }
    let claims = rows.map { row in (try? row.result.get()).map(bounds.claim) ?? "" }
    // A row with both sides may stick out, so that the others fit a screen.
    let claimWidth = zip(rows, claims).reduce(0) { width, entry in
      let bound = try? entry.0.result.get()
      return bound.flatMap(bounds.openSides) == nil ? max(width, entry.1.columns) : width
    }
    let best = rows.compactMap { try? $0.result.get().value }.min() ?? 1
    return zip(rows, claims).map { row, claim in
      switch row.result {
      case .failure(let problem):
        let reached = problem.partial.map { "   so far: \(bounds.claim($0))" } ?? ""
        return StyledText("\(row.name.padded(to: width))   \(problem.message)\(reached)", .dim)
      case .success(let bound):
        let words = showsRatio ? ratio(bound.value / best, bounds) : reason(bound, bounds)
        let status = bound.isCertified ? "certified" : "not certified"
        let head = "\(row.name.padded(to: width))   \(claim.padded(to: claimWidth))   \(words)"
        guard showsRatio else { return StyledText(head) }
        let time = showsTime ? row.seconds.map { "   \(duration($0))" } ?? "" : ""
        return StyledText("\(head)   \(bound.guarantee.name), \(status)\(time)")
      }
    }
  }

  /// `0.15 ms`, `1.26 s`.
  private static func duration(_ seconds: Double) -> String {
    let format = NumberFormat(precision: 2)
    return seconds < 1 ? "\(format.text(1000 * seconds)) ms" : "\(format.text(seconds)) s"
  }

  private static func ratio(_ ratio: Double, _ bounds: BoundText) -> String {
    ratio.isFinite ? NumberFormat(precision: 3).text(ratio) + " x best" : "-"
  }

  private static func reason(_ bound: LipschitzBound, _ bounds: BoundText) -> String {
    if bound.value == 0, let note = bound.notes.first { return note }
    if case .text(let reason)? = bound.derivation.facts.first { return reason }
    return "\(bounds.normName(bound.norm)), \(bound.derivation.rule)"
  }

  /// A line for each point, the first few of many.
  private static func lines(_ output: Matrix, shape: Shape, _ numbers: NumberFormat) -> [StyledText] {
    let (mostPoints, mostNumbers) = (8, 12)
    let shownPoints = output.columns > mostPoints + 2 ? mostPoints - 2 : output.columns
    var lines = (0..<shownPoints).map { column in
      let values = output.column(column).elements
      let isLong = values.count > mostNumbers
      let shown = (isLong ? Array(values.prefix(8)) : values).map { numbers.text($0) }.joined(separator: ", ")
      return StyledText(isLong ? "(\(shown), ... \(values.count) numbers)" : "(\(shown))")
    }
    if shownPoints < output.columns {
      lines.append(StyledText("... \(count(output.columns, "point")) of \(shape)"))
    }
    return lines
  }

  private static func lines(_ drawing: Drawing, _ surface: Surface) -> [StyledText] {
    if drawing.asText { return [StyledText(summary(of: drawing.scene))] }
    // The height is that of the whole plot; panels below each other share it.
    let scene = drawing.scene
    let rows = (scene.panels.count + scene.columns - 1) / max(1, scene.columns)
    let height = drawing.height ?? surface.height
    return render(
      scene, canvas: surface.canvas, width: drawing.width ?? surface.width,
      height: rows > 1 ? max(8, height / rows) : height, colour: surface.hasColour)
  }
}

import LinearAlgebra
import Lipschitz
import Networks
import Plotting
import TerminalText

/// Rows of texts and numbers under names.
struct Table: Hashable, Sendable {
  var columns: [String]
  var rows: [[String]]

  /// The table as comma-separated values: every number with all its digits, texts in quotes where they need them.
  ///
  /// - Source: RFC 4180, with the line ends of Unix.
  var text: String {
    ([columns] + rows).map { $0.map(Self.field).joined(separator: ",") + "\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    let text = text.visible
    guard text.contains(where: { "\",\n\r".contains($0) }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

extension Value {
  /// The numbers of the value as a table; nil for what is no numbers.
  var table: Table? {
    switch self {
    case .bound(let finding), .explanation(let finding): Table([(finding.target, finding.bound)])
    case .estimate(let finding):
      finding.sweep.isEmpty ? Table(estimate: finding) : Table(sweep: finding.sweep)
    case .comparison(let rows, let showsRatio): Table(rows, named: showsRatio ? "method" : "name")
    case .forward(_, let output, _):
      Table(
        columns: (0..<output.rows).map { "y\($0 + 1)" },
        rows: (0..<output.columns).map { output.column($0).elements.map(NumberFormat.shortest) })
    case .data(_, let batch):
      Table(
        columns: (0..<batch.points.rows).map { "x\($0 + 1)" },
        rows: (0..<batch.points.columns).map { batch.points.column($0).elements.map(NumberFormat.shortest) })
    case .layer(let report): report.bound.map { Table([(report.element.name, $0)]) }
    case .plot(let drawing): Table(drawing.scene)
    case .number(let number): Table(columns: ["value"], rows: [[NumberFormat.shortest(number)]])
    default: nil
    }
  }
}

extension Table {
  private static let boundColumns = ["value", "kind", "certified", "norm", "method"]

  private static func fields(_ bound: LipschitzBound) -> [String] {
    [
      NumberFormat.shortest(bound.value), bound.guarantee.name, "\(bound.isCertified)", bound.norm.rawValue,
      bound.method,
    ]
  }

  fileprivate init(_ bounds: [(name: String, bound: LipschitzBound)]) {
    columns = ["name"] + Self.boundColumns
    rows = bounds.map { [$0.name] + Self.fields($0.bound) }
  }

  /// Everything that an estimate saw, one quotient a row; of one that kept nothing, its result.
  fileprivate init(estimate finding: Workspace.Finding) {
    guard let values = finding.bound.statistics?.values, !values.isEmpty else {
      self.init([(finding.target, finding.bound)])
      return
    }
    self.init(
      columns: ["sample", "quotient"],
      rows: values.enumerated().map { ["\($0 + 1)", NumberFormat.shortest($1)] })
  }

  fileprivate init(sweep: [Workspace.SweepRow]) {
    columns = ["eps", "value", "kind", "mean", "std"]
    rows = sweep.map { row in
      let statistics = row.bound.statistics
      return [
        NumberFormat.shortest(row.step), NumberFormat.shortest(row.bound.value), row.bound.guarantee.name,
      ]
        + [statistics?.mean, statistics?.deviation].map { $0.map(NumberFormat.shortest) ?? "" }
    }
  }

  fileprivate init(_ comparisons: [Value.Comparison], named label: String) {
    // Rows of methods are named by their method already.
    let columns = [label] + Self.boundColumns.filter { $0 != label }
    self.columns = columns + ["error"]
    rows = comparisons.map { row in
      switch row.result {
      case .success(let bound): [row.name] + Self.fields(bound).prefix(columns.count - 1) + [""]
      case .failure(let problem):
        [row.name] + Array(repeating: "", count: columns.count - 1) + [problem.message]
      }
    }
  }

  /// Every point of every mark, in data coordinates; bars carry the name of their row.
  fileprivate init(_ scene: Scene) {
    columns = ["panel", "series", "mark", "name", "x", "y"]
    rows = []
    for panel in scene.panels {
      var names: [String] = []
      if case .names(let all) = panel.y.scale { names = all }
      for mark in panel.marks {
        for point in mark.points {
          let place = Int(exactly: point.y)
          let name = place.flatMap { names.indices.contains($0) ? names[$0] : nil } ?? ""
          rows.append([
            panel.title, mark.label ?? "", mark.kind, name, NumberFormat.shortest(point.x),
            NumberFormat.shortest(point.y),
          ])
        }
      }
    }
  }
}

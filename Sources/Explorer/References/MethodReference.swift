import Lipschitz

/// A method of `bound` or `estimate`: its claim, why it holds, and the papers that its source names.
struct MethodReference: Reference {
  static let all = Methods.all.map { MethodReference(method: $0) }

  let method: any BoundMethod.Type

  var name: String { method.name }
  var title: String { method.summary }
  var examples: [String] { [method.example.joined(separator: "; ")] }

  var text: [String] {
    var lines = [method.summary, "gives at best: \(method.guarantee.symbol) (\(method.guarantee.name))"]
    if !method.idea.isEmpty { lines.append(method.idea) }
    lines.append("source: \(method.source)")
    let papers = Papers.all.filter { $0.isCited(in: method.source) }.map(\.name)
    if !papers.isEmpty { lines.append("papers: \(papers.joined(separator: ", "))") }
    return lines
  }
}

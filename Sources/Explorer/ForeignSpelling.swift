/// What other languages call the things of this one.
enum ForeignSpelling {
  /// The line to type instead of a line of Python, or nil.
  static func translation(of text: String) -> String? {
    let compact = text.filter { !$0.isWhitespace }
    guard let open = compact.firstIndex(of: "(") else { return words[compact.lowercased()] }
    let name = compact[..<open].split(separator: ".").last.map { $0.lowercased() } ?? ""
    let arguments = compact[compact.index(after: open)...].prefix { $0 != ")" }.split(separator: ",").map {
      $0.split(separator: "=").last.map(String.init) ?? ""
    }
    switch name {
    case "linear" where arguments.count >= 2: return "layer linear \(arguments[0])->\(arguments[1])"
    case "dense" where !arguments.isEmpty: return "layer linear IN->\(arguments[0])"
    case "seed", "manual_seed": return arguments.first.map { "seed \($0)" }
    case "default_rng": return arguments.first.map { "seed \($0) rng default_rng" }
    case "randn": return arguments.isEmpty ? nil : "input normal \(arguments.joined(separator: "x"))"
    case "rand": return arguments.isEmpty ? nil : "input uniform \(arguments.joined(separator: "x"))"
    case "norm": return "bound"
    case "print": return "show"
    case "sequential": return "model NAME: linear 3->5, relu"
    default:
      if Vocabulary.functions.contains(name) { return "activation \(name)" }
      if case .one(let command) = Commands.named(name, allowingPrefixes: false) { return command.name }
      return nil
    }
  }

  private static let words = [
    "nn.linear": "layer linear 3->5", "torch.nn.linear": "layer linear 3->5",
    "import": "help", "clear": "reset   forgets all (Ctrl-L clears the screen)", "ls": "models",
    "run": "source FILE", "open": "source FILE",
    "lipschitz": "bound", "sigma": "bound", "draw": "plot relu", "graph": "plot relu", "add": "layer relu",
  ]
}

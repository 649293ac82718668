import Parameters

/// `about kim2021`: why a number holds, who has shown it, and what a slide gets wrong.
struct AboutCommand: WorkspaceCommand {
  static let name = "about"
  static let summary = "tell of a method, a slide, a paper or a concept"
  static let group = CommandGroup.help
  static let parameters: [Parameter<Self>] = [
    Parameter(rest: "name", \.words, "a method, slide N, a paper, an arXiv number, a concept")
  ]
  static let details = ["about alone lists what there is; about papers lists the papers."]
  static let examples = [
    Example("about", prints: "about NAME tells why a number holds"),
    Example("about product", prints: "product"),
    Example("about slide 7", prints: "slide 7\n  Feed Forward Networks and Lipschitz Constant"),
    Example("about kim2021", prints: "kim2021\n  H. Kim, G. Papamakarios, A. Mnih."),
    Example("about 1911.03179", prints: "xu2020"),
  ]
  var words: [ReferenceName] = []
  init() {}

  func run(in _: inout Workspace, context: Context) throws -> Value {
    let name = words.map(\.word).joined(separator: " ")
    return .help(try References.page(for: name, at: context.ranges["name"]))
  }
}

/// A word of the name of a reference.
struct ReferenceName: ArgumentValue {
  let word: String
  init(_ argument: Argument) throws(ArgumentError) { word = argument.word }
  static let placeholder = "NAME"
  static let completion = Completion.words(References.words)
  var argumentText: String { word }
}

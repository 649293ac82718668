import Language
import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import TerminalText

/// A page of help.
struct HelpPage: Sendable {
  let topic: String
  let lines: [StyledText]
  let examples: [String]
}

/// Help, read off the lists of commands, layers, methods and functions.
public enum Help {
  /// Every topic that `help` knows.
  public static var topics: [String] {
    Commands.all.map { $0.name } + Vocabulary.kinds + Methods.all.map { $0.name }
      + Settings.parameters.map(\.label)
      + Charts.all.map { $0.name } + ["language", "start"]
  }

  static func page(for topic: String?, at range: Range<Int>?) throws(Problem) -> HelpPage {
    guard let topic else { return overview }
    let words = topic.lowercased().split(separator: " ").map(String.init)
    guard let first = words.first else { return overview }
    if words.count == 1, let function = Activations.all.first(where: { $0.name == first }) {
      return page(function)
    }
    if words.count == 1, first == "language" { return language }
    if words.count == 1, first == "start" { return start }
    if let kind = Layers.named(words[words.count - 1]),
      words.count == 1 || first == "layer" || first == "activation"
    {
      return page(kind)
    }
    if let method = Methods.all.first(where: { $0.name == words[words.count - 1] }) { return page(method) }
    if words.count == 1, case .one(let command) = Commands.named(first) { return page(command) }
    if words.count == 1, Settings.parameters.contains(where: { $0.label == first }) {
      return page(SetCommand.self)
    }
    if words.count == 1, Charts.all.contains(where: { $0.name == first }) { return page(PlotCommand.self) }
    throw Problem(
      .unknownName, "there is no help on '\(topic)'", suggestions: nearest(to: first, among: topics),
      hints: [
        References.named(topic) == nil
          ? "help lists what there is" : "about \(topic)   tells of slides, papers and concepts"
      ], at: range)
  }

  /// The first five minutes.
  private static var start: HelpPage {
    let steps: [(String, [String])] = [
      (
        "A layer with random weights. Behind L stands how much it can stretch at most.",
        ["layer linear 5x3 seed 42"]
      ),
      (
        "Layers add up to a model. Its constant is bounded from above, with a reason.",
        ["activation relu", "layer linear 2x5 seed 7", "bound", "explain"]
      ),
      (
        "Looking finds a number that L is not below; bracket goes on until both meet.",
        ["estimate", "bracket", "plot bracket"]
      ),
      (
        "A mistake is taken back; a picture and another norm say more.",
        ["undo", "plot relu sigmoid tanh slope", "bound norm inf"]
      ),
      ("What was done is kept as a script, which checks itself.", ["history"]),
    ]
    var lines: [StyledText] = ["The first five minutes. Type the lines in the margin:"]
    for (words, commands) in steps {
      lines += ["", StyledText(words)] + commands.map { StyledText("  \($0)", .bold) }
    }
    lines += [
      "", "save mine.lip  writes it down, and  check mine.lip  compares it later.",
      "slides  lists fifteen lessons, of which  slide 4  is a good first one.",
    ]
    return HelpPage(topic: "start", lines: lines, examples: steps.flatMap(\.1))
  }

  private static var overview: HelpPage {
    var lines: [StyledText] = [
      "lip says how steep a neural network can be: its Lipschitz constant.",
      "",
      "First steps:",
      "  layer linear 5x3 seed 42     a layer with random weights, as in NumPy",
      "  bound                        its Lipschitz constant",
      "  explain                      why",
      "  plot relu sigmoid tanh       pictures",
      "  estimate eps 1e-6            a lower bound, from pairs of points",
      "",
    ]
    let titles: [CommandGroup: String] = [
      .build: "Build", .bound: "Bound", .plot: "Plot", .session: "Session", .teach: "Learn", .out: "Output",
      .help: "Help and end",
    ]
    for group in CommandGroup.allCases {
      let names = Commands.all.filter { $0.group == group }.map { $0.name }
      lines.append(StyledText((titles[group] ?? "").padded(to: 14) + names.joined(separator: " ")))
    }
    lines += [
      "", "help start is for the first five minutes, help language for how to write.",
      "help COMMAND or ?COMMAND tells more. Tab completes. Ctrl-D leaves.",
    ]
    return HelpPage(topic: "help", lines: lines, examples: ["layer linear 5x3 seed 42", "bound"])
  }

  /// The signature: `bound [LAYER|MODEL|FUNCTION] [norm 2|1|inf] …`.
  static func signature<C: Configurable>(_ name: String, _ root: C, skipping used: Set<String> = []) -> String
  {
    let parts = root.allParameters.filter { !used.contains($0.label) }.map(\.signature)
    return ([name] + parts).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func page<C: Command>(_: C.Type) -> HelpPage {
    var lines = wrapped(signature(C.name, C()))
    lines.append("  \(C.summary)")
    if !C.aliases.isEmpty { lines.append("  also: \(C.aliases.joined(separator: ", "))") }
    lines += arguments(of: C())
    if !C.details.isEmpty { lines += [""] + C.details.flatMap { texts($0) } }
    lines += examples(C.examples.map { ($0.before, $0.line) })
    return HelpPage(topic: C.name, lines: lines, examples: C.examples.map(\.line))
  }

  private static func page<Kind: LayerKind>(_: Kind.Type) -> HelpPage {
    var lines = wrapped(signature("layer \(Kind.name)", Kind()) + " [input SHAPE] [as NAME]")
    lines.append("  \(Kind.summary)")
    if !Kind.aliases.isEmpty { lines.append("  also: \(Kind.aliases.joined(separator: ", "))") }
    lines += arguments(of: Kind()) + examples([([], Kind.example)])
    return HelpPage(topic: "layer \(Kind.name)", lines: lines, examples: [Kind.example])
  }

  private static func page<Function: ScalarFunction>(_: Function.Type) -> HelpPage {
    let numbers = NumberFormat()
    let steepest = Function().steepest
    let constant =
      steepest.slope.upper.isFinite
      ? "L = \(steepest.slope.isPoint ? numbers.exact(steepest.slope.upper) : numbers.text(steepest.slope.midpoint))"
      : "not Lipschitz: its slope grows without bound"
    var lines: [StyledText] = [
      StyledText(signature(Function.name, Function())), "  \(Function.summary)", "  \(constant)",
    ]
    lines += arguments(of: Function())
    let uses = ["plot \(Function.name) slope", "bound \(Function.name)", "estimate \(Function.name)"]
    lines += examples(uses.map { ([], $0) } + [(["layer linear 5x3 seed 42"], "activation \(Function.name)")])
    return HelpPage(topic: Function.name, lines: lines, examples: uses)
  }

  private static func page<Method: BoundMethod>(_: Method.Type) -> HelpPage {
    let verb = Method.guarantee.contains(.upper) ? "bound" : "estimate"
    let name = "\(verb) method \(Method.name)"
    var lines = wrapped(signature(name, Method()))
    lines += [
      "  \(Method.summary)", "  gives: \(Method.guarantee.symbol) (\(Method.guarantee.name))",
      "  source: \(Method.source)", "  why: about \(Method.name)",
    ].flatMap { texts($0) }
    let line = Method.example.joined(separator: "; ")
    lines += arguments(of: Method()) + examples([([], line)])
    return HelpPage(topic: name, lines: lines, examples: [line])
  }

  static var methods: HelpPage {
    func rows(_ methods: [any BoundMethod.Type]) -> [StyledText] {
      let margin = String(repeating: " ", count: 18)
      return methods.flatMap { method in
        folded("  \(method.name.padded(to: 13))\(method.guarantee.symbol)  \(method.summary)", margin: margin)
      }.map { StyledText($0) }
    }
    let lines =
      ["From above, by  bound method NAME:"] + rows(Methods.bounds)
      + ["", "From below, by  estimate method NAME:"] + rows(Methods.estimates) + [""]
      + texts(automaticMethod)
      + ["", "about METHOD tells why its number holds."]
    return HelpPage(topic: "methods", lines: lines, examples: [])
  }

  /// Which method `bound` takes if none is named.
  static var automaticMethod: String {
    let names = Methods.tried.map { $0.name }
    return
      "Without a method, a single linear layer, convolution or function is solved exactly. Of anything else bound "
      + "takes the smallest of \(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1]), those that "
      + "are cheap for the network's size. exact is smaller still, and slow in large networks: bracket shows how far it "
      + "comes."
  }

  private static let language = HelpPage(
    topic: "language",
    lines: [
      "A statement is a verb and its words: those by place first, then keys and values.",
      "",
      "  layer linear 5x3 seed 42; bound      two statements in a line",
      "  layer linear \\                       a line that goes on",
      "    5x3",
      "  # anything                           a comment",
      "  let r = 1/4                          a number by name: $r; $_ is the last",
      "  1e-6  1/4  2pi  50%  10k  -2^2       numbers (the last is -4)",
      "  -1..1                                a range",
      "  5x3   3->5                           rows x columns; inputs -> outputs",
      "",
      "Commands and keys may be shortened as long as they stay unique.",
      "= is exact, ≤ an upper bound, ≥ a lower bound, ≈ an estimate without promise.",
    ], examples: ["let r = 1/4", "layer linear 5x3 seed 42; bound"])

  /// What to read after an error of a kind.
  static func reading(for code: Problem.Code) -> String {
    switch code {
    case .syntax: "help language   how statements are written"
    case .unknownCommand: "help   lists the commands"
    case .unknownLayer, .shape, .tooLarge: "help layer   how layers are written"
    case .unknownMethod: "methods   lists the methods"
    case .noModel: "help model   how models are made"
    default: "help COMMAND   what a command takes, with examples"
    }
  }

  // MARK: Parts of pages

  private static func arguments<C: Configurable>(of root: C) -> [StyledText] {
    let rows = root.allParameters.map { parameter in
      let word =
        parameter.role == .key
        ? "\(parameter.label) \(parameter.placeholder)"
        : parameter.role == .flag ? parameter.label : parameter.placeholder
      let value = parameter.text(of: root)
      let usual = value.isEmpty || parameter.isRequired ? "" : " (\(value))"
      return (word, parameter.help + usual)
    }
    let width = min(28, rows.reduce(0) { max($0, $1.0.columns) })
    let margin = String(repeating: " ", count: width + 5)
    let lines = rows.flatMap { word, help in
      // A long word stands alone, with its help below.
      let fits = word.columns <= width
      let text = (fits ? "  \(word.padded(to: width))   " : margin) + help
      return (fits ? [] : [StyledText("  \(word)")]) + folded(text, margin: margin).map { StyledText($0) }
    }
    return rows.isEmpty ? [] : [""] + lines
  }

  /// A row of a list goes on under its second column, or deeper than it begins; a sentence at the left edge.
  private static func texts(_ text: String) -> [StyledText] {
    var margin = ""
    if text.hasPrefix("  ") {
      let row = text.dropFirst(2)
      let column = row.firstRange(of: "  ").map {
        row[$0.lowerBound...].firstIndex { $0 != " " } ?? row.endIndex
      }
      margin = String(repeating: " ", count: column.map { text.distance(from: text.startIndex, to: $0) } ?? 4)
    }
    return folded(text, margin: margin).map { StyledText($0) }
  }

  /// A line in pieces of at most 80 columns, broken at single blanks; what follows stands behind a margin.
  private static func folded(_ text: String, margin: String) -> [String] {
    var lines: [String] = []
    var current = text
    while current.columns > 80,
      let blank = current.indices.last(where: {
        current[$0] == " " && current[..<$0].columns <= 80 && current[..<$0].columns > margin.columns
      })
    {
      lines.append(String(current[..<blank]))
      current = margin + current[current.index(after: blank)...]
    }
    return lines + [current]
  }

  private static func examples(_ lines: [([String], String)]) -> [StyledText] {
    guard !lines.isEmpty else { return [] }
    return ["", StyledText("Examples:")]
      + lines.map { StyledText("  \(($0.0 + [$0.1]).joined(separator: "; "))") }
  }

  /// A long line in several, broken at blanks.
  private static func wrapped(_ text: String) -> [StyledText] {
    var lines: [StyledText] = []
    var current = ""
    for word in text.split(separator: " ") {
      if !current.isEmpty, current.columns + word.columns + 1 > 78 {
        lines.append(StyledText(current, .bold))
        current = "    "
      }
      current += current.isEmpty || current == "    " ? String(word) : " \(word)"
    }
    return lines + [StyledText(current, .bold)]
  }
}

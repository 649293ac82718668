import Language

/// Every command, in the order in which help lists them.
///
/// A new command adds its line here.
enum Commands {
  static let all: [any Command.Type] = [
    LayerCommand.self, ActivationCommand.self, ResidualCommand.self, ModelCommand.self, UseCommand.self,
    ModelsCommand.self, CopyCommand.self, RenameCommand.self, DropCommand.self, ShowCommand.self,
    LayersCommand.self, ModeCommand.self, SeedCommand.self, InputCommand.self, LoadCommand.self,
    ForwardCommand.self, BoundCommand.self, EstimateCommand.self, BracketCommand.self, ExplainCommand.self,
    CompareCommand.self,
    RobustCommand.self, CertificateCommand.self, VerifyCommand.self, MethodsCommand.self,
    TrainCommand.self, NormalizeCommand.self,
    PlotCommand.self, ReplotCommand.self,
    HistoryCommand.self, RerunCommand.self, UndoCommand.self, RedoCommand.self, SaveCommand.self,
    SourceCommand.self, ReplayCommand.self, CheckCommand.self, RecoverCommand.self,
    ResetCommand.self,
    SlidesCommand.self, SlideCommand.self, NextCommand.self, BackCommand.self, HintCommand.self,
    SkipCommand.self, TryCommand.self, DoneCommand.self, KeepCommand.self,
    ExportCommand.self, SetCommand.self,
    HelpCommand.self, AboutCommand.self, VersionCommand.self, ExitCommand.self,
  ]

  /// The command that a word names: by name, by another name, or by a beginning that no other has.
  static func named(_ word: String, allowingPrefixes: Bool = true) -> Match {
    let lower = word.lowercased()
    if let exact = all.first(where: { $0.name == lower || $0.aliases.contains(lower) }) { return .one(exact) }
    let starting = lower.isEmpty || !allowingPrefixes ? [] : all.filter { $0.name.hasPrefix(lower) }
    if starting.count == 1 { return .one(starting[0]) }
    return starting.isEmpty ? .none : .several(starting.map { $0.name })
  }

  enum Match {
    case one(any Command.Type)
    case several([String])
    case none
  }

  /// Every word that may start a statement.
  static var words: [String] { all.flatMap { [$0.name] + $0.aliases } + ["let"] }
}

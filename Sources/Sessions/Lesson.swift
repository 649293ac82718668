/// A session file as a lesson: steps that tell something, ask something and run something.
public struct Lesson: Hashable, Sendable {
  /// A step: all that stands between two moments at which the learner goes on.
  public struct Step: Hashable, Sendable {
    /// `4.3`: the third step of slide 4.
    public var id: String
    /// What is told first, in Markdown.
    public var narration: [String]
    /// Asked before the commands run.
    public var question: Question?
    public var commands: [Command]
  }

  /// A command of a step.
  public struct Command: Hashable, Sendable {
    /// The text, its lines joined by `\n`.
    public var source: String
    /// Its first line in the file, counted from 1.
    public var line: Int
    /// Whether it must fail.
    public var expectsError: Bool
  }

  /// The slide.
  public let number: Int
  public let title: String
  public let steps: [Step]

  /// Commands with neither narration nor a question in front belong to the step above them.
  public init(_ file: SessionFile, number: Int) {
    self.number = number
    title = file.header.title ?? "Slide \(number)"
    var steps: [Step] = []
    for step in file.steps {
      if steps.isEmpty || !step.narration.isEmpty || step.question != nil {
        let id = "\(number).\(steps.count + 1)"
        steps.append(Step(id: id, narration: step.narration, question: step.question, commands: []))
      }
      if let command = step.command {
        steps[steps.count - 1].commands.append(
          Command(source: command.source, line: command.line, expectsError: step.options.expectsError))
      }
    }
    self.steps = steps
  }

  /// How many questions it asks.
  public var questionCount: Int { steps.count { $0.question != nil } }

  /// The place of a step by its id; of the nearest one, if the lesson has changed since.
  public func place(nearest id: String) -> Int {
    if let place = steps.firstIndex(where: { $0.id == id }) { return place }
    guard let dot = id.lastIndex(of: "."), let number = Int(id[id.index(after: dot)...]) else { return 0 }
    return min(max(number, 1), max(steps.count, 1)) - 1
  }
}

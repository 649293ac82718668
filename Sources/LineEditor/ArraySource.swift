/// Lines that are known beforehand: for tests, and for `-c`.
public struct ArraySource: LineSource, Sendable {
  private var events: [LineEvent]
  private var position = 0

  public init(_ lines: [String]) {
    self.init(events: lines.map(LineEvent.line))
  }

  public init(events: [LineEvent]) {
    self.events = events
  }

  public mutating func next(prompt _: String) -> LineEvent {
    guard position < events.count else { return .end }
    defer { position += 1 }
    return events[position]
  }
}

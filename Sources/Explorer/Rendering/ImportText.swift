import LinearAlgebra
import Networks
import TerminalText

extension Import {
  /// What was read, and how it was understood: as a model or a batch is shown, then the file, the check and what
  /// somebody should look at.
  func lines(on surface: Surface, numbers: NumberFormat) -> [StyledText] {
    let widened = types == NumberType.float64.rawValue || types.isEmpty ? "" : ", widened to double precision"
    var lines = value.lines(on: surface, numbers: numbers)
    let kind = types.isEmpty ? "no numbers" : types
    lines.append(StyledText("from \(file.visible): \(Value.count(arrays, "array")) of \(kind)\(widened)"))
    lines.append(StyledText(layout.visible))
    if let check {
      let size =
        check.difference < ForwardCheck.invisible ? "< 1e-09" : numbers.text(check.difference)
      lines.append(
        StyledText(
          "\(check.output.visible) of \(Value.count(check.points, "point")) \(check.input.visible): largest difference \(size)"
        ))
    }
    if !unused.isEmpty {
      let shown = unused.prefix(8).joined(separator: ", ") + (unused.count > 8 ? ", ..." : "")
      lines.append(StyledText("not used: \(shown.visible)", .dim))
    }
    return notes.map { StyledText("warning: \($0.visible)", .warning) } + lines
  }

  /// The model or the batch, with the file that it is from.
  func json(on surface: Surface, numbers: NumberFormat) -> (type: String, members: [JSON.Member]) {
    let (type, members) = value.json(on: surface, numbers: numbers)
    let check = check.map { check in
      JSON.record([
        "input": .string(check.input), "output": .string(check.output), "points": .int(check.points),
        "difference": .number(check.difference),
      ])
    }
    return (
      type,
      members
        + JSON.record([
          "from": .string(file), "dtype": .string(types), "layout": .string(layout),
          "unused": .strings(unused), "check": check,
        ]).members
    )
  }

  private var value: Value {
    switch content {
    case .model(let model): .model(model)
    case .data(let name, let batch): .data(name: name, batch)
    }
  }
}

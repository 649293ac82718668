/// A prompt or hint as libedit takes it: escape sequences stand between characters U+0001.
///
/// libedit ties an escape sequence to the printable character after it. So neighbouring sequences share one pair of
/// marks, and a text that ends in a sequence has it moved before its last blank, or gets a blank.
struct PromptText {
  private(set) var marked = ""

  /// The same for a reader that does not edit.
  var plain: String { marked.filter { $0 != "\u{1}" } }

  /// - Parameters:
  ///   - text: One row; control characters other than whole sequences `ESC [ … m` are left out.
  ///   - hasColour: Whether the sequences stay.
  init(_ text: String, hasColour: Bool) {
    var pieces: [(sequence: String, letter: Unicode.Scalar)] = []
    var sequence = ""
    var rest = text.unicodeScalars[...]
    while let letter = rest.popFirst() {
      if letter == "\u{1b}" {
        guard rest.first == "[" else { continue }
        let body = rest.dropFirst().prefix { $0.value < 0x40 }
        let isColour = rest.dropFirst(1 + body.count).first == "m"
        if isColour && hasColour { sequence += "\u{1b}[\(String(body))m" }
        rest = rest.dropFirst(2 + body.count)
      } else if letter.value >= 0x20, letter.value != 0x7f {
        pieces.append((sequence, letter))
        sequence = ""
      }
    }
    if !sequence.isEmpty {
      if pieces.last?.letter == " ", pieces.last?.sequence == "" { pieces.removeLast() }
      pieces.append((sequence, " "))
    }
    for piece in pieces {
      if !piece.sequence.isEmpty { marked += "\u{1}\(piece.sequence)\u{1}" }
      marked.unicodeScalars.append(piece.letter)
    }
  }
}

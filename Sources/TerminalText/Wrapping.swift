extension StyledText {
  /// The text in lines of at most `width` columns, broken at blanks.
  ///
  /// Continued lines stand two columns deeper than the first, and go on with the branches of a tree (`│`) that the
  /// first one begins with. A word that is longer than a line is left as it is.
  public func wrapped(to width: Int) -> [StyledText] {
    guard self.width > width, width > 8 else { return [self] }
    let lead = plain.prefix { " │├└─".contains($0) }
    let branches = String(lead.map { $0 == "├" || $0 == "│" ? "│" : " " })
    // A lead that leaves no room for words is not repeated.
    let indent = branches.columns + 2 < width / 2 ? branches + "  " : "  "
    var lines: [StyledText] = []
    var line = StyledText()
    for word in words {
      if line.width + word.trailingBlanksRemoved.width > width,
        !line.plain.allSatisfy({ " │├└─".contains($0) })
      {
        lines.append(line.trailingBlanksRemoved)
        line = StyledText(indent)
      }
      line = line + word
    }
    return lines + [line.trailingBlanksRemoved]
  }

  /// What stands between two sides that belong on one line, as in `2.003 ≤ L ≤ 2.007`.
  private static let relations: Set<String> = ["≤", "≥", "≈", "=", "<", ">", "->", "→"]

  /// The pieces that a line may be broken between: a relation keeps its sides.
  private var words: [StyledText] {
    var words: [StyledText] = []
    var isOpen = false
    for piece in pieces {
      let text = piece.trailingBlanksRemoved.plain
      let isRelation = Self.relations.contains(text)
      let isBeside = words.last?.plain.hasSuffix("  ") == false
      if let last = words.last, isBeside, isOpen || isRelation {
        words[words.count - 1] = last + piece
      } else {
        words.append(piece)
      }
      isOpen = isRelation
    }
    return words
  }

  /// The text in pieces that end behind their blanks.
  private var pieces: [StyledText] {
    var words: [StyledText] = []
    var word = StyledText()
    var isInBlanks = false
    for run in runs {
      for character in run.text {
        if isInBlanks, character != " " {
          words.append(word)
          word = StyledText()
        }
        isInBlanks = character == " "
        word.append(String(character), run.style)
      }
    }
    return words + [word]
  }

  public var trailingBlanksRemoved: StyledText {
    var result = StyledText()
    var blanks = ""
    for run in runs {
      for character in run.text {
        if character == " " {
          blanks.append(character)
        } else {
          result.append(blanks + String(character), run.style)
          blanks = ""
        }
      }
    }
    return result
  }
}

extension StringProtocol {
  /// The text for a terminal that shows only ASCII: `<=` for `≤`, `->` for `→`.
  public var asciiSpelling: String {
    var result = ""
    for character in self {
      if character.isASCII {
        result.append(character)
      } else if let spelling = asciiSpellings[character] {
        result += spelling
      } else {
        result.append("?")
      }
    }
    return result
  }
}

private let asciiSpellings: [Character: String] = [
  "≤": "<=", "≥": ">=", "≈": "~=", "→": "->", "×": "x", "·": "-", "−": "-", "±": "+-", "∞": "inf",
  "σ": "s", "₁": "1", "₂": "2", "₃": "3", "ₙ": "n", "τ": "tau", "²": "^2", "ᵀ": "^T", "√": "sqrt",
  "α": "alpha",
  "├": "|", "└": "`", "│": "|", "─": "-", "┤": "|", "┬": "+", "█": "#", "▓": "#", "▒": "+", "░": ".",
  "φ": "phi", "Φ": "Phi", "…": "...", "′": "'", "“": "\"", "”": "\"", "é": "e", "ö": "o",
  "⟪": "<", "⟫": ">",
]

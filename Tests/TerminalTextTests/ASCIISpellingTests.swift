import Testing
import TerminalText

@Suite struct ASCIISpellingTests {
  @Test(arguments: [
    ("", ""), ("L = 2.5", "L = 2.5"), ("L ≤ 2.5", "L <= 2.5"), ("≥ ≈ ± ∞", ">= ~= +- inf"), ("3→5", "3->5"),
    ("5×3", "5x3"), ("−2²", "-2^2"), ("σ₁ √2 Wᵀ", "s1 sqrt2 W^T"), ("α τ φ Φ", "alpha tau phi Phi"),
    ("├─┤ └│", "|-| `|"), ("█▓▒░", "##+."), ("“x′…”", "\"x'...\""), ("Poincaré, Möbius", "Poincare, Mobius"),
    ("e\u{301}", "e"), ("漢字", "??"), ("😀", "?"), ("a\tb\r\n", "a\tb\r\n"), ("\u{202e}", "?"),
  ])
  func spelling(_ text: String, _ expected: String) {
    #expect(Array(text.asciiSpelling.unicodeScalars) == Array(expected.unicodeScalars))
    #expect(Substring(text).asciiSpelling == expected)
  }

  @Test func everyCharacterGetsOne() {
    let without = (0...0x10ffff as ClosedRange<UInt32>).compactMap { Unicode.Scalar($0) }.filter {
      let spelling = String($0).asciiSpelling
      return spelling.isEmpty || !spelling.utf8.allSatisfy { $0 < 0x80 }
    }
    #expect(without == [])
  }

  @Test func asciiStays() {
    let all = String(String.UnicodeScalarView((0..<128).compactMap { Unicode.Scalar(UInt32($0)) }))
    #expect(all.asciiSpelling == all)
  }
}

import Foundation
import Testing
import TerminalText

@Suite struct ColumnsTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var characters: String
    /// Of each character alone.
    var columns: Int
  }

  /// What Python's `wcwidth` 0.7.0 (Unicode 17) gives, with 0 for its -1.
  static let cases = [
    Case(testDescription: "Latin", characters: "aZ09 ~", columns: 1),
    Case(testDescription: "Latin with accents", characters: "ÉßÿÖ", columns: 1),
    Case(testDescription: "signs of Latin 1", characters: "×÷±²·", columns: 1),
    Case(testDescription: "Greek and Cyrillic", characters: "αβσΩжЯ", columns: 1),
    Case(testDescription: "mathematics", characters: "≤≥≈→∞√∑∂‖⟨⟩−′", columns: 1),
    Case(testDescription: "boxes and blocks", characters: "─│├└┤┬█▓▒░▀▄▏▉", columns: 1),
    Case(testDescription: "Braille", characters: "\u{2800}\u{2824}\u{28ff}", columns: 1),
    Case(testDescription: "subscripts", characters: "₁₂ₙᵀ⁻⁰", columns: 1),
    Case(testDescription: "Chinese", characters: "漢字，。「", columns: 2),
    Case(testDescription: "Japanese", characters: "かなカナー", columns: 2),
    Case(testDescription: "halfwidth forms", characters: "ｱﾟ｢", columns: 1),
    Case(testDescription: "fullwidth forms", characters: "Ａ１！￥", columns: 2),
    Case(testDescription: "Hangul syllables", characters: "한글가힣", columns: 2),
    Case(testDescription: "leading consonants of Hangul", characters: "\u{1112}\u{115f}", columns: 2),
    Case(
      testDescription: "vowels and final consonants of Hangul",
      characters: "\u{1161}\u{11ab}\u{11ff}\u{d7b0}\u{d7fb}", columns: 0),
    Case(testDescription: "Hangul fillers", characters: "\u{3164}\u{ffa0}", columns: 0),
    Case(
      testDescription: "combining marks",
      characters: "\u{301}\u{308}\u{20d7}\u{332}\u{5b0}\u{64e}\u{e31}\u{302a}\u{fe0f}\u{fe20}", columns: 0),
    Case(
      testDescription: "marks without width",
      characters: "\u{200b}\u{200d}\u{2060}\u{feff}\u{202e}\u{2066}\u{61c}\u{180e}", columns: 0),
    Case(
      testDescription: "control characters", characters: "\u{0}\u{7}\u{1b}\u{7f}\u{85}\u{9b}\u{a}\u{9}",
      columns: 0),
    Case(testDescription: "emoji", characters: "😀🚀👍🧠🫠☕⌚✅❌⭐", columns: 2),
    Case(testDescription: "symbols that are no emoji", characters: "☀❤✓✗★☎©®™", columns: 1),
    Case(testDescription: "Arabic", characters: "\u{633}\u{644}\u{627}\u{645}", columns: 1),
    Case(testDescription: "Hebrew", characters: "\u{5e9}\u{5dc}\u{5d5}\u{5dd}", columns: 1),
    Case(testDescription: "Thai", characters: "กขค", columns: 1),
    Case(testDescription: "Devanagari", characters: "नमस", columns: 1),
    Case(testDescription: "hexagrams", characters: "䷀䷿☰☷⚊", columns: 2),
    Case(testDescription: "rare ideographs", characters: "𠀀𪛖𰀀", columns: 2),
    Case(testDescription: "Tangut and Khitan", characters: "𗀀𘬀𘴀", columns: 2),
    Case(testDescription: "further Kana", characters: "𛀀𚿰", columns: 2),
    Case(testDescription: "Hangul tone marks", characters: "\u{302e}\u{302f}", columns: 0),
    Case(testDescription: "circled numbers", characters: "㉈①", columns: 1),
    Case(testDescription: "circled numbers of Korea", characters: "㉐㊿", columns: 2),
    Case(testDescription: "counting rods", characters: "𝌀𝍠", columns: 2),
    Case(testDescription: "mathematical letters", characters: "𝐀𝔸𝜎", columns: 1),
  ]
  @Test(arguments: cases) func characters(_ c: Case) {
    for scalar in c.characters.unicodeScalars {
      #expect(scalar.columns == c.columns, "U+\(String(scalar.value, radix: 16))")
    }
    #expect(c.characters.columns == c.columns * c.characters.unicodeScalars.count)
  }

  @Test(arguments: [
    ("", 0), ("L = 2.5", 7), ("≤ ‖W‖₂", 6), ("漢字 net", 8), ("e\u{301}", 1), ("é", 1), ("a\r\nb", 2),
    ("\u{1b}[31m", 4), ("\u{1112}\u{1161}\u{11ab}", 2),
  ])
  func texts(_ text: String, _ columns: Int) {
    #expect(text.columns == columns)
    #expect(Substring(text).columns == columns)
  }

  /// A letter and its accents are as wide together as the letter with its accent, and so for Hangul.
  @Test func canonicallyEqualTextsAreEquallyWide() {
    for range in [0xc0...0x24f, 0x1e00...0x1eff, 0x304c...0x30fe, 0xac00...0xd7a3] as [ClosedRange<UInt32>] {
      for value in range {
        guard let composed = Unicode.Scalar(value).map({ String($0) }) else { continue }
        #expect(
          composed.decomposedStringWithCanonicalMapping.columns == composed.columns,
          "U+\(String(value, radix: 16))")
      }
    }
  }

  static let samples = ["", "a", "≤ 2", "漢字", "e\u{301}", "😀!", "\u{200b}"]

  @Test(arguments: samples, [-1, 0, 1, 2, 3, 4, 7, 40])
  func paddingFillsUpAndCutsNothing(_ text: String, _ width: Int) {
    let blanks = String(repeating: " ", count: max(0, width - text.columns))
    #expect(text.padded(to: width) == text + blanks)
    #expect(text.leftPadded(to: width) == blanks + text)
    #expect(text.padded(to: width).columns == max(width, text.columns))
    #expect(text.leftPadded(to: width).columns == max(width, text.columns))
  }
}

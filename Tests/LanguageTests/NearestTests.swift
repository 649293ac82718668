@testable import Language
import Testing

@Suite struct NearestTests {
  static let commands = [
    "bound", "bracket", "compare", "estimate", "exit", "explain", "export", "layer", "layers", "model",
    "models", "plot", "show",
  ]

  static let cases: [(String, [String])] = [
    ("bnound", ["bound"]), ("buond", ["bound"]), ("bond", ["bound"]), ("boundd", ["bound"]),
    ("BOUND", ["bound"]),
    ("mdoel", ["model"]), ("modl", ["model"]), ("lyaer", ["layer"]), ("laier", ["layer"]),
    ("layerss", ["layers", "layer"]), ("modeld", ["model", "models"]), ("esitmate", ["estimate"]),
    ("estmiaet", ["estimate"]), ("est", ["estimate"]), ("ex", ["exit", "explain", "export"]),
    ("exprot", ["export"]),
    ("plt", ["plot"]), ("polt", ["plot"]), ("zzz", []), ("x", []), ("", []), ("q", []), ("show", ["show"]),
    ("shwo", ["show"]), ("hsow", ["show"]), ("compaer", ["compare"]), ("norm", []),
  ]
  @Test(arguments: cases) func suggestions(_ word: String, _ expected: [String]) {
    #expect(nearest(to: word, among: Self.commands) == expected)
  }

  @Test func orderAndLimit() {
    #expect(
      nearest(to: "abcdef", among: ["abcdxy", "abcdef", "abcdeg", "abcde"]) == ["abcdef", "abcdeg", "abcde"])
    #expect(nearest(to: "aa", among: ["ab", "ac", "ad", "ae"]) == ["ab", "ac", "ad"])
    #expect(nearest(to: "bound", among: []) == [])
    #expect(nearest(to: String(repeating: "a", count: 10_000), among: Self.commands) == [])
  }

  static let distances: [(String, String, Int)] = [
    ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "acb", 1),
    ("abc", "bac", 1), ("kitten", "sitting", 3), ("saturday", "sunday", 3), ("ca", "abc", 3),
    ("abcd", "badc", 2),
    ("e\u{301}", "é", 0), ("σ", "s", 1),
  ]
  @Test(arguments: distances) func distance(_ a: String, _ b: String, _ expected: Int) {
    #expect(editDistance(Array(a), Array(b)) == expected)
    #expect(editDistance(Array(b), Array(a)) == expected)
  }

  /// One edit is one apart, and none is farther than the longer word is long.
  @Test func randomWords() throws {
    var random = TestRandom(seed: 3)
    let letters = Array("abcd")
    func word() -> [Character] {
      (0..<Int.random(in: 1...7, using: &random)).compactMap { _ in letters.randomElement(using: &random) }
    }
    for _ in 0..<300 {
      let a = word()
      let b = word()
      let distance = editDistance(a, b)
      #expect((distance == 0) == (a == b))
      #expect(distance <= max(a.count, b.count) && distance >= abs(a.count - b.count))
      var edited = a
      let place = Int.random(in: 0..<a.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: edited.remove(at: place)
      case 1: edited.insert("z", at: place)
      case 2: edited[place] = "z"
      default: edited.swapAt(place, max(0, place - 1))
      }
      #expect(editDistance(a, edited) == (edited == a ? 0 : 1))
      let names = nearest(to: String(a), among: [String(edited)])
      if a.count > 1 { #expect(names == [String(edited)]) }
    }
  }
}

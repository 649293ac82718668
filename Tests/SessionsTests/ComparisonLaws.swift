import Sessions
import Testing

@Suite struct ComparisonLaws {
  @Test(arguments: Samples.outputs) func anOutputAgreesWithItself(_ lines: [String]) {
    #expect(Comparison().difference(expected: lines, got: lines) == nil)
  }

  @Test func randomOutputsAgreeWithThemselves() {
    var random = SplitMix(seed: 1)
    for _ in 0..<1500 {
      let lines = (0..<Int.random(in: 0...5, using: &random)).map { _ in Self.line(using: &random) }
      #expect(Comparison().difference(expected: lines, got: lines) == nil, "\(lines)")
    }
  }

  /// Whoever changes the last digit of a number is found out, at that line.
  @Test func aChangedDigitIsFound() {
    var random = SplitMix(seed: 2)
    var tried = 0
    for _ in 0..<600 {
      let lines = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Self.line(using: &random, isStrict: true)
      }
      for (index, line) in lines.enumerated() {
        for changed in Self.withAnotherLastDigit(line, using: &random) {
          var expected = lines
          expected[index] = changed
          #expect(
            Comparison().difference(expected: expected, got: lines)?.index == index, "\(line) -> \(changed)")
          tried += 1
        }
      }
    }
    #expect(tried > 2000)
  }

  @Test(arguments: Samples.outputs.dropLast(2)) func aChangedDigitOfASampleIsFound(_ lines: [String]) {
    var random = SplitMix(seed: 3)
    for (index, line) in lines.enumerated() where !line.contains("...") {
      for changed in Self.withAnotherLastDigit(line, using: &random) {
        var expected = lines
        expected[index] = changed
        #expect(
          Comparison().difference(expected: expected, got: lines)?.index == index, "\(line) -> \(changed)")
      }
    }
  }

  /// Rounding a number to fewer digits keeps the agreement; one unit more breaks it, except exactly between two.
  @Test func fewerDigitsAgree() {
    var random = SplitMix(seed: 4)
    for _ in 0..<2000 {
      let thousandths = Int.random(in: -99_999...99_999, using: &random)
      let tenths = Int((Double(thousandths) / 100).rounded())
      func text(_ number: Int, _ decimals: Int) -> String {
        let digits = String(number.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return (number < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
      }
      let got = text(thousandths, 3)
      #expect(Comparison().difference(expected: [text(tenths, 1)], got: [got]) == nil)
      for off in [tenths - 1, tenths + 1] {
        let isHalf = abs(off * 100 - thousandths) == 50
        #expect((Comparison().difference(expected: [text(off, 1)], got: [got]) == nil) == isHalf)
      }
    }
  }

  @Test func manyGapsAreQuick() {
    let want = (0..<200).flatMap { _ in ["...", "a"] } + ["b"]
    let line = Array(repeating: "... a", count: 200).joined(separator: " ") + " b"
    let started = ContinuousClock.now
    #expect(Comparison().difference(expected: want, got: Array(repeating: "a", count: 2000)) != nil)
    let got = Array(repeating: "a", count: 2000).joined(separator: " ")
    #expect(Comparison().difference(expected: [line], got: [got]) != nil)
    #expect(ContinuousClock.now - started < .seconds(3))
  }

  /// A line of random tokens; a strict one has no `~` and no `...`.
  static func line(using random: inout SplitMix, isStrict: Bool = false) -> String {
    var pieces = [
      "L", "=", "≤", "≥", "≈", "exact,", "linear1", "σ₁", "2.782368", "0.25", "1.1e-10", "-0.5", "42",
      "(0.250)",
      "x=1.5", "±0.12", "1.0,2.0,-3", "5x3", "3->5", "10⁻⁴", "├─", "inf", "nan", "50%", "'liner'.", "1e-6",
      "2pi",
      "7e300", "0", "0.000", "999.999", "2003.01219",
    ]
    if !isStrict {
      pieces += ["...", "2.7~", "inf~", "..", "....", "┤⠤⡀", "│", "+", "|", "---", "▉", "x...", "1~="]
    }
    var line = ""
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      line +=
        pieces.pick(using: &random)
        + String(repeating: " ", count: Int.random(in: (isStrict ? 1 : 0)...3, using: &random))
    }
    return line
  }

  /// The line with the last digit of one of its numbers changed, for each of its numbers.
  static func withAnotherLastDigit(_ line: String, using random: inout SplitMix) -> [String] {
    let scalars = Array(line.unicodeScalars)
    func isDigit(_ index: Int) -> Bool {
      scalars.indices.contains(index) && ("0"..."9").contains(scalars[index])
    }
    return scalars.indices.filter { isDigit($0) && !isDigit($0 + 1) }.map { index in
      var changed = scalars
      let step = UInt32.random(in: 1...9, using: &random)
      changed[index] = Unicode.Scalar(0x30 + UInt8((scalars[index].value - 0x30 + step) % 10))
      var view = String.UnicodeScalarView()
      view.append(contentsOf: changed)
      return String(view)
    }
  }
}

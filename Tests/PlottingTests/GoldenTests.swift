import Glibc
import Plotting
import TerminalText
import Testing

/// Drawings that a reader can judge by looking at them.
@Suite struct GoldenTests {
  static func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  static let relu = Curve("ReLU", kinks: [0], slope: .init({ $0 > 0 ? 1 : 0 }, kinks: [0], maximum: "1")) {
    max($0, 0)
  }
  static let sigmoid = Curve(
    "sigmoid", note: "L = 0.25 at x = 0",
    slope: .init({ logistic($0) * (1 - logistic($0)) }, maximum: "0.25"), value: logistic)
  static let hyperbolic = Curve("tanh", slope: .init({ 1 - tanh($0) * tanh($0) }, maximum: "1")) { tanh($0) }

  static func text(_ scene: Scene, _ canvas: CanvasKind = .braille, width: Int, height: Int = 12) -> String {
    render(scene, canvas: canvas, width: width, height: height, colour: false).map(\.plain).joined(
      separator: "\n")
  }

  @Test func threePanelsAndTheirSlopes() {
    let scene = Scene.curves([Self.relu, Self.sigmoid, Self.hyperbolic], on: -5...5)
    let expected = #"""
                  ReLU                      sigmoid                     tanh
      5.0 ┤                  ⡠   1.0 ┤             ⣀⡠⠤⠤⠤⠤     1 ┤           ⢀⠤⠤⠤⠤⠤⠤⠤
          │               ⢀⠔⠉        │          ⢀⠔⠊             │          ⡔⠁
      2.5 ┤             ⡠⠔⠁      0.5 ┤        ⢀⠔⠁             0 ┤         ⡜
          │          ⢀⡠⠊             │      ⡠⠔⠁                 │       ⢀⠜
      0.0 ┤⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠁           0.0 ┤⠒⠒⠒⠒⠊⠉                 -1 ┤⠒⠒⠒⠒⠒⠒⠒⠁
          └┬────────┬────────┬       └┬────────┬────────┬       └┬────────┬────────┬
           -5       0        5        -5       0        5        -5       0        5
              slope, max 1              slope, max 0.25             slope, max 1
      1.0 ┤         ○⠤⠤⠤⠤⠤⠤⠤⠤⠤   1.0 ┤                      1.0 ┤        ⢀⠤⡀
          │                          │                          │        ⡜ ⢣
      0.5 ┤                      0.5 ┤                      0.5 ┤       ⢰⠁ ⠈⡆
          │                          │      ⣀⡠⠤⠤⠤⢄⣀             │      ⠠⠃   ⠘⠄
      0.0 ┤⠒⠒⠒⠒⠒⠒⠒⠒⠒●            0.0 ┤⠒⠒⠒⠒⠊⠉       ⠉⠑⠒⠒⠒⠒   0.0 ┤⠒⠒⠒⠒⠒⠊⠁     ⠈⠑⠒⠒⠒⠒⠒
          └┬────────┬────────┬       └┬────────┬────────┬       └┬────────┬────────┬
           -5       0        5        -5       0        5        -5       0        5
      """#
    #expect(Self.text(scene, width: 80, height: 8) == expected)
  }

  @Test func panelsStackWhereTheyAreNarrow() {
    let lines = Self.text(.curves([Self.relu, Self.sigmoid], on: -5...5), width: 40, height: 8).split(
      separator: "\n")
    // Each function with its slope below it.
    let titles = lines.filter { line in ["ReLU", "sigmoid", "slope"].contains { line.contains($0) } }
    #expect(titles.map { $0.drop { $0 == " " } } == ["ReLU", "slope, max 1", "sigmoid", "slope, max 0.25"])
  }

  @Test func aFunctionAndItsSlopeInASCII() {
    let expected = #"""
      1.0 +                                                  ________-------
          |                                          __--""""
          |                                      _-""
          |                                  _-""
      0.5 +                               _-"
          |                           __-"
          |                       __....:::::::....
          |               ....::::''               ''::::....
      0.0 +::::::::'''''''                                   '''''''::::::::
          ++---------------+---------------+---------------+---------------+
           -5             -2.5             0              2.5              5
           " - _  sigmoid, L = 0.25 at x = 0    ' : .  slope, max 0.25
      """#
    #expect(Self.text(.curves([Self.sigmoid], on: -5...5), .ascii, width: 72) == expected)
  }

  @Test func curvesHaveLettersWithoutColour() {
    let expected = #"""
      1.0 ┤                                                  ⣀⣀⣀A⣀⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤
          │                                          ⣀⡠⠤⠒⠒⠉⠉⠉
          │                                     ⢀⡠⠔⠒⠉
          │                                  ⣀⠤⠊⠁
      0.5 ┤                               ⡠⠔⠊
          │                           ⢀⡠⠒⠉
          │                       ⣀⠤⢔⣊⡡⠤⠤⠤⠤⠤⠤⠤⠤⠤⢄⣀⡀
          │               ⣀⣀⣀⡤⠤⠶⠚⠛⠉⠉⠁             ⠈⠉⠉⠒⠒⠤⠤⢄⣀⣀⡀
      0.0 ┤⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠋⠉⠉⠉⠉⠁                                 ⠈⠉⠉⠉⠉⠑B⠒⠒⠒⠒⠒⠒⠒⠒⠒
          └┬───────────────┬───────────────┬───────────────┬───────────────┬
           -5             -2.5             0              2.5              5
           A sigmoid, L = 0.25 at x = 0    B slope, max 0.25
      """#
    #expect(Self.text(.curves([Self.sigmoid], on: -5...5), width: 72) == expected)
    let styled = render(
      .curves([Self.sigmoid], on: -5...5), canvas: .braille, width: 72, height: 12, colour: true)
    let styles = Set(styled.flatMap { $0.runs.map(\.style) })
    #expect(styles == [.plain, .series(0), .series(1)])
    #expect(
      styled.last?.plain.hasSuffix("⠤⠤⠤⠤⠤⠤  sigmoid, L = 0.25 at x = 0    ⠤⠤ ⠤⠤   slope, max 0.25") == true)
  }

  @Test func aSineInBlocks() {
    let expected = #"""
                                    sin
       1 ┤             ▄▄▄              ▄▄▄              ▄▄▄▄
         │▄          ▄▀   ▀▄           █   ▀▄           ▄▀   █
         │█         ▄▀     ▀▄         █     ▀▄         █      █
       0 ┤ █       ▄▀       ▀▄       █       ▀▄       ▄▀       █
         │  █      █         ▀▄     █         ▀▄     ▄▀         █
         │   █   ▄▀           ▀▄   █           ▀▄   ▄▀          ▀
      -1 ┤    ▀▀▀▀              ▀▀▀              ▀▀▀
         └┬──────────────────────────┬──────────────────────────┬
         -10                         0                          10
      """#
    #expect(
      Self.text(.curves([Curve("sin") { sin($0) }], on: -10...10), .block, width: 60, height: 10) == expected)
  }

  @Test func theConeThatTheGraphStaysOutOf() {
    let scene = Scene.curves(
      [Curve("sin") { sin($0) }], on: -10...10, cone: Cone(at: 1, constant: 1, text: "1"))
    let expected = #"""
       2 +                                . . . .
         |                                 . . .
         |                                  . .
         |               _--_                *_--_                _--_
         |_             |    "_             _".  "_             _"    "_
         |"_          _"      "_           | . .   |           _"      "_
       0 + "_        _"        "_         . . . .   "_        _"        "_
         |  "_      _"           |       . . . . .   "_      _"          "_
         |   "_    _"             "_   _. . . . . .   "_    |             "
         |     "--"                "--". . . . . . .    "--"
         |                            . . . . . . . .
         |                           . . . . . . . . .
      -2 +                          . . . . . . . . . .
         ++---------------+---------------+---------------+---------------+
         -10              -5              0               5               10
          " - _  sin    ' : .  cone of slope +-1
      """#
    #expect(Self.text(scene, .ascii, width: 72, height: 16) == expected)
  }

  @Test func singularValues() {
    let texts = ["2.782368", "2.302811", "0.891032"]
    let scene = Scene.spectrum(
      [2.782368, 2.302811, 0.891032], texts: texts, title: "singular values of linear1")
    #expect(
      Self.text(scene, width: 60) == """
        singular values of linear1
        σ₁ = 2.782368  █████████████████████████████████████████████
        σ₂ = 2.302811  █████████████████████████████████████▎
        σ₃ = 0.891032  ██████████████▍
        """)
    #expect(Self.text(scene, .ascii, width: 60).contains("s3 = 0.891032  ##############"))
  }

  @Test func aTableOfWeights() {
    let values = [
      0.4967, -0.1383, 0.6477, 1.5230, -0.2342, -0.2341, 1.5792, 0.7674, -0.4695, 0.5426, -0.4634, -0.4657,
      0.2420,
      -1.9133, -1.7249,
    ]
    let texts = [
      "+0.4967", "-0.1383", "+0.6477", "+1.5230", "-0.2342", "-0.2341", "+1.5792", "+0.7674", "-0.4695",
      "+0.5426",
      "-0.4634", "-0.4657", "+0.2420", "-1.9133", "-1.7249",
    ]
    let scene = Scene.heatMap(values, rows: 5, texts: texts, title: "W (5x3)")
    #expect(
      Self.text(scene, width: 72) == """
        W (5x3)                             ░ small   █ large
        +0.4967 ░░   -0.1383      +0.6477 ░░
        +1.5230 ▓▓   -0.2342      -0.2341
        +1.5792 ██   +0.7674 ▒▒   -0.4695 ░░
        +0.5426 ░░   -0.4634 ░░   -0.4657 ░░
        +0.2420      -1.9133 ██   -1.7249 ██
        """)
  }

  @Test func aHistogram() {
    let values =
      [Double](repeating: 0.05, count: 40) + [Double](repeating: 0.15, count: 163) + [0.25, 0.31, 0.49]
    #expect(
      Self.text(.histogram(values, rows: 8), width: 40) == """
        0.0 - 0.1 ┤██████▏                   40
        0.1 - 0.2 ┤█████████████████████████ 163
        0.2 - 0.3 ┤▏                         1
        0.3 - 0.4 ┤▏                         1
        0.4 - 0.5 ┤▏                         1
        """)
  }

  @Test func bracketsClosedMetAndOpen() {
    let closed = Scene.bracket(
      lower: [("pairs", 0.48, "0.490"), ("jacobian", 0.588, "0.588")], upper: [("product", 1.017, "1.017")])
    #expect(
      Self.text(closed, width: 72) == """
           pairs 0.490  jacobian 0.588                             product 1.017
        ────────┴────────────┴═════════════════ L is in here ══════════════════┤
        """)
    let met = Self.text(.bracket(lower: [("ascent", 1, "1")], upper: [("exact", 1, "1")]), width: 72)
    #expect(met.contains("╪") && met.hasSuffix("L is here"))
    let open = Self.text(
      .bracket(lower: [("ascent", 12.5, "12.5")], upper: [("product", .infinity, "inf")]), width: 72)
    #expect(open.hasSuffix("═ L is in here ══════════════════→"))
    #expect(Self.text(.bracket(lower: [("ascent", 2, "2")], upper: []), .ascii, width: 40).hasSuffix(">"))
  }

  @Test func losses() {
    let falling = (0..<100).map { 0.66 * exp(-Double($0) * 0.22) }
    let rising = (0..<100).map { $0 < 7 ? 0.8 * pow(10, pow(Double($0), 3)) : Double.infinity }
    let scene = Scene.convergence([("A", falling), ("B", rising)], step: "iteration", log: true)
    let expected = #"""
       1e10 + :  x B diverged at 7
            | :
            |:
        1e0 +'-_______
            |         """"""""-------_______
            |                               """""""-------_______
      1e-10 +                                                    """""""-
            ++-----------+-----------+-----------+-----------+-----------
             0           20          40          60          80
                                      iteration
             " - _  A    ' : .  B
      """#
    #expect(Self.text(scene, .ascii, width: 72) == expected)
  }

  @Test func valuesWithoutAPlaceOnALogAxisAreCounted() {
    let scene = Scene.bars([("a", 1000, "1000"), ("b", 0, "0"), ("c", -2, "-2")], log: true)
    #expect(Self.text(scene, width: 40).hasSuffix("2 values ≤ 0 left out"))
    let curve = Scene.convergence([("a", [1, 0, 10, 100])], log: true)
    #expect(Self.text(curve, width: 40).hasSuffix("1 value ≤ 0 left out"))
  }

  @Test("in colour, lines are told apart by how they are broken, too, and so are the samples in the legend")
  func dashes() throws {
    let flat = Scene.convergence([("a", [1, 1]), ("b", [2, 2]), ("c", [3, 3])])
    let lines = render(flat, canvas: .braille, width: 60, height: 12, colour: true).map(\.plain)
    let whole = String(repeating: "x", count: 6)
    func pattern(_ line: String) -> String {
      String(line.map { ("\u{2801}"..."\u{28ff}").contains($0) ? "x" : " " })
    }
    let drawn = lines.map(pattern).filter { $0.contains("x") }
    #expect(drawn.contains { $0.contains(whole + whole) })
    #expect(drawn.contains { $0.contains("xx xx xx xx") } && drawn.contains { $0.contains("x x x x x x") })
    let legend = try #require(lines.last).split(separator: "⠤").count
    #expect(legend >= 3)
    // One line is whole, and without colour all are.
    let one = Scene.convergence([("a", [1, 1])])
    #expect(
      render(one, canvas: .braille, width: 60, height: 8, colour: true).map(\.plain).map(pattern).contains {
        $0.contains(whole + whole)
      })
    let plain = render(flat, canvas: .braille, width: 60, height: 12, colour: false).map(\.plain)
    #expect(!plain.map(pattern).contains { $0.contains("xx xx xx") })
    #expect(SVG.document(flat).contains("stroke-dasharray"))
  }

  @Test func sentences() {
    #expect(
      summary(of: .curves([Curve("sigmoid", value: Self.logistic)], on: -5...5))
        == "sigmoid rises from 0.0067 at -5 to 0.9933 at 5; steepest at 0 with slope 0.25")
    #expect(
      summary(of: .curves([Self.relu, Self.sigmoid], on: -5...5)).hasPrefix(
        "ReLU rises from 0 at -5 to 5 at 5; steepest from 0 to 5 with slope 1\nsigmoid rises"))
    #expect(summary(of: .bars([("linear1", 2, "2.000")])) == "linear1: 2.000")
  }
}

import Sessions

/// Whether a statement ends: the rules of the language, as far as session files need them.
func isComplete(_ text: String) -> Bool {
  var depth = 0
  var isInString = false
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": isInString.toggle()
    case "(" where !isInString: depth += 1
    case ")" where !isInString: depth -= 1
    default: break
    }
  }
  if depth > 0 || text.unicodeScalars.last == "\\" { return false }
  let words = text.split { $0 == " " || $0 == "\n" || $0 == "\r\n" }
  return words.first != "begin" || words.last == "end"
}

func file(_ text: String) -> SessionFile { SessionFile(text: text, isComplete: isComplete) }

/// The generator of random cases: SplitMix64 (Steele, Lea, Flood 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension Array {
  func pick(using random: inout SplitMix) -> Element { self[Int.random(in: indices, using: &random)] }
}

enum Samples {
  /// The example of the format's definition, remarks and all.
  static let definition = """
    #!/usr/bin/env lip
    #| lip 1                        version of the format (required first)
    #| title  Slide 2 - linear layers
    #| slide  2
    #| rng    numpy                 so that seeds mean the same for ever
    #| width  72                    for plots in expected output
    #| tol    rel 1e-9              default for numbers with an explicit ~

    # A linear layer stretches some directions more than others. The largest
    # stretch is the largest singular value of W.          (plain # = narration, Markdown)

    layer linear 5x3 seed 42
    #>   linear1   linear 3 -> 5   20 parameters   seed 42 (numpy)      L = 2.782368

    #? Which number of W is L?                            (question)
    #?   ( ) the largest entry
    #?   (x) the largest singular value     why: it is the largest stretch |Wd|/|d|
    #?   ( ) the sum of all entries         why: that would depend on signs
    #?   hint: look at the answer of  plot singular linear1

    bound
    #>   L = 2.782368   exact, 2-norm

    #| tol rel 5%                   applies to the next command only
    estimate samples 100 seed 1
    #>   L ≥ 2.7~    ...             ~ = with tolerance, ... = rest of the line

    #| expect error
    layer linear 4x7
    #> error: linear2 takes 7 inputs, but linear1 gives 5
    #| pause 2s

    """

  /// Printed blocks of every kind: tables, trees, errors, plots on every canvas.
  static let outputs: [[String]] = [
    ["  L = 2.782368   exact, 2-norm"],
    [
      "  L ≤ 1.016727   upper bound, 2-norm", "  ├─ linear1  20x10   σ₁ 1.145510   exact",
      "  └─ linear2   5x20",
    ],
    ["  ≈ 1.409100 ± 0.120800    L ≥ 1.740900    L = 2", "   1.0 ┤▉                                13"],
    ["    A  0.663667 -> 1.1e-10        B  diverged at iteration 7 (loss > 1e308)"],
    [
      "error: unknown layer kind 'liner'.  Did you mean 'linear'?",
      "       kinds: linear conv2d relu ... batchnorm",
    ],
    ["  eps     1e-2     1e-4       1e-6", "  ratio   140.9    14026.9    1417500.5       grows like 1/eps"],
    [
      " 1 ┤               ⢀⣠⠤⢤⡀                ⣀⡤⠤⣄                 ⣠⠤⢤⡀",
      "   │⡀             ⣰⠋   ⠙⢦             ⢀⡜⠁  ⠈⠳⡄             ⣠⠎   ⠘⢦⡀",
      " 0 ┤ ⠘⣆        ⢀⡞         ⠳⡀        ⣠⠋        ⠈⢦         ⡼⠁        ⠹⡄",
      "-1 ┤     ⠈⠓⠒⠋                 ⠙⠒⠚⠉                ⠈⠓⠒⠋⠁",
      "   └┬───────────────┬────────────────┬───────────────┬───────────────┬",
      "   -10              -5               0               5               10",
    ],
    [
      " 1.0 +                                                   _______--------",
      "     |                                           __--\"\"\"\"",
      " 0.5 +                               _--\"                            ...",
      "     |               ____--\"\" ''              ''':::....",
      "     ++---------------+----------------+---------------+---------------+",
      "      -5             -2.5              0              2.5              5",
    ],
    ["10¹² ┤   ⡇", " 10⁸ ┤   ⡇  B  x diverged at iteration 7", "10⁻⁴ ┤       ⠉⠉⠙⠒⠒⠒⠤⠤⢤⣀⣀⣀   A"],
    [
      "  L ≥ 2.7~    ...", "...",
      "  inf  nan  -inf~  (0.25) L=2 ±0.12 1.0,2.0 5x3 5e-3 -0.5 x1 linear1 .5 1..2",
    ],
    ["", "", "  after two empty lines", ""],
  ]
}

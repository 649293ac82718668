import Foundation

/// `Soundness [COUNT] [SEED]`: what every method says of random networks, held against every other one.
///
/// It prints each contradiction with its seed and network, and ends with 1 if there was one. `Soundness 1 SEED` shows
/// one again. A trial that takes more than two minutes is killed by an alarm; its seed is the last on standard error.
@main
struct Soundness {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst().compactMap { UInt32($0) }
    let (count, first) = (arguments.first ?? 1000, arguments.dropFirst().first ?? 0)
    var tally = Tally()
    for seed in first..<first + count {
      alarm(120)
      FileHandle.standardError.write(Data("\rseed \(seed) ".utf8))
      do {
        let trial = try Trial(seed: seed)
        report(try trial.contradictions(&tally), in: "\(trial)", &tally)
        let rescaling = try Rescaling(seed: seed)
        report(try rescaling.changes(&tally), in: "\(rescaling)", &tally)
      } catch {
        report(["stopped by \(error)"], in: "seed \(seed)", &tally)
      }
    }
    FileHandle.standardError.write(Data("\n".utf8))
    print("networks \(first)..<\(first + count): \(tally.bounds) bounds, \(tally.pairs) pairs of points,")
    print("\(tally.rescaled) bounds of rescaled networks; \(tally.violations) violations")
    exit(tally.violations == 0 ? 0 : 1)
  }

  private static func report(_ violations: [String], in network: String, _ tally: inout Tally) {
    for violation in violations { print("\(network)\n  \(violation)") }
    tally.violations += violations.count
    fflush(nil)
  }
}

/// How much was looked at.
struct Tally {
  var bounds = 0
  var pairs = 0
  var rescaled = 0
  var violations = 0
}

import Foundation
import Lipschitz

/// `Benchmark [--peers DIR] [--nets DIR] [--only WORD]`: how long the engine takes, beside NumPy, SciPy and prototypes.
///
/// Prints a table for the README. `--peers` is a folder with the prototypes, run by `python3` on one thread; without it,
/// or without NumPy and SciPy, their columns stay empty. `--nets` is a folder of networks as `.npz` files, each of which
/// gets a row. `--only` takes the rows whose names contain a word.
@main
struct Benchmark {
  static func main() throws {
    let options = Options(CommandLine.arguments.dropFirst())
    let peers = Peers(prototypes: options["--peers"])
    print("| what | answer | seconds | memory | beside, in seconds (times as long) |")
    print("| --- | --- | --- | --- | --- |")
    let rows = try Rows.all + Rows.files(in: options["--nets"])
    for row in rows where options["--only"].map({ row.name.contains($0) }) ?? true {
      let others = try peers?.measurements(of: row.name) ?? []
      do {
        print(line(row, try Measurement(of: row.prepare()), others))
      } catch let error as MethodError {
        print("| \(row.name) | refused: \(error) | | | \(others.map(words).joined(separator: "; ")) |")
      }
      fflush(nil)
    }
    print("\nProcessor seconds: the median of 5 runs, of 3 above two seconds, of 1 above ten.")
    print(try peers?.note ?? "Nothing was run beside: no --peers.")
  }

  private static func line(_ row: Row, _ own: Measurement, _ others: [Peers.Measurement]) -> String {
    let beside = others.map { other in
      let agrees = (other.answer - own.answer).magnitude <= 1e-6 * own.answer
      return "\(words(other)) (\(digits(2, other.seconds / own.seconds))x"
        + (agrees ? ")" : ", says \(digits(9, other.answer)))")
    }
    let cells = [
      row.name, digits(9, own.answer), digits(3, own.seconds), "\(own.megabytes) MB",
      beside.joined(separator: "; "),
    ]
    return "| \(cells.joined(separator: " | ")) |"
  }

  private static func words(_ other: Peers.Measurement) -> String {
    "\(other.name) \(digits(3, other.seconds))"
  }

  private static func digits(_ count: Int, _ value: Double) -> String { String(format: "%.\(count)g", value) }
}

/// What stands behind the labels on the command line.
private struct Options {
  private var values: [String: String] = [:]

  /// Ends the program at a label that it does not know.
  init(_ arguments: ArraySlice<String>) {
    var words = arguments
    while let label = words.popFirst() {
      guard ["--peers", "--nets", "--only"].contains(label), let value = words.popFirst() else {
        print("\(label) is not understood; write  Benchmark [--peers DIR] [--nets DIR] [--only WORD]")
        exit(2)
      }
      values[label] = value
    }
  }

  subscript(label: String) -> String? { values[label] }
}

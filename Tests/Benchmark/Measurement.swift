import Foundation

/// An answer, how long it took, and how much memory there was at most.
struct Measurement {
  let answer: Double
  /// The median of the time that the processor worked; on a busy machine a clock shows more.
  let seconds: Double
  /// The most that the process held while it worked, with what earlier rows have not given back.
  let megabytes: Int

  /// Works five times, three times if once takes more than two seconds, once if it takes more than ten.
  init(of work: () throws -> Double) throws {
    try Self.forgetPeak()
    var times: [Double] = []
    var answer = 0.0
    repeat {
      let start = try Self.processorTime()
      answer = try work()
      times.append(try Self.processorTime() - start)
    } while times.count < (times[0] > 10 ? 1 : times[0] > 2 ? 3 : 5)
    self.answer = answer
    seconds = times.sorted()[times.count / 2]
    megabytes = try Self.peak()
  }

  private static func processorTime() throws -> Double {
    var time = timespec()
    guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { throw CocoaError(.featureUnsupported) }
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }

  /// Lets Linux count the peak anew.
  private static func forgetPeak() throws {
    try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
  }

  private static func peak() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    guard let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
    else { throw CocoaError(.fileReadCorruptFile) }
    return kilobytes / 1024
  }
}

import Explorer
import Foundation
import Language
import LinearAlgebra
import Sessions

/// `Fuzz [SECONDS] [SEED]`: random and mutated texts through everything that reads what somebody else wrote.
///
/// A trap ends the process, and an input that takes more than ten seconds is killed by an alarm; the last input of each
/// reader is then in `fuzz-input` in the folder for temporary files. It prints how many inputs were read.
@main
struct Fuzz {
  private var random: SplitMix
  private let corpus: [String]
  private let lines: [String]
  private let question: Notebook
  /// Files of arrays, under the endings of their names.
  private let arrayFiles: [(ending: String, bytes: [UInt8])]
  private let lastInput = Fuzz.lastInput
  private static let lastInput = FileManager.default.temporaryDirectory.appendingPathComponent("fuzz-input")
    .path

  static func main() {
    let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    let (seconds, seed) = (arguments.first ?? 20, arguments.dropFirst().first ?? 1)
    var fuzz = Fuzz(seed: seed)
    let end = Date().addingTimeInterval(Double(seconds))
    let names = ["lines", "session files", "journals", "answers", "files of arrays", "statements run"]
    var counts = names.map { _ in 0 }
    // Each reader gets the same share of the time.
    while Date() < end {
      for reader in names.indices {
        alarm(10)
        let turn = Date().addingTimeInterval(0.2)
        while Date() < turn {
          for _ in 0..<10 { fuzz.read(with: reader) }
          counts[reader] += 10
        }
      }
    }
    alarm(0)
    for (name, count) in zip(names, counts) { print("\(name): \(count)") }
    print("\(counts.reduce(0, +)) passed, 0 failed")
  }

  private init(seed: UInt64) {
    random = SplitMix(state: seed)
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appendingPathComponent("sessions").path
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    corpus = names.filter { $0.hasSuffix(".lip") }.compactMap {
      try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8)
    }
    precondition(!corpus.isEmpty, "no sessions in \(folder)")
    lines = corpus.flatMap { $0.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init) }
    var notebook = Notebook()
    notebook.lessons.folders = [folder]
    notebook.run("slide 4")
    while notebook.isInLesson, notebook.expectation == .enter { notebook.take("") }
    precondition(notebook.expectation == .answer, "slide 4 asks nothing")
    question = notebook
    arrayFiles = Self.arrayFiles(in: root.appendingPathComponent("Tests/Files"))
    precondition(arrayFiles.count > 10, "no files of arrays in Tests/Files")
  }

  /// The files that tests read, and a network of many layers that this program writes.
  private static func arrayFiles(in folder: URL) -> [(ending: String, bytes: [UInt8])] {
    var paths =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted().map {
        folder.appendingPathComponent($0).path
      } ?? []
    var notebook = Notebook()
    for ending in ["npz", "safetensors"] {
      let path = "\(lastInput)-seed.\(ending)"
      notebook.run("model A: conv2d 1->2 kernel 2 input 1x3x3, batchnorm, maxpool 2, flatten, linear 3x2")
      notebook.run("residual (linear 3x3, leakyrelu, layernorm); export weights \"\(path)\" overwrite")
      paths.append(path)
    }
    return paths.compactMap { path in
      let ending = (path as NSString).pathExtension
      guard ["npz", "npy", "safetensors", "csv"].contains(ending),
        let data = FileManager.default.contents(atPath: path)
      else { return nil }
      return (ending, [UInt8](data))
    }
  }

  private mutating func read(with reader: Int) {
    switch reader {
    case 0:
      let text = random.chance(0.5) ? line() : bytes(60)
      _ = parse(text)
    case 1:
      let text = random.chance(0.8) ? mutated(file()) : bytes(400)
      keep(text)
      let session = SessionFile(text: text) { !isContinued($0) }
      precondition(Array(session.text.utf8) == Array(text.utf8), "the text came back otherwise")
      let replay = Replay(of: session) { _ in Replay.Outcome(["L = 1"]) }
      _ = session.updating(outputs: replay.printed)
      for failure in replay.failures { _ = failure.report(file: "f") }
    case 2:
      let text = "lip journal 1\n" + (0..<8).map { _ in "> \(line())\n= ok\n" }.joined()
      var bytes = Array((random.chance(0.8) ? mutated(text) : self.bytes(300)).utf8)
      bytes.removeLast(min(bytes.count, random.below(20)))
      _ = Journal(bytes: bytes).statements
    case 3:
      var learner = question
      keep("answer")
      for _ in 0..<4 {
        let answer = random.chance(0.3) ? bytes(40) : random.chance(0.5) ? expression() : line()
        guard !answer.contains("\n"), isQuick(answer) else { continue }
        _ = learner.take(answer).map(\.recordedLines)
      }
    case 4:
      let file = arrayFiles[random.below(arrayFiles.count)]
      let path = "\(lastInput).\(file.ending)"
      try? Data(random.chance(0.9) ? mutated(file.bytes) : noise(300)).write(to: URL(fileURLWithPath: path))
      var notebook = Notebook()
      notebook.run("set limit 256k")
      for text in [
        "load \"\(path)\" as a", "load \"\(path)\" activation relu as b", "layer linear 3x2 from \"\(path)\"",
      ] {
        for execution in notebook.run(text) {
          _ = execution.json(file: nil).text + execution.recordedLines.joined()
        }
      }
    default:
      let text = line()
      guard isQuick(text) else { return }
      keep(text)
      var notebook = Notebook()
      let deadline = Date().addingTimeInterval(2)
      let monitor = Monitor { _ in Date() < deadline }
      for text in ["model m: linear 3x2 seed 1, relu", text, "bound"] {
        for execution in notebook.run(text, monitor: monitor) { _ = execution.json(file: nil).text }
      }
    }
  }

  /// Writes down what is read, so that a crash leaves it.
  private func keep(_ text: String) { try? text.write(toFile: lastInput, atomically: false, encoding: .utf8) }

  /// Whether a line neither writes nor reads files, nor asks for what takes long by right.
  private func isQuick(_ text: String) -> Bool {
    let words = [
      "save", "export", "source", "load", "from", "replay", "check", "set", "slide", "keep", "000", "e3",
      "e4", "e5", "e6",
      "e7",
      "e8", "e9", "k", "M", "^", "conv2d", "attention", "rnn", "repeat", "train", "samples", "points",
    ]
    return !words.contains(where: text.contains)
  }

  // MARK: Inputs

  private mutating func file() -> String { corpus[random.below(corpus.count)] }

  /// A line of a session with a few changes.
  private mutating func line() -> String { mutated(lines[random.below(lines.count)]) }

  private mutating func mutated(_ text: String) -> String {
    let pieces = [
      "#> ", "#? ", "#| ", "(x) ", "( ) ", "= 1", "why: ", "hint: ", "if 4: ", "expect bound == 1", "~",
      "...",
      "1e308", "-", "nan", "inf", "(", ")", "\"", "\\", ";", ",", "..", "->", "$_", "$", "let ",
      "begin residual ",
      "end", "repeat 3 ", "\u{1b}[2J", "\u{202e}", "\u{301}", "漢", "\0", "\r", "\n", "\t", "tol 1%",
      "pause 1s", "> ", "= ok",
    ]
    var characters = Array(text)
    for _ in 0..<1 + random.below(6) {
      let place = random.below(characters.count + 1)
      switch random.below(4) {
      case 0: characters.insert(contentsOf: Array(pieces[random.below(pieces.count)]), at: place)
      case 1 where place < characters.count: characters.remove(at: place)
      case 2 where place < characters.count: characters.swapAt(place, random.below(characters.count))
      default:
        guard place < characters.count else { continue }
        let end = min(characters.count, place + random.below(30))
        characters.insert(contentsOf: characters[place..<end], at: random.below(characters.count))
      }
    }
    return String(characters)
  }

  private mutating func expression() -> String {
    let pieces = [
      "1", "2.5", "pi", "e", "sqrt(", ")", "(", "+", "-", "*", "/", "1/4", "%", " ", "$_", "max(1,", "a", "b",
    ]
    return (0..<1 + random.below(8)).map { _ in pieces[random.below(pieces.count)] }.joined()
  }

  private mutating func bytes(_ most: Int) -> String { String(decoding: noise(most), as: UTF8.self) }

  private mutating func noise(_ most: Int) -> [UInt8] {
    (0..<1 + random.below(most)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }

  /// Bytes with a few changes: bits, extreme values, pieces that move, go or come twice.
  private mutating func mutated(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0..<1 + random.below(4) where !bytes.isEmpty {
      // Headers stand at both ends.
      let place = random.chance(0.6) ? random.below(bytes.count) : min(bytes.count - 1, random.below(400))
      let end = min(bytes.count, place + random.below(16))
      switch random.below(5) {
      case 0: bytes[place] ^= 1 << UInt8(random.below(8))
      case 1: bytes[place] = [0, 1, 0x30, 0x39, 0x7f, 0x80, 0xff][random.below(7)]
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count))
      default: bytes.replaceSubrange(place..<end, with: repeatElement(0xff, count: end - place))
      }
    }
    return bytes
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }
  mutating func chance(_ share: Double) -> Bool { Double(next() >> 11) * 0x1p-53 < share }
}

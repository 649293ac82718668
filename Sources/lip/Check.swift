import ArgumentParser
import Explorer
import Glibc
import LineEditor
import Sessions
import TerminalText

/// `lip check FILE...`: replays session files and compares what they print.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay session files and compare what they print with what they say.")

  @OptionGroup var options: Options

  @Flag(help: "Write what is printed now into the files' #> lines; into a file without any, everywhere.")
  var update = false

  @Argument(help: ArgumentHelp("Session files.", valueName: "file"))
  var files: [String]

  func run() throws {
    let facts = TerminalFacts.current()
    let output = options.output(facts)
    let access = FileAccess(scriptFolder: nil, writableFolder: options.writableFolder)
    var good = 0
    for file in files {
      do throws(Problem) {
        let text = try access.text(of: file)
        let check = SessionCheck(
          text: text, file: file, access: access, canvas: options.canvas?.kind, width: options.width)
        let isRewritten = update ? try rewrite(check, from: text, output) : false
        if isRewritten || check.succeeded { good += 1 }
        if options.json {
          Output.write(check.json.text + "\n", to: .output)
        } else if !isRewritten {
          output.print(check.report)
        }
      } catch {
        if options.json {
          Output.write(SessionCheck.json(unreadable: file, error.sentence).text + "\n", to: .output)
        } else {
          output.print(StyledText("FAIL ", .error) + StyledText("\(file): \(error.sentence)"))
        }
      }
      Output.flush()
    }
    if !options.json, files.count > 1 || good < files.count {
      let failed = files.count - good
      output.print(
        StyledText(
          "\(files.count) session\(files.count == 1 ? "" : "s"), \(good) ok\(failed > 0 ? ", \(failed) failed" : "")"
        ))
    }
    if good < files.count { throw ExitCode(1) }
  }

  /// Rewrites the outputs of a file, and shows what changed; false if nothing did, or only a person can mend it.
  private func rewrite(_ check: SessionCheck, from text: String, _ output: Output) throws(Problem) -> Bool {
    guard let updated = check.updated, let replay = check.replay else { return false }
    let isMendable = replay.failures.allSatisfy { if case .difference = $0.kind { true } else { false } }
    guard updated != text else { return false }
    do throws(FileError) {
      try AtomicFile.write(updated, to: check.file, overwriting: true)
    } catch {
      throw Problem(.io, error.description)
    }
    if !options.json {
      output.print(StyledText("updated \(check.file)"))
      output.print(LineChanges(from: text, to: updated).report)
    }
    return isMendable
  }
}

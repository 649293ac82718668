import ArgumentParser
import Explorer
import Glibc

/// The program's arguments.
@main
struct Lip: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lip",
    abstract: "How steep can this neural network be? A notebook for Lipschitz constants.",
    discussion: """
      lip                   a prompt; in a pipe, a script from standard input
      lip FILE...           runs scripts
      lip -c 'layer linear 5x3 seed 42; bound'
      lip check FILE...     replays session files and compares the output
      lip replay FILE       runs it as if somebody typed it
      lip export html FILE  a session as a web page; also markdown, ipynb, svg, ...
      lip verify CERT FILE  checks the proof of a bound from the weights alone
      lip slide N           walks through a slide of the deck, with questions

      At the prompt, help tells what there is. Of the options, the most useful:

        --json              one JSON object a statement, nothing else
        --color WHEN        auto, always or never
        --canvas KIND       braille, block or ascii
        --width N           columns of plots
        --quiet             errors only
        --bail              stop at an error, in a pipe or with -c
        --keep-going        go on after an error in a file
        -c LINE             run a line; with -i stay at the prompt then
        --no-journal        keep nothing against crashes
        --allow-write DIR   where scripts may write

      lip run --help and lip check --help list them all.
      """,
    version: "lip \(Version.current)",
    subcommands: [Run.self, Check.self, Replay.self, Walkthrough.self, Export.self, Verify.self],
    defaultSubcommand: Run.self)

  /// The words that may stand behind `lip`.
  static var verbs: [String] {
    configuration.subcommands.map { $0.configuration.commandName ?? "\($0)".lowercased() }
  }

  /// Parses and runs; wrong usage ends with status 2.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
      Output.flush()
      if Output.isLost {
        Output.write("lip: what was printed could not be written\n", to: .error)
        throw ExitCode(1)
      }
    } catch let code as ExitCode {
      fflush(nil)
      Glibc.exit(code.rawValue)
    } catch {
      let isHelp = exitCode(for: error) == .success
      let message = fullMessage(for: error)
      if !message.isEmpty { Output.write(message + "\n", to: isHelp ? .output : .error) }
      fflush(nil)
      Glibc.exit(isHelp ? 0 : 2)
    }
    fflush(nil)
  }
}

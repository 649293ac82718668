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
      lip                                     a prompt; on a pipe, a script from standard input
      lip FILE...                             runs scripts
      lip -c 'layer linear 5x3 seed 42; bound'
      lip check FILE...                       replays session files and compares what they print

      At the prompt, help tells what there is.
      """,
    version: "lip \(Version.current)",
    subcommands: [Run.self, Check.self],
    defaultSubcommand: Run.self)

  /// Parses and runs; wrong usage ends with status 2.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
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

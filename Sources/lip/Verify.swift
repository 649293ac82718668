import ArgumentParser
import Explorer
import LineEditor
import TerminalText

/// `lip verify CERT FILE`: checks a certificate from the weights, or the script that built them, alone.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a certificate from the weights alone.",
    discussion: """
      FILE is what load reads (.npz, .safetensors, ...) or the .lip that built the network. The status is 0 where \
      the certificate proves its claim, else 1.
      """)

  @OptionGroup var options: Options

  @Argument(help: ArgumentHelp("A file that certificate wrote.", valueName: "cert"))
  var certificate: String

  @Argument(help: ArgumentHelp("The weights, or the script that built them.", valueName: "file"))
  var file: String

  func run() throws {
    let facts = TerminalFacts.current()
    let output = options.output(facts)
    var notebook = options.notebook(facts)
    let execution = notebook.verify(certificate: certificate, against: file)
    if options.json {
      Output.write(execution.json(file: nil).text + "\n", to: .output)
    } else if execution.isOK {
      output.print(execution.lines)
    } else {
      output.print(execution.errorLines, to: .error)
    }
    if !execution.isOK || execution.isRefused { throw ExitCode(1) }
  }
}

import Lipschitz
import Networks
import Parameters
import Sessions

/// `certificate proof.json`: the proof of the last bound, as a file that anybody can check.
struct CertificateCommand: WorkspaceCommand {
  static let name = "certificate"
  static let summary = "write the proof of the last bound, for others to check"
  static let group = CommandGroup.bound
  static let parameters: [Parameter<Self>] = [
    Parameter("file", \.file, "where", role: .positional, required: true),
    Parameter(flag: "overwrite", \.overwrites, "even if there is such a file"),
  ]
  static let details = [
    "It holds the network's fingerprint, norm and region, and what proves the bound: multipliers of neurons, norms, "
      + "or of exact and bracket every cell with its reason and the steepest point. Every method that bounds from "
      + "above has one. The claim is the bound and one part in 10^10, of cells in 10^12.",
    "verify FILE MODEL  or  lip verify FILE WEIGHTS  checks it from the weights alone; about certificate  says how.",
  ]
  /// It writes, so it is tried in tests of its own.
  static let examples: [Example] = []
  var file: FilePath?
  var overwrites = false
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    guard let file else { throw Problem(.badValue, "certificate needs a file", at: context.verbRange) }
    guard let finding = workspace.lastBound, let network = finding.map else {
      throw Problem(
        .noModel, "there is no bound to certify", hints: ["bound   finds one"], at: context.verbRange)
    }
    let certificate: Certificate
    do {
      certificate = try Certificate(
        of: finding.bound, for: network, witness: finding.witness, monitor: context.monitor)
    } catch let error as MethodError {
      throw Problem(error).at(context.verbRange)
    }
    let path = try context.access.writable(file.path, at: context.ranges["file"])
    let content = CertificateFile(certificate: certificate, target: finding.target, pass: finding.pass)
    do throws(FileError) {
      try AtomicFile.write(bytes: Array(content.text.utf8), to: path, overwriting: overwrites)
    } catch {
      throw Problem(.io, error.description, at: context.ranges["file"])
    }
    return .certificate(CertificateReport(file: file.path, content: content, flaw: nil))
  }
}

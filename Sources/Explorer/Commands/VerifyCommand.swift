import Language
import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import TerminalText

/// `verify proof.json net`: checks a certificate from the weights alone.
struct VerifyCommand: WorkspaceCommand {
  static let name = "verify"
  static let summary = "check a certificate from the weights, or the script that built them"
  static let group = CommandGroup.bound
  static let parameters: [Parameter<Self>] = [
    Parameter("file", \.file, "the certificate", role: .positional, required: true),
    Parameter(
      "network", \.network, "a model, a file of weights or a .lip; without it the model", role: .positional,
      placeholder: "MODEL|FILE"),
  ]
  static let details = [
    "How the bound was found plays no part: regions, slopes, cells and matrices are computed "
      + "again from the weights, and every claim is checked against them. A certificate that was changed is refused "
      + "with the reason. about certificate  says what is checked and what can only be computed again."
  ]
  /// It reads a certificate, so it is tried in tests of its own.
  static let examples: [Example] = []
  var file: FilePath?
  var network: FilePath?
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    guard let file else { throw Problem(.badValue, "verify needs a certificate", at: context.verbRange) }
    let content: CertificateFile
    do throws(Problem) {
      content = try CertificateFile(
        reading: context.access.text(of: file.path, at: context.ranges["file"]))
    } catch {
      throw error.at(context.ranges["file"])
    }
    let (source, model) = try holder(in: workspace, context)
    let subject = try Self.subject(of: content, in: source, model: model, at: context.ranges["network"])
    do {
      let flaw = try content.certificate.flaw(for: subject.map, monitor: context.monitor)
      return .certificate(CertificateReport(file: file.path, content: content, flaw: flaw))
    } catch let error as MethodError {
      return .certificate(CertificateReport(file: file.path, content: content, flaw: error.description))
    }
  }

  /// The workspace that holds the network, and the model's name if one was said.
  private func holder(in workspace: Workspace, _ context: Context) throws -> (Workspace, String?) {
    guard let network else { return (workspace, nil) }
    if workspace.model(named: network.path) != nil { return (workspace, network.path) }
    let place = context.ranges["network"]
    if network.path.hasSuffix(".lip") {
      try context.access.checkNesting(of: network.path, at: place)
      let text = try context.access.text(of: network.path, at: place)
      let session = try SessionExport(text: text, file: network.path, access: context.access)
      return (session.workspace, nil)
    }
    var other = Workspace()
    var load = LoadCommand()
    load.file = network
    load.label = "net"
    do {
      _ = try load.run(in: &other, context: context)
    } catch let problem as Problem {
      throw problem.at(place)
    }
    return (other, nil)
  }

  /// The network that the certificate speaks of: its own target where that is known, else the model.
  private static func subject(
    of content: CertificateFile, in workspace: Workspace, model: String?, at range: Range<Int>?
  ) throws(Problem) -> Subject {
    var chosen = workspace
    if let model { chosen.currentName = model }
    let argument = Argument(.word(content.target), text: content.target)
    let named = try? Target(argument)
    let target = named.flatMap { target -> Target? in
      (try? Target.resolve(target, in: chosen, at: nil)) == nil || model == target.name ? nil : target
    }
    return try Subject(
      target, in: chosen, mode: content.pass?.mode ?? .eval, batch: content.pass?.batch, at: range)
  }
}

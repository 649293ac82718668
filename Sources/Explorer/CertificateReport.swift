import LinearAlgebra
import Lipschitz
import TerminalText

extension Notebook {
  /// Checks a certificate against a file of weights, or the script that built them.
  public mutating func verify(certificate: String, against file: String) -> Execution {
    let executions = run("verify \(JSON.string(certificate).text) \(JSON.string(file).text)")
    guard let execution = executions.first else { preconditionFailure("verify ran nothing") }
    return execution
  }
}

extension Execution {
  /// Whether it checked a certificate that proves nothing.
  public var isRefused: Bool {
    if case .success(.certificate(let report)) = result { report.flaw != nil } else { false }
  }
}

/// A certificate that was written or checked.
struct CertificateReport: Sendable {
  let file: String
  let content: CertificateFile
  /// Why it proves nothing.
  let flaw: String?

  var json: [JSON.Member] {
    JSON.record([
      "file": .string(file), "valid": .bool(flaw == nil), "reason": flaw.map { .string($0) },
      "bound": .object(finding.json),
    ]).members
  }

  func lines(_ bounds: BoundText) -> [StyledText] {
    if let flaw {
      return [StyledText("not valid: ", .error) + StyledText(flaw.visible), StyledText("  \(file.visible)")]
    }
    return [StyledText("valid   \(file.visible)"), bounds.line(finding)]
  }

  /// The bound that the certificate claims.
  private var finding: Workspace.Finding {
    let certificate = content.certificate
    let (upper, sides) = (certificate.value, certificate.enclosure)
    return Workspace.Finding(
      bound: LipschitzBound(
        certificate.isExact ? sides?.midpoint ?? upper : upper, certificate.isExact ? .exact : .upper,
        norm: certificate.norm, domain: certificate.domain, method: certificate.method,
        isCertified: flaw == nil, enclosure: sides,
        because: Derivation("certificate", value: upper, guarantee: .upper)),
      target: content.target, pass: content.pass)
  }
}

import LinearAlgebra
import Lipschitz
import Networks
import TerminalText

/// A certificate as a file: one JSON object, and a line with a number by which a changed file is known.
struct CertificateFile {
  let certificate: Certificate
  /// What the bound is of.
  let target: String
  /// The mode in which it was looked at, where it matters.
  let pass: Pass?

  var text: String {
    let body = json.text
    return body + "\n" + Self.checksum(of: body) + "\n"
  }

  private static let format = "lip certificate 2"
  /// Version 1 knew neither cells nor lower sides; what it says means the same.
  private static let formats = ["lip certificate 1", format]

  private var json: JSON {
    return .record([
      "format": .string(Self.format), "target": .string(target), "value": .number(certificate.value),
      "norm": .string(certificate.norm.rawValue), "domain": Self.json(certificate.domain),
      "method": .string(certificate.method),
      "mode": pass.map { .string($0.mode.rawValue) }, "batch": pass.map { .int($0.batch) },
      "network": .string(String(certificate.fingerprint, radix: 16)),
      "parts": .array(certificate.proof.parts.map(\.json)), "lower": certificate.lower?.json,
    ])
  }

  private static func json(_ domain: Domain) -> JSON {
    switch domain {
    case .everywhere: .string("global")
    case .box(let lower, let upper): .record(["box": .numbers([lower, upper])])
    case .ball(let center, let name, let radius, let norm):
      .record([
        "center": .numbers(center.elements), "name": .string(name), "radius": .number(radius),
        "ball": .string(norm.rawValue),
      ])
    }
  }

  /// The number by which a change of the text is noticed.
  static func checksum(of text: String) -> String {
    let digits = String(CyclicRedundancy.checksum(of: Array(text.utf8)), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

extension CertificateFile {
  /// - Throws: a problem that says what is wrong with the text.
  init(reading text: String) throws(Problem) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count == 3, lines[2].isEmpty else { throw Self.damaged("it has no two lines") }
    guard lines[1] == Self.checksum(of: lines[0]) else { throw Self.damaged("it was changed or cut") }
    guard let json = JSON(reading: lines[0]), let format = json["format"]?.string,
      Self.formats.contains(format)
    else {
      throw Self.damaged("it is no certificate of this version")
    }
    guard let target = json["target"]?.string, let value = json["value"]?.double,
      let norm = json["norm"]?.string.flatMap(Norm.init), let method = json["method"]?.string,
      let fingerprint = json["network"]?.string.flatMap({ UInt64($0, radix: 16) }),
      let domain = json["domain"].flatMap(Self.domain),
      case .array(let parts)? = json["parts"]
    else { throw Self.damaged("something is missing") }
    var proofs: [Proof.Part] = []
    for part in parts {
      guard let part = Proof.Part(part) else { throw Self.damaged("a part of the proof cannot be read") }
      proofs.append(part)
    }
    var lower: LowerSide?
    if let side = json["lower"] {
      guard let read = LowerSide(side) else { throw Self.damaged("the lower side cannot be read") }
      lower = read
    }
    var pass: Pass?
    if let word = json["mode"]?.string {
      guard let mode = Mode(rawValue: word), let batch = json["batch"]?.integer, batch > 0 else {
        throw Self.damaged("the mode cannot be read")
      }
      pass = Pass(mode: mode, batch: batch)
    }
    self.init(
      certificate: Certificate(
        value: value, norm: norm, domain: domain, method: method, fingerprint: fingerprint,
        proof: Proof(proofs), lower: lower),
      target: target, pass: pass)
  }

  private static func damaged(_ reason: String) -> Problem {
    Problem(.badValue, "this is no certificate: \(reason)", hints: ["certificate FILE   writes one"])
  }

  private static func domain(_ json: JSON) -> Domain? {
    if json.string == "global" { return .everywhere }
    if let ends = json["box"]?.doubles {
      guard ends.count == 2, ends[0] <= ends[1] else { return nil }
      return .box(ends[0], ends[1])
    }
    guard let center = json["center"]?.doubles, let name = json["name"]?.string, isPrintable(name),
      let radius = json["radius"]?.double, radius >= 0, let norm = json["ball"]?.string.flatMap(Norm.init)
    else { return nil }
    return .ball(center: Vector(center), name: name, radius: radius, norm: norm)
  }

  /// Whether a text that is shown as it stands in a file moves no cursor and turns no line.
  private static func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      switch $0.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }
}

import LinearAlgebra
import Networks
import Parameters

/// A network as a file holds it: its tensors by name, and a text that says which layers they belong to.
///
/// The text is JSON: the shape of the input, and for each layer its kind, its tensors and its arguments. What is read
/// back is the same network to the bit.
struct NetworkWriting {
  private(set) var tensors: [NamedTensor] = []
  private let naming: TensorNaming
  private var number = 0

  init(naming: TensorNaming) { self.naming = naming }

  /// The text for a model, whose tensors are collected.
  ///
  /// - Throws: a problem for a layer that has no words in the language.
  mutating func meta(of model: Workspace.Model) throws(Problem) -> String {
    let layers = try layers(of: model.network, at: "")
    return JSON.record([
      "name": .string(model.name), "input_shape": model.network.inputJSON, "layers": .array(layers),
      "program": .string("lip \(Version.current)"),
    ]).text
  }

  private mutating func layers(of network: Network, at prefix: String) throws(Problem) -> [JSON] {
    var layers: [JSON] = []
    var counts: [String: Int] = [:]
    for (place, element) in network.elements.enumerated() {
      counts[element.layer.kind, default: 0] += 1
      let usual = element.layer.kind + String(counts[element.layer.kind, default: 0])
      var members = JSON.record([
        "type": .string(element.layer.kind), "name": element.name == usual ? nil : .string(element.name),
      ]).members
      if case .residual(let branch) = element.layer.form {
        members +=
          JSON.record(["body": .array(try self.layers(of: branch, at: "\(prefix)\(place)."))]).members
      } else {
        members += try self.members(of: element, at: "\(prefix)\(place).")
      }
      layers.append(.object(members))
    }
    return layers
  }

  private mutating func members(of element: Network.Element, at place: String) throws(Problem) -> [JSON
    .Member]
  {
    guard let layer = element.layer as? any StoredLayer, let definition = layer.definition else {
      throw Problem(
        .unsupported, "\(element.name) cannot be written: \(element.layer.kind) has no words for it")
    }
    if !layer.tensors.isEmpty { number += 1 }
    var members: [JSON.Member] = []
    for tensor in layer.tensors {
      let name = naming.name(of: tensor, place: place, number: number)
      tensors.append(NamedTensor(name: name, tensor: tensor))
      members.append(JSON.Member(key: LayerMembers.key(of: tensor.name), value: .string(name)))
    }
    return members + Self.arguments(definition)
  }

  /// What says how numbers are drawn, which a file need not say.
  private static let drawing: Set = ["seed", "rng", "init", "bias", "scale"]

  /// The arguments that have a value, also the usual one, which another reader may not know.
  private static func arguments<Kind: LayerKind>(_ kind: Kind) -> [JSON.Member] {
    let usual = Kind()
    return kind.allParameters.compactMap { parameter in
      let text = parameter.text(of: kind)
      guard !text.isEmpty, !drawing.contains(parameter.label) || text != parameter.text(of: usual) else {
        return nil
      }
      if parameter.role == .flag { return JSON.Member(key: parameter.label, value: .bool(true)) }
      return JSON.Member(key: parameter.label, value: Double(text).map { .number($0) } ?? .string(text))
    }
  }
}

/// The keys of a layer in the text of a file.
enum LayerMembers {
  /// What the two tensors are called that most layers have.
  private static let short = ["weight": "W", "bias": "b"]

  static func key(of tensor: String) -> String { short[tensor] ?? tensor }
  static func tensor(of key: String) -> String { short.first { $0.value == key }?.key ?? key }
}

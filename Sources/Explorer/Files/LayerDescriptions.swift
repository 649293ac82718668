import Language
import Networks
import Parameters

/// Reads what the text of a file says of layers: `{"type":"linear","W":"W1","b":"b1"}`, `{"type":"relu"}`,
/// `{"type":"residual","body":[...]}`.
///
/// The other keys are the arguments that the kind has in the language. A key that means nothing is an error: a network
/// that is only nearly understood is another network.
struct LayerDescriptions {
  let file: ArrayFile

  func layers(_ json: JSON, at place: String) throws(Problem) -> [NetworkPlan.Layer] {
    guard case .array(let descriptions) = json, !descriptions.isEmpty else {
      throw Problem(.io, "\(place)s of its meta: a list of layers is due")
    }
    guard descriptions.count <= ModelCommand.layerLimit else {
      throw Problem(.tooLarge, "a model has at most \(ModelCommand.layerLimit) layers")
    }
    var layers: [NetworkPlan.Layer] = []
    for (index, description) in descriptions.enumerated() {
      let place = "\(place)\(index + 1)"
      do throws(Problem) {
        layers.append(try layer(description, at: place))
      } catch {
        throw error.message.hasPrefix(place) ? error : error.inside(place)
      }
    }
    return layers
  }

  private func layer(_ json: JSON, at place: String) throws(Problem) -> NetworkPlan.Layer {
    guard case .object(let members) = json, let type = json["type"]?.string else {
      throw Problem(.io, "an object with a \"type\" is due")
    }
    guard Set(members.map(\.key)).count == members.count else { throw Problem(.io, "a key is there twice") }
    let label = json["name"]?.string
    if type == ResidualCommand.name {
      for member in members where !["type", "name", "body"].contains(member.key) {
        throw Problem(.badValue, "residual has no '\(member.key)'")
      }
      let body = try layers(json["body"] ?? .null, at: "\(place).")
      return NetworkPlan.Layer(content: .residual(body), label: label, place: place)
    }
    var choice = try choice(type)
    var tensors: [String: StoredTensor] = [:]
    for member in members where !["type", "name"].contains(member.key) {
      let tensor = LayerMembers.tensor(of: member.key)
      let isTensor = LayerMembers.key(of: tensor) != tensor || !choice.takes(member.key)
      if isTensor, let name = member.value.string, !(member.key == "bias" && ["on", "off"].contains(name)) {
        guard let array = file[name]?.tensor else { throw file.missing(name) }
        tensors[tensor] = array
      } else if choice.takes(member.key) {
        try choice.set(member.key, to: member.value)
      } else if member.value != .null {
        throw Problem(
          .unknownOption, "\(type) has no '\(member.key)'",
          suggestions: nearest(to: member.key, among: choice.parameters.map(\.label)))
      }
    }
    return NetworkPlan.Layer(content: .layer(choice, tensors), label: label, place: place)
  }

  /// The activation of a chain, with its arguments where the text has any.
  func activation(_ json: JSON, arguments: [JSON.Member]) throws(Problem) -> LayerChoice {
    guard let name = json.string, Vocabulary.functions.contains(name) else {
      throw Problem(
        .unknownLayer, "the activation of its meta is \(json.text), which is unknown",
        suggestions: json.string.map { nearest(to: $0, among: Vocabulary.functions) } ?? [])
    }
    var choice = try choice(name)
    for member in arguments where choice.takes(member.key) { try choice.set(member.key, to: member.value) }
    return choice
  }

  private func choice(_ type: String) throws(Problem) -> LayerChoice {
    guard let choice = LayerChoice(named: type.lowercased()) else {
      throw Problem(
        .unknownLayer, "unknown layer kind '\(type)'",
        suggestions: nearest(to: type.lowercased(), among: Layers.all.map { $0.name }))
    }
    return choice
  }
}

extension LayerChoice {
  fileprivate func takes(_ label: String) -> Bool { parameters.contains { $0.label == label } }

  /// Sets an argument from its JSON value; a flag that is false is not set.
  fileprivate mutating func set(_ label: String, to json: JSON) throws(Problem) {
    guard let parameter = parameters.first(where: { $0.label == label }) else { return }
    let argument: Argument
    switch json {
    case .number(let number): argument = Argument(.number(number), text: NumberFormat.shortest(number))
    case .string(let text): argument = Argument(.word(text), text: text)
    case .bool(false) where parameter.role == .flag: return
    case .bool(let isOn): argument = Argument(.word(isOn ? "on" : "off"), text: isOn ? "on" : "off")
    case .null, .array, .object: throw Problem(.badValue, "\(label) is \(json.text), and one value is due")
    }
    do throws(ArgumentError) {
      try parameter.set(&self, to: argument)
    } catch {
      throw Problem(.badValue, "\(label): \(error.message)")
    }
  }
}

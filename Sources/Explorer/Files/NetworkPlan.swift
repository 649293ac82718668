import LinearAlgebra
import Networks
import Parameters

/// What network a file's arrays are of: its layers with their tensors, before anything is built.
struct NetworkPlan {
  struct Layer {
    indirect enum Content {
      case layer(LayerChoice, [String: StoredTensor])
      case residual([Layer])
    }
    let content: Content
    /// A name of its own.
    let label: String?
    /// Where the file speaks of it, for errors: `layer 3`.
    let place: String
  }

  let layers: [Layer]
  /// The shape of one input, if the file says it.
  let input: Shape?
  /// How the layers were understood, in words.
  let layout: String
  /// What somebody should look at.
  private(set) var notes: [String] = []
  /// The arrays of inputs and of the outputs that belong to them.
  let (inputName, outputName): (String, String)

  /// Whether a file says or shows that its arrays are a network's.
  ///
  /// One array without a name of its own is points.
  static func isIn(_ file: ArrayFile) -> Bool {
    file.hasNames && (file[ArrayFile.meta]?.text != nil || WeightChain(of: file) != nil)
  }

  /// The plan of a file; `activation` is what stands between its linear layers, if the file does not say.
  init(of file: ArrayFile, activation: LayerChoice?) throws(Problem) {
    var meta: JSON?
    if let text = file[ArrayFile.meta]?.text {
      guard text.utf8.count <= ReadLimit.description, let json = JSON(reading: text), case .object = json
      else {
        throw Problem(.io, "its \(ArrayFile.meta) is no JSON object")
      }
      meta = json
    }
    inputName = meta?["input"]?.string ?? "x"
    outputName = meta?["output"]?.string ?? "y"
    input = try meta?["input_shape"].map { (json) throws(Problem) in try Self.shape(json) }
    if let json = meta?["layers"] {
      guard activation == nil else {
        throw Problem(.badValue, "its meta says all of its layers, so no activation is needed")
      }
      layers = try LayerDescriptions(file: file).layers(json, at: "layer ")
      layout = "layers as its meta says"
      return
    }
    var activation = activation
    if activation == nil, let json = meta?["activation"] {
      activation = try LayerDescriptions(file: file).activation(json, arguments: meta?.members ?? [])
    }
    guard let chain = WeightChain(of: file) else {
      throw Problem(
        .badValue, "none of its arrays has the name of a weight: \(file.namesInWords)",
        hints: [
          "W1, b1, W2, ... or 0.weight, 0.bias, 2.weight, ... are known",
          "model A: linear 5x3 from \(file.name) array NAME   says which is which",
        ])
    }
    let known = chain.names.union([inputName, outputName])
    if let other = file.names.first(where: { !known.contains($0) && !$0.hasSuffix("num_batches_tracked") }) {
      throw Problem(
        .badValue, "it does not say what '\(other)' is for",
        hints: ["model A: linear 5x3 from \(file.name) array NAME, relu   says what each is"])
    }
    layers = try Self.layers(of: chain, activation: activation, notes: &notes)
    let names = chain.links.compactMap { $0.tensors["weight"]?.name }
    let shown = names.count > 6 ? names.prefix(3) + ["..."] + names.suffix(1) : names[...]
    layout =
      "\(shown.joined(separator: ", ")) one behind another"
      + (activation.map { names.count > 1 ? " with \($0.name) between" : "" } ?? "")
  }

  private static func shape(_ json: JSON) throws(Problem) -> Shape {
    guard let sizes = json.integers, !sizes.isEmpty else {
      throw Problem(.io, "the input_shape of its meta is no list of sizes")
    }
    let text = sizes.map(String.init).joined(separator: "x")
    do throws(ArgumentError) {
      return try InputShape(Argument(.shape(sizes), text: text)).shape
    } catch {
      throw Problem(.shape, "the input_shape of its meta: \(error.message)")
    }
  }

  // MARK: Chains

  private static func layers(
    of chain: WeightChain, activation: LayerChoice?, notes: inout [String]
  ) throws(Problem) -> [Layer] {
    guard let linear = LayerChoice(named: Dense.Kind.name) else {
      throw Problem(.internal, "there are no linear layers")
    }
    for link in chain.links {
      let weight = link.tensors["weight"]
      guard let weight, weight.shape.count == 2 else {
        let words =
          weight.map { "\($0.name) is \($0.size), which is no matrix" } ?? "\(link.place) has no weight"
        throw Problem(
          .unsupported, "\(words), and only linear layers are put one behind another by their names",
          hints: ["model A: ... from FILE array NAME, ...   says what each is: help layer"])
      }
    }
    let sizes = chain.links.compactMap { $0.tensors["weight"]?.shape }
    let neighbours = zip(sizes, sizes.dropFirst())
    if neighbours.contains(where: { $0[0] != $1[1] }), neighbours.allSatisfy({ $0[1] == $1[0] }) {
      throw Problem(
        .shape, "its matrices fit as inputs x outputs, and outputs x inputs are read",
        hints: ["save them transposed: W.T"])
    }
    guard chain.links.count == 1 || activation != nil else {
      throw Problem(
        .badValue, "it does not say what stands between its layers",
        hints: ["load FILE activation relu   puts relu there; identity is nothing"])
    }
    let places = chain.numbers ?? []
    let gaps = zip(places, places.dropFirst()).map { $1 - $0 }
    var layers: [Layer] = []
    for (index, link) in chain.links.enumerated() {
      // In PyTorch's nn.Sequential an activation has a place of its own.
      let isSequential = gaps.contains { $0 > 1 }
      if index > 0, let activation, !isSequential || gaps[index - 1] > 1 {
        layers.append(Layer(content: .layer(activation, [:]), label: nil, place: "the activation"))
      }
      let name = link.tensors["weight"]?.name ?? link.place
      layers.append(Layer(content: .layer(linear, link.tensors), label: nil, place: "array \(name)"))
    }
    if let activation {
      if let place = zip(places, gaps).first(where: { $1 > 2 })?.0 {
        notes.append(
          "more than one layer without weights stands behind \(place); one is taken, \(activation.name)")
      }
      if !gaps.isEmpty, gaps.allSatisfy({ $0 == 1 }) {
        notes.append(
          "in nn.Sequential nothing would stand between \(places[0]) and \(places[1]); \(activation.name) is put there"
        )
      }
    }
    return layers
  }
}

extension LayerChoice {
  /// The kind that a word names.
  init?(named word: String) {
    guard let type = Layers.named(word) else { return nil }
    kind = type.init()
  }
}

import LinearAlgebra

extension LayerKind {
  /// Builds a layer whose numbers come from a file: stored tensors, under the names that they have in PyTorch.
  ///
  /// The kind takes from their shapes what they say; the layer is then built as any other, so it is checked like any
  /// other, and gets its numbers. Nothing is drawn from the stream.
  public func build(from tensors: [String: StoredTensor], in construction: Construction)
    throws(BuildError) -> any Layer
  {
    var kind = self
    try kind.adapt(to: tensors)
    var construction = construction
    let built = try kind.build(in: &construction)
    guard let layer = built as? any StoredLayer else {
      throw BuildError("\(Self.name) cannot be read from a file", label: "kind", reason: .missing)
    }
    guard !layer.tensors.isEmpty || tensors.isEmpty else {
      throw BuildError("\(Self.name) has no numbers that a file could hold", label: "array", reason: .missing)
    }
    let names = layer.tensors.map(\.name)
    if let extra = tensors.keys.filter({ !names.contains($0) && $0 != Self.counter }).min() {
      throw BuildError(
        "\(Self.name) has no \(extra), but \(names.joined(separator: ", "))", label: "array", reason: .missing
      )
    }
    var values: [[Double]] = []
    for tensor in layer.tensors {
      guard let stored = tensors[tensor.name] else {
        throw BuildError(
          "\(Self.name) needs its \(tensor.name), which is not there", label: "array", reason: .missing)
      }
      guard stored.shape == tensor.shape else {
        let due = tensor.shape.map(String.init).joined(separator: "x")
        throw BuildError(
          "\(stored.name) is \(stored.size), where the \(tensor.name) of \(Self.name) is \(due)",
          label: "array",
          reason: .shape)
      }
      if let number = stored.values.first(where: { !$0.isFinite }) {
        throw BuildError(
          "\(stored.name) holds \(number), which is no weight", label: "array", reason: .outOfRange)
      }
      values.append(stored.values)
    }
    return layer.withTensors(values)
  }

  /// What PyTorch keeps beside the tensors of a normalisation: how many batches it saw.
  private static var counter: String { "num_batches_tracked" }
}

/// The arguments of a kind that draws its numbers.
struct Drawing {
  let seed: UInt32?
  let generator: RandomStream.Generator?
  let initialization: Initialization?
  var scale = 1.0

  /// - Throws: a `BuildError` if anything is to be drawn or scaled where the numbers are a file's.
  func checkUnused() throws(BuildError) {
    let label: String? =
      seed != nil
      ? "seed" : generator != nil ? "rng" : initialization != nil ? "init" : scale != 1 ? "scale" : nil
    guard let label else { return }
    throw BuildError(
      "the numbers are those of a file, so there is no \(label)", label: label, reason: .missing)
  }
}

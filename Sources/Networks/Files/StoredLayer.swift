import LinearAlgebra

/// A layer that a file can hold: what it is, and the numbers in its tensors.
public protocol StoredLayer: Layer {
  /// The kind, with the arguments that neither the tensors nor the shape of the input say.
  ///
  /// None where the language has no words for the layer.
  var definition: (any LayerKind)? { get }
  /// The same layer with other numbers: a list for each of `tensors`, in their order, as `Tensor.byRows` gives it.
  func withTensors(_ values: [[Double]]) -> any StoredLayer
}

extension StoredLayer {
  /// A layer without tensors stays as it is.
  public func withTensors(_ values: [[Double]]) -> any StoredLayer {
    precondition(values.isEmpty && tensors.isEmpty, "\(values.count) tensors for \(kind)")
    return self
  }
}

/// An array that a file holds for a tensor of a layer, with its last index fastest.
public struct StoredTensor: Hashable, Sendable {
  /// The array's name in the file.
  public let name: String
  public let shape: [Int]
  public let values: [Double]

  /// As many numbers as the shape says.
  public init(name: String, shape: [Int], values: [Double]) {
    precondition(shape.reduce(1, *) == values.count, "\(values.count) numbers for the shape \(shape)")
    self.name = name
    self.shape = shape
    self.values = values
  }

  /// `5x3`.
  public var size: String { shape.isEmpty ? "one number" : shape.map(String.init).joined(separator: "x") }
}

extension LayerKind {
  /// Builds a layer whose numbers come from a file: stored tensors, under the names that they have in PyTorch.
  ///
  /// The kind takes from their shapes what they say; the layer is then built as any other, so it is checked like any
  /// other, and gets its numbers. Nothing is drawn from the stream.
  public func build(from tensors: [String: StoredTensor], in construction: inout Construction)
    throws(BuildError) -> any Layer
  {
    var kind = self
    try kind.adapt(to: tensors)
    var blank = construction
    let built = try kind.build(in: &blank)
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

extension StoredTensor {
  /// - Throws: a `BuildError` unless there are so many axes.
  func checkAxes(_ count: Int, of kind: String, _ words: String) throws(BuildError) {
    guard shape.count == count, !shape.contains(0) else {
      throw BuildError(
        "\(name) is \(size), and \(kind) takes \(words)", label: "array", reason: .shape)
    }
  }
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

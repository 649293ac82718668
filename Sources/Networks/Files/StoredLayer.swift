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

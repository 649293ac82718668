public import LinearAlgebra

/// Whether a network is being trained or used: dropout and batch normalisation differ.
public enum Mode: String, CaseIterable, Sendable {
  case train, eval
}

/// Where the masks of dropout come from in a training pass.
public enum Masks: Sendable {
  /// Every mask that there can be: a bound holds for all of them.
  case any
  /// Drawn, one a layer.
  case drawn(RandomStream)
}

/// A layer that is another map in training.
///
/// As a `Layer` it is what it is in use, in mode `eval`.
public protocol ModalLayer: Layer {
  /// Whether the samples of a batch see each other in training.
  var couplesSamples: Bool { get }
  /// Whether a training pass draws a mask.
  var hasMask: Bool { get }
  /// The layer in training, as a map of one batch at a time.
  ///
  /// Its input is a whole batch as one column, sample after sample: `[batch · inputs]` to `[batch · outputs]`.
  /// - Throws: `ModeError` for a batch that it cannot be trained on.
  func training(batch: Int, masks: inout Masks) throws(ModeError) -> any Layer
  /// The layer after a training pass has shown it a batch `[inputs, batch]`.
  func shown(_ x: Matrix) -> any Layer
}

extension ModalLayer {
  public var couplesSamples: Bool { false }
  public var hasMask: Bool { false }
  public func shown(_ x: Matrix) -> any Layer { self }
}

/// A batch on which a layer cannot be trained.
public struct ModeError: Error, Hashable, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}

extension Network {
  /// Whether some layer is another map in training.
  public var isModal: Bool { hasModalLayer { _ in true } }
  /// Whether the samples of a batch see each other in training.
  public var couplesSamples: Bool { hasModalLayer(where: \.couplesSamples) }
  /// Whether a training pass draws masks.
  public var hasMasks: Bool { hasModalLayer(where: \.hasMask) }

  private func hasModalLayer(where condition: (any ModalLayer) -> Bool) -> Bool {
    layers.contains { layer in
      if let layer = layer as? any ModalLayer { return condition(layer) }
      if case .residual(let branch) = layer.form { return branch.hasModalLayer(where: condition) }
      return false
    }
  }

  /// The network in training, as a map of whole batches: `[batch · inputs]` to `[batch · outputs]`, sample after
  /// sample in one column.
  ///
  /// Its constant is that of the batch as one vector: in norm 2 distances are Frobenius' of the batch.
  /// - Throws: `ModeError` for a batch that a layer cannot be trained on.
  public func training(batch: Int, masks: inout Masks) throws(ModeError) -> Network {
    precondition(batch > 0, "a batch of \(batch)")
    return try mapped { (layer) throws(ModeError) in
      if let layer = layer as? any ModalLayer { return try layer.training(batch: batch, masks: &masks) }
      if case .residual(let branch) = layer.form, branch.isModal {
        return Residual(unchecked: try branch.training(batch: batch, masks: &masks))
      }
      return batch == 1 ? layer : Batched(layer, count: batch)
    }
  }

  /// One training pass over a batch `[inputs, batch]`: the output `[outputs, batch]`, and the network afterwards, whose
  /// running statistics have moved.
  ///
  /// - Throws: `ModeError` for a batch that a layer cannot be trained on.
  public func trainingPass(_ x: Matrix, masks: inout Masks, precision: Precision = .double) throws(ModeError)
    -> (
      output: Matrix, network: Network
    )
  {
    var value = x
    let network = try mapped { (layer) throws(ModeError) in
      if case .residual(let branch) = layer.form, branch.isModal {
        let (output, branch) = try branch.trainingPass(value, masks: &masks, precision: precision)
        value = precision.sum(value, output)
        return Residual(unchecked: branch)
      }
      guard let modal = layer as? any ModalLayer else {
        value = layer.forward(value, in: precision)
        return layer
      }
      let next = modal.shown(value)
      value = try modal.training(batch: value.columns, masks: &masks).forwardBatch(value, in: precision)
      return next
    }
    return (value, network)
  }
}

extension Layer {
  /// A batch `[inputs / batch, batch]` through a layer that takes whole batches.
  fileprivate func forwardBatch(_ x: Matrix, in precision: Precision) -> Matrix {
    let batch = x.columns
    let y = forward(Matrix(rows: x.rows * batch, columns: 1, elements: x.elements), in: precision)
    return Matrix(rows: y.rows / batch, columns: batch, elements: y.elements)
  }
}

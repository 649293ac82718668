import LinearAlgebra

/// A slope model that is a chain: each layer sees only the one before.
struct Chain: Sendable {
  struct Layer: Sendable {
    let matrix: EnclosedMatrix
    let slopes: [Interval]

    /// Slopes that are almost zero are rounded outwards, so that no product with a multiplier vanishes.
    init(matrix: EnclosedMatrix, slopes: [Interval]) {
      self.matrix = matrix
      self.slopes = slopes.map(\.withoutTinyEnds)
    }

    /// The slopes that its neurons have in common.
    var sector: SlopeSector {
      SlopeSector(
        lower: slopes.reduce(.infinity) { min($0, $1.lower) },
        upper: slopes.reduce(-.infinity) { max($0, $1.upper) })
    }
  }

  let inputs: Int
  let layers: [Layer]
  let output: EnclosedMatrix

  /// Nil, if the model is no chain or has no neurons.
  init?(_ model: SlopeModel) {
    inputs = model.inputs
    var layers: [Layer] = []
    // Layers whose neurons are all fixed are folded away, so the blocks of the others follow each other.
    var before = 0
    for (place, layer) in model.layers.enumerated() where !layer.neurons.isEmpty {
      guard layer.argument.terms.map(\.block) == [before], let matrix = layer.argument.matrix(of: before)
      else {
        return nil
      }
      layers.append(Layer(matrix: matrix.visible, slopes: layer.slopes))
      before = place + 1
    }
    guard !layers.isEmpty, model.output.terms.map(\.block) == [before],
      let matrix = model.output.matrix(of: before)
    else { return nil }
    self.layers = layers
    output = matrix.visible
  }
}

extension Interval {
  /// The interval with ends that are zero or at least 2⁻²⁴⁰.
  fileprivate var withoutTinyEnds: Interval {
    func roundedUp(_ end: Double) -> Double {
      guard end != 0, end.magnitude < 0x1p-240 else { return end }
      return end > 0 ? 0x1p-240 : 0
    }
    return Interval(-roundedUp(-lower), roundedUp(upper))
  }
}

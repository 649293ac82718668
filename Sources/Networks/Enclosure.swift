public import LinearAlgebra

extension Network {
  /// What a box of inputs is mapped to, in exact arithmetic: an interval for every output.
  ///
  /// With points as intervals it is the forward pass with its rounding accounted for. It never is too small, and
  /// for wide boxes it is larger than the true image, as interval arithmetic is.
  ///
  /// - Complexity: about four forward passes.
  public func enclosure(of box: [Interval]) -> [Interval] {
    elements.reduce(box) { $1.layer.form.enclosure(of: $0) }
  }

  /// The input interval of every layer, and last the output's.
  public func enclosures(of box: [Interval]) -> [[Interval]] {
    guard let last = elements.last else { return [box] }
    let inputs = inputEnclosures(of: box)
    return inputs + [last.layer.form.enclosure(of: inputs[inputs.count - 1])]
  }

  /// The input interval of every layer: without the output, which costs as much again for a single layer.
  public func inputEnclosures(of box: [Interval]) -> [[Interval]] {
    elements.dropLast().reduce(into: [box]) { $0.append($1.layer.form.enclosure(of: $0[$0.count - 1])) }
  }

  /// `J dx` for every Jacobian that the network has in a box, and every direction in a box.
  public func pushforwardEnclosure(of dx: [Interval], on box: [Interval]) -> [Interval] {
    zip(elements, inputEnclosures(of: box)).reduce(dx) {
      $1.0.layer.form.pushforwardEnclosure(of: $0, on: $1.1)
    }
  }

  /// Whether the network is differentiable everywhere in a box, for certain.
  public func isSmooth(on box: [Interval]) -> Bool {
    zip(elements, inputEnclosures(of: box)).allSatisfy { $0.layer.form.isSmooth(on: $1) }
  }
}

extension LayerForm {
  func enclosure(of x: [Interval]) -> [Interval] {
    switch self {
    case .affine(let map, let bias):
      return zip(map.enclosure(of: x), bias.elements).map { $1 == 0 ? $0 : $0 + Interval($1) }
    case .elementwise(let function):
      return x.map(function.enclosure(of:))
    case .residual(let branch):
      return zip(x, branch.enclosure(of: x)).map { $0 + $1 }
    case .opaque(let map):
      return map.enclosure(of: x)
    }
  }

  func pushforwardEnclosure(of dx: [Interval], on x: [Interval]) -> [Interval] {
    switch self {
    case .affine(let map, _):
      return map.enclosure(of: dx)
    case .elementwise(let function):
      return zip(dx, x).map { $0 == .zero ? .zero : $0 * function.slopes(on: $1) }
    case .residual(let branch):
      return zip(dx, branch.pushforwardEnclosure(of: dx, on: x)).map { $0 + $1 }
    case .opaque(let map):
      return map.pushforwardEnclosure(of: dx, on: x)
    }
  }

  func isSmooth(on x: [Interval]) -> Bool {
    switch self {
    case .affine: true
    case .elementwise(let function):
      !x.contains { interval in function.kinks.contains(where: interval.contains) }
    case .residual(let branch): branch.isSmooth(on: x)
    case .opaque(let map): map.isSmooth(on: x)
    }
  }
}

public import LinearAlgebra

extension Network {
  /// What a box of inputs is mapped to, in exact arithmetic: an interval for every output.
  ///
  /// With points as intervals it is the forward pass with its rounding accounted for. It never is too small, and
  /// for wide boxes it is larger than the true image, as interval arithmetic is.
  ///
  /// - Complexity: about four forward passes.
  public func enclosure(of box: [Interval], monitor: Monitor) throws -> [Interval] {
    try elements.reduce(box) { try $1.layer.form.enclosure(of: $0, monitor: monitor) }
  }

  /// The input interval of every layer, and last the output's.
  public func enclosures(of box: [Interval], monitor: Monitor) throws -> [[Interval]] {
    guard let last = elements.last else { return [box] }
    let inputs = try inputEnclosures(of: box, monitor: monitor)
    return inputs + [try last.layer.form.enclosure(of: inputs[inputs.count - 1], monitor: monitor)]
  }

  /// The input interval of every layer: without the output, which costs as much again for a single layer.
  public func inputEnclosures(of box: [Interval], monitor: Monitor) throws -> [[Interval]] {
    try elements.dropLast().reduce(into: [box]) {
      $0.append(try $1.layer.form.enclosure(of: $0[$0.count - 1], monitor: monitor))
    }
  }

  /// `J dx` for every Jacobian that the network has in a box, and every direction in a box.
  public func pushforwardEnclosure(of dx: [Interval], on box: [Interval], monitor: Monitor) throws
    -> [Interval]
  {
    try zip(elements, inputEnclosures(of: box, monitor: monitor)).reduce(dx) {
      try $1.0.layer.form.pushforwardEnclosure(of: $0, on: $1.1, monitor: monitor)
    }
  }

  /// Whether the network is differentiable everywhere in a box, for certain.
  public func isSmooth(on box: [Interval], monitor: Monitor) throws -> Bool {
    try zip(elements, inputEnclosures(of: box, monitor: monitor)).allSatisfy {
      try $0.layer.form.isSmooth(on: $1, monitor: monitor)
    }
  }
}

extension LayerForm {
  func enclosure(of x: [Interval], monitor: Monitor) throws -> [Interval] {
    try monitor.poll()
    switch self {
    case .affine(let map, let bias):
      return zip(try map.enclosure(of: x, monitor: monitor), bias.elements).map {
        $1 == 0 ? $0 : $0 + Interval($1)
      }
    case .elementwise(let function):
      return try x.map(polling: monitor, function.enclosure(of:))
    case .residual(let branch):
      return zip(x, try branch.enclosure(of: x, monitor: monitor)).map { $0 + $1 }
    case .opaque(let map):
      return try map.enclosure(of: x, monitor: monitor)
    }
  }

  func pushforwardEnclosure(of dx: [Interval], on x: [Interval], monitor: Monitor) throws -> [Interval] {
    try monitor.poll()
    switch self {
    case .affine(let map, _):
      return try map.enclosure(of: dx, monitor: monitor)
    case .elementwise(let function):
      return try x.indices.map(polling: monitor) {
        dx[$0] == .zero ? .zero : dx[$0] * function.slopes(on: x[$0])
      }
    case .residual(let branch):
      return zip(dx, try branch.pushforwardEnclosure(of: dx, on: x, monitor: monitor)).map { $0 + $1 }
    case .opaque(let map):
      return try map.pushforwardEnclosure(of: dx, on: x, monitor: monitor)
    }
  }

  func isSmooth(on x: [Interval], monitor: Monitor) throws -> Bool {
    try monitor.poll()
    switch self {
    case .affine: return true
    case .elementwise(let function):
      return !x.contains { interval in function.kinks.contains(where: interval.contains) }
    case .residual(let branch): return try branch.isSmooth(on: x, monitor: monitor)
    case .opaque(let map): return try map.isSmooth(on: x, monitor: monitor)
    }
  }
}

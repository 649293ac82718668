public import LinearAlgebra

/// Layers, one after another.
public struct Network: Sendable {
  /// A layer with its name in the network.
  public struct Element: Sendable {
    public let name: String
    public let layer: any Layer
    /// Where its weights come from, if they have a generator of their own or a file.
    public let origin: Origin?
  }

  /// Where weights come from.
  public enum Origin: Hashable, Sendable {
    case drawn(seed: UInt32, generator: String)
    /// Arrays of a file, whose numbers were stored as a type such as `float32`.
    case stored(file: String, arrays: [String], type: String)
  }

  public private(set) var elements: [Element] = []
  /// Where a name stands in `elements`.
  private var places: [String: Int] = [:]
  /// How many layers of a kind there are.
  private var counts: [String: Int] = [:]

  /// A network without layers, to which layers are appended.
  public init() {}

  /// A network of layers named by their kind and number.
  ///
  /// - Throws: `ShapeError` where a layer does not take what the one before it gives.
  public init(_ layers: [any Layer]) throws(ShapeError) {
    for layer in layers { try append(layer) }
  }

  public var layers: [any Layer] { elements.map(\.layer) }
  public var isEmpty: Bool { elements.isEmpty }
  public var inputShape: Shape { elements.first?.layer.inputShape ?? Shape(0) }
  public var outputShape: Shape { elements.last?.layer.outputShape ?? Shape(0) }
  public var parameterCount: Int { elements.reduce(0) { $0 + $1.layer.parameterCount } }

  public subscript(name: String) -> Element? { places[name].map { elements[$0] } }

  /// The name that the next layer of a kind gets: kind and number.
  public func nextName(for kind: String) -> String {
    var number = (counts[kind] ?? 0) + 1
    while self[kind + String(number)] != nil { number += 1 }
    return kind + String(number)
  }

  /// Adds a layer at the end.
  ///
  /// - Throws: `ShapeError` where it does not take what the last layer gives.
  public mutating func append(_ layer: any Layer, named name: String? = nil, origin: Origin? = nil)
    throws(ShapeError)
  {
    let name = name ?? nextName(for: layer.kind)
    if let last = elements.last, last.layer.outputShape != layer.inputShape {
      throw ShapeError(
        layer: name, takes: layer.inputShape, previous: last.name, gives: last.layer.outputShape)
    }
    if places[name] == nil { places[name] = elements.count }
    counts[layer.kind, default: 0] += 1
    elements.append(Element(name: name, layer: layer, origin: origin))
  }

  /// The network with every layer replaced by another, under the same names.
  ///
  /// What comes out of one must fit the next.
  public func mapped<Failure: Error>(_ transform: (any Layer) throws(Failure) -> any Layer) throws(Failure)
    -> Network
  {
    var network = self
    for index in elements.indices {
      let element = elements[index]
      network.elements[index] = Element(
        name: element.name, layer: try transform(element.layer), origin: element.origin)
    }
    return network
  }

  /// The network with another layer of the same shapes in the place of one.
  public func replacing(_ name: String, with layer: any Layer) -> Network {
    guard let place = places[name] else { preconditionFailure("no layer is called \(name)") }
    let element = elements[place]
    precondition(
      layer.inputShape == element.layer.inputShape && layer.outputShape == element.layer.outputShape,
      "\(name) becomes a layer of other shapes")
    var network = self
    network.elements[place] = Element(name: name, layer: layer, origin: element.origin)
    return network
  }

  /// The network with a layer replaced that may stand in a branch: `residual1`, then `linear1`.
  public func replacing(_ path: ArraySlice<String>, with layer: any Layer) -> Network {
    guard let name = path.first else { preconditionFailure("a layer without a name") }
    guard path.count > 1 else { return replacing(name, with: layer) }
    guard case .residual(let branch)? = self[name]?.layer.form else {
      preconditionFailure("\(name) has no branch")
    }
    return replacing(name, with: Residual(unchecked: branch.replacing(path.dropFirst(), with: layer)))
  }

  /// The network with one layer alone; `residual1.linear1` is a layer of a branch.
  public func only(_ name: String) -> Network? {
    if self[name] == nil, let dot = name.firstIndex(of: "."), let outer = self[String(name[..<dot])],
      case .residual(let branch) = outer.layer.form
    {
      return branch.only(String(name[name.index(after: dot)...]))
    }
    return self[name].map { element in
      var network = Network()
      network.elements = [element]
      network.places = [name: 0]
      network.counts = [element.layer.kind: 1]
      return network
    }
  }

  /// `[inputs, batch]` to `[outputs, batch]`.
  public func forward(_ x: Matrix) -> Matrix {
    elements.reduce(x) { $1.layer.forward($0) }
  }

  /// The same, polling the monitor before each layer and within those that take long.
  public func forward(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    try elements.reduce(x) {
      try monitor.poll()
      return try $1.layer.forward($0, monitor: monitor)
    }
  }

  /// The derivative at points `[inputs, batch]`, with the forward pass done once.
  public func linearization(at x: Matrix) -> Linearization { Linearization(self, at: x) }

  /// The same, polling the monitor before each layer and within those that take long.
  public func linearization(at x: Matrix, monitor: Monitor) throws -> Linearization {
    try Linearization(self, at: x, monitor: monitor)
  }

  /// The Jacobian `[outputs, inputs]` at one point.
  public func jacobian(at x: Vector) -> Matrix { linearization(at: Matrix(x)).jacobian }
}

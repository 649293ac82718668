import LinearAlgebra
import Networks
import Parameters

/// The largest Jacobian norm of a network that is linear in pieces, closed in from both sides.
///
/// The inputs are split into cells by the pieces that neurons are on, layer after layer. In a cell where all pieces are
/// known the network is one matrix. Each other cell has a bound, and the cell with the largest one is split next, so
/// that the largest bound that is left is above the constant at every time; points inside cells show from below how
/// large a Jacobian can be. Cells are dropped when their bound is no more than what was seen, or when it is proven that
/// they have no inside; a cell of which neither is proven stays.
struct BranchAndBound {
  let network: Network
  let norm: Norm
  let domain: Domain
  private let graph: PiecewiseGraph
  /// The box that contains the domain, if it has an end.
  private let box: [Interval]?
  /// Where deepest points are searched.
  private let reach: [Interval]
  private let columnSizes: [[Double]]

  private var queue = BoundQueue<Cell>()
  private var search: JacobianSearch
  /// The largest bound of cells that are not split further.
  private var settled = 0.0
  /// How many cells were looked at.
  private(set) var nodes = 0
  /// How many cells are known to be full or empty of points by floating point only, and were kept.
  private(set) var unproven = 0
  private var root = Double.infinity
  /// When it looks from below by climbing.
  var climbing: ClimbingSchedule

  /// Cells of more coordinates than this take too long.
  static let mostInputs = 200

  init(_ network: Network, norm: Norm, on domain: Domain, method: String, monitor: Monitor) throws {
    try network.checkDomain(domain)
    self.network = network
    self.norm = norm
    self.domain = domain
    let inputs = network.inputShape.count
    switch domain {
    case .everywhere: box = nil
    case .ball(_, _, _, .infinity), .box: box = domain.boundingBox(count: inputs)
    case .ball:
      throw MethodError.needs(
        "a region with flat sides", method: method, instead: "ball inf makes a box around the point")
    }
    guard inputs <= Self.mostInputs else {
      throw MethodError.needs(
        "at most \(Self.mostInputs) inputs, not \(inputs)", method: method,
        instead: "method product takes any number")
    }
    graph = try PiecewiseGraph(NeuronGraph(network, method: method), method: method)
    search = JacobianSearch(network, norm: norm, on: domain)
    climbing = ClimbingSchedule(network)
    columnSizes = graph.columnSizes
    let everything = graph.everything
    reach = box ?? graph.reach(of: everything)
    try add(everything, below: .infinity, monitor: monitor)
    root = upper
  }

  /// A number that the constant is not above.
  var upper: Double { max(settled, queue.largest ?? 0, lower) }
  /// A number that the constant is not below.
  var lower: Double { search.quotient }
  var witness: Witness? { search.witness }
  /// How many cells may hold more than was seen.
  var openCount: Int { queue.count }

  /// How many cells to look at where nobody says: 20000, and in large networks as many as take about as long.
  var usualNodes: Int { max(20, min(20000, Int(1e9 / cellCost))) }

  /// What a cell costs, in multiplications, roughly.
  var cellCost: Double {
    let order = Double(reach.count + graph.graph.neuronCount)
    return order * order * order + 5e4
  }

  /// Looks at a point that may be steep.
  mutating func visit(_ x: Vector, monitor: Monitor) throws {
    try search.visit(domain.inside(x), monitor: monitor)
  }

  /// Takes over what another search has proven from below.
  mutating func take(_ bound: LipschitzBound) { search.take(bound) }

  /// Whether the two sides are so close, relative to the lower one.
  func isClosed(to tolerance: Double) -> Bool { upper <= Self.threshold(lower, tolerance) }

  private static func threshold(_ lower: Double, _ tolerance: Double) -> Double {
    Rounding.productDown(lower, 1 + tolerance)
  }

  /// Splits the cell with the largest bound; false, if no cell is left that could matter, or `most` were looked at.
  mutating func step(tolerance: Double, most: Int, monitor: Monitor) throws -> Bool {
    guard nodes < most else { return false }
    let threshold = Self.threshold(lower, tolerance)
    guard let largest = queue.largest, largest > threshold, largest > settled || settled <= threshold,
      let (cell, bound) = queue.pop()
    else { return false }
    do {
      try split(cell, bound: bound, tolerance: tolerance, most: most, monitor: monitor)
    } catch {
      // Work that is stopped in the middle of a cell leaves it as it was.
      queue.push(cell, bound: bound)
      throw error
    }
    return true
  }

  private mutating func split(_ cell: Cell, bound: Double, tolerance: Double, most: Int, monitor: Monitor)
    throws
  {
    let forms = CellForms(graph, cell, box: box)
    guard let (layer, neuron) = splittingNeuron(forms) else {
      preconditionFailure("a cell without a neuron to split was kept open")
    }
    let pieces = forms.pieces[layer][neuron]
    let first = pieces.lowerBound + (pieces.count + 1) / 2
    let kink = graph.functions[layer].kinks[first - 1]
    var children: [Cell] = []
    for isAbove in [true, false] {
      var child = cell
      child.pieces = forms.pieces
      child.pieces[layer][neuron] = isAbove ? first...pieces.upperBound : pieces.lowerBound...(first - 1)
      child.walls.append(Cell.Wall(layer: layer, neuron: neuron, kink: kink, isAbove: isAbove))
      child.planes.append(
        DeepestPoint.Wall(forms.arguments[layer], neuron, kink: kink, isAbove: isAbove, inputs: reach.count))
      children.append(child)
    }
    let saved = (queue, settled, nodes, unproven)
    do {
      let room = most - nodes
      for child in children.prefix(room) {
        nodes += 1
        try monitor.step(nodes, best: lower, ceiling: upper)
        try consider(child, below: bound, tolerance: tolerance, monitor: monitor)
      }
      // For a part that nobody looks at the whole stays open.
      if children.count > room { queue.push(cell, bound: bound) }
    } catch {
      (queue, settled, nodes, unproven) = saved
      throw error
    }
  }

  private mutating func consider(_ cell: Cell, below bound: Double, tolerance: Double, monitor: Monitor)
    throws
  {
    var cell = cell
    if let deepest = DeepestPoint(in: reach, walls: cell.planes, from: cell.basis) {
      cell.basis = deepest.basis
      if deepest.margin > 1e-9 {
        try visit(Vector(deepest.point), monitor: monitor)
      } else if isEmpty(cell, deepest) {
        return
      } else {
        unproven += 1
      }
    } else {
      unproven += 1
      cell.basis = DeepestPoint.startingBasis(inputs: reach.count)
    }
    try add(cell, below: bound, tolerance: tolerance, monitor: monitor)
  }

  private func isEmpty(_ cell: Cell, _ deepest: DeepestPoint) -> Bool {
    let isInSpace = box?.allSatisfy { !$0.isPoint } ?? true
    return EmptyCell(
      network: graph, cell: cell, isInSpace: isInSpace, multipliers: deepest.multipliers
    ).isProven(in: box)
  }

  /// Bounds a cell and keeps it, if it matters.
  private mutating func add(_ cell: Cell, below bound: Double, tolerance: Double = 0, monitor: Monitor) throws
  {
    var cell = cell
    let forms = CellForms(graph, cell, box: box)
    guard !forms.isEmpty else { return }
    cell.pieces = forms.pieces
    let threshold = Self.threshold(lower, tolerance)
    let direct = min(
      bound, try forms.jacobian(inputs: reach.count).norm(norm, monitor: monitor).upper)
    guard direct > threshold, splittingNeuron(forms) != nil else {
      settled = max(settled, direct)
      return
    }
    let joint = min(direct, try jointBound(cell, stoppingBelow: threshold, monitor: monitor))
    if joint > threshold {
      queue.push(cell, bound: joint)
    } else {
      settled = max(settled, joint)
    }
  }

  /// The bound of all neurons of a cell together, in the norm 2.
  private func jointBound(_ cell: Cell, stoppingBelow threshold: Double, monitor: Monitor) throws -> Double {
    guard norm == .two else { return .infinity }
    let slopes = zip(graph.functions, cell.pieces).map { functions, pieces in
      pieces.map { functions.slope(on: $0) }
    }
    // What is shown is the progress of the search, not that of one cell.
    let (nodes, lower, upper) = (nodes, lower, upper)
    let polling = Monitor { _ in (try? monitor.step(nodes, best: lower, ceiling: upper)) != nil }
    do {
      return try SlopeModel(graph.graph, slopes: slopes)
        .semidefiniteBound(tolerance: 1e-3, stoppingBelow: threshold, monitor: polling).value
    } catch is InterruptedSemidefinite {
      throw CancellationError()
    }
  }

  /// The neuron of the first layer in which pieces are open whose slope matters most.
  ///
  /// A neuron that may see nothing of the input is not worth a split: its slopes are in the matrix as an interval.
  private func splittingNeuron(_ forms: CellForms) -> (layer: Int, neuron: Int)? {
    for (layer, pieces) in forms.pieces.enumerated() {
      var best: Int?
      var largest = -1.0
      for (neuron, range) in pieces.enumerated() where range.count > 1 {
        guard let matrix = forms.arguments[layer].matrix(of: 0)?.rows([neuron]), matrix.isNonzero else {
          continue
        }
        let size = Vector(matrix.middle.elements).norm(.two) * columnSizes[layer][neuron]
        if size > largest {
          largest = size
          best = neuron
        }
      }
      if let best { return (layer, best) }
    }
    return nil
  }

  // MARK: The result

  /// What is known by now.
  func bound(method: String, tolerance: Double, source: String) -> LipschitzBound {
    let isFinished = isClosed(to: tolerance)
    let isExact = isClosed(to: max(1e-9, min(tolerance, 1e-8)))
    let work = "branch and bound, \(nodes.counted("cell"))"
    let rule = isFinished ? work : "\(work), \(max(1, openCount)) open"
    var notes: [String] = []
    if !isFinished, openCount == 0 {
      notes = ["\(unproven.counted("cell")) could not be proven to be empty, nor a point be found in them"]
    }
    return LipschitzBound(
      isExact ? Interval(lower, upper).midpoint : upper, isExact ? .exact : .upper, norm: norm,
      domain: domain, method: method, isCertified: true, enclosure: Interval(lower, upper),
      witness: witness, notes: notes,
      because: Derivation(
        rule, value: upper, guarantee: .upper,
        statement: "on no piece is |J| larger", source: source,
        facts: (witness?.facts ?? []),
        premises: [
          Derivation(
            "before any split", value: root, guarantee: .upper, statement: "the bound of all pieces together")
        ]))
  }
}

extension PiecewiseGraph {
  /// How much each neuron can matter for what comes after: the length of its outgoing weights.
  fileprivate var columnSizes: [[Double]] {
    graph.layers.indices.map { index in
      var squares = Array(repeating: 0.0, count: graph.layers[index].count)
      for form in graph.layers.map(\.argument) + [graph.output] {
        guard let matrix = form.matrix(of: index + 1) else { continue }
        for column in squares.indices {
          let size = matrix.middle.column(column).norm(.two)
          squares[column] += size * size
        }
      }
      return squares.map { $0.squareRoot() }
    }
  }

  /// A box that is large beside all distances of the first layer's walls from the origin.
  fileprivate func reach(of cell: Cell) -> [Interval] {
    var largest = 1.0
    for form in graph.layers.map(\.argument) {
      guard let matrix = form.matrix(of: 0) else { continue }
      for row in 0..<form.count {
        let size = matrix.middle.row(row).norm(.two)
        if size > 0 { largest = max(largest, form.offset[row].magnitude / size) }
      }
    }
    let reach = min(1e6 * largest, 1e100)
    return Array(repeating: Interval(-reach, reach), count: graph.inputs)
  }
}

extension DeepestPoint.Wall {
  /// The wall of one neuron, scaled to length 1.
  fileprivate init(_ form: AffineForm, _ neuron: Int, kink: Double, isAbove: Bool, inputs: Int) {
    let row = form.matrix(of: 0)?.middle.row(neuron) ?? Vector(repeating: 0, count: inputs)
    let size = row.norm(.two)
    let scale = (isAbove ? 1 : -1) / size
    self.init(
      coefficients: row.elements.map { $0 * scale },
      offset: (form.offset[neuron].midpoint - kink) * scale, size: size)
  }
}

extension Domain {
  /// The point, or the nearest one of a box inside.
  fileprivate func inside(_ x: Vector) -> Vector {
    guard self != .everywhere else { return x }
    return Vector(zip(x.elements, innerBox(count: x.count)).map { $1.clamp($0) })
  }
}

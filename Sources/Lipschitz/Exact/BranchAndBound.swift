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
  private let order: SplittingOrder

  private var queue = BoundQueue<OpenCell>()
  /// Every cell that was looked at, for the proof.
  private var tree = SearchTree()
  private var search: JacobianSearch
  /// The largest bound of cells that are not split further.
  private var settled = 0.0
  /// How many cells were looked at.
  private(set) var nodes = 0
  /// How many cells are known to be full or empty of points by floating point only, and were kept.
  private(set) var unproven = 0
  private var rootBound = Double.infinity
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
    order = SplittingOrder(graph.graph)
    reach = box ?? graph.reach
    let root = OpenCell(cell: graph.everything, basis: DeepestPoint.startingBasis(inputs: inputs))
    _ = try add(root, below: .infinity, monitor: monitor)
    rootBound = upper
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
      let (open, bound) = queue.pop()
    else { return false }
    do {
      try split(open, bound: bound, tolerance: tolerance, most: most, monitor: monitor)
    } catch {
      // Work that is stopped in the middle of a cell leaves it as it was.
      queue.push(open, bound: bound)
      throw error
    }
    return true
  }

  private mutating func split(
    _ open: OpenCell, bound: Double, tolerance: Double, most: Int, monitor: Monitor
  ) throws {
    let forms = CellForms(graph, open.cell, box: box)
    guard let split = order.next(in: forms) else {
      preconditionFailure("a cell without a neuron to split was kept open")
    }
    let children = [true, false].map { isAbove in
      let side = open.cell.side(of: split, isAbove: isAbove, pieces: forms.pieces, in: graph)
      let kink = graph.functions[split.layer].kinks[split.kink]
      let plane = DeepestPoint.Wall(
        forms.arguments[split.layer], split.neuron, kink: kink, isAbove: isAbove, inputs: reach.count)
      return OpenCell(cell: side, planes: open.planes + [plane], basis: open.basis)
    }
    let saved = (queue, settled, nodes, unproven)
    let known = tree.count
    do {
      let room = most - nodes
      let numbers = try children.prefix(room).map { child in
        nodes += 1
        try monitor.step(nodes, best: lower, ceiling: upper)
        return try consider(child, below: bound, tolerance: tolerance, monitor: monitor)
      }
      if numbers.count == 2 {
        tree.split(open.number, split, upper: numbers[0], lower: numbers[1])
      } else {
        // For a part that nobody looks at the whole stays open.
        (queue, settled, unproven) = (saved.0, saved.1, saved.3)
        tree.removeAll(from: known)
        queue.push(open, bound: bound)
      }
    } catch {
      (queue, settled, nodes, unproven) = saved
      tree.removeAll(from: known)
      throw error
    }
  }

  /// Looks at a cell and says its number in the tree.
  private mutating func consider(
    _ open: OpenCell, below bound: Double, tolerance: Double, monitor: Monitor
  ) throws -> Int {
    var open = open
    if let deepest = DeepestPoint(in: reach, walls: open.planes, from: open.basis) {
      open.basis = deepest.basis
      if deepest.margin > 1e-9 {
        try visit(Vector(deepest.point), monitor: monitor)
      } else if isEmpty(open.cell, deepest.multipliers) {
        return tree.add(.empty(deepest.multipliers), bound: 0)
      } else {
        unproven += 1
      }
    } else {
      unproven += 1
      open.basis = DeepestPoint.startingBasis(inputs: reach.count)
    }
    return try add(open, below: bound, tolerance: tolerance, monitor: monitor)
  }

  private func isEmpty(_ cell: Cell, _ shares: [CellTree.Share]) -> Bool {
    EmptyCell(network: graph, cell: cell, isInSpace: box?.haveInside ?? true, shares: shares).isProven(
      in: box)
  }

  /// Bounds a cell and keeps it, if it matters; its number in the tree.
  private mutating func add(
    _ open: OpenCell, below bound: Double, tolerance: Double = 0, monitor: Monitor
  ) throws -> Int {
    var open = open
    let forms = CellForms(graph, open.cell, box: box)
    guard !forms.isEmpty else { return tree.add(.outside, bound: 0) }
    open.cell.pieces = forms.pieces
    let threshold = Self.threshold(lower, tolerance)
    let size = try forms.jacobian(inputs: reach.count).norm(norm, monitor: monitor).upper
    let direct = min(bound, size)
    guard direct > threshold, order.next(in: forms) != nil else {
      settled = max(settled, direct)
      return tree.add(.matrix, bound: size)
    }
    let joint = try jointBound(open.cell, stoppingBelow: threshold, monitor: monitor)
    if let joint, joint.value < size {
      open.number = tree.add(.multipliers(joint.multipliers), bound: joint.value)
    } else {
      open.number = tree.add(.matrix, bound: size)
    }
    let smallest = min(direct, joint?.value ?? .infinity)
    if smallest > threshold {
      queue.push(open, bound: smallest)
    } else {
      settled = max(settled, smallest)
    }
    return open.number
  }

  /// The bound of all neurons of a cell together, in the norm 2, with what proves it.
  private func jointBound(_ cell: Cell, stoppingBelow threshold: Double, monitor: Monitor) throws
    -> (value: Double, multipliers: [[Double]])?
  {
    guard norm == .two else { return nil }
    // What is shown is the progress of the search, not that of one cell.
    let (nodes, lower, upper) = (nodes, lower, upper)
    let polling = Monitor { _ in (try? monitor.step(nodes, best: lower, ceiling: upper)) != nil }
    do {
      let bound = try graph.slopeModel(on: cell.pieces)
        .semidefiniteBound(tolerance: 1e-3, stoppingBelow: threshold, monitor: polling)
      return bound.multipliers.map { (bound.value, $0.neurons) }
    } catch is InterruptedSemidefinite {
      throw CancellationError()
    }
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
      witness: witness, notes: notes, proof: Proof(.cells(tree.proof(of: upper)), of: network),
      because: Derivation(
        rule, value: upper, guarantee: .upper,
        statement: "on no piece is |J| larger", source: source,
        facts: (witness?.facts ?? []),
        premises: [
          Derivation(
            "before any split", value: rootBound, guarantee: .upper,
            statement: "the bound of all pieces together")
        ]))
  }
}

extension Domain {
  /// The point, or the nearest one of a box inside.
  fileprivate func inside(_ x: Vector) -> Vector {
    guard self != .everywhere else { return x }
    return Vector(zip(x.elements, innerBox(count: x.count)).map { $1.clamp($0) })
  }
}

public import LinearAlgebra

/// `hₜ = tanh(W_ih xₜ + b_ih + W_hh hₜ₋₁ + b_hh)` from h₀ = 0: PyTorch's `nn.RNN` of one layer.
///
/// A sample `[steps, inputs]` is a column, one time step after another. What comes out is the last state `[hidden]`, or
/// every state `[steps, hidden]`.
public struct Recurrent: Layer {
  /// Which states come out.
  public enum States: String, CaseIterable, Sendable { case last, all }

  /// What an input adds: `W_ih x + b_ih`.
  public let input: Dense
  /// What the state before adds: `W_hh h + b_hh`.
  public let hidden: Dense
  public let steps: Int
  public let states: States
  public let inputShape: Shape

  /// A recurrence of so many steps, by default over samples `[steps, inputs]`.
  public init(input: Dense, hidden: Dense, steps: Int, states: States = .last, inputShape: Shape? = nil) {
    let (weights, inner) = (input.weights, hidden.weights)
    precondition(
      inner.rows == inner.columns && inner.rows == weights.rows && input.hasBias == hidden.hasBias,
      "a recurrence of \(weights.rows)x\(weights.columns) and \(inner.rows)x\(inner.columns) weights")
    let shape = inputShape ?? Shape(steps, weights.columns)
    precondition(
      steps > 0 && shape.count == steps * weights.columns,
      "\(steps) steps of \(weights.columns) numbers for \(shape) inputs")
    self.input = input
    self.hidden = hidden
    self.steps = steps
    self.states = states
    self.inputShape = shape
  }

  public var kind: String { Kind.name }
  /// How many numbers a state has.
  public var units: Int { hidden.weights.rows }
  public var outputShape: Shape { states == .last ? Shape(units) : Shape(steps, units) }
  public var parameterCount: Int { input.parameterCount + hidden.parameterCount }
  public var formula: String {
    input.hasBias ? "h = tanh(W_ih x + b_ih + W_hh h + b_hh)" : "h = tanh(W_ih x + W_hh h)"
  }
  public var form: LayerForm { .opaque(self) }

  public var tensors: [Tensor] {
    let weights = [
      Tensor("W_ih", input.weights, name: "weight_ih_l0"),
      Tensor("W_hh", hidden.weights, name: "weight_hh_l0"),
    ]
    let biases = [
      Tensor("b_ih", input.bias, name: "bias_ih_l0"), Tensor("b_hh", hidden.bias, name: "bias_hh_l0"),
    ]
    return input.hasBias ? weights + biases : weights
  }

  public func forward(_ x: Matrix) -> Matrix { unwatched { try forward(x, monitor: $0) } }
  public func forward(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    visible(try trajectory(x, in: .double, monitor: monitor).states)
  }

  /// Two products, each a fused sum and then its bias, added; the tangent of the doubles, rounded once.
  public func singleForward(_ x: Matrix) -> Matrix {
    unwatched { visible(try trajectory(x, in: .single, monitor: $0).states) }
  }

  public func pushforward(_ dx: Matrix, at x: Matrix) -> Matrix {
    unwatched { try pushforward(dx, at: x, monitor: $0) }
  }

  public func pushforward(_ dx: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    let slopes = try trajectory(x, in: .double, monitor: monitor).slopes
    var state = Matrix(rows: units, columns: dx.columns)
    var moved: [Matrix] = []
    for (step, slope) in zip(dx.timeSteps(steps), slopes) {
      try monitor.poll()
      state = (input.weights * step + hidden.weights * state).scaled(by: slope)
      moved.append(state)
    }
    return visible(moved)
  }

  public func pullback(_ dy: Matrix, at x: Matrix) -> Matrix {
    unwatched { try pullback(dy, at: x, monitor: $0) }
  }

  public func pullback(_ dy: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    let slopes = try trajectory(x, in: .double, monitor: monitor).slopes
    let cotangents = try cotangents(of: dy, slopes: slopes, monitor: monitor)
    return Matrix(timeSteps: cotangents.map(input.weights.transposedTimes))
  }

  /// The states, and the slopes of tanh that led to them, of every step: `[hidden, batch]` each.
  private func trajectory(_ x: Matrix, in precision: Precision, monitor: Monitor) throws
    -> (states: [Matrix], slopes: [Matrix])
  {
    let tangent = Elementwise(Tanh(), shape: Shape(units))
    var state = Matrix(rows: units, columns: x.columns)
    var (states, slopes): ([Matrix], [Matrix]) = ([], [])
    for step in x.timeSteps(steps) {
      try monitor.poll()
      let sum = precision.sum(input.forward(step, in: precision), hidden.forward(state, in: precision))
      state = tangent.forward(sum, in: precision)
      states.append(state)
      slopes.append(sum.mapped(Tanh().slope))
    }
    return (states, slopes)
  }

  /// What `Σ dyᵀ y` changes by with the argument of each step's tanh, back through time: `[hidden, batch]` each.
  private func cotangents(of dy: Matrix, slopes: [Matrix], monitor: Monitor) throws -> [Matrix] {
    let none = Matrix(rows: units, columns: dy.columns)
    let outer =
      states == .all
      ? dy.timeSteps(steps) : Array(repeating: none, count: steps - 1) + [dy]
    var inner = none
    var cotangents: [Matrix] = []
    for (cotangent, slope) in zip(outer, slopes).reversed() {
      try monitor.poll()
      let here = (cotangent + inner).scaled(by: slope)
      cotangents.append(here)
      inner = hidden.weights.transposedTimes(here)
    }
    return cotangents.reversed()
  }

  /// What comes out, of what every step has.
  private func visible(_ steps: [Matrix]) -> Matrix {
    states == .all ? Matrix(timeSteps: steps) : steps[steps.count - 1]
  }
}

/// W_ih, W_hh, b_ih and b_hh, in PyTorch's order.
extension Recurrent: Trainable {
  public var parameters: Vector {
    let biases = input.hasBias ? input.bias.elements + hidden.bias.elements : []
    return Vector(input.weights.elements + hidden.weights.elements + biases)
  }

  public func withParameters(_ parameters: Vector) -> any Trainable {
    var rest = parameters.elements[...]
    func next(_ count: Int) -> [Double] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    let inputs = input.weights.columns
    let outer = Matrix(rows: units, columns: inputs, elements: next(units * inputs))
    let inner = Matrix(rows: units, columns: units, elements: next(units * units))
    let biases = input.hasBias ? (Vector(next(units)), Vector(next(units))) : nil
    return Recurrent(
      input: Dense(outer, bias: biases?.0), hidden: Dense(inner, bias: biases?.1), steps: steps,
      states: states,
      inputShape: inputShape)
  }

  /// Backpropagation through time: every step adds to the same weights.
  public func parameterGradient(_ dy: Matrix, at x: Matrix) -> Vector {
    let (states, slopes) = unwatched { try trajectory(x, in: .double, monitor: $0) }
    let cotangents = unwatched { try self.cotangents(of: dy, slopes: slopes, monitor: $0) }
    var outer = Matrix(rows: units, columns: input.weights.columns)
    var inner = Matrix(rows: units, columns: units)
    var bias = Vector(repeating: 0, count: units)
    for (step, (cotangent, seen)) in zip(cotangents, x.timeSteps(steps)).enumerated() {
      outer = outer + cotangent.timesTransposed(seen)
      if step > 0 { inner = inner + cotangent.timesTransposed(states[step - 1]) }
      for column in 0..<cotangent.columns { bias = bias + cotangent.column(column) }
    }
    let biases = input.hasBias ? bias.elements + bias.elements : []
    return Vector(outer.elements + inner.elements + biases)
  }
}

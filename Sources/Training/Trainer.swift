public import LinearAlgebra
public import Networks

/// Steps of gradient descent on a loss.
public struct Trainer: Sendable {
  public var steps: Int
  public var loss: Loss
  /// How many points a step sees; nil for all of them.
  public var batch: Int?
  public var penalty: SpectralPenalty?
  /// What no layer's constant may be above after a step.
  public var limit: Double?

  public init(
    steps: Int, loss: Loss, batch: Int? = nil, penalty: SpectralPenalty? = nil, limit: Double? = nil
  ) {
    precondition(steps > 0, "\(steps) steps")
    self.steps = steps
    self.loss = loss
    self.batch = batch
    self.penalty = penalty
    self.limit = limit
  }

  /// A loss above this has diverged.
  public static let largestLoss = 1e300

  /// Trains a network, and gives it with the losses on the way.
  ///
  /// The order of minibatches and the masks of dropout come from `random`. When the loss or a weight leaves the
  /// numbers, training stops, and the network is the last whose loss was finite.
  /// - Throws: `TrainingError` where a layer cannot be trained, `ModeError` where a batch does not suit one,
  ///   `TrainingStopped` when the monitor stops the work.
  public func train(
    _ network: Network, on data: Dataset, by optimizer: any Optimizer, random: RandomStream, monitor: Monitor
  ) throws -> TrainingRun {
    try network.checkTrainable()
    var (network, optimizer) = (network, optimizer)
    var batches = Batches(of: data, size: batch ?? data.count, random: random)
    var masks = Masks.drawn(random)
    var run = TrainingRun(network: network)
    for iteration in 0..<steps {
      do throws(CancellationError) {
        try monitor.step(iteration, of: steps, best: run.losses.last)
      } catch {
        throw TrainingStopped(iteration: iteration, loss: run.losses.last)
      }
      let samples = batches.next()
      let before = network
      let pass = try Pass(&network, samples, loss, &masks)
      run.losses.append(pass.loss)
      guard pass.loss <= Self.largestLoss, network.isFinite else {
        run.divergence = iteration
        break
      }
      // Where the next loss is not finite, this is the last network whose loss was.
      run.network = before
      run.note(pass.gradients)
      var gradient = pass.gradients.parameters
      if let penalty { gradient = gradient + (try penalty.gradient(of: network)) }
      network = network.withParameters(optimizer.step(network.parameters, along: gradient))
      if let limit, network.isFinite {
        network = try network.spectrallyNormalized(to: limit, monitor: .silent)
      }
    }
    if run.divergence == nil {
      if network.isFinite { run.network = network } else { run.divergence = steps }
    }
    return run
  }
}

/// What training did.
public struct TrainingRun: Sendable {
  /// A layer's gradient, by its norm.
  public struct LayerGradient: Hashable, Sendable {
    public let name: String
    /// At the first iteration.
    public let first: Double
    /// At the last whose loss was finite.
    public internal(set) var last: Double
  }

  /// The network after the last step, or the last whose loss was finite.
  public internal(set) var network: Network
  /// The loss at each iteration, before its step, without penalties; the last is not finite where training diverged.
  public internal(set) var losses: [Double] = []
  /// The iteration at which the loss or a weight left the numbers.
  public internal(set) var divergence: Int?
  /// The norms of the loss's gradient with respect to each layer's parameters.
  public internal(set) var gradients: [LayerGradient] = []

  init(network: Network) { self.network = network }

  /// Whether the loss was the same all the time.
  public var isFlat: Bool { losses.allSatisfy { $0 == losses[0] } }

  fileprivate mutating func note(_ found: Linearization.Gradients) {
    let norms = zip(network.elements, found.layers).compactMap { element, gradient in
      gradient.count > 0 ? (element.name, gradient.norm(.two)) : nil
    }
    if gradients.isEmpty {
      gradients = norms.map { LayerGradient(name: $0, first: $1, last: $1) }
    } else {
      for (index, norm) in norms.enumerated() { gradients[index].last = norm.1 }
    }
  }
}

/// Training that a monitor has stopped.
public struct TrainingStopped: Error {
  public let iteration: Int
  /// The last loss, before the first iteration nil.
  public let loss: Double?
}

/// Why a network cannot be trained.
public enum TrainingError: Error, Hashable, CustomStringConvertible {
  /// Nothing can be moved.
  case noParameters
  /// A layer has numbers that training cannot move.
  case untrainable(layer: String)

  public var description: String {
    switch self {
    case .noParameters: "there is nothing to train: no layer has parameters"
    case .untrainable(let layer): "\(layer) has parameters that training cannot move"
    }
  }
}

extension Network {
  /// Whether every parameter is a finite number.
  fileprivate var isFinite: Bool { parameters.elements.allSatisfy(\.isFinite) }

  fileprivate func checkTrainable() throws(TrainingError) {
    if parameterCount == 0 { throw .noParameters }
    for element in elements {
      if case .residual(let branch) = element.layer.form {
        if branch.parameterCount > 0 { try branch.checkTrainable() }
      } else if element.layer.parameterCount > 0, !(element.layer is any Trainable) {
        throw .untrainable(layer: element.name)
      }
    }
  }
}

/// Forward and back once: the loss of a batch, and its gradients.
private struct Pass {
  let loss: Double
  let gradients: Linearization.Gradients

  /// A pass in training, which also moves the running statistics of the network.
  init(_ network: inout Network, _ samples: Dataset, _ loss: Loss, _ masks: inout Masks) throws {
    guard network.isModal else {
      let linearization = network.linearization(at: samples.inputs)
      let (value, gradient) = loss.value(of: linearization.output, for: samples.targets)
      (self.loss, gradients) = (value, linearization.gradients(of: gradient))
      return
    }
    var sameMasks = masks
    let shown = try network.trainingPass(samples.inputs, masks: &sameMasks).network
    let linearization = try network.training(batch: samples.count, masks: &masks)
      .linearization(at: samples.inputs.inOneColumn)
    let outputs = Matrix(
      rows: network.outputShape.count, columns: samples.count, elements: linearization.output.elements)
    let (value, gradient) = loss.value(of: outputs, for: samples.targets)
    (self.loss, gradients) = (value, linearization.gradients(of: gradient.inOneColumn))
    network = shown
  }
}

extension Matrix {
  fileprivate var inOneColumn: Matrix { Matrix(rows: elements.count, columns: 1, elements: elements) }
}

/// The points of a data set in a random order, some at a time; again in another order when they are used up.
private struct Batches {
  private let data: Dataset
  private let size: Int
  private var random: RandomStream
  private var order: [Int] = []

  init(of data: Dataset, size: Int, random: RandomStream) {
    (self.data, self.size, self.random) = (data, min(size, data.count), random)
  }

  mutating func next() -> Dataset {
    if size == data.count { return data }
    if order.isEmpty { order = shuffled() }
    defer { order.removeFirst(min(size, order.count)) }
    return data.samples(at: Array(order.prefix(size)))
  }

  /// Fisher and Yates' shuffle.
  private mutating func shuffled() -> [Int] {
    var places = Array(0..<data.count)
    for last in places.indices.dropFirst().reversed() {
      places.swapAt(last, min(last, Int(random.uniform() * Double(last + 1))))
    }
    return places
  }
}

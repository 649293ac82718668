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

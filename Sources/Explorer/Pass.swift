import LinearAlgebra
import Lipschitz
import Networks
import Parameters

/// The mode in which a network was looked at, and how many samples went in at once.
struct Pass: Hashable, Sendable {
  let mode: Mode
  let batch: Int

  /// `in training, batches of 32`.
  var words: String {
    switch mode {
    case .eval: "in use"
    case .train: batch == 1 ? "in training" : "in training, batches of \(batch)"
    }
  }
}

/// What a bound or an estimate is of: a network as the map that it is in a mode.
struct Subject {
  let name: String
  /// The layers as they are stored.
  let stored: Network
  /// The map: of whole batches, where they matter.
  let map: Network
  /// The mode, where it matters.
  let pass: Pass?
}

extension Subject {
  /// The network that a name stands for, as a map in a mode: without one the session's, with batches of 32 where
  /// samples see each other and nobody says how many.
  init(
    _ target: Target?, in workspace: Workspace, mode: Mode? = nil, batch: Int? = nil, masks: Masks = .any,
    at range: Range<Int>?, batchRange: Range<Int>? = nil
  ) throws(Problem) {
    let (name, network) = try Target.resolve(target, in: workspace, at: range)
    if let batch, network.couplesSamples, (mode ?? workspace.mode) == .train {
      try network.checkRoom(forBatch: batch, limit: workspace.settings.limit.bytes, at: batchRange ?? range)
    }
    try self.init(network, named: name, mode: mode ?? workspace.mode, batch: batch, masks: masks, at: range)
  }

  init(
    _ network: Network, named name: String, mode: Mode, batch: Int? = nil, masks: Masks = .any,
    at range: Range<Int>?
  ) throws(Problem) {
    (self.name, stored) = (name, network)
    let count = network.couplesSamples ? batch ?? DeckQuotient.batch : 1
    guard network.isModal, mode == .train else {
      map = network
      pass = network.isModal ? Pass(mode: .eval, batch: 1) : nil
      return
    }
    var masks = masks
    do throws(ModeError) {
      map = try network.training(batch: count, masks: &masks)
    } catch {
      throw Problem(
        .unsupported, error.description, hints: ["mode eval   uses the running statistics"], at: range)
    }
    pass = Pass(mode: mode, batch: count)
  }
}

extension Network {
  /// A batch is one point, and so are the outputs of each layer: none is larger than a tensor may be.
  fileprivate func checkRoom(forBatch batch: Int, limit: Int, at range: Range<Int>?) throws(Problem) {
    let most = limit / (8 * widest)
    guard batch > most else { return }
    throw Problem(
      .tooLarge, "batches of \(batch) are over the limit: at most \(most) fit in a tensor",
      hints: ["set limit raises that, up to 64G"], at: range)
  }

  /// The most numbers that go into a layer or come out of one.
  private var widest: Int {
    layers.reduce(1) { most, layer in
      let own = max(most, layer.inputShape.count, layer.outputShape.count)
      guard case .residual(let branch) = layer.form else { return own }
      return max(own, branch.widest)
    }
  }
}

extension PointArgument {
  /// The point around which a subject is looked at: a whole batch where samples see each other, else its first.
  func center(of subject: Subject, in workspace: Workspace, at range: Range<Int>?) throws(Problem) -> (
    Vector, name: String
  ) {
    guard let pass = subject.pass, pass.batch > 1 else {
      return try center(count: subject.map.inputShape.count, in: workspace, at: range)
    }
    let points = try batch(in: workspace, at: range).points
    guard points.elements.count == subject.map.inputShape.count else {
      throw Problem(
        .shape,
        "the network takes batches of \(pass.batch) here, not \(Value.count(points.columns, "point")) of \(points.rows)",
        hints: ["batch \(points.columns)   says how many", "mode eval   takes one at a time"], at: range)
    }
    return (Vector(points.elements), argumentText)
  }
}

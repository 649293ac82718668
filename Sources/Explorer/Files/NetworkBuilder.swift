import LinearAlgebra
import Networks

/// Builds the network that a file describes, a layer after the other, as `layer` does.
struct NetworkBuilder {
  let file: ArrayFile
  let context: Context
  /// What somebody should know of the names that the file gives.
  private(set) var notes: [String] = []

  init(file: ArrayFile, context: Context) {
    self.file = file
    self.context = context
  }

  mutating func network(of plan: NetworkPlan, in workspace: inout Workspace) throws(Problem) -> Network {
    let network = try network(plan.layers, taking: plan.input, in: &workspace)
    if let input = plan.input, let first = network.elements.first, input != network.inputShape {
      throw Problem(
        .shape, "its input_shape is \(input), and \(first.name) takes \(network.inputShape)",
        hints: input.count == network.inputShape.count
          ? ["a first layer {\"type\": \"flatten\"} makes one row of it"] : [])
    }
    return network
  }

  private mutating func network(
    _ layers: [NetworkPlan.Layer], taking incoming: Shape?, in workspace: inout Workspace
  ) throws(Problem) -> Network {
    var network = Network()
    for layer in layers {
      do {
        try context.monitor.step(network.elements.count)
      } catch {
        throw Problem(error)
      }
      do throws(Problem) {
        try add(layer, to: &network, taking: incoming, in: &workspace)
      } catch {
        throw error.message.hasPrefix("layer ")
          ? error : error.inside(layer.place)
      }
    }
    return network
  }

  private mutating func add(
    _ layer: NetworkPlan.Layer, to network: inout Network, taking incoming: Shape?,
    in workspace: inout Workspace
  ) throws(Problem) {
    let label = name(of: layer, in: network, workspace)
    switch layer.content {
    case .layer(let choice, let tensors):
      var command = LayerCommand()
      command.choice = choice
      command.label = label
      // Also without any: a layer whose numbers are missing is not to get others.
      command.source = StoredSource(tensors, of: file)
      try command.add(
        to: &network, taking: incoming, in: &workspace, [:], context,
        verb: context.ranges["file"] ?? context.verbRange)
    case .residual(let body):
      let shape = network.isEmpty ? incoming : network.outputShape
      let branch = try self.network(body, taking: shape, in: &workspace)
      guard network.elements.count < ModelCommand.layerLimit else {
        throw Problem(.tooLarge, "a model has at most \(ModelCommand.layerLimit) layers")
      }
      do throws(ShapeError) {
        try network.append(try Residual(branch), named: label)
      } catch {
        throw Problem(.shape, error.description)
      }
    }
  }

  /// The layer's own name, if it can have it.
  private mutating func name(of layer: NetworkPlan.Layer, in network: Network, _ workspace: Workspace)
    -> String?
  {
    guard let label = layer.label else { return nil }
    do throws(Problem) {
      try workspace.checkFree(label, at: nil)
      guard network[label] == nil else { throw Problem(.badValue, "there is a layer '\(label)' already") }
      return label
    } catch {
      notes.append("\(layer.place) is not called so: \(error.message)")
      return nil
    }
  }
}

/// The tensors of a layer, and the file that they are from.
struct StoredSource: Sendable {
  let tensors: [String: StoredTensor]
  /// None of a layer without numbers.
  let origin: Network.Origin?

  init(_ tensors: [String: StoredTensor], of file: ArrayFile) {
    self.tensors = tensors
    let arrays = tensors.sorted { $0.key > $1.key }.map(\.value.name)
    origin = arrays.isEmpty ? nil : .stored(file: file.name, arrays: arrays, type: file.types(of: arrays))
  }
}

import LinearAlgebra
import Networks

/// The current model's numbers in the format safetensors: named tensors in double precision, nothing that runs.
///
/// Names and layouts are those of the same layers in PyTorch's `nn.Sequential`: `0.weight`, `0.bias`.
enum WeightsExport: ExportFormat {
  static let name = "weights"
  static let summary = "the current model as safetensors, named as in PyTorch: 0.weight"
  static let endings = [".safetensors"]

  static func bytes(of session: ExportedSession) throws(Problem) -> [UInt8] {
    guard let model = session.notebook.workspace.current, !model.network.isEmpty else {
      throw Problem(.noModel, "there is no model yet", hints: ["layer linear 5x3   starts one"])
    }
    let tensors = try NamedTensor.all(of: model.network)
    guard !tensors.isEmpty else {
      throw Problem(.noModel, "\(model.name) has no weights", hints: ["layer linear 5x3   has some"])
    }
    return Safetensors.bytes(tensors, kinds: model.network.layers.map(\.kind))
  }
}

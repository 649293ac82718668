import LinearAlgebra
import Networks

/// The current model as arrays of double precision with what `load` needs to build it again: nothing that runs.
///
/// `.npz` names them `W1`, `b1`, as NumPy's users do; safetensors `0.weight`, `0.bias`, as PyTorch's `nn.Sequential`.
enum WeightsExport: ExportFormat {
  static let name = "weights"
  static let summary = "the current model, for load, NumPy or PyTorch: .npz or .safetensors"
  static let endings = [".npz", ".safetensors"]

  static func bytes(of session: ExportedSession) throws(Problem) -> [UInt8] {
    guard let model = session.notebook.workspace.current, !model.network.isEmpty else {
      throw Problem(.noModel, "there is no model yet", hints: ["layer linear 5x3   starts one"])
    }
    let isArchive = session.path.map { $0.lowercased().hasSuffix(".npz") } ?? false
    var writing = NetworkWriting(naming: isArchive ? .numbered : .torch)
    let meta = try writing.meta(of: model)
    guard !writing.tensors.isEmpty else {
      throw Problem(.noModel, "\(model.name) has no weights", hints: ["layer linear 5x3   has some"])
    }
    return isArchive
      ? try NumPyArchive.bytes(of: writing.tensors, meta: meta)
      : Safetensors.bytes(of: writing.tensors, meta: meta)
  }
}

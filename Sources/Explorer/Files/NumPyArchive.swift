import Networks

/// The file format `.npz`: a zip archive of `.npy` arrays.
///
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.savez.html
enum NumPyArchive: ArrayFormat {
  static let endings = [".npz"]
  static let summary = "arrays of NumPy with their names, compressed or not"

  static func arrays(in bytes: [UInt8], limit: ReadLimit) throws(Problem) -> [StoredArray] {
    let archive = try ZipArchive(bytes, limit: limit.total)
    var limit = limit
    var arrays: [StoredArray] = []
    for (number, entry) in archive.entries.enumerated() {
      try limit.step(number, of: archive.entries.count)
      guard entry.name.hasSuffix(".npy") else {
        throw Problem(.unsupported, "'\(entry.name)' in it is no .npy array")
      }
      let name = String(entry.name.dropLast(4))
      do throws(Problem) {
        var array = try array(in: try archive.bytes(of: entry, limit: limit), called: name, limit: &limit)
        array.name = name
        arrays.append(array)
      } catch {
        throw error.inside("array \(name)")
      }
    }
    return arrays
  }

  private static func array(in bytes: ArraySlice<UInt8>, called name: String, limit: inout ReadLimit)
    throws(Problem) -> StoredArray
  {
    do throws(Problem) {
      return try NumPyArray.array(in: bytes, limit: &limit)
    } catch {
      // Somebody stored a Python dictionary.
      guard name == ArrayFile.meta, error.code == .unsupported else { throw error }
      throw Problem(error.code, error.message, hints: ["save it as a text: meta=json.dumps({...})"])
    }
  }

  /// An archive of arrays of doubles and a text, which NumPy reads.
  static func bytes(of tensors: [NamedTensor], meta: String) throws(Problem) -> [UInt8] {
    let arrays = tensors.map { named in
      (name: named.name + ".npy", bytes: NumPyArray.bytes(of: named.tensor.byRows, shape: named.tensor.shape))
    }
    return try ZipArchive.bytes(
      of: [(name: "\(ArrayFile.meta).npy", bytes: NumPyArray.bytes(of: meta))] + arrays)
  }
}

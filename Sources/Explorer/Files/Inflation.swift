#if ZLIB
  import CZlib
#endif

/// Unpacks what was packed by the method deflate, with zlib where it is installed.
///
/// The only file that sees zlib.
enum Inflation {
  #if ZLIB
    static let isAvailable = true
  #else
    static let isAvailable = false
  #endif

  /// Bytes that pack into so few as deflate can at best; a file that promises more lies.
  private static let mostPerByte = 1032

  /// Exactly `size` bytes.
  ///
  /// Memory for them is taken only once they are plausible.
  ///
  /// - Throws: a problem if they are damaged, more or fewer, or if there is no zlib.
  static func unpacked(_ bytes: ArraySlice<UInt8>, size: Int, limit: ReadLimit) throws(Problem) -> [UInt8] {
    guard size / mostPerByte <= bytes.count + 1, size < Int(UInt32.max), bytes.count < Int(UInt32.max) else {
      throw Problem(.io, "\(bytes.count) packed bytes cannot hold the \(size) that they are said to")
    }
    #if ZLIB
      return try inflated(Array(bytes), size: size, limit: limit)
    #else
      throw Problem(
        .unsupported, "it is compressed, and this program was built without zlib",
        hints: [
          "install zlib1g-dev and build again", "or save it again with np.savez, which does not compress",
        ])
    #endif
  }

  #if ZLIB
    private static func inflated(_ packed: [UInt8], size: Int, limit: ReadLimit) throws(Problem) -> [UInt8] {
      var packed = packed
      // One byte more than is promised: if it is written, there are too many.
      var result = [UInt8](repeating: 0, count: size + 1)
      let (inputCount, outputCount) = (packed.count, result.count)
      let outcome = packed.withUnsafeMutableBufferPointer { input in
        result.withUnsafeMutableBufferPointer { output in
          inflate(input, into: output, limit: limit)
        }
      }
      let (status, taken, given) = try outcome.get()
      guard status == Z_STREAM_END, taken == inputCount, given == size else {
        throw Problem(
          .io,
          given == outputCount
            ? "it unpacks to more than the \(size) bytes that it promises"
            : status == Z_STREAM_END && given < size
              ? "it unpacks to \(given) of the \(size) bytes that it promises"
              : "its packed bytes are damaged")
      }
      result.removeLast()
      return result
    }

    /// Unpacks piece by piece until the input or the room for the output ends.
    private static func inflate(
      _ input: UnsafeMutableBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>,
      limit: ReadLimit
    ) -> Result<(status: Int32, taken: Int, given: Int), Problem> {
      var stream = z_stream()
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      // Negative window bits: the bare method, without a header of zlib's own.
      let opened = inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      guard opened == Z_OK else { return .success((opened, 0, 0)) }
      defer { inflateEnd(&stream) }
      var status = Z_OK
      while status == Z_OK, Int(stream.total_out) < output.count {
        let room = min(ReadLimit.stride, output.count - Int(stream.total_out))
        do throws(Problem) {
          try limit.step(Int(stream.total_out), of: output.count)
        } catch {
          return .failure(error)
        }
        stream.avail_out = UInt32(room)
        status = CZlib.inflate(&stream, Z_NO_FLUSH)
      }
      return .success((status, Int(stream.total_in), Int(stream.total_out)))
    }
  #endif
}

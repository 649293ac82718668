/// Sums of 32-bit numbers in the order in which PyTorch's CPU kernels take them.
///
/// - Source: PyTorch 2.13, `ATen/native/cpu/ReduceOpsKernel.cpp`, on x86-64 with vectors of eight; the order was found
///   by comparing every sum of the deck, none of which differs.
enum SingleArithmetic {
  private static let lanes = 8

  /// `torch.norm`: squares in eight lanes without fusing, the lanes from left to right, then what is left over, of
  /// which a group of four is not fused and the last numbers are.
  static func norm(_ numbers: [Float]) -> Float {
    let whole = numbers.count - numbers.count % lanes
    var sums = [Float](repeating: 0, count: lanes)
    for start in stride(from: 0, to: whole, by: lanes) {
      for lane in 0..<lanes { sums[lane] += numbers[start + lane] * numbers[start + lane] }
    }
    var sum = sums.dropFirst().reduce(sums[0], +)
    let fused = numbers.count - numbers.count % 4
    for index in whole..<fused { sum += numbers[index] * numbers[index] }
    for index in fused..<numbers.count { sum.addProduct(numbers[index], numbers[index]) }
    return sum.squareRoot()
  }

  /// `torch.mean`: four accumulators of eight lanes, then the rest one by one, then the lanes.
  static func mean(_ numbers: [Float]) -> Float {
    let accumulators = 4
    var sums = [Float](repeating: 0, count: accumulators * lanes)
    let block = accumulators * lanes
    let blocks = numbers.count - numbers.count % block
    for start in stride(from: 0, to: blocks, by: block) {
      for index in 0..<block { sums[index] += numbers[start + index] }
    }
    let whole = numbers.count - numbers.count % lanes
    for start in stride(from: blocks, to: whole, by: lanes) {
      for lane in 0..<lanes { sums[lane] += numbers[start + lane] }
    }
    var vector = Array(sums[0..<lanes])
    for accumulator in 1..<accumulators {
      for lane in 0..<lanes { vector[lane] += sums[accumulator * lanes + lane] }
    }
    var sum: Float = 0
    for index in whole..<numbers.count { sum += numbers[index] }
    return vector.reduce(sum, +) / Float(numbers.count)
  }

  /// `torch.std`: deviations from the mean as rounded, summed in double precision, over n − 1; 0 for one number.
  static func deviation(_ numbers: [Float]) -> Float {
    guard numbers.count > 1 else { return 0 }
    let mean = Double(mean(numbers))
    let squares = numbers.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return Float((squares / Double(numbers.count - 1)).squareRoot())
  }
}

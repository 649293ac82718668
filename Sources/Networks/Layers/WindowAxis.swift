/// The windows of a convolution or of pooling along one axis.
///
/// Tap `t` of window `w` sees the position `w·stride − padding + t·dilation`. Past the edges there is nothing to see,
/// or on a circle what comes after going round.
struct WindowAxis: Hashable, Sendable {
  /// How many positions there are.
  let size: Int
  let kernel: Int
  let stride: Int
  let padding: Int
  let dilation: Int
  let isCircular: Bool
  /// How many windows there are.
  let count: Int
  /// For each tap the windows in which it sees something.
  let runs: [[Run]]

  /// Neighbouring windows whose positions are one stride apart.
  struct Run: Hashable, Sendable {
    let windows: Range<Int>
    /// What the first of them sees.
    let first: Int
  }

  /// The windows that fit between the paddings, as many as there are.
  init(size: Int, kernel: Int, stride: Int, padding: Int, dilation: Int = 1) {
    let room = size + 2 * padding - dilation * (kernel - 1)
    precondition(room > 0, "a window of \(dilation * (kernel - 1) + 1) in \(size + 2 * padding)")
    self.init(
      size: size, kernel: kernel, stride: stride, padding: padding, dilation: dilation, isCircular: false,
      count: (room - 1) / stride + 1)
  }

  /// Windows on a circle, that start at `−padding`.
  init(circle size: Int, kernel: Int, stride: Int, padding: Int, dilation: Int, count: Int) {
    precondition(
      dilation * (kernel - 1) < size && (count - 1) * stride < size,
      "windows that go round a circle of \(size) more than once")
    self.init(
      size: size, kernel: kernel, stride: stride, padding: padding, dilation: dilation, isCircular: true,
      count: count)
  }

  private init(
    size: Int, kernel: Int, stride: Int, padding: Int, dilation: Int, isCircular: Bool, count: Int
  ) {
    self.size = size
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.isCircular = isCircular
    self.count = count
    runs = (0..<kernel).map { tap in
      var runs: [Run] = []
      // On a circle the same tap also sees what is a whole turn away.
      let turns = isCircular ? -1...1 : 0...0
      for turn in turns {
        let offset = tap * dilation - padding + turn * size
        let first = offset >= 0 ? 0 : (stride - 1 - offset) / stride
        let past = offset >= size ? 0 : min(count, (size - 1 - offset) / stride + 1)
        if first < past { runs.append(Run(windows: first..<past, first: first * stride + offset)) }
      }
      return runs
    }
  }

  /// What a tap of a window sees, which must be something.
  func position(_ window: Int, tap: Int) -> Int {
    let position = window * stride - padding + tap * dilation
    return isCircular ? (position + size) % size : position
  }

  /// What a window sees, where its taps are neighbours and the axis is no circle.
  func positions(of window: Int) -> Range<Int> {
    let start = window * stride - padding
    return max(0, start)..<min(size, start + kernel)
  }

  /// How many windows see each position.
  var coverage: [Int] {
    var result = [Int](repeating: 0, count: size)
    for run in runs.joined() {
      for step in 0..<run.windows.count { result[run.first + step * stride] += 1 }
    }
    return result
  }

  /// How many positions each window sees.
  var reach: [Int] {
    var result = [Int](repeating: 0, count: count)
    for run in runs.joined() {
      for window in run.windows { result[window] += 1 }
    }
    return result
  }
}

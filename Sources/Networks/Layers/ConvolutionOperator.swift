public import LinearAlgebra

/// The linear part of a convolution, which is never written out.
///
/// Samples are flattened in the order of C: channel, row, column. Each group of channels is a product of the patches
/// that its windows see, `[windows, taps]`, with its part of the kernel, `[taps, outputs]`.
public struct ConvolutionOperator: EntrywiseOperator {
  /// A column for each output channel; its taps are in the order input channel, row, column.
  public let kernel: Matrix
  public let inputChannels: Int
  public let groups: Int
  let rows: WindowAxis
  let columns: WindowAxis

  init(kernel: Matrix, inputChannels: Int, groups: Int, rows: WindowAxis, columns: WindowAxis) {
    let taps = inputChannels / groups * rows.kernel * columns.kernel
    precondition(
      kernel.rows == taps && inputChannels % groups == 0 && kernel.columns % groups == 0,
      "a kernel of \(kernel.rows)x\(kernel.columns) for \(inputChannels) channels in \(groups) groups")
    self.kernel = kernel
    self.inputChannels = inputChannels
    self.groups = groups
    self.rows = rows
    self.columns = columns
  }

  public var outputChannels: Int { kernel.columns }
  /// The channels that one output sees.
  var groupInputs: Int { inputChannels / groups }
  var groupOutputs: Int { outputChannels / groups }
  /// The windows of one channel.
  var windows: Int { rows.count * columns.count }
  var pixels: Int { rows.size * columns.size }

  public var size: (outputs: Int, inputs: Int) { (outputChannels * windows, inputChannels * pixels) }
  public var absolute: any LinearOperator { magnitudes }
  public var terms: Int { max(groupInputs, groupOutputs) * rows.kernel * columns.kernel }

  var magnitudes: ConvolutionOperator { with(kernel.mapped(\.magnitude)) }

  /// The same windows with another kernel.
  func with(_ kernel: Matrix) -> ConvolutionOperator {
    ConvolutionOperator(
      kernel: kernel, inputChannels: inputChannels, groups: groups, rows: rows, columns: columns)
  }

  /// The kernel of one group: `[taps, outputs]`.
  func kernel(of group: Int) -> Matrix {
    if groups == 1 { return kernel }
    let length = kernel.rows * groupOutputs
    return Matrix(
      rows: kernel.rows, columns: groupOutputs,
      elements: Array(kernel.elements[group * length..<(group + 1) * length]))
  }

  public func apply(_ x: Matrix) -> Matrix { unwatched { try apply(x, monitor: $0) } }

  public func apply(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    precondition(x.rows == size.inputs, "a convolution of \(size.inputs) inputs on \(x.rows) numbers")
    var y = Matrix(rows: size.outputs, columns: x.columns)
    let kernels = (0..<groups).map(kernel(of:))
    try x.withReadableBlock { x in
      try y.withBlock { y in
        for sample in 0..<x.columns {
          for group in 0..<groups {
            for some in strips {
              try monitor.poll()
              let product = patches(of: x.column(sample), group: group, windows: some) * kernels[group]
              product.withReadableBlock { product in
                for output in 0..<groupOutputs {
                  (y.column(sample) + place(group, output, some))
                    .update(from: product.column(output), count: product.rows)
                }
              }
            }
          }
        }
      }
    }
    return y
  }

  public func applyAdjoint(_ y: Matrix) -> Matrix { unwatched { try applyAdjoint(y, monitor: $0) } }

  public func applyAdjoint(_ y: Matrix, monitor: Monitor) throws -> Matrix {
    precondition(y.rows == size.outputs, "a convolution of \(size.outputs) outputs on \(y.rows) numbers")
    var x = Matrix(rows: size.inputs, columns: y.columns)
    let kernels = (0..<groups).map(kernel(of:))
    try y.withReadableBlock { y in
      try x.withBlock { x in
        for sample in 0..<y.columns {
          for group in 0..<groups {
            for some in strips {
              try monitor.poll()
              let part = part(of: y.column(sample), group: group, windows: some)
              add(part.timesTransposed(kernels[group]), to: x.column(sample), group: group, windows: some)
            }
          }
        }
      }
    }
    return x
  }

  /// What `Σ yᵀ K * x` changes by with the kernel, summed over the batch: patches times outputs.
  func kernelGradient(_ y: Matrix, at x: Matrix) -> Matrix {
    precondition(
      y.rows == size.outputs && x.rows == size.inputs && x.columns == y.columns,
      "\(y.columns) samples of \(y.rows) outputs for \(x.columns) of \(x.rows) inputs")
    var gradient = Matrix(rows: kernel.rows, columns: 0)
    x.withReadableBlock { x in
      y.withReadableBlock { y in
        for group in 0..<groups {
          var sum = Matrix(rows: kernel.rows, columns: groupOutputs)
          for sample in 0..<x.columns {
            for some in strips {
              let seen = patches(of: x.column(sample), group: group, windows: some)
              sum = sum + seen.transposedTimes(part(of: y.column(sample), group: group, windows: some))
            }
          }
          gradient = Matrix(
            rows: kernel.rows, columns: gradient.columns + groupOutputs,
            elements: gradient.elements + sum.elements)
        }
      }
    }
    return gradient
  }

  /// The results of one group in some rows of windows: a row for each window, a column for each output channel.
  private func part(of image: UnsafeMutablePointer<Double>, group: Int, windows some: Range<Int>) -> Matrix {
    var part = Matrix(rows: some.count * columns.count, columns: groupOutputs)
    part.withBlock { part in
      for output in 0..<groupOutputs {
        part.column(output).update(from: image + place(group, output, some), count: part.rows)
      }
    }
    return part
  }

  /// Rows of windows that are worked on at once, so that their patches stay small.
  private var strips: [Range<Int>] {
    let height = max(1, (1 << 19) / (columns.count * kernel.rows))
    return stride(from: 0, to: rows.count, by: height).map { $0..<min($0 + height, rows.count) }
  }

  /// Where the results of one output channel begin, from a row of windows on.
  private func place(_ group: Int, _ output: Int, _ some: Range<Int>) -> Int {
    ((group * groupOutputs + output) * rows.count + some.lowerBound) * columns.count
  }

  /// What the windows see: a row for each of them, a column for each tap.
  private func patches(of image: UnsafeMutablePointer<Double>, group: Int, windows some: Range<Int>) -> Matrix
  {
    var patches = Matrix(rows: some.count * columns.count, columns: kernel.rows)
    let step = columns.stride
    patches.withBlock { patches in
      forEachRun(of: group, in: some) { tap, window, pixel, count in
        let target = patches.column(tap) + window
        let source = image + pixel
        if step == 1 {
          target.update(from: source, count: count)
        } else {
          for index in 0..<count { target[index] = source[index * step] }
        }
      }
    }
    return patches
  }

  /// Adds patches to the pixels that they are of.
  private func add(
    _ patches: Matrix, to image: UnsafeMutablePointer<Double>, group: Int, windows some: Range<Int>
  ) {
    let step = columns.stride
    patches.withReadableBlock { patches in
      forEachRun(of: group, in: some) { tap, window, pixel, count in
        let source = patches.column(tap) + window
        let target = image + pixel
        for index in 0..<count { target[index * step] += source[index] }
      }
    }
  }

  /// Every stretch of pixels that a tap sees in neighbouring windows of a row: the tap, the first window counted from
  /// the first of `some` rows, its pixel, and how many.
  @inline(__always)
  private func forEachRun(of group: Int, in some: Range<Int>, _ body: (Int, Int, Int, Int) -> Void) {
    var tap = 0
    for channel in group * groupInputs..<(group + 1) * groupInputs {
      for rowTap in 0..<rows.kernel {
        for columnTap in 0..<columns.kernel {
          for rowRun in rows.runs[rowTap] {
            for row in rowRun.windows.clamped(to: some) {
              let height = rowRun.first + (row - rowRun.windows.lowerBound) * rows.stride
              let line = (channel * rows.size + height) * columns.size
              for run in columns.runs[columnTap] {
                body(
                  tap, (row - some.lowerBound) * columns.count + run.windows.lowerBound, line + run.first,
                  run.windows.count)
              }
            }
          }
          tap += 1
        }
      }
    }
  }
}

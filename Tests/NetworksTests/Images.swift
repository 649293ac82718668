import LinearAlgebra
import Networks

/// Convolutions over small images, with every way in which windows can lie.
struct ImageCase: Sendable, CustomStringConvertible {
  var channels = (inputs: 2, outputs: 3)
  var groups = 1
  var windows: Convolution.Windows
  var height = 5
  var width = 6

  var description: String {
    "\(channels.inputs)->\(channels.outputs) groups \(groups) \(windows) on \(height)x\(width)"
  }

  var shape: Shape { Shape(channels.inputs, height, width) }

  /// A convolution with normal weights.
  func layer(seed: UInt32, bias: Bool = false) -> Convolution {
    var random = NumPyGenerator(seed: seed)
    let taps = channels.inputs / groups * windows.kernel * windows.kernel
    let kernel = random.randn(rows: taps, columns: channels.outputs)
    return Convolution(
      kernel, bias: bias ? Vector(random.normal(count: channels.outputs)) : nil, groups: groups,
      windows: windows, inputShape: shape)
  }

  /// The operator entry by entry, from its definition: `y[o, r, c] = Σ K[i, a, b, o] x[i, rs − p + ad, cs − p + bd]`.
  func matrix(of layer: Convolution) -> Matrix {
    let (rows, columns) = (layer.outputShape.dimensions[1], layer.outputShape.dimensions[2])
    let side = windows.kernel
    let padding = windows.padding ?? (windows.isCircular ? windows.dilation * (side - 1) / 2 : 0)
    let (groupInputs, groupOutputs) = (channels.inputs / groups, channels.outputs / groups)
    var matrix = Matrix(rows: layer.outputShape.count, columns: shape.count)
    func place(_ window: Int, _ tap: Int, _ size: Int) -> Int? {
      let position = window * windows.stride - padding + tap * windows.dilation
      if windows.isCircular { return (position + size) % size }
      return position >= 0 && position < size ? position : nil
    }
    for output in 0..<channels.outputs {
      for input in 0..<groupInputs {
        let channel = output / groupOutputs * groupInputs + input
        for (row, column) in (0..<rows).flatMap({ row in (0..<columns).map { (row, $0) } }) {
          for (a, b) in (0..<side).flatMap({ a in (0..<side).map { (a, $0) } }) {
            guard let y = place(row, a, height), let x = place(column, b, width) else { continue }
            matrix[(output * rows + row) * columns + column, (channel * height + y) * width + x] +=
              layer.linearPart.kernel[(input * side + a) * side + b, output]
          }
        }
      }
    }
    return matrix
  }

  static let all: [ImageCase] = [
    ImageCase(windows: .init(kernel: 1)),
    ImageCase(windows: .init(kernel: 1, stride: 2, padding: 1)),
    ImageCase(windows: .init(kernel: 3)),
    ImageCase(windows: .init(kernel: 3, padding: 1)),
    ImageCase(windows: .init(kernel: 3, padding: 2)),
    ImageCase(windows: .init(kernel: 3, padding: 4)),
    ImageCase(windows: .init(kernel: 2)),
    ImageCase(windows: .init(kernel: 3, stride: 2, padding: 1)),
    ImageCase(windows: .init(kernel: 3, stride: 2)),
    ImageCase(windows: .init(kernel: 3, stride: 3)),
    ImageCase(windows: .init(kernel: 3, stride: 3, padding: 2)),
    ImageCase(windows: .init(kernel: 2, stride: 4, padding: 1)),
    ImageCase(windows: .init(kernel: 1, stride: 9)),
    ImageCase(windows: .init(kernel: 3, padding: 2, dilation: 2)),
    ImageCase(windows: .init(kernel: 2, stride: 2, padding: 3, dilation: 3)),
    ImageCase(windows: .init(kernel: 2, stride: 3, padding: 0, dilation: 2)),
    ImageCase(channels: (4, 6), groups: 2, windows: .init(kernel: 3, padding: 1)),
    ImageCase(channels: (3, 3), groups: 3, windows: .init(kernel: 3, stride: 2, padding: 1)),
    ImageCase(channels: (3, 6), groups: 3, windows: .init(kernel: 2, stride: 2)),
    ImageCase(windows: .init(kernel: 3, isCircular: true), height: 4),
    ImageCase(windows: .init(kernel: 3, padding: 1, isCircular: true), height: 3, width: 7),
    ImageCase(windows: .init(kernel: 3, padding: 0, isCircular: true), height: 4),
    ImageCase(windows: .init(kernel: 2, isCircular: true)),
    ImageCase(windows: .init(kernel: 3, stride: 2, padding: 1, isCircular: true), height: 4, width: 6),
    ImageCase(windows: .init(kernel: 3, stride: 2, padding: 1, isCircular: true), height: 5, width: 7),
    ImageCase(windows: .init(kernel: 3, stride: 3, isCircular: true), height: 6, width: 6),
    ImageCase(windows: .init(kernel: 2, dilation: 3, isCircular: true), height: 4),
    ImageCase(channels: (2, 4), groups: 2, windows: .init(kernel: 3, isCircular: true)),
    ImageCase(channels: (1, 1), windows: .init(kernel: 5, padding: 2), height: 1, width: 9),
  ]
}

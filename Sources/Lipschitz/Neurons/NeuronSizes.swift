import LinearAlgebra
import Networks

/// How large a network is to methods that write its matrices out: by which `Methods.automatic` tells what is cheap.
struct NeuronSizes {
  /// How many entries all affine maps have, written out.
  private(set) var entries = 0
  /// For each run of layers that are made of affine maps and neurons: its inputs, its layers of neurons, its outputs.
  private(set) var runs: [[Int]] = []

  init(_ network: Network) {
    var open: Counter?
    for element in network.elements {
      let layer = element.layer
      guard layer.form.isExpandable else {
        if let counter = open { add(counter, outputs: layer.inputShape.count) }
        open = nil
        continue
      }
      var counter = open ?? Counter(layer.inputShape.count)
      counter.count(layer)
      open = counter
    }
    if let open { add(open, outputs: network.outputShape.count) }
  }

  private mutating func add(_ counter: Counter, outputs: Int) {
    entries = Self.sum(entries, counter.entries)
    runs.append(counter.widths + [outputs])
  }

  /// The neurons of the run that has most of them.
  var mostNeurons: Int {
    runs.reduce(0) { most, widths in max(most, widths.dropFirst().dropLast().reduce(0, Self.sum)) }
  }

  /// The same with the inputs of the run.
  var mostCoordinates: Int { runs.reduce(0) { max($0, $1.dropLast().reduce(0, Self.sum)) } }

  /// The multiplications of a norm of a matrix between neighbouring layers of neurons, for all of them.
  var neighbours: Int {
    runs.reduce(0) { sum, widths in
      zip(widths, widths.dropFirst()).reduce(sum) { Self.sum($0, Self.cost($1.0, $1.1)) }
    }
  }

  /// The same for every two layers of neurons.
  var pairs: Int {
    var total = 0
    for widths in runs {
      for later in widths.indices {
        for earlier in 0..<later { total = Self.sum(total, Self.cost(widths[earlier], widths[later])) }
      }
    }
    return total
  }

  private static func cost(_ a: Int, _ b: Int) -> Int {
    let (square, overflows) = a.multipliedReportingOverflow(by: b)
    guard !overflows else { return .max }
    let (cube, tooLarge) = square.multipliedReportingOverflow(by: min(a, b))
    return tooLarge ? .max : cube
  }

  fileprivate static func sum(_ a: Int, _ b: Int) -> Int {
    let (sum, overflows) = a.addingReportingOverflow(b)
    return overflows ? .max : sum
  }
}

/// Counts instead of multiplying.
private struct Counter: AffineAlgebra {
  var widths: [Int]
  var entries = 0

  init(_ inputs: Int) { widths = [inputs] }

  /// Counts a layer that is made of affine maps and neurons.
  mutating func count(_ layer: any Layer) {
    do {
      var network = Network()
      try network.append(layer)
      _ = try network.expanded(layer.inputShape.count, in: &self) { element in
        preconditionFailure("\(element.name) is not made of neurons")
      }
    } catch {
      preconditionFailure("counting does not fail, but \(error)")
    }
  }

  mutating func affine(_ map: any EntrywiseOperator, bias _: Vector, of _: Int) -> Int {
    let (size, overflows) = map.size.outputs.multipliedReportingOverflow(by: map.size.inputs)
    entries = NeuronSizes.sum(entries, overflows ? .max : size)
    return map.size.outputs
  }

  mutating func neurons(_: any ScalarFunction, of value: Int) -> Int {
    widths.append(value)
    return value
  }

  func sum(_ a: Int, _: Int) -> Int { a }
  func rows(_ range: Range<Int>, of _: Int) -> Int { range.count }
  func joined(_ values: [Int]) -> Int { values.reduce(0, +) }
}

public import LinearAlgebra

/// Points with what a network should make of them.
public struct Dataset: Sendable {
  /// `[inputs, samples]`.
  public let inputs: Matrix
  public let targets: Targets

  public init(inputs: Matrix, targets: Targets) {
    precondition(inputs.columns == targets.count, "\(targets.count) targets for \(inputs.columns) points")
    self.inputs = inputs
    self.targets = targets
  }

  public var count: Int { inputs.columns }

  /// Some of the points, in the order of their places.
  func samples(at places: [Int]) -> Dataset {
    Dataset(inputs: inputs.columns(at: places), targets: targets.samples(at: places))
  }
}

/// What a network should make of points: numbers, or classes.
public enum Targets: Sendable {
  /// `[outputs, samples]`.
  case values(Matrix)
  /// The class of each point, from 0.
  case classes([Int])

  var count: Int {
    switch self {
    case .values(let values): values.columns
    case .classes(let classes): classes.count
    }
  }

  func samples(at places: [Int]) -> Targets {
    switch self {
    case .values(let values): .values(values.columns(at: places))
    case .classes(let classes): .classes(places.map { classes[$0] })
    }
  }

  /// The targets as numbers: a class as 1 in its place and 0 elsewhere, `[outputs, samples]`.
  func values(outputs: Int) -> Matrix {
    switch self {
    case .values(let values): return values
    case .classes(let classes):
      var values = Matrix(rows: outputs, columns: classes.count)
      for (sample, place) in classes.enumerated() { values[place, sample] = 1 }
      return values
    }
  }
}

extension Matrix {
  fileprivate func columns(at places: [Int]) -> Matrix {
    Matrix(rows: rows, columns: places.count, elements: places.flatMap { column($0).elements })
  }
}

/// Points that are made from random numbers, by a name.
///
/// A file in `Datasets/` and a line in `Datasets.all` make one.
public protocol DatasetKind: Sendable {
  static var name: String { get }
  static var summary: String { get }
  /// How many coordinates a point has; nil where any number will do.
  static var inputs: Int? { get }
  /// How many numbers a network gives for a point: one for each class, where there are classes.
  static var outputs: Int { get }
  static var hasClasses: Bool { get }
  /// The points; `inputs` is how many coordinates they have.
  static func dataset(inputs: Int, from random: inout RandomStream) -> Dataset
}

extension DatasetKind {
  /// How many points there are.
  static var size: Int { 200 }
}

/// Every kind of data, in the order in which help lists them.
public enum Datasets {
  public static let all: [any DatasetKind.Type] = [TwoMoons.self, Spirals.self, Regression.self]
}

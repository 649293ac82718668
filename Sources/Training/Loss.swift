public import LinearAlgebra
public import Parameters
import RealModule

/// How far a network's outputs are from what they should be.
public enum Loss: String, CaseIterable, Sendable, ArgumentValue {
  /// The mean of all squared differences, as PyTorch's `MSELoss`; a class counts as 1 in its place and 0 elsewhere.
  case mse
  /// The mean of `-log softmax(y)` at the classes, as PyTorch's `CrossEntropyLoss`.
  case crossentropy

  /// The loss of outputs `[outputs, samples]`, and its derivative with respect to them.
  public func value(of outputs: Matrix, for targets: Targets) -> (value: Double, gradient: Matrix) {
    switch (self, targets) {
    case (.crossentropy, .classes(let classes)): return Self.crossEntropy(outputs, classes)
    case (.crossentropy, .values): preconditionFailure("crossentropy is for classes")
    case (.mse, _):
      let differences = outputs - targets.values(outputs: outputs.rows)
      let share = 1 / Double(outputs.elements.count)
      let sum = differences.elements.reduce(0) { $0 + $1 * $1 }
      return (share * sum, differences.mapped { 2 * share * $0 })
    }
  }

  private static func crossEntropy(_ outputs: Matrix, _ classes: [Int]) -> (value: Double, gradient: Matrix) {
    let share = 1 / Double(classes.count)
    var sum = 0.0
    var gradient = outputs
    for (sample, place) in classes.enumerated() {
      let scores = outputs.column(sample).elements
      let top = scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
      // What the others add to the largest: so a small loss keeps its digits.
      let others = scores.indices.reduce(0) { $1 == top ? $0 : $0 + Double.exp(scores[$1] - scores[top]) }
      sum += scores[top] - scores[place] + Double.log(onePlus: others)
      for row in scores.indices {
        let probability = Double.exp(scores[row] - scores[top]) / (1 + others)
        gradient[row, sample] = share * (row == place ? probability - 1 : probability)
      }
    }
    return (share * sum, gradient)
  }
}

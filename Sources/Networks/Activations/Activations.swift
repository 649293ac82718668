/// The functions of one variable that the language knows.
public enum Activations {
  /// Each is a file in this folder.
  public static let all: [any ScalarFunction.Type] = [
    ReLU.self, LeakyReLU.self, ELU.self, SELU.self, GELU.self, SiLU.self, Mish.self, Softplus.self,
    Softsign.self, Sigmoid.self, Tanh.self, HardTanh.self, HardSwish.self, Sine.self, Cosine.self,
    AbsoluteValue.self, Identity.self, Exponential.self, Square.self, SquareRoot.self,
  ]
}

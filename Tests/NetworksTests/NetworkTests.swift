import LinearAlgebra
import Networks
import TestSupport
import Testing

@Suite struct NetworkTests {
  @Test func layersAreNamedByKindAndNumber() throws {
    var network = try Network([Dense(Matrix(identity: 2)), Elementwise(ReLU(), shape: Shape(2))])
    try network.append(Dense(Matrix(identity: 2)), named: "linear3")
    try network.append(Dense(Matrix(identity: 2)))
    #expect(network.elements.map(\.name) == ["linear1", "relu1", "linear3", "linear4"])
    #expect(network.parameterCount == 12)
    #expect(network["relu1"]?.layer.kind == "relu")
    #expect(network["relu2"] == nil)
    #expect(network.only("linear3")?.elements.map(\.name) == ["linear3"])
    #expect(network.only("tanh1") == nil)
  }

  @Test func layersThatDoNotFitAreRefused() throws {
    var network = try Network([Dense(Matrix(rows: 4, columns: 3))])
    let error = #expect(throws: ShapeError.self) { try network.append(Dense(Matrix(rows: 4, columns: 7))) }
    #expect(error?.description == "linear2 takes 7 inputs, but linear1 gives 4")
    #expect(network.elements.count == 1)
    #expect(throws: ShapeError.self) { try Residual(network) }
  }

  @Test func shapesCount() {
    #expect(Shape(3, 4, 5).count == 60)
    #expect(Shape([1, 4, 4]).description == "1x4x4")
  }

  @Test("a Jacobian is the same by rows and by columns", arguments: 0..<UInt32(60))
  func jacobians(_ seed: UInt32) throws {
    var random = RandomNetwork(seed: seed)
    let network = try random.network()
    let x = random.point(network.inputShape.count)
    let derivative = network.linearization(at: Matrix(x))
    let forwards = derivative.pushforward(Matrix(identity: derivative.size.inputs))
    let backwards = derivative.pullback(Matrix(identity: derivative.size.outputs)).transposed
    let size = (forwards.elements + backwards.elements).reduce(1e-3) { max($0, $1.magnitude) }
    let difference = (forwards - backwards).elements.reduce(0) { max($0, $1.magnitude) }
    #expect(difference <= 1e-9 * size, "seed \(seed)")
    #expect(network.jacobian(at: x) == (x.count <= derivative.size.outputs ? forwards : backwards))
    #expect(derivative.output == network.forward(Matrix(x)))
  }
}

import LinearAlgebra
import Networks
import Parameters
import TestSupport
import Testing

/// Linear layers as the language builds them.
@Suite struct DenseTests {
  /// Weights, bias and image of 1, 2, 3 as NumPy and the deck have them.
  struct Reference: Sendable, CustomTestStringConvertible {
    let seed: UInt32
    let weights: [[Double]]
    let bias: [Double]
    let image: [Double]
    var testDescription: String { "seed \(seed)" }
  }

  static let references = [
    Reference(
      seed: 42,
      weights: [
        [0.4967141530112327, -0.13826430117118466, 0.6476885381006925],
        [1.5230298564080254, -0.23415337472333597, -0.23413695694918055],
        [1.5792128155073915, 0.7674347291529088, -0.4694743859349521],
        [0.5425600435859647, -0.46341769281246226, -0.46572975357025687],
        [0.24196227156603412, -1.913280244657798, -1.7249178325130328],
      ],
      bias: [
        -0.5622875292409727, -1.0128311203344238, 0.3142473325952739, -0.9080240755212109,
        -1.4123037013352915,
      ],
      image: [
        1.600963635729968, -0.660518884220612, 2.019906448603627, -2.6894886782709415, -10.17165541662395,
      ]),
    Reference(
      seed: 0,
      weights: [
        [1.764052345967664, 0.4001572083672233, 0.9787379841057392],
        [2.240893199201458, 1.8675579901499675, -0.977277879876411],
        [0.9500884175255894, -0.1513572082976979, -0.10321885179355784],
        [0.41059850193837233, 0.144043571160878, 1.454273506962975],
        [0.7610377251469934, 0.12167501649282841, 0.44386323274542566],
      ],
      bias: [
        0.33367432737426683, 1.4940790731576061, -0.20515826376580087, 0.31306770165090136,
        -0.8540957393017248,
      ],
      image: [
        5.834255042393595, 4.538254613029766, 0.13255918178371917, 5.374573866799954, 1.4818817170672025,
      ]),
  ]

  @Test("slide 2, to the bit", arguments: references)
  func slide(_ reference: Reference) throws {
    let layer = try Self.built { $0.seed = reference.seed }
    #expect(layer.weights == Matrix(reference.weights))
    #expect(layer.bias == Vector(reference.bias))
    let image = layer.forward(Matrix([[1], [2], [3]])).column(0)
    #expect(image ≈ Vector(reference.image))
    #expect(layer.parameterCount == 20)
    #expect(layer.formula == "y = W x + b")
  }

  /// `numpy.random.RandomState(7)` for a 2x3 layer: weights row by row, then the bias.
  struct Drawn: Sendable, CustomTestStringConvertible {
    let initialization: Initialization
    let weights: [Double]
    let bias: [Double]
    var testDescription: String { initialization.rawValue }
  }

  static let drawn = [
    Drawn(
      initialization: .normal,
      weights: [
        1.690525703800356, -0.4659373705408328, 0.0328201636785844, 0.40751628299650783, -0.7889230286257386,
        0.00206557290594813,
      ],
      bias: [-0.0008903858579313628, -1.7547243063454208]),
    Drawn(
      initialization: .uniform,
      weights: [
        -0.8473834212520857, 0.5598375844802292, -0.123181537118213, 0.44693035566188244, 0.9559790239932053,
        0.07699174082086735,
      ],
      bias: [0.002240927319875796, -0.8558977332804769]),
    Drawn(
      initialization: .torch,
      weights: [
        -0.4892370463667178, 0.3232223801021302, -0.07111889361439216, 0.25803536115040304,
        0.5519347468421129,
        0.04445120228830568,
      ],
      bias: [0.001293799991364697, -0.4941527867082739]),
    Drawn(
      initialization: .xavier,
      weights: [
        -0.9282620293513397, 0.6132713471180513, -0.1349386130956104, 0.4895876748596395, 1.0472225518857017,
        0.0843402263783608,
      ],
      bias: [0, 0]),
    Drawn(
      initialization: .kaiming,
      weights: [
        1.3803084571234285, -0.38043626997304497, 0.026797551429052505, 0.33273565173902425,
        -0.6441529554880621,
        0.0016865332153635957,
      ],
      bias: [0, 0]),
    Drawn(initialization: .identity, weights: [1, 0, 0, 0, 1, 0], bias: [0, 0]),
    Drawn(initialization: .zeros, weights: [0, 0, 0, 0, 0, 0], bias: [0, 0]),
  ]

  @Test("initialisations are NumPy's, to the bit", arguments: drawn)
  func initializations(_ drawn: Drawn) throws {
    let layer = try Self.built {
      $0.size = DenseSize(outputs: 2, inputs: 3)
      $0.seed = 7
      $0.initialization = drawn.initialization
    }
    #expect(layer.weights == Matrix(rows: 2, columns: 3, byRows: drawn.weights))
    #expect(layer.bias == Vector(drawn.bias))
  }

  /// What NumPy 2.4.6 draws with a weight's shape and then with the bias's.
  ///
  /// By `standard_normal` of `default_rng(42)`, and by `uniform(-1, 1)` of `default_rng(7)`.
  @Test("default_rng's layers are NumPy's, to the bit")
  func defaultGenerator() throws {
    let usual = try Self.built {
      $0.seed = 42
      $0.generator = .numpyDefault
    }
    #expect(
      usual.weights
        == Matrix([
          [0.30471707975443135, -1.0399841062404955, 0.7504511958064572],
          [0.9405647163912139, -1.9510351886538364, -1.302179506862318],
          [0.12784040316728537, -0.3162425923435822, -0.016801157504288795],
          [-0.85304392757358, 0.8793979748628286, 0.7777919354289483],
          [0.06603069756121605, 1.1272412069680329, 0.4675093422520456],
        ]))
    #expect(
      usual.bias
        == Vector([
          -0.8592924628832382, 0.36875078408249884, -0.9588826008289989, 0.8784503013072725,
          -0.049925910986252896,
        ]))
    let uniform = try Self.built {
      $0.size = DenseSize(outputs: 2, inputs: 3)
      $0.seed = 7
      $0.generator = .numpyDefault
      $0.initialization = .uniform
    }
    #expect(
      uniform.weights
        == Matrix([
          [0.25019093320933394, 0.794427601939151, 0.551371380490387],
          [-0.5495856200188163, -0.39966743017754913, 0.7471068907925238],
        ]))
    #expect(uniform.bias == Vector([-0.9894693908688506, 0.6424568367655326]))
  }

  @Test(
    "the shorter side of an orthogonal matrix is orthonormal",
    arguments: [(4, 3), (3, 4), (5, 5), (1, 6), (1, 1)])
  func orthogonal(_ outputs: Int, _ inputs: Int) throws {
    let weights = try Self.built {
      $0.size = DenseSize(outputs: outputs, inputs: inputs)
      $0.seed = 7
      $0.initialization = .orthogonal
    }.weights
    let gram = weights.gram(outputs > inputs ? .columns : .rows)
    let defect = (gram - Matrix(identity: min(outputs, inputs))).elements.reduce(0) { max($0, $1.magnitude) }
    #expect(defect < 1e-15 * 10)
  }

  @Test("an orthogonal matrix is Q of NumPy's normal numbers, but for signs of columns")
  func orthogonalAsNumPy() throws {
    let weights = try Self.built {
      $0.size = DenseSize(outputs: 4, inputs: 3)
      $0.seed = 7
      $0.initialization = .orthogonal
    }.weights
    let reference = Matrix([
      [-0.9189070255964105, 0.14369187152415905, -0.3633208581620609],
      [-0.22151072571603403, -0.3190407689964911, 0.5453070128183906],
      [0.00048398070405289764, -0.9174442901164, -0.3811552677345451],
      [-0.32640870464035093, -0.18937161431647292, 0.6521954290499702],
    ])
    for column in 0..<3 {
      let sign = weights[0, column] * reference[0, column] < 0 ? -1.0 : 1
      #expect(sign * weights.column(column) ≈ reference.column(column))
    }
  }

  @Test("every initialisation draws the same numbers for the same seed", arguments: Initialization.allCases)
  func repeats(_ initialization: Initialization) throws {
    let layers = try (0..<2).map { _ in
      try Self.built {
        $0.seed = 3
        $0.initialization = initialization
      }
    }
    #expect(layers[0].weights == layers[1].weights)
    #expect(layers[0].weights.elements.allSatisfy { $0.isFinite })
    #expect(layers[0].bias == layers[1].bias)
  }

  @Test func withoutABiasThereIsNone() throws {
    let layer = try Self.built {
      $0.seed = 42
      $0.bias = .off
    }
    #expect(layer.weights == Matrix(Self.references[0].weights))
    #expect(layer.bias == Vector(repeating: 0, count: 5))
    #expect(layer.parameterCount == 15)
    #expect(layer.formula == "y = W x")
  }

  @Test func aScaleIsAFactorOnBoth() throws {
    let layer = try Self.built {
      $0.seed = 42
      $0.scale = -3
    }
    #expect(layer.weights == -3 * Matrix(Self.references[0].weights))
    #expect(layer.bias == -3 * Vector(Self.references[0].bias))
  }

  @Test("layers without a seed draw from the stream one after another, those with one leave it alone")
  func streams() throws {
    var construction = Self.construction()
    var kind = Dense.Kind()
    kind.size = DenseSize(outputs: 2, inputs: 2)
    let first = try kind.build(in: &construction) as? Dense
    #expect(construction.origin == nil)
    kind.seed = 5
    _ = try kind.build(in: &construction)
    #expect(construction.origin == .drawn(seed: 5, generator: "numpy"))
    kind.seed = nil
    let second = try kind.build(in: &construction) as? Dense
    var random = NumPyGenerator(seed: 42)
    for layer in [first, second] {
      #expect(layer?.weights == random.randn(rows: 2, columns: 2))
      #expect(layer?.bias == Vector(random.normal(count: 2)))
    }
  }

  static func construction(input: Shape? = nil, limit: Int = 1 << 28) -> Construction {
    Construction(input: input, stream: RandomStream(seed: 42, generator: .numpy), limit: limit)
  }

  /// A layer of 5x3, unless said otherwise.
  static func built(_ configure: (inout Dense.Kind) -> Void) throws -> Dense {
    var kind = Dense.Kind()
    kind.size = DenseSize(outputs: 5, inputs: 3)
    configure(&kind)
    var construction = construction()
    return try #require(try kind.build(in: &construction) as? Dense)
  }
}

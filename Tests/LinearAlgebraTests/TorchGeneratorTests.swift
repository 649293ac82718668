import LinearAlgebra
import Testing

@Suite struct TorchGeneratorTests {
  typealias References = TorchGeneratorReferences

  @Test(arguments: References.streams) func normalNumbersAreTorchs(_ stream: References.Stream) {
    for normals in stream.normals {
      var random = TorchGenerator(seed: stream.seed)
      let bits = bits(random.normalFloats(count: normals.count))
      let kept = normals.bits.count == normals.count ? bits : Array(bits.prefix(4) + bits.suffix(17))
      #expect(kept == normals.bits, "randn(\(normals.count))")
      #expect(self.bits(random.uniformFloats(count: 1)) == [normals.next], "after randn(\(normals.count))")
    }
  }

  @Test(arguments: References.streams) func uniformNumbersAreTorchs(_ stream: References.Stream) {
    var random = TorchGenerator(seed: stream.seed)
    #expect(bits(random.uniformFloats(count: 5)) == stream.uniform)
    random = TorchGenerator(seed: stream.seed)
    let flips = random.bernoulli(count: 40, probability: 0.5)
    #expect(flips.map { $0 ? "1" : "0" }.joined() == stream.bernoulli)
  }

  @Test(arguments: References.streams) func tensorsInARowAreTorchs(_ stream: References.Stream) {
    var random = TorchGenerator(seed: stream.seed)
    #expect([3, 1, 16, 1].map { bits(random.normalFloats(count: $0)) } == stream.mixed)
  }

  @Test(arguments: References.streams) func aWaitingNumberOutlivesOtherDraws(_ stream: References.Stream) {
    var random = TorchGenerator(seed: stream.seed)
    let waiting = random.normalFloats(count: 4)[3]
    random = TorchGenerator(seed: stream.seed)
    _ = random.normalFloats(count: 3)
    _ = random.normalFloats(count: 20)
    _ = random.uniformFloats(count: 5)
    _ = random.linear(inputs: 3, outputs: 2)
    #expect(random.normalFloats(count: 1) == [waiting])
  }

  /// Of seed 5528393, the first number made has the radius -0 and a positive cosine.
  @Test func noNormalNumberIsMinusZero() {
    var random = TorchGenerator(seed: 5_528_393)
    let bits = bits(random.normalFloats(count: 16))
    #expect([0, 1, 8, 9].map { bits[$0] } == [0, 0x3f3f_3832, 0, 0xbf04_15b5])
  }

  /// `rand`, `uniform_(-0.3, 0.7)` and `randn` of float64, then a float32 `randn(1)` that takes what is left over.
  struct Doubles: Sendable {
    let seed: UInt64
    let uniform: [Double]
    let placed: [Double]
    let short: [Double]
    /// The first two and the last seventeen of 33.
    let long: [Double]
    let leftOver: Float
  }

  static let doubles = [
    Doubles(
      seed: 0,
      uniform: [0.9700530018065531, 0.707819864399788, 0.45938294312745087],
      placed: [0.6207476841219604, 0.3450241201227648, 0.4911478921803037],
      short: [0.4033468476292993, 0.8380263329976598, -0.7192575784693592],
      long: [
        -0.5588234356839432, 0.13559268970253827, -1.3218818291421377, -0.033892918655373555,
        0.4604689979691664, 1.117443076566861, 0.36904473680395194, -0.1872021932975887, -3.1452962731231335,
        -0.11373127757597257, 1.6962024805143952, 0.9138982512742285, 1.154696227582466, -0.0860751366873787,
        -1.96124168414333, 0.22092437177232177, -1.3809366518587674, -2.0547510174380235, 0.04757655385024031,
      ],
      leftOver: -0.40334352493217457),
    Doubles(
      seed: 42,
      uniform: [0.05815448596142969, 0.06291016742457756, 0.12358607277440903],
      placed: [-0.24741983563892295, 0.22617189685476186, 0.17678475378747965],
      short: [2.2082013355893912, -0.6379970567672183, 0.4616572216317842],
      long: [
        -0.4174686967516483, -0.8957810900556578, -1.744556661084211, -0.8118406564041991, 2.3464758864728754,
        -1.5168508562286191, -0.9848309379659244, 0.4573409128131671, 0.16048920142982762,
        -0.9214988800859956, -1.108152357089335, 0.14417369704825783, 1.5695068008576476, -1.1983222673785627,
        0.005247036919813949, -0.004495386168535826, 1.4654350727468453, 0.9460834933616517,
        -1.1149258145774585,
      ],
      leftOver: 0.26735086784982165),
  ]

  @Test(arguments: doubles) func numbersOf64BitsAreTorchs(_ expected: Doubles) {
    var random = TorchGenerator(seed: expected.seed)
    #expect(random.uniformDoubles(count: 3) == expected.uniform)
    #expect(random.uniformDoubles(count: 3, from: -0.3, to: 0.7) == expected.placed)
    #expect(random.normalDoubles(count: 3) == expected.short)
    let long = random.normalDoubles(count: 33)
    #expect(Array(long.prefix(2) + long.suffix(17)) == expected.long)
    #expect(random.normalFloats(count: 1) == [expected.leftOver])
  }

  /// What `uniform_(-0.3, 0.7)` fills eight places with.
  @Test(
    arguments: [
      (
        0,
        [
          0x3e48_f77c, 0x3eef_bac4, 0xbe58_9960, 0xbe2c_0034, 0x3bf3_3b00, 0x3eab_0c5c, 0x3e42_a7d8,
          0x3f18_b09a,
        ]
      ),
      (
        42,
        [
          0x3f15_0f99, 0x3f1d_70e6, 0x3da9_b478, 0x3f28_c841, 0x3db9_3ce8, 0x3e9a_0ef4, 0xbd31_e110,
          0x3efc_be8e,
        ]
      ),
    ] as [(UInt64, [UInt32])])
  func placesAreRoundedOnce(seed: UInt64, expected: [UInt32]) {
    var random = TorchGenerator(seed: seed)
    #expect(bits(random.uniformFloats(count: 8, from: -0.3, to: 0.7)) == expected)
    random = TorchGenerator(seed: seed)
    #expect(random.uniform(from: -0.3, to: 0.7) == Double(Float(bitPattern: expected[0])))
  }

  @Test func theUpperEndIsLeftOut() {
    var random = TorchGenerator(seed: 0)
    #expect(Set(random.uniformFloats(count: 100, from: 1, to: Float(1).nextUp)) == [1])
    #expect(Set(random.uniformDoubles(count: 100, from: 1, to: 1.0.nextUp)) == [1])
  }

  @Test func onlyTheLowBitsOfASeedCount() {
    #expect(TorchGenerator(seed: 1 << 32 + 42) == TorchGenerator(seed: 42))
    #expect(TorchGenerator(seed: 43) != TorchGenerator(seed: 42))
  }

  @Test(arguments: [0, 1, 5, 15, 16, 17, 40]) func numbersForVectorsAreTheSameWidened(count: Int) {
    var (wide, narrow) = (TorchGenerator(seed: 42), TorchGenerator(seed: 42))
    #expect(wide.normal(count: count) == narrow.normalFloats(count: count).map(Double.init))
    #expect(wide.normal() == Double(narrow.normalFloats(count: 1)[0]))
    #expect(wide.uniform(count: count) == narrow.uniformFloats(count: count).map(Double.init))
    #expect(wide.uniform() == Double(narrow.uniformFloats(count: 1)[0]))
    #expect(wide == narrow)
  }

  @Test func matricesAreFilledRowByRow() {
    var (one, other) = (TorchGenerator(seed: 42), TorchGenerator(seed: 42))
    let matrix = one.randn(rows: 2, columns: 10)
    let numbers = other.normal(count: 20)
    #expect(matrix == Matrix([Array(numbers[0..<10]), Array(numbers[10..<20])]))
  }

  @Test func copiesGoOnAlone() {
    var original = TorchGenerator(seed: 1)
    _ = original.normal()  // the copy takes the waiting number along
    var copy = original
    let expected = original.normal(count: 7)
    _ = original.uniform()
    #expect(copy.normal(count: 7) == expected)
    #expect(copy != original)
  }

  /// Words 0 and 1 of seed 42, which `MersenneTwister` is tested for.
  @Test func theFirstOfTwoWordsIsOnTop() {
    var random = TorchGenerator(seed: 42)
    #expect(random.doubleWord() == 1_608_637_542 << 32 + 3_421_126_067)
    #expect(random.word() == 4_083_286_876)
  }

  private func bits(_ numbers: [Float]) -> [UInt32] { numbers.map(\.bitPattern) }
}

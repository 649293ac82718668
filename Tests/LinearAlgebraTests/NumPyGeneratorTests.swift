import LinearAlgebra
import Testing

@Suite struct NumPyGeneratorTests {
  /// What one generator gives in this order of calls, printed by NumPy 2 to the last digit.
  struct Stream: Sendable {
    let seed: UInt32
    /// `randn(5)`, which leaves one number in the cache.
    let randn: [Double]
    /// `rand(3)`, which does not touch it.
    let rand: [Double]
    let againRandn: [Double]
    /// `normal(10, 2, 3)`.
    let normal: [Double]
    /// `uniform(-1, 1, 3)`.
    let uniform: [Double]
    /// The words 0, 1, 2, 623, 624 and 999 of a fresh generator.
    let words: [UInt32]
  }

  static let streams = [
    Stream(
      seed: 0,
      randn: [
        1.764052345967664, 0.4001572083672233, 0.9787379841057392, 2.240893199201458, 1.8675579901499675,
      ],
      rand: [0.4375872112626925, 0.8917730007820798, 0.9636627605010293],
      againRandn: [-0.977277879876411, 1.2661185298577784],
      normal: [8.988246920478977, 15.090401556942108, 12.16162382611089],
      uniform: [0.8511932765853221, -0.8579278836042261, -0.8257414005969186],
      words: [2357136044, 2546248239, 3071714933, 3791854820, 341544762, 3043451800]),
    Stream(
      seed: 1,
      randn: [
        1.6243453636632417, -0.6117564136500754, -0.5281717522634557, -1.0729686221561705, 0.8654076293246785,
      ],
      rand: [0.4191945144032948, 0.6852195003967595, 0.20445224973151743],
      againRandn: [-2.3015386968802827, -0.8599066067340536],
      normal: [13.545215258730856, 7.7792738905273815, 10.362428533270794],
      uniform: [-0.6037970218302424, 0.6014891373510733, 0.936523151438795],
      words: [1791095845, 4282876139, 3093770124, 2006116153, 1104314680, 548926898]),
    Stream(
      seed: 42,
      randn: [
        0.4967141530112327, -0.13826430117118466, 0.6476885381006925, 1.5230298564080254,
        -0.23415337472333597,
      ],
      rand: [0.05808361216819946, 0.8661761457749352, 0.6011150117432088],
      againRandn: [-0.23413695694918055, -0.580878134023515],
      normal: [8.949660385643705, 8.857239668491717, 8.15183432450579],
      uniform: [0.04951286326447568, -0.13610996271576847, -0.4175417196039162],
      words: [1608637542, 3421126067, 4083286876, 1077437785, 108880612, 1946654618]),
    Stream(
      seed: 4294967295,
      randn: [
        0.6484086742306527, 0.6693235306338161, -1.0805437227474493, 0.2845010447986309, 0.11388773652167104,
      ],
      rand: [0.9845555560357949, 0.4142464457254096, 0.32420043998445336],
      againRandn: [0.8676218937929382, -1.4568655509538075],
      normal: [9.899680468911766, 12.637902719167283, 11.129545155274963],
      uniform: [0.1610401868588489, -0.9374342978721488, 0.20109217603027374],
      words: [419326371, 479346978, 3918654476, 1027084080, 3860652269, 2673539693]),
  ]

  @Test(arguments: streams) func streamsAreNumPys(_ stream: Stream) {
    var random = NumPyGenerator(seed: stream.seed)
    #expect(random.normal(count: 5) == stream.randn)
    #expect(random.uniform(count: 3) == stream.rand)
    #expect(random.normal(count: 2) == stream.againRandn)
    #expect((0..<3).map { _ in random.normal(mean: 10, deviation: 2) } == stream.normal)
    #expect((0..<3).map { _ in random.uniform(from: -1, to: 1) } == stream.uniform)
  }

  @Test(arguments: streams) func wordsAreTheTwisters(_ stream: Stream) {
    var twister = MersenneTwister(seed: stream.seed)
    let words = (0..<1000).map { _ in twister.next() }
    #expect([0, 1, 2, 623, 624, 999].map { words[$0] } == stream.words)
  }

  @Test func matricesAreFilledRowByRow() {
    var (one, other) = (NumPyGenerator(seed: 42), NumPyGenerator(seed: 42))
    let matrix = one.randn(rows: 2, columns: 3)
    let numbers = other.normal(count: 6)
    #expect(matrix == Matrix([Array(numbers[0..<3]), Array(numbers[3..<6])]))
    #expect(one == other)
  }

  @Test func copiesGoOnAlone() {
    var original = NumPyGenerator(seed: 1)
    _ = original.normal()  // the copy takes the waiting number along
    var copy = original
    let expected = original.normal(count: 700)
    _ = original.uniform()
    #expect(copy.normal(count: 700) == expected)
    #expect(copy != original)
  }

  @Test func seedsAreChecked() {
    #expect(NumPyGenerator(exactly: 4_294_967_296) == nil)
    #expect(NumPyGenerator(exactly: 4_294_967_295) == NumPyGenerator(seed: .max))
  }
}

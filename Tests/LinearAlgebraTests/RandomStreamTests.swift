import LinearAlgebra
import Testing

/// A stream is the generator of its name.
@Suite struct RandomStreamTests {
  typealias Generator = RandomStream.Generator

  private static func source(_ generator: Generator, seed: UInt32) -> any RandomSource {
    switch generator {
    case .numpy: NumPyGenerator(seed: seed)
    case .numpyDefault: NumPyDefaultGenerator(seed: UInt64(seed))
    case .torch: TorchGenerator(seed: UInt64(seed))
    }
  }

  @Test(arguments: Generator.allCases) func drawsAreTheGenerators(_ generator: Generator) {
    for seed: UInt32 in [0, 42, .max] {
      var stream = RandomStream(seed: seed, generator: generator)
      var source = Self.source(generator, seed: seed)
      #expect(stream.seed == seed && stream.generator == generator)
      #expect(stream.normal(count: 17) == source.normal(count: 17))
      #expect(stream.normal() == source.normal())
      #expect(stream.uniform(count: 3) == source.uniform(count: 3))
      #expect(stream.uniform() == source.uniform())
      #expect(stream.uniform(from: -0.3, to: 0.7) == source.uniform(from: -0.3, to: 0.7))
      #expect(stream.keeps(count: 20, dropping: 0.3) == source.keeps(count: 20, dropping: 0.3))
      #expect(stream.normal(count: 2) == source.normal(count: 2))
    }
  }

  @Test(arguments: Generator.allCases) func streamsAreValues(_ generator: Generator) {
    let fresh = RandomStream(seed: 42, generator: generator)
    var (one, other) = (fresh, fresh)
    #expect(one.normal(count: 5) == other.normal(count: 5))
    #expect(one == other && one.hashValue == other.hashValue)
    #expect(one != fresh)
    _ = one.uniform()
    #expect(one != other)
    for another in Generator.allCases where another != generator {
      #expect(fresh != RandomStream(seed: 42, generator: another))
    }
    #expect(fresh != RandomStream(seed: 43, generator: generator))
  }

  @Test(arguments: Generator.allCases) func whatIsLeftToNoChanceDrawsNothing(_ generator: Generator) {
    let fresh = RandomStream(seed: 42, generator: generator)
    var stream = fresh
    #expect(stream.keeps(count: 3, dropping: 0) == [true, true, true])
    #expect(stream.keeps(count: 3, dropping: 1) == [false, false, false])
    #expect(stream == fresh)
  }

  @Test(
    "NumPy's masks are random(24) < 0.7 of seed 7, and take a number each",
    arguments: [
      (.numpy, "101001111110111011011011", 0.9091283748867313),
      (.numpyDefault, "100110100111111100101111", 0.03568027877359614),
    ] as [(Generator, String, Double)])
  func masks(_ generator: Generator, expected: String, next: Double) {
    var stream = RandomStream(seed: 7, generator: generator)
    #expect(stream.keeps(count: 24, dropping: 0.3).map { $0 ? "1" : "0" }.joined() == expected)
    #expect(stream.uniform() == next)
  }

  @Test(arguments: Generator.allCases) func onlyPyTorchDrawsLinearLayers(_ generator: Generator) {
    let fresh = RandomStream(seed: 42, generator: generator)
    var stream = fresh
    let weights = stream.linear(inputs: 3, outputs: 2, hasBias: true)
    var torch = TorchGenerator(seed: 42)
    #expect(weights == (generator == .torch ? torch.linear(inputs: 3, outputs: 2) : nil))
    #expect((stream == fresh) == (weights == nil))
  }
}

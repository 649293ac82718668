import LinearAlgebra
import Testing

/// The parameters of modules and the masks of dropout, and the number that `torch.rand(1)` gives after them.
@Suite struct TorchGeneratorLayerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let seed: UInt64
    /// The tensors one after the other.
    let draw: @Sendable (inout TorchGenerator) -> [[Float]]
    /// Bit patterns, which PyTorch 2.13 gave.
    let expected: [[UInt32]]
    let next: UInt32
  }

  static let cases = [
    Case(
      testDescription: "nn.Linear(3, 2, bias=False)", seed: 0,
      draw: { $0.linear(inputs: 3, outputs: 2, hasBias: false).drawn },
      expected: [[0xbb8d_a3e8, 0x3e9e_9313, 0xbef3_4b7e, 0xbed9_8bc9, 0xbe63_b4b1, 0x3e1e_8953]],
      next: 0x3efa_ed86),
    Case(
      testDescription: "nn.Conv2d(4, 2, 2, groups=2)", seed: 0,
      draw: { $0.conv2d(inputs: 4, outputs: 2, kernel: 2, groups: 2).drawn },
      expected: [
        [
          0xbb2d_7922, 0x3e42_369c, 0xbe94_fcb1, 0xbe85_381d, 0xbe0b_70d6, 0x3dc2_2aab, 0xbbe5_8a57,
          0x3e8f_8740, 0xbd00_83de, 0x3dbf_9997, 0xbdda_d35d, 0xbd8e_541b, 0xbeac_efc2, 0xbe6f_c590,
          0xbe15_3d9f, 0x3c56_944c,
        ], [0x3e0f_206b, 0x3e59_3b40],
      ],
      next: 0x3e24_e4e8),
    Case(
      testDescription: "nn.Conv2d(4, 2, 2, groups=2, bias=False)", seed: 42,
      draw: { $0.conv2d(inputs: 4, outputs: 2, kernel: 2, groups: 2, hasBias: false).drawn },
      expected: [
        [
          0x3e8a_6571, 0x3e96_3f5b, 0xbda9_a1a3, 0x3ea6_4952, 0xbd9e_a5df, 0x3d92_1cb0, 0xbe30_42a6,
          0x3e54_9e79, 0x3e9f_9389, 0xbe84_cd06, 0x3e9d_5760, 0x3d87_848f, 0x3e85_bd1b, 0x3d44_1fda,
          0x3e2e_921c, 0xbd4c_7767,
        ]
      ],
      next: 0x3f62_ac63),
    Case(
      testDescription: "nn.RNN(2, 3)", seed: 0,
      draw: { $0.rnn(inputs: 2, hidden: 3).drawn },
      expected: [
        [0xbb8d_a3e8, 0x3e9e_9313, 0xbef3_4b7e, 0xbed9_8bc9, 0xbe63_b4b1, 0x3e1e_8953],
        [
          0xbc3b_6b40, 0x3eea_617a, 0xbd51_dd42, 0x3e1c_70d2, 0xbe32_ab9e, 0xbde8_6bea, 0xbf0d_33bd,
          0xbec3_c5d6, 0xbe73_b584,
        ],
        [0x3caf_3408, 0x3e69_b98d, 0x3eb1_5e66],
        [0xbec8_66d2, 0xbe80_b969, 0x3e56_bc83],
      ],
      next: 0x3f6a_4a27),
    Case(
      testDescription: "nn.RNN(2, 3, bias=False)", seed: 42,
      draw: { $0.rnn(inputs: 2, hidden: 3, hasBias: false).drawn },
      expected: [
        [0x3ee2_0009, 0x3ef5_5a65, 0xbe0a_80e2, 0x3f07_c5b4, 0xbe01_8916, 0x3dee_999a],
        [
          0xbe8f_ea7d, 0x3ead_9a4b, 0x3f02_4b24, 0xbed8_dce9, 0x3f00_77f9, 0x3ddd_4cb6, 0x3eda_64f5,
          0x3da0_228a, 0x3e8e_8952,
        ],
      ],
      next: 0x3edb_dae8),
    Case(
      testDescription: "dropout(ones(12), 0.3)", seed: 0,
      draw: { [$0.dropoutMask(count: 12, probability: 0.3)] },
      expected: [
        [
          0, 0, 0x3fb6_db6e, 0, 0x3fb6_db6e, 0, 0x3fb6_db6e, 0x3fb6_db6e, 0x3fb6_db6e, 0x3fb6_db6e,
          0x3fb6_db6e, 0x3fb6_db6e,
        ]
      ],
      next: 0x3ed6_bcb0),
    Case(
      testDescription: "dropout at 0 draws nothing", seed: 42,
      draw: { [$0.dropoutMask(count: 2, probability: 0)] },
      expected: [[0x3f80_0000, 0x3f80_0000]], next: 0x3f61_dc66),
    Case(
      testDescription: "dropout at 1 draws nothing", seed: 42,
      draw: { [$0.dropoutMask(count: 2, probability: 1)] },
      expected: [[0, 0]], next: 0x3f61_dc66),
  ]

  @Test(arguments: cases) func drawsAreTorchs(_ draw: Case) {
    var random = TorchGenerator(seed: draw.seed)
    #expect(draw.draw(&random).map { $0.map(\.bitPattern) } == draw.expected)
    #expect(random.uniformFloats(count: 1)[0].bitPattern == draw.next)
  }

  @Test(arguments: TorchGeneratorReferences.streams)
  func linearLayersAreTorchs(_ stream: TorchGeneratorReferences.Stream) {
    var random = TorchGenerator(seed: stream.seed)
    let layer = random.linear(inputs: 3, outputs: 2)
    #expect(layer.drawn.joined().map(\.bitPattern) == stream.linear)
  }

  @Test func shapesAreTorchs() {
    var random = TorchGenerator(seed: 0)
    let linear = random.linear(inputs: 3, outputs: 2)
    #expect(linear.weight.shape == [2, 3] && linear.bias?.shape == [2])
    let convolution = random.conv2d(inputs: 4, outputs: 6, kernel: 3, groups: 2)
    #expect(convolution.weight.shape == [6, 2, 3, 3] && convolution.bias?.shape == [6])
    let recurrent = random.rnn(inputs: 2, hidden: 3)
    #expect(recurrent.inputWeight.shape == [3, 2] && recurrent.hiddenWeight.shape == [3, 3])
    #expect(recurrent.inputBias?.shape == [3] && recurrent.hiddenBias?.shape == [3])
  }

  @Test func tensorsAreMatricesRowByRow() {
    let tensor = TorchTensor(shape: [2, 2, 2], elements: [0, 1, 2, 3, 4, 5, 6, 0.1])
    #expect(tensor.matrix == Matrix([[0, 1, 2, 3], [4, 5, 6, Double(Float(0.1))]]))
    #expect(tensor.vector == Vector([0, 1, 2, 3, 4, 5, 6, 0.10000000149011612]))
  }
}

extension TorchGenerator.Weights {
  /// The numbers of each tensor, in the order of drawing.
  var drawn: [[Float]] { [weight, bias].compactMap { $0?.elements } }
}

extension TorchGenerator.RecurrentWeights {
  /// The numbers of each tensor, in the order of drawing.
  var drawn: [[Float]] { [inputWeight, hiddenWeight, inputBias, hiddenBias].compactMap { $0?.elements } }
}

import Testing

@testable import LinearAlgebra

@Suite struct NumPyDefaultGeneratorTests {
  /// What one generator gives in this order of calls: bit patterns of NumPy 2.4.6 on x86-64.
  struct Stream: Sendable {
    let seed: UInt64
    /// `bit_generator.state` of the fresh generator.
    let state: UInt128
    let increment: UInt128
    /// `random(4)`.
    let random: [UInt64]
    /// `standard_normal(4)`.
    let normal: [UInt64]
    /// `uniform(-1, 1, 2)`.
    let uniform: [UInt64]
    /// `standard_normal(20000)`, in which each strip and the tail have their turn, folded into one number.
    let fingerprint: UInt64
  }

  static let streams = [
    Stream(
      seed: 0,
      state: 0x1AA1_B534_5996_452D_0958_5EB7_A695_61E3,
      increment: 0x418D_DADB_3AF7_1A82_5881_33BC_4478_73A9,
      random: [
        0x3FE4_61FD_79FB_3850, 0x3FD1_442F_7E20_B674, 0x3FA4_FA7B_529D_9BD0, 0x3F90_EC9E_D84D_0BC0,
      ],
      normal: [
        0xBFE1_2434_18E6_43ED, 0x3FD7_245F_95CE_D1E6, 0x3FF4_DD2F_26BD_103C, 0x3FEE_4E7C_BC69_BCA3,
      ],
      uniform: [0x3FB6_5603_CF43_B8F0, 0x3FEB_D83A_01E3_D5AE],
      fingerprint: 0xD75F_F671_5431_1CC6),
    Stream(
      seed: 1,
      state: 0x9C5B_484B_FEDB_756C_2A6E_7D6F_320F_BC7E,
      increment: 0x922A_F2DA_2645_F895_A198_57B9_5740_937B,
      random: [
        0x3FE0_60D7_BE6F_245C, 0x3FEE_6A32_D778_2A55, 0x3FC2_73D2_7B04_760C, 0x3FEE_5B56_15DA_558D,
      ],
      normal: [
        0x3FEC_F8AC_DDD3_49F3, 0x3FDC_9166_A784_7147, 0xBFE1_2EB8_8D2B_5275, 0x3FE2_9884_FE94_6122,
      ],
      uniform: [0x3FB9_6458_0549_A3F0, 0xBFEE_3C78_B37A_8340],
      fingerprint: 0xA719_5AEC_0451_4460),
    Stream(
      seed: 42,
      state: 0xCEA4_4F67_9879_8F2A_ACBC_7C9D_6886_0AC8,
      increment: 0xFA50_5436_C9A8_416E_66CA_F2E2_8D25_ABFF,
      random: [
        0x3FE8_C43F_79A2_DB24, 0x3FDC_1695_9869_E47E, 0x3FEB_79A2_584D_DB42, 0x3FE6_50D6_C1C2_C011,
      ],
      normal: [
        0xBFFF_3770_AC89_D08F, 0xBFF4_D5BA_2DB7_EBC8, 0x3FC0_5D13_075B_0043, 0xBFD4_3D51_91ED_F2D2,
      ],
      uniform: [0xBFE7_CCFC_7A5F_274C, 0xBFB9_6703_AC52_0C90],
      fingerprint: 0x831E_349B_5F5D_FF1A),
    Stream(
      seed: 4294967295,
      state: 0x4C23_3832_246A_A48C_C57A_3CE1_9C86_BA9A,
      increment: 0xDA95_80DA_F0FE_872C_AD12_D969_E7B7_01FB,
      random: [
        0x3FD0_1FD7_EA4C_363E, 0x3FCC_0A59_175C_B424, 0x3FD2_62DF_73BA_3636, 0x3FE3_CEB1_E066_D3D0,
      ],
      normal: [
        0xBFF2_A401_B378_6714, 0x3FE6_7D54_91F6_C0D8, 0xBFD9_988D_5DA9_0A2D, 0x3FCA_E042_365F_C953,
      ],
      uniform: [0x3FE0_8C1D_A21C_1A92, 0x3FE1_B99A_3931_63FE],
      fingerprint: 0xF9D0_8D3B_325B_BB6E),
  ]

  @Test(arguments: streams) func seedsAreNumPys(_ stream: Stream) {
    let words = PCG64(seed: stream.seed)
    #expect(words.state == stream.state)
    #expect(words.increment == stream.increment)
  }

  @Test(arguments: streams) func streamsAreNumPys(_ stream: Stream) {
    var random = NumPyDefaultGenerator(seed: stream.seed)
    #expect(bits(random.uniform(count: 4)) == stream.random)
    #expect(bits(random.normal(count: 4)) == stream.normal)
    #expect(bits([random.uniform(from: -1, to: 1), random.uniform(from: -1, to: 1)]) == stream.uniform)
    #expect(folded(bits(random.normal(count: 20_000))) == stream.fingerprint)
  }

  @Test(
    "a number beyond the ziggurat's edge, and the one after it",
    arguments: [
      (755, [0xC011_878D_558C_C268, 0x3FE8_BC02_3C52_CDC7]),
      (1950, [0x4012_380A_29CF_F10B, 0xBFAD_DC9D_1267_C0C4]),
    ] as [(UInt64, [UInt64])])
  func tails(seed: UInt64, expected: [UInt64]) {
    var random = NumPyDefaultGenerator(seed: seed)
    #expect(bits(random.normal(count: 2)) == expected)
    #expect(Double(bitPattern: expected[0]).magnitude > 3.66)
  }

  @Test(
    "seeds of more than 32 bits",
    arguments: [
      (
        1 << 32, 0x24D0_60CF_1520_DBDD_21BB_F7FB_FF1A_C5D4, 0x77FF_3ED8_6C5C_5633_7B62_EEA7_340C_A9C7
      ),
      (
        .max, 0xDDC4_1944_2AEB_DE79_4D8B_0A3B_048A_CDB0, 0x3776_2AAC_B3CC_854F_4ED6_23C7_D189_51ED
      ),
    ] as [(UInt64, UInt128, UInt128)])
  func longSeeds(seed: UInt64, state: UInt128, increment: UInt128) {
    #expect(PCG64(seed: seed).state == state)
    #expect(PCG64(seed: seed).increment == increment)
  }

  /// The last bits of an entry decide about one number in 2^50, so that no stream would show a slip in them.
  @Test func tablesAreNumPys() {
    #expect([Ziggurat.inside.count, Ziggurat.widths.count, Ziggurat.heights.count] == [256, 256, 256])
    #expect(folded(Ziggurat.inside) == 0x8469_67D2_5C86_34F6)
    #expect(folded(bits(Ziggurat.widths)) == 0x42AF_D117_9F03_4E02)
    #expect(folded(bits(Ziggurat.heights)) == 0x5461_CFEB_F98A_64A3)
  }

  @Test("the words of SeedSequence(42)") func words() {
    #expect(
      SeedSequence(seed: 42).words(count: 3) == [
        0x9F1E_2E6D_CD54_0AB7, 0xD578_73DC_79FB_94B6, 0x7D28_2A1B_64D4_20B7,
      ])
  }

  @Test func copiesGoOnAlone() {
    var original = NumPyDefaultGenerator(seed: 1)
    _ = original.normal()
    var copy = original
    let expected = original.normal(count: 700)
    _ = original.uniform()
    #expect(copy.normal(count: 700) == expected)
    #expect(copy != original)
  }

  private func folded(_ words: [UInt64]) -> UInt64 { words.reduce(0) { $0 &* 31 &+ $1 } }

  private func bits(_ numbers: [Double]) -> [UInt64] { numbers.map(\.bitPattern) }
}

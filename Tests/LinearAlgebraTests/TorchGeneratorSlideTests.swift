import LinearAlgebra
import Testing

/// The slides' weights, inputs and noise, drawn in the order in which the slides' PyTorch draws them.
@Suite struct TorchGeneratorSlideTests {
  struct Slide: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The tensors, in the order of drawing.
    let draw: @Sendable (inout TorchGenerator) -> [[Float]]
    /// For each seed, the first and the last number of each tensor.
    let ends: [UInt64: [[Float]]]
  }

  static func weights(_ drawn: TorchGenerator.Weights) -> [[Float]] {
    [drawn.weight.elements, drawn.bias?.elements ?? []]
  }

  static func weights(_ drawn: TorchGenerator.RecurrentWeights) -> [[Float]] {
    [drawn.inputWeight, drawn.hiddenWeight, drawn.inputBias, drawn.hiddenBias].map { $0?.elements ?? [] }
  }

  static let slides = [
    Slide(
      testDescription: "5, batch norm",
      draw: {
        [$0.normalFloats(count: 320)]
          + [$0.normalFloats(count: 320)]
      },
      ends: [
        42: [[1.9269152879714966, -0.982473611831665], [0.4334380030632019, 0.5064983367919922]],
        0: [[-1.1258398294448853, -0.25559672713279724], [-0.12923042476177216, -1.3792051076889038]],
      ]),
    Slide(
      testDescription: "7, feed-forward",
      draw: {
        weights($0.linear(inputs: 10, outputs: 20))
          + weights($0.linear(inputs: 20, outputs: 5))
          + [$0.normalFloats(count: 320)]
          + [$0.normalFloats(count: 320)]
      },
      ends: [
        42: [
          [0.24176831543445587, 0.08861765265464783], [-0.2872160077095032, -0.12044531852006912],
          [-0.14473076164722443, 0.046410586684942245], [-0.15541456639766693, -0.14149592816829681],
          [0.37139150500297546, 0.020705124363303185], [-0.7621514797210693, 0.4199342131614685],
        ],
        0: [
          [-0.002367540495470166, -0.0068992068991065025], [0.013303108513355255, -0.25663357973098755],
          [-0.016056353226304054, 0.017525818198919296], [0.0186782106757164, 0.15484096109867096],
          [1.0076850652694702, 0.7561837434768677], [1.5412107706069946, 0.02278069593012333],
        ],
      ]),
    Slide(
      testDescription: "9, a residual block",
      draw: {
        weights($0.linear(inputs: 10, outputs: 10))
          + weights($0.linear(inputs: 10, outputs: 10))
          + [$0.normalFloats(count: 320)]
          + [$0.normalFloats(count: 320)]
      },
      ends: [
        42: [
          [0.24176831543445587, -0.30598029494285583], [-0.181094229221344, -0.2013542503118515],
          [0.31610408425331116, 0.1067914366722107], [0.20163366198539734, -0.12044531852006912],
          [0.36183467507362366, -0.4292171895503998], [0.54386967420578, -0.13345853984355927],
        ],
        0: [
          [-0.002367540495470166, -0.18209010362625122], [0.29749104380607605, 0.047480035573244095],
          [-0.12950484454631805, 0.040042661130428314], [-0.0023540069814771414, -0.25663357973098755],
          [-0.551833987236023, -1.6687779426574707], [-0.29597413539886475, 0.4159274995326996],
        ],
      ]),
    Slide(
      testDescription: "10, a recurrent network",
      draw: {
        weights($0.rnn(inputs: 10, hidden: 20))
          + weights($0.linear(inputs: 20, outputs: 5))
      },
      ends: [
        42: [
          [0.17095601558685303, 0.06266213953495026], [-0.20309238135814667, 0.02589697763323784],
          [-0.12051469087600708, 0.21524794399738312], [-0.055148638784885406, -0.0511770024895668],
          [0.045628178864717484, 0.19445522129535675], [0.13379262387752533, -0.1442720741033554],
        ],
        0: [
          [-0.001674103899858892, -0.004878475796431303], [0.00940671842545271, 0.20188570022583008],
          [-0.1886313408613205, 0.030058620497584343], [-0.10345316678285599, 0.09691175073385239],
          [-0.13240057229995728, -0.15898831188678741], [-0.17743363976478577, 0.10524431616067886],
        ],
      ]),
    Slide(
      testDescription: "13, a skip connection",
      draw: {
        weights($0.linear(inputs: 10, outputs: 10))
          + weights($0.linear(inputs: 10, outputs: 10))
          + [$0.normalFloats(count: 1000)]
          + [$0.normalFloats(count: 1000)]
      },
      ends: [
        42: [
          [0.24176831543445587, -0.30598029494285583], [-0.181094229221344, -0.2013542503118515],
          [0.31610408425331116, 0.1067914366722107], [0.20163366198539734, -0.12044531852006912],
          [0.36183467507362366, 2.810397148132324], [0.535078763961792, 0.578863799571991],
        ],
        0: [
          [-0.002367540495470166, -0.18209010362625122], [0.29749104380607605, 0.047480035573244095],
          [-0.12950484454631805, 0.040042661130428314], [-0.0023540069814771414, -0.25663357973098755],
          [-0.551833987236023, 1.0529245138168335], [0.27867749333381653, -0.06284897774457932],
        ],
      ]),
    Slide(
      testDescription: "14, two networks of ten layers: the first layer, the last one's first row, x, target",
      draw: {
        var layers: [TorchGenerator.Weights] = []
        for _ in 0..<20 { layers.append($0.linear(inputs: 10, outputs: 10)) }
        return weights(layers[0]) + [Array(layers[19].weight.elements.prefix(10))]
          + [$0.normalFloats(count: 10), $0.normalFloats(count: 10)]
      },
      ends: [
        42: [
          [0.24176831543445587, -0.30598029494285583], [-0.181094229221344, -0.2013542503118515],
          [0.1018095538020134, -0.2777707278728485], [-1.5546165704727173, 0.19312720000743866],
          [0.6718485951423645, -0.23754045367240906],
        ],
        0: [
          [-0.002367540495470166, -0.18209010362625122], [0.29749104380607605, 0.047480035573244095],
          [-0.24685201048851013, 0.283996045589447], [0.511305570602417, -0.027240434661507607],
          [-0.5488488674163818, -0.5246395468711853],
        ],
      ]),
  ]

  @Test(arguments: slides, [42, 0] as [UInt64]) func drawsAreTheSlides(_ slide: Slide, seed: UInt64) throws {
    var random = TorchGenerator(seed: seed)
    let ends = try slide.draw(&random).map { try [#require($0.first), #require($0.last)] }
    #expect(ends == slide.ends[seed])
  }
}

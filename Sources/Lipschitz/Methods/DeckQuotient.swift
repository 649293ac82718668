public import LinearAlgebra
public import Networks
public import Parameters
import RealModule

/// The deck's own formula: `‖f(x) − f(x′)‖ / (eps ‖x − x′‖)` with `x′ = x + eps N` for a whole batch.
///
/// It divides by the step twice, once as `eps` and once as `‖x − x′‖ ≈ eps ‖N‖`; times eps it is the quotient of one
/// random direction, which for a large batch is about the root mean square of the Jacobian's singular values, far from
/// the largest. So it promises nothing.
public struct DeckQuotient: BoundMethod {
  public static let name = "deck"
  public static let summary = "the slides' own formula, which divides by eps twice: no bound"
  public static let source = "the deck, slides 5 to 13"
  public static let guarantee = Guarantee.estimate
  public static let idea =
    "One random direction N moves the whole batch, and the change is divided by eps and by |x - x'|, which is eps |N|. Divided once, it is about the root mean square of the Jacobian's singular values."
  public static let parameters: [Parameter<Self>] = [
    Parameter("eps", \.eps, "the step from the batch to the perturbed one"),
    Parameter("samples", \.samples, "how many perturbed batches"),
  ]
  public var eps: Positive = 1e-6
  public var samples: Count = 1
  public init() {}

  /// Batches of 32 normal points from PyTorch's generator, seed 0.
  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    var stream = RandomStream(seed: 0, generator: .torch)
    let points = try stoppable {
      try domain.samples(
        Self.batch, inputs: network.inputShape.count, from: &stream, monitor: monitor)
    }
    return try measure(
      DeckPass(network, mode: .eval, masks: .fresh, precision: .double), at: points, from: &stream,
      monitor: monitor
    ).bound
  }

  /// The fact that holds the derivative.
  public static let derivativeLabel = "derivative along N"

  /// How many points the slides' batches have.
  public static let batch = 32

  /// The formula at a batch `[inputs, batch]`, drawing as the slides do: for each sample the perturbation, then the
  /// masks of the two passes.
  ///
  /// - Returns: The estimate, and the network after its training passes.
  public func measure(
    _ pass: DeckPass, at x: Matrix, from stream: inout RandomStream, monitor: Monitor
  ) throws -> (bound: LipschitzBound, network: Network) {
    var pass = pass
    let x = pass.precision == .single ? x.roundedToSingle : x
    var quotients: [DeckQuotients] = []
    do {
      for sample in 1...samples.value {
        let noise = stream.randn(rows: x.columns, columns: x.rows).transposed
        quotients.append(
          try pass.quotients(x, noise, eps.value, isCompared: sample == 1, from: &stream, monitor: monitor))
        try monitor.step(sample, of: samples.value, best: quotients[0].printed)
      }
    } catch is CancellationError {
      throw Interrupted(partial: nil)
    }
    return (result(quotients, pass), pass.network)
  }

  private func result(_ quotients: [DeckQuotients], _ pass: DeckPass) -> LipschitzBound {
    let printed = quotients.map(\.printed)
    let isSingle = pass.precision == .single
    let singles = printed.map { Float($0) }
    let plain = Statistics(printed, step: eps.value)
    let mean = isSingle ? Double(SingleArithmetic.mean(singles)) : plain.mean
    let statistics = Statistics(
      count: printed.count, mean: mean,
      deviation: isSingle ? Double(SingleArithmetic.deviation(singles)) : plain.deviation, seed: nil,
      step: eps.value, values: printed)
    let derivation = Derivation(
      printed.count == 1 ? "the slide's formula" : "the slide's formula, \(printed.count) times", value: mean,
      guarantee: .estimate, statement: "|f(x) - f(x')| / (eps |x - x'|), x' = x + eps N", source: Self.source,
      facts: [
        .numbers("x eps", [mean * eps.value], note: "the quotient itself"),
        .numbers(
          Self.derivativeLabel, [quotients[0].derivative], note: "what it approaches as eps goes to 0"),
      ])
    return LipschitzBound(
      mean, .estimate, norm: .two, domain: .everywhere, method: Self.name, isCertified: false,
      statistics: statistics, notes: [note(mean * eps.value, quotients[0], pass)], because: derivation)
  }

  /// What the number measures, in a sentence.
  private func note(_ quotient: Double, _ first: DeckQuotients, _ pass: DeckPass) -> String {
    if pass.hasFreshMasks {
      return
        "two passes drew two masks, so two functions are compared: the number grows like 1/eps, and once more by the second division, and measures no constant"
    }
    guard quotient.isFinite else {
      return "x + eps N is x after rounding, or infinite, so the slide's formula has no value at this step"
    }
    var text =
      "the slide divides by eps twice; x eps = \(quotient.digits(6)), the stretch of one random direction over the batch: about the root mean square of the singular values, not the largest"
    if pass.precision == .single, first.atSamePoints > 0 {
      let error = (first.printed * eps.value / first.atSamePoints - 1).magnitude
      text += error < 5e-5 ? "" : "; float32 rounding makes \((100 * error).digits(2)) % of it"
    }
    return text
  }

}

/// What two passes of the deck's formula found.
public struct DeckQuotients: Hashable, Sendable {
  /// What the slide prints.
  public let printed: Double
  /// The quotient of the same two points in double precision, divided once; 0 where it was not asked for.
  public let atSamePoints: Double
  /// `‖J N‖ / ‖N‖` at the batch, in double precision; 0 where it was not asked for.
  public let derivative: Double
}

/// How the deck's formula runs a network: the mode, the masks and the precision of its two passes.
public struct DeckPass: Sendable {
  public enum MaskSharing: String, CaseIterable, Sendable { case fresh, shared }
  public private(set) var network: Network
  public let mode: Mode
  public let masks: MaskSharing
  public let precision: Precision

  public init(_ network: Network, mode: Mode, masks: MaskSharing, precision: Precision) {
    self.network = network
    self.mode = mode
    self.masks = masks
    self.precision = precision
  }

  /// Whether the two passes are of two functions.
  var hasFreshMasks: Bool { mode == .train && masks == .fresh && network.hasMasks }

  /// The quotient of one perturbed batch; `isCompared` with those in double precision, too.
  mutating func quotients(
    _ x: Matrix, _ noise: Matrix, _ eps: Double, isCompared: Bool, from stream: inout RandomStream,
    monitor: Monitor
  ) throws -> DeckQuotients {
    let moved: Matrix
    if precision == .single {
      // Each product and each sum rounded: eps is a float, too.
      moved = precision.rounded(x + precision.rounded(Double(Float(eps)) * noise))
    } else {
      moved = x + eps * noise
    }
    var masks = Masks.drawn(stream)
    let before = network
    let first = try output(x, &masks)
    if self.masks == .shared { masks = .drawn(stream) }
    let second = try output(moved, &masks)
    if case .drawn(let after) = masks { stream = after }
    let run = x - moved
    let printed = precision.quotient(first - second, run, eps)
    guard isCompared else { return DeckQuotients(printed: printed, atSamePoints: 0, derivative: 0) }
    var frozen = Masks.drawn(stream)
    let map = try mode == .train ? before.training(batch: x.columns, masks: &frozen) : before
    func shaped(_ x: Matrix) -> Matrix {
      mode == .train ? Matrix(rows: x.elements.count, columns: 1, elements: x.elements) : x
    }
    let rise = try map.forward(shaped(x), monitor: monitor) - map.forward(shaped(moved), monitor: monitor)
    let pushed = try map.linearization(at: shaped(x), monitor: monitor)
      .apply(shaped(noise), monitor: monitor)
    return DeckQuotients(
      printed: printed, atSamePoints: rise.frobenius / run.frobenius,
      derivative: pushed.frobenius / noise.frobenius)
  }

  private mutating func output(_ x: Matrix, _ masks: inout Masks) throws -> Matrix {
    guard mode == .train else { return network.forward(x, in: precision) }
    let (output, after) = try network.trainingPass(x, masks: &masks, precision: precision)
    network = after
    return output
  }
}

extension Precision {
  fileprivate func rounded(_ x: Matrix) -> Matrix { self == .single ? x.roundedToSingle : x }

  /// `‖rise‖ / (eps ‖run‖)` in the precision.
  fileprivate func quotient(_ rise: Matrix, _ run: Matrix, _ eps: Double) -> Double {
    guard self == .single else { return rise.frobenius / (eps * run.frobenius) }
    func norm(_ x: Matrix) -> Float { SingleArithmetic.norm(x.elements.map { Float($0) }) }
    return Double(norm(rise) / (Float(eps) * norm(run)))
  }
}

extension Matrix {
  fileprivate var frobenius: Double { Vector(elements).norm(.two) }
}

extension Double {
  /// The number to a few significant digits, for sentences.
  fileprivate func digits(_ count: Int) -> String {
    guard isFinite, self != 0 else { return description }
    let place = Int(Double.log10(magnitude).rounded(.down))
    let unit = Double.pow(10, place - count + 1)
    let rounded = (self / unit).rounded()
    // Divided by a whole power where there is one, so that the decimals come out short.
    return (unit < 1 ? rounded / Double.pow(10, count - 1 - place) : rounded * unit).description
  }
}

import Testing

@testable import Plotting

/// Splitmix64, so that random cases are the same everywhere.
struct TestRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

@Suite struct TickTests {
  static func room(_ cells: Int, target: Int, around: Bool) -> AxisFrame.Room {
    AxisFrame.Room(
      cells: cells, target: target, around: around, extent: { around ? 1 : $0.count },
      overhang: (around ? 0 : 4, 0),
      gap: around ? 0 : 2, superscripts: false)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var range: ClosedRange<Double>
    var cells: Int
    var around: Bool
    var expected: [String]
  }

  static let cases = [
    Case(
      testDescription: "the slide's sine", range: -10...10, cells: 66, around: false,
      expected: ["-10", "-5", "0", "5", "10"]),
    Case(
      testDescription: "a sigmoid's domain", range: -5...5, cells: 74, around: false,
      expected: ["-5", "-2.5", "0", "2.5", "5"]),
    Case(
      testDescription: "a small panel", range: -5...5, cells: 20, around: false, expected: ["-5", "0", "5"]),
    Case(
      testDescription: "ReLU's values", range: 0...5, cells: 5, around: true, expected: ["0.0", "2.5", "5.0"]),
    Case(
      testDescription: "tanh's values", range: -0.9999...0.9999, cells: 5, around: true,
      expected: ["-1", "0", "1"]),
    Case(
      testDescription: "probabilities", range: 0...1, cells: 9, around: true, expected: ["0.0", "0.5", "1.0"]),
    Case(
      testDescription: "a common exponent", range: 0...2e7, cells: 9, around: true,
      expected: ["0", "1e7", "2e7"]),
    Case(
      testDescription: "small numbers", range: 0...5e-6, cells: 5, around: true,
      expected: ["0", "2.5e-6", "5.0e-6"]),
  ]
  @Test(arguments: cases) func labels(_ c: Case) {
    let target = c.around ? max(3, c.cells / 4) : max(2, (c.cells + 6) / 14)
    let frame = AxisFrame(c.range, isLog: false, room: Self.room(c.cells, target: target, around: c.around))
    #expect(frame.ticks.map(\.label) == c.expected)
  }

  /// 1,000 random ranges over 600 powers of ten, seed 1.
  @Test func laws() throws {
    var random = TestRandom(seed: 1)
    for _ in 0..<1000 {
      let scale = Double.random(in: -290...290, using: &random)
      let values = (0..<2).map { _ in Double.random(in: -1...1, using: &random) * pow10(scale) }
      let range = Limits.of(values, isLog: false)
      let around = Bool.random(using: &random)
      let cells = Int.random(in: 1...90, using: &random)
      let frame = AxisFrame(
        range, isLog: false, room: Self.room(cells, target: max(3, cells / 10), around: around))
      #expect(frame.cells >= 1 && frame.cells <= cells)
      #expect(frame.low < frame.high)
      let labels = frame.ticks.map(\.label)
      #expect(!labels.contains { $0.hasPrefix("-0") && Double($0) == 0 })
      #expect(Set(labels).count == labels.count)
      // Each tick is a number at the centre of its cell, and each lies on the axis.
      for tick in frame.ticks {
        let value = try #require(Double(tick.label))
        #expect(tick.cell >= 0 && tick.cell < frame.cells)
        #expect(abs(frame.position(scaled: value) - Double(tick.cell) - 0.5) < 1e-6)
      }
      // Consecutive labels are multiples of one step.
      if frame.ticks.count >= 2 {
        let numbers = try labels.map { try #require(Double($0)) }
        let step = (numbers[numbers.count - 1] - numbers[0]) / Double(numbers.count - 1)
        for number in numbers { #expect(abs((number / step).rounded() - number / step) < 1e-6) }
        if range.contains(0) { #expect(numbers.contains(0)) }
        if !around {
          #expect(
            numbers.allSatisfy {
              $0 >= range.lowerBound - step * 1e-6 && $0 <= range.upperBound + step * 1e-6
            })
        }
      }
      if !around {
        for (left, right) in zip(frame.ticks, frame.ticks.dropFirst()) {
          let end = left.cell - (left.label.count - 1) / 2 + left.label.count
          #expect(right.cell - (right.label.count - 1) / 2 - end >= 2)
        }
      }
      // The data stay inside.
      #expect(frame.low <= range.lowerBound && frame.high >= range.upperBound)
    }
  }

  private func pow10(_ exponent: Double) -> Double { Double("1e\(Int(exponent))") ?? 1 }

  @Test(
    "where only whole numbers mean something, ticks stand at no others", arguments: [1, 2, 3, 5, 12, 999])
  func whole(_ count: Int) {
    let scene = Scene.convergence([("a", (0..<count).map { Double($0) })], step: "iteration")
    let panel = scene.panels[0]
    for width in [20, 40, 72, 120] {
      var room = Self.room(width, target: max(2, width / 14), around: false)
      room.isWhole = panel.x.isWhole
      let labels = AxisFrame(panel.xLimits, isLog: false, room: room).ticks.map(\.label)
      #expect(labels.count >= 2 && labels.allSatisfy { Int($0) != nil }, "\(labels)")
    }
  }

  @Test func verticalTicksSetTheRows() {
    let frame = AxisFrame(-1...1, isLog: false, room: Self.room(8, target: 3, around: true))
    #expect(frame.cells == 7)
    #expect(frame.ticks.map(\.cell) == [0, 3, 6])
  }

  @Test func logAxes() {
    let decades = AxisFrame(1e-8...1e12, isLog: true, room: Self.room(6, target: 3, around: true))
    #expect(decades.ticks.map(\.label) == ["1e-8", "1e-4", "1e0", "1e4", "1e8", "1e12"])
    let few = AxisFrame(0.2...5, isLog: true, room: Self.room(9, target: 3, around: true))
    #expect(few.ticks.map(\.label) == ["0.2", "0.5", "1", "2", "5"])
    var room = Self.room(9, target: 3, around: true)
    room.superscripts = true
    #expect(AxisFrame(1e-4...1, isLog: true, room: room).ticks.first?.label == "10⁻⁴")
  }

  @Test func degenerateRanges() {
    #expect(Limits.of([3, 3], isLog: false) == 1.5...4.5)
    #expect(Limits.of([0], isLog: false) == -0.5...0.5)
    #expect(Limits.of([.nan, .infinity], isLog: false) == 0...1)
    #expect(Limits.of([-1, 0], isLog: true) == 0.1...10)
    #expect(Limits.of([-1e308, 1e308], isLog: false) == -1e300...1e300)
    #expect(Limits.of([.leastNonzeroMagnitude, .leastNormalMagnitude / 4], isLog: false) == -0.5...0.5)
  }
}

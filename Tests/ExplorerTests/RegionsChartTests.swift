import Testing

@testable import Explorer

/// The picture of linear pieces says what its words say.
@Suite struct RegionsChartTests {
  /// In the first of these the steepest piece holds the middle of no shade.
  @Test("the shades end where the gains end", arguments: [3, 5, 2])
  func steepest(_ seed: Int) throws {
    let model =
      "model m: linear 8x2 seed \(seed), relu, linear 8x8 seed 1\(seed), relu, linear 1x8 seed 2\(seed)"
    var notebook = Notebook(after: [model])
    let lines = notebook.output(of: "plot regions")
    let title = try #require(lines.first { $0.contains("linear pieces") })
    let legend = try #require(lines.last { $0.contains("shades by gain") })
    #expect(title.split(separator: " ").last == legend.split(separator: " ").last)
  }
}

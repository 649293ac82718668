import Testing

@testable import Explorer

/// What `plot local` and `plot jacobian` say of networks that a reader can compute.
@Suite struct LocalChartTests {
  @Test("local in words: both sides, the knee, and what holds everywhere")
  func local() {
    var notebook = Notebook()
    _ = notebook.output(of: "model m: linear 16x2 seed 1, tanh, linear 1x16 seed 2")
    let text = notebook.output(of: "plot local m around 0.3,-0.1 from 0.001 to 10 text").joined()
    #expect(text.contains("L of m around 0.3,-0.1, 2-norm"))
    #expect(text.contains("upper, certified rises from"))
    #expect(text.contains("lower rises from"))
    #expect(text.contains("at 0.001 to") && text.contains("everywhere ≤"))
    #expect(text.contains("flat up to 0."))
    let drawn = notebook.output(of: "plot local around 0.3,-0.1")
    #expect(drawn.contains { $0.contains("radius") } && drawn.contains { $0.contains("10⁻³") })
  }

  @Test("jacobian over one, two and more inputs")
  func jacobian() {
    var notebook = Notebook()
    _ = notebook.output(of: "model one: linear 1x1 init identity bias off, tanh")
    #expect(
      notebook.output(of: "plot jacobian one text").joined().contains("highest 1 at 0"))
    _ = notebook.output(of: "model two: linear 2x2 init identity bias off, relu")
    #expect(
      notebook.output(of: "plot jacobian two text").joined().contains("24 by 48 values from 0 to 1"))
    _ = notebook.output(of: "model three: linear 3x3 init identity bias off, tanh")
    let line = notebook.output(of: "plot jacobian three around 0,0,0 from -1 to 1 text").joined()
    #expect(line.contains("v what is stretched most there") && line.contains("is 1 from -1 to 1"))
  }

  @Test(
    "what a chart does not take is an error at its place",
    arguments: [
      ("plot weights around 1,2", "about no point"), ("plot relu around 1", "not around a point"),
      ("plot weights from 0 to 1", "no axis"), ("plot local from -1 to 2", "above 0"),
      ("plot local from 2 to 1", "empty"), ("plot local around 1,2,3", "takes 2 numbers"),
      ("plot jacobian around y", "no batch is called"),
    ])
  func errors(_ line: String, _ words: String) throws {
    var notebook = Notebook()
    _ = notebook.output(of: "model m: linear 4x2 seed 1, relu")
    let problem = try notebook.problem(of: line)
    #expect(problem.message.contains(words), "\(problem.message)")
  }
}

import Plotting

/// The last plot as a drawing.
enum SVGExport: ExportFormat {
  static let name = "svg"
  static let summary = "the last plot as a drawing"
  static let endings = [".svg"]

  static func bytes(of session: ExportedSession) throws(Problem) -> [UInt8] {
    guard let drawing = session.notebook.workspace.lastPlot else {
      throw Problem(
        .badValue, "nothing was plotted yet", hints: ["plot relu   then   export svg relu.svg"])
    }
    return Array(SVG.document(drawing.scene, width: 720, height: 405).utf8)
  }
}

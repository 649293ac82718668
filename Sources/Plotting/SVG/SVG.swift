import Glibc

/// A scene as a drawing for the web: one file, no script, nothing loaded, light or dark as the reader prefers.
///
/// The text depends on nothing but the scene and the size, so that the same plot is the same file to the byte.
public enum SVG {
  /// The document; `width` is that of the drawing and `height` that of one panel, in pixels.
  public static func document(_ scene: Scene, width: Int = 720, height: Int = 300) -> String {
    text(of: scene, width: width, height: height, suffix: "", style: style)
  }

  /// The drawing as an element of a page that has `style` once, for all of them; `identifier` tells them apart.
  public static func element(
    _ scene: Scene, width: Int = 720, height: Int = 300, identifier: String
  ) -> String {
    text(of: scene, width: width, height: height, suffix: "-" + escaped(identifier), style: nil)
  }

  private static func text(of scene: Scene, width: Int, height: Int, suffix: String, style: String?) -> String
  {
    let width = max(160, min(width, 10_000))
    let height = max(80, min(height, 10_000))
    let top = scene.title.isEmpty ? 0 : 28
    var columns = min(scene.columns, max(1, scene.panels.count))
    while columns > 1, (width - 16 * (columns - 1)) / columns < 180 { columns -= 1 }
    let slot = (width - 16 * (columns - 1)) / columns
    var body = Drawing()
    if top > 0 { body.text(scene.title, x: 0, y: 18, class: "title") }
    var y = top
    let margin =
      scene.panels.filter(\.isPlane).map { Drawing.PlaneShape($0, height: height).margin }.max() ?? 0
    // Where rows of panels are broken, each group of columns stays together, as it does on a terminal.
    let side = min(scene.columns, max(1, scene.panels.count))
    for start in stride(from: 0, to: side, by: columns) {
      for row in stride(from: 0, to: scene.panels.count, by: side) {
        let panels = (start..<min(start + columns, side)).filter { row + $0 < scene.panels.count }
        var tallest = 0
        for (place, column) in panels.enumerated() {
          let frame = PanelFrame(x: place * (slot + 16), y: y, width: slot, height: height, margin: margin)
          tallest = max(tallest, body.draw(scene.panels[row + column], in: frame))
        }
        y += tallest
      }
    }
    let title = scene.title.isEmpty ? scene.panels.first { !$0.title.isEmpty }?.title ?? "plot" : scene.title
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(max(y, 1))" width="\(width)" \
      height="\(max(y, 1))" role="img" aria-labelledby="title\(suffix) desc\(suffix)">
      <title id="title\(suffix)">\(escaped(title))</title>
      <desc id="desc\(suffix)">\(escaped(summary(of: scene)))</desc>\(style.map { "\n<style>\($0)</style>" } ?? "")
      <rect class="back" width="\(width)" height="\(max(y, 1))"/>
      \(body.elements.joined(separator: "\n"))
      </svg>

      """
  }

  /// Where a panel is drawn, in pixels.
  struct PanelFrame {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
    /// The least room for the labels of a vertical axis, so that plots line up.
    var margin: Int
  }

  /// Okabe and Ito's palette, which colour-blind readers can tell apart, on light and on dark.
  public static let style = """
    text{font:12px system-ui,sans-serif;fill:#222}.title{font-weight:600}.note{fill:#666}.end{text-anchor:end}\
    .middle{text-anchor:middle}.back{fill:#fff}.axis{stroke:#888;fill:none}.line{fill:none;stroke-width:1.8;\
    stroke-linejoin:round}.line.s1{stroke-dasharray:9 3}.line.s2{stroke-dasharray:3 3}\
    .line.s3{stroke-dasharray:9 3 3 3}.line.s4{stroke-dasharray:14 3}.line.s5{stroke-dasharray:3 6}.rule{stroke-dasharray:4 3}.band{opacity:.18}.open{fill:#fff;stroke-width:1.6}\
    .s0{stroke:#0072b2}.f0{fill:#0072b2}.s1{stroke:#d55e00}.f1{fill:#d55e00}.s2{stroke:#009e73}.f2{fill:#009e73}\
    .s3{stroke:#cc79a7}.f3{fill:#cc79a7}.s4{stroke:#0f8fb3}.f4{fill:#0f8fb3}.s5{stroke:#b58900}.f5{fill:#b58900}\
    @media (prefers-color-scheme:dark){text{fill:#ddd}.note{fill:#aaa}.back,.open{fill:#16181c}\
    .s0{stroke:#56b4e9}.f0{fill:#56b4e9}.s1{stroke:#e69f00}.f1{fill:#e69f00}.s5{stroke:#f0e442}.f5{fill:#f0e442}}
    """

  /// A text that cannot end an attribute or begin an element, without characters that XML forbids.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default:
        let isForbidden =
          scalar.value < 0x20 || scalar.value == 0xfffe || scalar.value == 0xffff
          || (0x7f..<0xa0).contains(scalar.value)
        result.unicodeScalars.append(isForbidden ? "\u{fffd}" : scalar)
      }
    }
    return result
  }

  /// The elements drawn so far, and how each is written.
  struct Drawing {
    private(set) var elements: [String] = []

    mutating func text(_ text: String, x: Double, y: Double, class name: String = "") {
      let kind = name.isEmpty ? "" : " class=\"\(name)\""
      elements.append("<text x=\"\(number(x))\" y=\"\(number(y))\"\(kind)>\(SVG.escaped(text))</text>")
    }

    mutating func line(_ from: Point, _ to: Point, class name: String) {
      elements.append(
        "<line x1=\"\(number(from.x))\" y1=\"\(number(from.y))\" x2=\"\(number(to.x))\" y2=\"\(number(to.y))\" class=\"\(name)\"/>"
      )
    }

    mutating func path(_ points: [Point], isClosed: Bool = false, class name: String) {
      guard !points.isEmpty else { return }
      let steps = points.map { "\(number($0.x)) \(number($0.y))" }
      elements.append(
        "<path d=\"M\(steps.joined(separator: "L"))\(isClosed ? "Z" : "")\" class=\"\(name)\"/>")
    }

    mutating func rectangle(
      x: Double, y: Double, width: Double, height: Double, class name: String, opacity: Double? = nil
    ) {
      let shade = opacity.map { " fill-opacity=\"\(number($0))\"" } ?? ""
      elements.append(
        "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(max(0, width)))\" height=\"\(number(max(0, height)))\" class=\"\(name)\"\(shade)/>"
      )
    }

    mutating func circle(_ centre: Point, radius: Double, class name: String) {
      elements.append(
        "<circle cx=\"\(number(centre.x))\" cy=\"\(number(centre.y))\" r=\"\(number(radius))\" class=\"\(name)\"/>"
      )
    }

    private func number(_ value: Double) -> String { FixedNumber.coordinate(value) }

    /// Draws a panel and returns its height.
    mutating func draw(_ panel: Panel, in frame: PanelFrame) -> Int {
      switch panel.y.scale {
      case .linear, .log: drawPlane(panel, in: frame)
      case .names(let names): drawRows(panel, names: names, in: frame)
      case .none:
        if let heat = panel.heat {
          drawTable(panel, heat, in: frame)
        } else {
          drawNumberLine(panel, in: frame)
        }
      }
    }
  }
}

import Plotting
import TerminalText

/// A kind of file whose plots may be drawings in files beside it.
protocol PicturedFormat: ExportFormat {
  /// The file, and its drawings under names that begin with `stem`.
  static func pictured(_ session: ExportedSession, stem: String) -> PicturedFile
}

/// A file and the drawings that it shows.
struct PicturedFile: Sendable {
  let bytes: [UInt8]
  let pictures: [Picture]

  struct Picture: Sendable {
    let name: String
    let title: String
    let bytes: [UInt8]

    init(_ scene: Scene, name: String) {
      self.name = name
      let title =
        scene.title.isEmpty ? scene.panels.first { !$0.title.isEmpty }?.title ?? "plot" : scene.title
      self.title = title.visible.filter { !"[]<>\\`".contains($0) }
      bytes = Array(SVG.document(scene, width: 720, height: 405).utf8)
    }

    /// The name as an address, in which nothing ends it.
    var address: String {
      name.utf8.map { byte in
        let character = Character(Unicode.Scalar(byte))
        let isPlain = byte < 0x80 && (character.isLetter || character.isNumber || "-._~".contains(character))
        let digits = String(byte, radix: 16, uppercase: true)
        return isPlain ? String(character) : "%" + (digits.count == 1 ? "0" : "") + digits
      }.joined()
    }
  }
}

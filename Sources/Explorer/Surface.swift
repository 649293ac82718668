public import Plotting

/// What output is drawn on.
public struct Surface: Hashable, Sendable {
  /// Columns of a plot.
  public var width: Int
  /// Rows of a plot.
  public var height: Int
  public var canvas: CanvasKind
  public var hasColour: Bool
  /// Whether tables say how long their rows took: what is printed elsewhere is the same on every run.
  public var showsTime = false

  /// 72 by 18 without colour: a pipe, a file, an export.
  public static let page = Surface(width: 72, height: 18, canvas: .braille, hasColour: false)

  public init(width: Int, height: Int, canvas: CanvasKind, hasColour: Bool) {
    self.width = width
    self.height = height
    self.canvas = canvas
    self.hasColour = hasColour
  }
}

/// A plot with the size that was asked for.
public struct Drawing: Sendable {
  public var scene: Scene
  public var width: Int?
  public var height: Int?
  /// In words, for those who do not see it.
  public var asText: Bool
}

/// A plot as a value: panels of marks in data coordinates, without any width, character or colour.
public struct Scene: Hashable, Sendable {
  public var title: String
  public var panels: [Panel]
  /// How many panels belong side by side, where there is room for them: the list is read row by row.
  public var columns: Int

  public init(title: String = "", panels: [Panel], columns: Int? = nil) {
    self.title = title
    self.panels = panels
    self.columns = max(1, columns ?? panels.count)
  }
}

/// One frame with its axes and marks.
///
/// The scale of the vertical axis decides how the panel is read: numbers make a plane, names make a row for
/// each bar, and no axis at all makes a number line (rules and bands) or a table (a heat mark).
public struct Panel: Hashable, Sendable {
  public var title: String
  public var x: Axis
  public var y: Axis
  public var marks: [Mark]

  public init(title: String = "", x: Axis = Axis(), y: Axis = Axis(), marks: [Mark]) {
    self.title = title
    self.x = x
    self.y = y
    self.marks = marks
  }
}

/// What a direction of a panel measures.
public struct Axis: Hashable, Sendable {
  public enum Scale: Hashable, Sendable {
    case linear
    /// By decades; values that are not positive have no place on it and are counted in a note.
    case log
    /// A place for each name, counted from 0 at the top.
    case names([String])
    /// Nothing is measured in this direction.
    case none
  }

  public var label: String
  /// The numbers to show; without it, those of the marks.
  public var range: ClosedRange<Double>?
  public var scale: Scale
  /// Whether the frame is drawn on this side.
  public var isVisible: Bool
  /// Whether only whole numbers mean something, such as steps: ticks stand at no others.
  public var isWhole: Bool

  public init(
    _ label: String = "", range: ClosedRange<Double>? = nil, scale: Scale = .linear, isVisible: Bool = true,
    isWhole: Bool = false
  ) {
    self.isWhole = isWhole
    self.label = label
    self.range = range
    self.scale = scale
    self.isVisible = isVisible
  }

  public var isLog: Bool { scale == .log }
}

/// A place in a panel, in data coordinates.
public struct Point: Hashable, Sendable {
  public var x: Double
  public var y: Double
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

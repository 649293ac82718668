/// The norm in which steepness is measured, on both sides.
public enum Norm: String, CaseIterable, Sendable {
  case one = "1"
  case two = "2"
  case infinity = "inf"
}

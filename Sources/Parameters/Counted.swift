extension Int {
  /// `1 cell`, `2 cells`.
  public func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

/// What a word could become.
public struct Candidate: Hashable, Sendable {
  /// The text that replaces the word.
  public var text: String
  /// Whether a blank follows if this is the only candidate; a folder that ends in `/` wants none.
  public var appendsBlank: Bool
  /// What a listing shows.
  public var label: String

  public init(_ text: String, appendsBlank: Bool = true, label: String? = nil) {
    self.text = text
    self.appendsBlank = appendsBlank
    self.label = label ?? text
  }
}

/// The candidates for the text between a place in the line and the cursor.
public struct Completions: Hashable, Sendable {
  /// Where the replaced text begins, in characters from the start of the line.
  public var start: Int
  public var candidates: [Candidate]

  public init(replacingFrom start: Int, _ candidates: [Candidate]) {
    self.start = start
    self.candidates = candidates
  }
}

/// What Tab does.
enum TabAction: Hashable {
  case beep
  /// Takes characters before the cursor away and puts a text there.
  case replace(erased: String, with: String)
  case list([String])
}

extension Completions {
  /// A first Tab completes as far as all candidates agree; one that cannot, and is the second in a row, lists them.
  func action(before: String, isSecondTab: Bool) -> TabAction {
    let typed = String(before.dropFirst(max(0, start)))
    guard let first = candidates.first else { return .beep }
    if candidates.allSatisfy({ $0.text == first.text }) {
      let text = first.text + (first.appendsBlank ? " " : "")
      return text == typed ? .beep : .replace(erased: typed, with: text)
    }
    let agreed = candidates.dropFirst().reduce(first.text) { commonPrefix($0, $1.text) }
    if agreed.count > typed.count { return .replace(erased: typed, with: agreed) }
    return isSecondTab ? .list(candidates.map(\.label)) : .beep
  }
}

/// The characters with which both texts begin.
private func commonPrefix(_ a: String, _ b: String) -> String {
  String(zip(a, b).prefix { $0 == $1 }.map(\.0))
}

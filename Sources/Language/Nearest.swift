/// The names that somebody may have meant, best first, at most three.
///
/// A name counts when its Damerau-Levenshtein distance is at most max(1, length / 3), or when the word is the
/// beginning of it.
public func nearest(to word: String, among names: [String]) -> [String] {
  let typed = Array(word.lowercased())
  let limit = max(1, typed.count / 3)
  let ranked = names.compactMap { name -> (name: String, distance: Int)? in
    let candidate = Array(name.lowercased())
    if candidate.count > typed.count, candidate.starts(with: typed), typed.count > 1 { return (name, 1) }
    guard abs(candidate.count - typed.count) <= limit, typed.count <= 64 else { return nil }
    let distance = editDistance(typed, candidate)
    return distance <= limit && distance < typed.count ? (name, distance) : nil
  }
  let ordered = ranked.enumerated().sorted {
    ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
  }
  var best: [String] = []
  for name in ordered.map(\.element.name) where !best.contains(name) { best.append(name) }
  return Array(best.prefix(3))
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from one word to the other.
///
/// - Source: Damerau 1964; the restricted form (no edit inside a swapped pair).
func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1] + Array(repeating: 0, count: b.count)
    for j in 0..<b.count {
      let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
      row[j + 1] = min(replaced, last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
      }
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}

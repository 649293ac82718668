/// Elements of which the one with the largest bound comes first, of equal ones the oldest.
///
/// A binary heap.
struct BoundQueue<Element> {
  private struct Entry {
    let bound: Double
    let number: Int
    let element: Element
    func comesBefore(_ other: Entry) -> Bool {
      bound > other.bound || (bound == other.bound && number < other.number)
    }
  }

  private var entries: [Entry] = []
  private var pushed = 0

  var count: Int { entries.count }
  /// The largest bound.
  var largest: Double? { entries.first?.bound }

  mutating func push(_ element: Element, bound: Double) {
    entries.append(Entry(bound: bound, number: pushed, element: element))
    pushed += 1
    var child = entries.count - 1
    while child > 0, entries[child].comesBefore(entries[(child - 1) / 2]) {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> (element: Element, bound: Double)? {
    guard let first = entries.first else { return nil }
    let last = entries.removeLast()
    guard !entries.isEmpty else { return (first.element, first.bound) }
    entries[0] = last
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && entries[child].comesBefore(entries[best]) {
        best = child
      }
      guard best != parent else { return (first.element, first.bound) }
      entries.swapAt(parent, best)
      parent = best
    }
  }
}

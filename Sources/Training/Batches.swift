import LinearAlgebra

/// The points of a data set in a random order, some at a time; again in another order when they are used up.
struct Batches {
  private let data: Dataset
  private let size: Int
  private var random: RandomStream
  private var order: [Int] = []

  init(of data: Dataset, size: Int, random: RandomStream) {
    (self.data, self.size, self.random) = (data, min(size, data.count), random)
  }

  /// The points of the next step; the last ones of an order may be fewer.
  mutating func next() -> Dataset {
    if size == data.count { return data }
    if order.isEmpty { order = shuffled() }
    defer { order.removeFirst(min(size, order.count)) }
    return data.samples(at: Array(order.prefix(size)))
  }

  /// Fisher and Yates' shuffle.
  private mutating func shuffled() -> [Int] {
    var places = Array(0..<data.count)
    for last in places.indices.dropFirst().reversed() {
      places.swapAt(last, min(last, Int(random.uniform() * Double(last + 1))))
    }
    return places
  }
}

/// A column of numbers.
public struct Vector: Hashable, Sendable, ExpressibleByArrayLiteral {
  public var elements: [Double]

  public init(_ elements: [Double]) { self.elements = elements }
  public init(arrayLiteral elements: Double...) { self.elements = elements }
  public init(repeating value: Double, count: Int) {
    elements = Array(repeating: value, count: count)
  }

  public var count: Int { elements.count }

  public subscript(index: Int) -> Double {
    get { elements[index] }
    set { elements[index] = newValue }
  }
}

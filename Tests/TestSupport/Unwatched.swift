public import LinearAlgebra
public import Networks

/// What maps and networks answer while nobody watches.
extension OpaqueMap {
  public func gain(_ norm: Norm, on box: [Interval]) -> Gain {
    unwatched { try gain(norm, on: box, monitor: $0) }
  }
  public func enclosure(of x: [Interval]) -> [Interval] { unwatched { try enclosure(of: x, monitor: $0) } }
  public func pushforwardEnclosure(of dx: [Interval], on x: [Interval]) -> [Interval] {
    unwatched { try pushforwardEnclosure(of: dx, on: x, monitor: $0) }
  }
  public func isSmooth(on x: [Interval]) -> Bool { unwatched { try isSmooth(on: x, monitor: $0) } }
}

extension Network {
  public func enclosure(of box: [Interval]) -> [Interval] {
    unwatched { try enclosure(of: box, monitor: $0) }
  }
  public func enclosures(of box: [Interval]) -> [[Interval]] {
    unwatched { try enclosures(of: box, monitor: $0) }
  }
  public func pushforwardEnclosure(of dx: [Interval], on box: [Interval]) -> [Interval] {
    unwatched { try pushforwardEnclosure(of: dx, on: box, monitor: $0) }
  }
  public func isSmooth(on box: [Interval]) -> Bool { unwatched { try isSmooth(on: box, monitor: $0) } }
}

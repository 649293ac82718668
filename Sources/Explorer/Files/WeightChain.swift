import Language
import Networks

/// The weights of linear layers that stand one behind another, by the names of their arrays.
///
/// `W1`, `b1`, `W2`, ... in the order of their numbers, or PyTorch's `0.weight`, `0.bias`, `2.weight`, ... in the order
/// of what stands before `.weight`, numbers by their size.
struct WeightChain {
  struct Link {
    /// What the names of its arrays have in common: `1`, `fc1`.
    let place: String
    let tensors: [String: StoredTensor]
  }

  let links: [Link]
  /// Whether the names are those of PyTorch.
  let isTorch: Bool

  /// The chain in a file; nil if no array has the name of a weight.
  init?(of file: ArrayFile) {
    let numbered = file.names.compactMap { name -> (number: Int, rest: Substring)? in
      let rest = name.dropFirst()
      guard name.hasPrefix("W") || name.hasPrefix("w"), rest.allSatisfy({ ("0"..."9").contains($0) }) else {
        return nil
      }
      return (Int(rest) ?? (rest.isEmpty ? 0 : .max), rest)
    }
    let prefixes = file.names.filter { $0.hasSuffix(".weight") }.map { String($0.dropLast(".weight".count)) }
    if !numbered.isEmpty {
      isTorch = false
      links = numbered.sorted { $0.number < $1.number }.map { link in
        var tensors: [String: StoredTensor] = [:]
        tensors["weight"] = (file["W\(link.rest)"] ?? file["w\(link.rest)"])?.tensor
        tensors["bias"] = (file["b\(link.rest)"] ?? file["B\(link.rest)"])?.tensor
        return Link(place: String(link.rest), tensors: tensors)
      }
    } else if !prefixes.isEmpty {
      isTorch = true
      var tensors: [String: [String: StoredTensor]] = [:]
      for array in file.tensors {
        guard let dot = array.name.lastIndex(of: ".") else { continue }
        tensors[String(array.name[..<dot]), default: [:]][
          String(array.name[array.name.index(after: dot)...])] = array
      }
      links = prefixes.sorted(by: Self.comesFirst).map { Link(place: $0, tensors: tensors[$0] ?? [:]) }
    } else {
      return nil
    }
  }

  /// The places of the links in PyTorch's `nn.Sequential`, if their names are such: `0`, `2`.
  var numbers: [Int]? {
    let numbers = links.compactMap { $0.place.allSatisfy(\.isASCIIDigit) ? Int($0.place) : nil }
    return isTorch && numbers.count == links.count ? numbers : nil
  }

  /// The names of the arrays of all links.
  var names: Set<String> { Set(links.flatMap { $0.tensors.values.map(\.name) }) }

  /// `fc2` before `fc10`.
  private static func comesFirst(_ one: String, _ other: String) -> Bool {
    var (one, other) = (one[...], other[...])
    while let first = one.first, let second = other.first {
      let digits = (one.prefix(while: \.isASCIIDigit), other.prefix(while: \.isASCIIDigit))
      if digits.0.isEmpty || digits.1.isEmpty {
        guard first == second else { return first < second }
      } else {
        let (left, right) = (Int(digits.0) ?? .max, Int(digits.1) ?? .max)
        guard left == right else { return left < right }
      }
      one = one.dropFirst(max(1, digits.0.count))
      other = other.dropFirst(max(1, digits.1.count))
    }
    return one.isEmpty && !other.isEmpty
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension ArrayFile {
  /// The arrays whose names are a beginning, a dot and what is the key here.
  func tensors(startingWith prefix: String) -> [String: StoredTensor] {
    var tensors: [String: StoredTensor] = [:]
    for array in arrays where array.name.hasPrefix(prefix + ".") {
      tensors[String(array.name.dropFirst(prefix.count + 1))] = array.tensor
    }
    return tensors
  }

  /// The tensors of one layer: an array is its weight, and what else it has is found by name.
  ///
  /// `W1` has the bias `b1`, `0.weight` has `0.bias` and whatever else starts with `0.`; so has the beginning `0`
  /// itself. Without a name the file must hold one array.
  func tensors(named wanted: String?) throws(Problem) -> [String: StoredTensor] {
    guard let wanted else {
      guard let only = tensors.first, tensors.count == 1 else {
        throw Problem(
          .badValue, "'\(name)' holds \(namesInWords)",
          hints: ["array \(names.first ?? "W1")   says which is meant"])
      }
      return ["weight": only]
    }
    if let weight = self[wanted]?.tensor {
      if wanted.hasSuffix(".weight") {
        return tensors(startingWith: String(wanted.dropLast(".weight".count)))
      }
      var found = ["weight": weight]
      if let first = wanted.first, first == "W" || first == "w" {
        found["bias"] = (self["b\(wanted.dropFirst())"] ?? self["B\(wanted.dropFirst())"])?.tensor
      }
      return found
    }
    let found = tensors(startingWith: wanted)
    guard found.isEmpty else { return found }
    throw missing(wanted)
  }

  /// What is wrong with a name that no array has.
  func missing(_ wanted: String) -> Problem {
    Problem(
      .unknownName, "'\(name)' holds no array '\(wanted)'", suggestions: nearest(to: wanted, among: names),
      hints: ["it holds \(namesInWords)"])
  }
}

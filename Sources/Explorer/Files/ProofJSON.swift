import LinearAlgebra
import Lipschitz
import Networks

extension Proof.Part {
  /// The layers, and what proves their bound under a name of its own.
  var json: JSON {
    .object(JSON.record(["first": .int(first), "end": .int(end)]).members + content.members)
  }

  /// Nil, if it cannot be read.
  init?(_ json: JSON) {
    guard let first = json["first"]?.integer, let end = json["end"]?.integer,
      let content = Proof.Content(json)
    else { return nil }
    self.init(first: first, end: end, content: content)
  }
}

extension Proof.Content {
  fileprivate var members: [JSON.Member] {
    let record: JSON =
      switch self {
      case .gains(let gains): .record(["gains": .numbers(gains)])
      case .matrix(let norm): .record(["matrix": .number(norm)])
      case .jacobian(let norm): .record(["jacobian": .number(norm)])
      case .multipliers(let square, let neurons): .record(["rho": .number(square), "t": .rows(neurons)])
      case .split(let split): .record(["m": .rows(split.middles), "stretches": .rows(split.stretches)])
      case .cells(let tree):
        .record(["steepest": .number(tree.value), "cells": .array(tree.nodes.map(\.json))])
      }
    return record.members
  }

  fileprivate init?(_ json: JSON) {
    if let gains = json["gains"]?.doubles {
      self = .gains(gains)
    } else if let norm = json["matrix"]?.double {
      self = .matrix(norm)
    } else if let norm = json["jacobian"]?.double {
      self = .jacobian(norm)
    } else if let square = json["rho"]?.double, let neurons = json["t"]?.rows {
      self = .multipliers(square: square, neurons: neurons)
    } else if let middles = json["m"]?.rows, let stretches = json["stretches"]?.rows {
      self = .split(SplitProof(middles: middles, stretches: stretches))
    } else if let value = json["steepest"]?.double, let nodes = json["cells"]?.all(CellTree.Node.init) {
      self = .cells(CellTree(value: value, nodes: nodes))
    } else {
      return nil
    }
  }
}

extension CellTree.Node {
  /// `{"split":[layer,neuron,kink]}`, then both sides; `{"t":[...]}`, `{"empty":[[wall,multiple],...]}`, or a word.
  fileprivate var json: JSON {
    switch self {
    case .split(let split):
      .record(["split": .array([split.layer, split.neuron, split.kink].map { .int($0) })])
    case .multipliers(let neurons): .record(["t": .rows(neurons)])
    case .empty(let shares): .record(["empty": .rows(shares.map { [Double($0.wall), $0.value] })])
    case .matrix: .string("matrix")
    case .outside: .string("outside")
    }
  }

  fileprivate init?(_ json: JSON) {
    if json.string == "matrix" {
      self = .matrix
    } else if json.string == "outside" {
      self = .outside
    } else if let numbers = json["split"]?.integers, numbers.count == 3 {
      self = .split(CellTree.Split(layer: numbers[0], neuron: numbers[1], kink: numbers[2]))
    } else if let neurons = json["t"]?.rows {
      self = .multipliers(neurons)
    } else if let shares = json["empty"]?.all(CellTree.Share.init) {
      self = .empty(shares)
    } else {
      return nil
    }
  }
}

extension CellTree.Share {
  fileprivate init?(_ json: JSON) {
    guard let pair = json.doubles, pair.count == 2, let wall = Int(exactly: pair[0]) else { return nil }
    self.init(wall: wall, value: pair[1])
  }
}

extension LowerSide {
  /// The number, a point x, and either another point y or a direction.
  var json: JSON { .object(JSON.record(["value": .number(value)]).members + witness.json.members) }

  /// Nil, if it cannot be read.
  init?(_ json: JSON) {
    guard let value = json["value"]?.double, let x = json["x"]?.doubles else { return nil }
    if let y = json["y"]?.doubles {
      self.init(value: value, witness: .pair(Vector(x), Vector(y)))
    } else if let direction = json["direction"]?.doubles {
      self.init(value: value, witness: .tangent(at: Vector(x), direction: Vector(direction)))
    } else {
      return nil
    }
  }
}

extension JSON {
  fileprivate static func rows(_ rows: [[Double]]) -> JSON { .array(rows.map { .numbers($0) }) }

  /// Several arrays of finite numbers.
  fileprivate var rows: [[Double]]? { all(\.doubles) }
}

import Foundation
import LinearAlgebra
import Lipschitz
import Networks

func read(_ path: String) throws -> Network {
  let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
  var index = 0
  func numbers(_ l: Substring) -> [Double] { l.split(separator: " ").map { Double($0)! } }
  func layers() throws -> [any Layer] {
    var all: [any Layer] = []
    var width = 0
    while index < lines.count {
      let words = lines[index].split(separator: " ")
      index += 1
      switch words[0] {
      case "linear":
        let (r, c) = (Int(words[1])!, Int(words[2])!)
        let w = Matrix(rows: c, columns: r, elements: numbers(lines[index])).transposed
        let b = Vector(numbers(lines[index + 1]))
        index += 2
        all.append(Dense(w, bias: b)); width = r
      case "residual":
        all.append(try Residual(try Network(try layers()))); width = all.last!.outputShape.count
      case "end": return all
      case "relu": all.append(Elementwise(ReLU(), shape: Shape(width)))
      case "tanh": all.append(Elementwise(Tanh(), shape: Shape(width)))
      default: fatalError("\(words)")
      }
    }
    return all
  }
  return try Network(layers())
}

@main struct Trial {
  static func main() throws {
    for path in CommandLine.arguments.dropFirst() where path != "all" {
      let network = try read(path)
      for method in CommandLine.arguments[1] == "all"
        ? [ECLipsEFast(), ECLipsE(), LipSDPLayer(), LipSDP()] : [LipSDP()] as [any BoundMethod]
      {
        let start = Date()
        guard
          let bound = try? method.bound(
            network, norm: .two, on: .everywhere,
            monitor: Monitor { s in
              if s.done > 0, CommandLine.arguments[1] == "all" || true {
                FileHandle.standardError.write("\(s.done) \(s.best ?? 0)\n".data(using: .utf8)!)
              }; return true
            })
        else { continue }
        print(
          bound.derivation.facts.count, URL(fileURLWithPath: path).lastPathComponent, bound.method,
          bound.value, bound.notes,
          String(format: "%.3f s", Date().timeIntervalSince(start)))
      }
    }
  }
}

import Foundation
import LinearAlgebra
import Networks
import Sessions
import Synchronization
import TerminalText
import Testing

@testable import Explorer

/// Networks that come from files, and go into them.
@Suite struct NetworkFileTests {
  /// The networks in `Tests/Files` that hold points with what NumPy makes of them.
  static let networks = [
    "conv_8_4_8_fc10_relu", "exlipbab_iris", "mlp_10_20_5_relu", "mlp_4x8_relu",
    "resmlp_8_24x3_4_relu", "toy2d_relu_16x16x1",
  ].map { $0 + ".npz" }.filter { !ReferenceFiles.needsZlib($0) }

  private func path(_ name: String) -> String { "\"\(ReferenceFiles.folder)/\(name)\"" }

  private func loaded(_ execution: Execution?) throws -> Import {
    guard case .success(.imported(let found))? = execution?.result else {
      throw Unexpected(text: "\(execution?.errorLines.map(\.plain) ?? [])")
    }
    return found
  }

  @Test("a network gives what NumPy computes of it", arguments: networks)
  func forward(_ name: String) throws {
    var notebook = Notebook()
    let execution = try #require(notebook.run("load \(path(name)) as n").last)
    let found = try loaded(execution)
    let check = try #require(found.check)
    #expect(check.points == 5 && check.difference < 1e-13 && check.agrees)
    #expect(found.notes.isEmpty && found.unused.isEmpty)
    let json = try Parsed(execution.json(file: nil).text)
    #expect(json["type"] == .string("model") && json["from"] == .string(name))
    #expect(json["check"]?["difference"]?.double == check.difference)
    #expect(
      execution.lines.map(\.plain).contains { $0.contains("y of 5 points x: largest difference < 1e-09") })
    for element in notebook.workspace.current?.network.elements ?? [] where element.layer.parameterCount > 0 {
      guard case .residual = element.layer.form else {
        guard case .stored(let file, let arrays, _)? = element.origin else { throw Unexpected(text: name) }
        #expect(file == name && arrays.count == element.layer.tensors.count)
        continue
      }
    }
  }

  @Test("an import prints what was understood, layer by layer")
  func text() {
    var notebook = Notebook()
    #expect(
      notebook.output(of: "load \(path("chain.npz")) activation leakyrelu alpha 0.2 as net") == [
        "  net   3 -> 4 -> 2   24 parameters",
        "    linear1    linear 3 -> 4   16 parameters   W1, b1 (float64)",
        "    leakyrelu1 leakyrelu 4 -> 4",
        "    linear2    linear 4 -> 2   8 parameters   W2 (float64)",
        "  from chain.npz: 3 arrays of float64",
        "  W1, W2 one behind another with leakyrelu between",
      ])
    let function = (notebook.workspace.current?.network["leakyrelu1"]?.layer as? Elementwise)?.function
    #expect((function as? LeakyReLU)?.alpha == 0.2)
    let lines = notebook.output(of: "load \(path("torch.safetensors")) activation tanh")
    #expect(lines[0].contains("warning: more than one layer without weights stands behind 2"))
    #expect(lines[1] == "  torch   3 -> 4 -> 2 -> 1   26 parameters")
    #expect(
      lines.contains(
        "  from torch.safetensors: 4 arrays of float16, float32, float64, bfloat16, widened to double precision"
      ))
    #expect(notebook.run("layers").last.map { $0.recordedLines.count == 6 } == true)
  }

  // MARK: What the text of a file says

  /// What `meta` says of arrays `W1` 4x3, `b1`, `W2` 2x4, `W3` 1x2x2x2, and words of the error or of the layers.
  static let metas: [(meta: String, says: String)] = [
    (
      #"{"input_shape":[3],"layers":[{"type":"linear","W":"W1","b":"b1"},{"type":"relu"},{"type":"linear","W":"W2"}]}"#,
      "linear1 relu1 linear2"
    ),
    (
      #"{"layers":[{"type":"Dense","weight":"W1","bias":"b1","name":"first"},{"type":"elu","alpha":2}]}"#,
      "first elu1"
    ),
    (
      #"{"layers":[{"type":"linear","W":"W1","b":null},{"type":"linear","W":"W2","bias":"off","name":"relu"}]}"#,
      "linear1 linear2"
    ),
    (
      #"{"input_shape":[2,4,4],"layers":[{"type":"conv2d","W":"W3","stride":2,"padding":1,"circular":false},{"type":"maxpool","kernel":2}]}"#,
      "conv2d1 maxpool1"
    ),
    (
      #"{"layers":[{"type":"linear","W":"W1"},{"type":"residual","body":[{"type":"relu"}],"name":"skip"}]}"#,
      "linear1 skip"
    ),
    ("{", "its meta is no JSON object"), ("[]", "its meta is no JSON object"),
    (#"{"layers":[]}"#, "a list of layers is due"), (#"{"layers":7}"#, "a list of layers is due"),
    (#"{"layers":[7]}"#, "layer 1: an object with a \"type\" is due"),
    (#"{"layers":[{"type":"linaer"}]}"#, "layer 1: unknown layer kind 'linaer'"),
    (#"{"input_shape":[4],"layers":[{"type":"batchnorm"}]}"#, "layer 1: batchnorm needs its weight"),
    (#"{"layers":[{"type":"attention","size":4}]}"#, "layer 1: attention needs its values.weight"),
    (#"{"layers":[{"type":"linear"}]}"#, "layer 1: linear needs its shape"),
    (#"{"layers":[{"type":"linear","W":"W9"}]}"#, "layer 1: 'n.npz' holds no array 'W9'"),
    (
      #"{"layers":[{"type":"linear","W":"W1"},{"type":"linear","W":"W1"}]}"#,
      "layer 2: linear2 takes 3 inputs, but linear1 gives 4"
    ),
    (#"{"layers":[{"type":"linear","W":"W1","dilation":2}]}"#, "layer 1: linear has no 'dilation'"),
    (
      #"{"layers":[{"type":"linear","W":"W1","seed":2}]}"#,
      "layer 1: the numbers are those of a file, so there is no seed"
    ),
    (#"{"layers":[{"type":"linear","W":"W1","W":"W1"}]}"#, "layer 1: a key is there twice"),
    (
      #"{"layers":[{"type":"relu"}]}"#, "layer 1: relu takes any shape, so as the first layer it must be told"
    ),
    (
      #"{"layers":[{"type":"linear","W":"W1"},{"type":"leakyrelu","alpha":"x"}]}"#,
      "layer 2: alpha: 'x' is not a number"
    ),
    (
      #"{"layers":[{"type":"linear","W":"W1"},{"type":"leakyrelu","alpha":[1]}]}"#,
      "layer 2: alpha is [1], and one value is due"
    ),
    (
      #"{"layers":[{"type":"linear","W":"W1"},{"type":"residual","body":[{"type":"linear","W":"W2"}]}]}"#,
      "layer 2: the skip connection takes 4 inputs, but its branch gives 2"
    ),
    (
      #"{"layers":[{"type":"linear","W":"W1"},{"type":"residual","body":[{"type":"gelo"}]}]}"#,
      "layer 2.1: unknown layer kind 'gelo'"
    ),
    (
      #"{"input_shape":[1,3],"layers":[{"type":"flatten"},{"type":"linear","W":"W2"}]}"#,
      "layer 2: linear1 takes 4 inputs, but flatten1 gives 3"
    ),
    (
      #"{"input_shape":[5],"layers":[{"type":"linear","W":"W1"}]}"#,
      "its input_shape is 5, and linear1 takes 3"
    ),
    (#"{"input_shape":[0],"layers":[{"type":"linear","W":"W1"}]}"#, "the input_shape of its meta"),
    (#"{"input_shape":[1e9,1e9],"layers":[{"type":"linear","W":"W1"}]}"#, "the input_shape of its meta"),
    (#"{"activation":"rleu"}"#, "the activation of its meta is \"rleu\", which is unknown"),
    (#"{"activation":"relu"}"#, "W3 is 1x2x2x2, which is no matrix"),
  ]

  private static func file(_ meta: String) throws -> [UInt8] {
    func array(_ name: String, _ shape: [Int]) -> (name: String, bytes: [UInt8]) {
      (name + ".npy", NumPyArray.bytes(of: (0..<shape.reduce(1, *)).map { Double($0) / 4 }, shape: shape))
    }
    return try ZipArchive.bytes(
      of: [
        ("meta.npy", NumPyArray.bytes(of: meta)), array("W1", [4, 3]), array("b1", [4]), array("W2", [2, 4]),
        array("W3", [1, 2, 2, 2]),
      ])
  }

  @Test("what meta says is built, or refused at its place", arguments: metas.indices)
  func meta(_ index: Int) throws {
    let (meta, says) = Self.metas[index]
    let folder = try TemporaryFolder()
    try Data(Self.file(meta)).write(to: URL(fileURLWithPath: folder.path + "/n.npz"))
    var notebook = Notebook(after: ["model before: linear 2x2"])
    let state = State(notebook)
    let execution = try #require(notebook.run("load \"\(folder.path)/n.npz\"").last)
    guard case .failure(let problem) = execution.result else {
      #expect(notebook.workspace.current?.network.elements.map(\.name).joined(separator: " ") == says)
      notebook.run("undo")
      #expect(State(notebook).isSameWork(as: state))
      return
    }
    #expect(problem.message.contains(says), "\(problem.message)")
    #expect(problem.message.hasPrefix("'n.npz': ") && problem.range != nil)
    #expect(State(notebook).isSameWork(as: state))
  }

  @Test("a skip inside a skip too often, and a text too long, end in one error")
  func depth() throws {
    let folder = try TemporaryFolder()
    let deep =
      String(repeating: #"{"type":"residual","body":["#, count: 200) + String(repeating: "]}", count: 200)
    for meta in [#"{"layers":[\#(deep)]}"#, "{\"layers\":[" + String(repeating: "{},", count: 600_000)] {
      try Data(Self.file(meta)).write(to: URL(fileURLWithPath: folder.path + "/n.npz"))
      var notebook = Notebook()
      let problem = try notebook.problem(of: "load \"\(folder.path)/n.npz\"")
      #expect(problem.message.hasPrefix("'n.npz': its meta is no JSON object"), "\(problem.message)")
    }
  }

  @Test(
    "mutations of what meta says are built or refused, and change nothing: seeds 1 to 6", arguments: 1...6)
  func mutatedMeta(_ seed: UInt64) throws {
    let folder = try TemporaryFolder()
    var random = SplitMix(state: seed)
    let texts = Self.metas.map(\.meta).filter { $0.contains("layers") }
    for _ in 0..<60 {
      let text = Array(texts[Int(random.next() % UInt64(texts.count))].utf8)
      let meta = String(decoding: random.mutation(of: text), as: UTF8.self)
      try Data(Self.file(meta)).write(to: URL(fileURLWithPath: folder.path + "/n.npz"))
      var notebook = Notebook()
      let execution = try #require(notebook.run("load \"\(folder.path)/n.npz\"").last)
      #expect(execution.isOK == (notebook.workspace.models.count == 1), "\(meta)")
      guard case .failure(let problem) = execution.result else { continue }
      #expect(
        problem.code != .internal && problem.message.hasPrefix("'n.npz'"), "\(meta): \(problem.message)")
    }
  }

  // MARK: Chains

  /// Names of arrays with their shapes, the activation, and the layers or words of the error.
  static let chains: [(arrays: [(String, [Int])], activation: String, says: String)] = [
    ([("W2", [2, 4]), ("W1", [4, 3])], "relu", "linear1 relu1 linear2"),
    ([("W10", [1, 2]), ("W2", [2, 4]), ("b10", [1])], "relu", "linear1 relu1 linear2"),
    ([("W", [4, 3]), ("b", [4])], "", "linear1"),
    ([("w1", [4, 3]), ("b1", [4])], "", "linear1"),
    (
      [("0.weight", [4, 3]), ("2.weight", [2, 4]), ("3.weight", [1, 2])], "tanh",
      "linear1 tanh1 linear2 linear3"
    ),
    ([("layers.0.weight", [4, 3]), ("layers.1.weight", [2, 4])], "relu", "linear1 relu1 linear2"),
    (
      [("fc10.weight", [1, 2]), ("fc2.weight", [2, 4]), ("fc2.bias", [2])], "relu", "linear1 relu1 linear2"
    ),
    ([("\(Int.min).weight", [4, 3]), ("\(Int.max).weight", [2, 4])], "relu", "linear1 relu1 linear2"),
    ([("99999999999999999999.weight", [2, 4]), ("2.weight", [4, 3])], "relu", "linear1 relu1 linear2"),
    ([("W1", [4, 3]), ("w1", [2, 4])], "relu", "what 'w1' is for"),
    ([("W1", [4, 3]), ("W2", [2, 4])], "", "does not say what stands between"),
    ([("W1", [4, 3]), ("W2", [2, 5])], "relu", "array W2: linear2 takes 5 inputs, but relu1 gives 4"),
    ([("W1", [3, 4]), ("W2", [4, 2])], "relu", "inputs x outputs"),
    ([("W1", [4, 3]), ("b1", [3])], "", "array W1: b1 is 3, where the bias of linear is 4"),
    ([("W1", [4, 3]), ("G", [4])], "", "what 'G' is for"),
    ([("0.weight", [4]), ("0.bias", [4])], "relu", "0.weight is 4, which is no matrix"),
    ([("0.weight", [4, 3]), ("0.running_mean", [4])], "", "array 0.weight: linear has no running_mean"),
    ([("A", [4, 3]), ("B", [4])], "relu", "none of its arrays has the name of a weight: A, B"),
  ]

  @Test("weights are put one behind another by their names", arguments: chains.indices)
  func chain(_ index: Int) throws {
    let (arrays, activation, says) = Self.chains[index]
    let folder = try TemporaryFolder()
    let files = arrays.map { name, shape in
      (
        name: name + ".npy",
        bytes: NumPyArray.bytes(of: Array(repeating: 0.5, count: shape.reduce(1, *)), shape: shape)
      )
    }
    try Data(ZipArchive.bytes(of: files)).write(to: URL(fileURLWithPath: folder.path + "/n.npz"))
    var notebook = Notebook()
    let line = "load \"\(folder.path)/n.npz\"" + (activation.isEmpty ? "" : " activation \(activation)")
    let execution = try #require(notebook.run(line).last)
    if case .failure(let problem) = execution.result {
      #expect(problem.message.contains(says), "\(problem.message)")
    } else {
      #expect(notebook.workspace.current?.network.elements.map(\.name).joined(separator: " ") == says)
    }
  }

  @Test("neighbours in PyTorch's names are pointed out")
  func neighbours() throws {
    let folder = try TemporaryFolder()
    let weight = NumPyArray.bytes(of: [1], shape: [1, 1])
    try Data(ZipArchive.bytes(of: [("0.weight.npy", weight), ("1.weight.npy", weight)]))
      .write(to: URL(fileURLWithPath: folder.path + "/n.npz"))
    var notebook = Notebook()
    let lines = notebook.output(of: "load \"\(folder.path)/n.npz\" activation relu")
    #expect(lines[0] == "  warning: in nn.Sequential nothing would stand between 0 and 1; relu is put there")
  }

  @Test("outputs that are not the network's are pointed out, and so are those that cannot be")
  func wrongOutputs() throws {
    let folder = try TemporaryFolder()
    func array(_ name: String, _ shape: [Int], _ values: [Double]) -> (name: String, bytes: [UInt8]) {
      (name + ".npy", NumPyArray.bytes(of: values, shape: shape))
    }
    for (y, words) in [
      (array("y", [2, 1], [3, 7]), ""),
      (array("y", [2, 1], [3, 7.5]), "y is not what this network makes of x: was it understood?"),
      (array("y", [3], [3, 7, 1]), "no check: y is no batch of 2 outputs of 1"),
    ] {
      let files = [array("W1", [1, 2], [1, 1]), array("x", [2, 2], [1, 2, 3, 4]), y]
      try Data(ZipArchive.bytes(of: files)).write(to: URL(fileURLWithPath: folder.path + "/n.npz"))
      var notebook = Notebook()
      let execution = try #require(notebook.run("load \"\(folder.path)/n.npz\"").last)
      let found = try loaded(execution)
      #expect(found.notes == (words.isEmpty ? [] : [words]))
      #expect(
        try Parsed(execution.json(file: nil).text)["warnings"]?.items.count == (words.isEmpty ? nil : 1))
      #expect(found.check?.difference == (words.isEmpty ? 0 : words.contains("no batch") ? nil : 0.5))
    }
  }

  // MARK: Layers

  /// A line after `chain.npz`, and what it prints or words of the error.
  static let layers: [(line: String, says: String)] = [
    ("layer linear 4x3 from FILE array W1", "W1, b1 (float64)"),
    ("layer linear 3->4 from FILE array W1 bias b1 as first", "W1, b1 (float64)"),
    ("layer linear 4x3 from FILE array W1 bias off", "12 parameters   W1 (float64)"),
    ("layer linear 2x4 from FILE array W2", "8 parameters   W2 (float64)"),
    (
      "model A: linear 4x3 from FILE array W1, relu, residual (linear 4x4), linear 2x4 from FILE array W2",
      "A   3 -> 4 -> 2"
    ),
    ("layer conv2d 1->1 kernel 2 input 1x4x4 from FILE array W1", "W1 is 4x3, and conv2d takes"),
    ("layer linear 3x4 from FILE array W1", "W1 is 4x3, not 3x4"),
    ("layer linear 4x3 from FILE array w1", "holds no array 'w1'"),
    ("layer linear 4x3 from FILE", "holds W1, b1, W2"),
    ("layer linear 2x4 from FILE array W2 bias on", "no bias for W2"),
    ("layer linear 2x4 from FILE array W2 bias b1", "b1 is 4, where the bias of linear is 2"),
    ("layer linear 2x4 from FILE array W2 bias c", "holds no array 'c'"),
    ("layer linear 4x3 from FILE array W1 init zeros", "there is no init"),
    ("layer linear 4x3 from FILE array W1 scale 2", "there is no scale"),
    ("layer relu input 3 from FILE array W1", "relu has no numbers"),
    ("model A: linear 4x3 from FILE array W1, linear 3x4 from FILE array W2", "W2 is 2x4, not 3x4"),
  ]

  @Test("a layer takes its numbers from a file", arguments: layers.indices)
  func layer(_ index: Int) throws {
    let (line, says) = Self.layers[index]
    var notebook = Notebook()
    let stream = notebook.workspace.stream
    let execution = try #require(notebook.run(line.replacing("FILE", with: path("chain.npz"))).last)
    if case .failure(let problem) = execution.result {
      #expect(problem.message.contains(says), "\(problem.message)")
      #expect(notebook.workspace.models.isEmpty)
    } else {
      #expect(execution.recordedLines[0].contains(says), "\(execution.recordedLines)")
      #expect(line.contains("residual") || notebook.workspace.stream == stream)
    }
  }

  // MARK: Points

  @Test("points are rows, and their numbers are those of the file")
  func points() throws {
    var notebook = Notebook()
    #expect(
      notebook.output(of: "load \(path("points.csv")) as p") == [
        "  p   3 points of 4", "  from points.csv: 1 array of float64", "  a row for each point",
      ])
    #expect(notebook.workspace.data["p"]?.points.elements == (-6..<6).map(Double.init))
    #expect(notebook.output(of: "load \(path("image.npy"))")[0] == "  x   2 points of 1x3x4")
    #expect(notebook.workspace.data["x"]?.points.column(1).elements == (12..<24).map(Double.init))
    #expect(notebook.output(of: "load \(path("chain.npz")) array b1 as b")[0] == "  b   1 point of 4")
    #expect(try notebook.problem(of: "load \(path("chain.npz")) array B1 as b").suggestions.contains("b1"))
    notebook.run("undo 3")
    #expect(notebook.workspace.data.isEmpty)
    let json = try #require(notebook.run("load \(path("matrix.npy"))").last).json(file: nil)
    #expect(try Parsed(json.text)["shape"] == .list([.number(4), .number(3)]))
    // Whatever its name: one array without a name of its own is points.
    let folder = try TemporaryFolder()
    try Data(ReferenceFiles.bytes("matrix.npy")).write(to: URL(fileURLWithPath: folder.path + "/W1.npy"))
    #expect(notebook.output(of: "load \"\(folder.path)/W1.npy\"")[0] == "  x   4 points of 3")
    #expect(try notebook.problem(of: "load \(path("chain.npz")) array W1 activation relu").code == .badValue)
    // The same file is a layer's matrix where `from` says so.
    #expect(
      notebook.output(of: "layer linear 3->4 from \(path("matrix.npy"))")[0].contains("matrix (float32)"))
  }

  // MARK: Out and in again

  /// A model of every kind of layer, with names, seeds, images, tokens and skip connections.
  static let models =
    [
      "model A: conv2d 1->2 kernel 3 stride 2 padding 1 seed 1 input 1x7x6 as eye, batchnorm, gelu, maxpool 2, "
        + "flatten, linear 5x4 seed 42, layernorm, leakyrelu 0.25 as leak, dropout 0.3, scale 1/3",
      "model A: conv2d 2->4 kernel 3 dilation 2 groups 2 circular bias off seed 1 input 2x8x8, avgpool 2 stride 3, tanh",
      "model A: attention 6 heads 2 length 3 seed 3, attention 6 heads 3 qk l2 scale embed seed 4",
      "model A: rnn 3->4 steps 5 states all seed 5, linear 4->2 seed 6, layernorm, rnn 2->3 bias off seed 7",
      "model A: linear 4x4 scale 1/3 seed 1, residual (relu, linear 4x4 bias off seed 2, residual (tanh, linear 4x4 seed 3)), "
        + "linear 1x4 seed 4",
    ] + (Layers.all.map { $0.example }.filter { $0.contains(where: \.isNumber) })

  @Test(
    "a model that was written comes back to the bit, and is written alike", arguments: models,
    [".npz", ".safetensors"])
  func roundTrip(_ model: String, _ ending: String) throws {
    let folder = try TemporaryFolder()
    let file = "\(folder.path)/out\(ending)"
    var notebook = Notebook(after: [model.hasPrefix("model") ? model : "model A", "input normal 1"])
    if !model.hasPrefix("model") { _ = notebook.output(of: model) }
    notebook.run("train A steps 3 lr 0.01")
    let written = notebook.run("export weights \"\(file)\"").last
    if case .failure(let problem)? = written?.result {
      #expect(problem.message == "A has no weights")
      return
    }
    #expect(try loaded(notebook.run("load \"\(file)\" as B").last).notes.isEmpty)
    let (old, new) = (
      try #require(notebook.workspace.model(named: "A")).network,
      try #require(notebook.workspace.current).network
    )
    expectSame(old, new)
    var random = NumPyGenerator(seed: 2)
    let x = random.randn(rows: old.inputShape.count, columns: 3)
    #expect(new.inputShape == old.inputShape)
    #expect(new.forward(x).elements.map(\.bitPattern) == old.forward(x).elements.map(\.bitPattern))
    _ = notebook.output(of: "drop A; rename B as A; export weights \"\(folder.path)/again\(ending)\"")
    #expect(try folder.data(of: "again\(ending)") == folder.data(of: "out\(ending)"))
  }

  private func expectSame(_ old: Network, _ new: Network) {
    #expect(new.elements.map(\.name) == old.elements.map(\.name))
    for (one, other) in zip(old.layers, new.layers) {
      #expect(one.kind == other.kind && one.formula == other.formula && one.outputShape == other.outputShape)
      #expect(one.tensors.map(\.shape) == other.tensors.map(\.shape))
      #expect(
        one.tensors.map { $0.byRows.map(\.bitPattern) } == other.tensors.map { $0.byRows.map(\.bitPattern) })
      if case .residual(let left) = one.form, case .residual(let right) = other.form {
        expectSame(left, right)
      }
    }
  }

  // MARK: Sessions and trust

  @Test("a saved session loads again")
  func saved() throws {
    let folder = try TemporaryFolder()
    try folder.copy("chain.npz")
    let text = """
      #| lip 1
      load chain.npz activation relu as net
      #>   net   3 -> 4 -> 2   24 parameters
      #>   ...
      layer linear 1x2 seed 1
      #>   ...
      """
    let file = try folder.write(text, to: "a.lip")
    let check = SessionCheck(text: text, file: file, access: .typed, canvas: nil, width: nil)
    #expect(check.succeeded, "\(check.report.map(\.plain))")
    var notebook = Notebook()
    notebook.run("source \"\(file)\"")
    let recorded = notebook.recording.text
    #expect(
      recorded.contains("\nload chain.npz activation relu as net\n#>   net   3 -> 4 -> 2   24 parameters\n"))
    #expect(SessionCheck(text: recorded, file: file, access: .typed, canvas: nil, width: nil).succeeded)
  }

  @Test("a script reads only inside its folder, whatever leads out")
  func trust() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "inside/empty.npz")
    try folder.copy("chain.npz")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/inside/link.npz", withDestinationPath: folder.path + "/chain.npz")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/inside/folder.npz", withIntermediateDirectories: true)
    for (name, code) in [
      ("../chain.npz", Problem.Code.refused), ("\(folder.path)/chain.npz", .refused), ("link.npz", .refused),
      ("/dev/zero", .unsupported), ("folder.npz", .io), ("nosuch.npz", .io), ("empty.npz", .io),
    ] {
      for line in ["load \"\(name)\"", "layer linear 4x3 from \"\(name)\" array W1"] {
        var notebook = Notebook(
          access: FileAccess(scriptFolder: folder.path + "/inside", writableFolder: nil))
        #expect(try notebook.problem(of: line).code == code, "\(line)")
        #expect(notebook.workspace.models.isEmpty)
      }
    }
    var notebook = Notebook(access: FileAccess(scriptFolder: folder.path, writableFolder: nil))
    #expect(try loaded(notebook.run("load chain.npz activation relu").last).arrays == 3)
    #expect(try notebook.problem(of: "export weights out.npz").code == .refused)
  }

  @Test("what is larger than the limit is refused, and set limit raises it")
  func limit() throws {
    var notebook = Notebook(after: ["set limit 64"])
    let line = "load \(path("chain.npz")) activation relu"
    #expect(try notebook.problem(of: line).code == .tooLarge)
    notebook.run("set limit 4k")
    #expect(try loaded(notebook.run(line).last).arrays == 3)
  }

  @Test(
    "reading stops when somebody wants it to, and nothing has changed",
    arguments: ["chain.npz", "torch.safetensors"])
  func cancelled(_ name: String) {
    for steps in 0..<3 {
      let count = Mutex(0)
      let monitor = Monitor { _ in
        count.withLock {
          $0 += 1
          return $0 <= steps
        }
      }
      var notebook = Notebook()
      let execution = notebook.run("load \(path(name)) activation relu", monitor: monitor).last
      guard case .failure(let problem)? = execution?.result else {
        Issue.record("\(name) was read in \(steps) steps")
        continue
      }
      #expect(problem.code == .cancelled && notebook.workspace.models.isEmpty)
    }
  }

  @Test("names in a file cannot act on a terminal")
  func names() throws {
    let folder = try TemporaryFolder()
    let array = NumPyArray.bytes(of: [1], shape: [1])
    try Data(ZipArchive.bytes(of: [("\u{1b}[2J.npy", array), ("b.npy", array)]))
      .write(to: URL(fileURLWithPath: folder.path + "/n.npz"))
    var notebook = Notebook()
    let execution = try #require(notebook.run("load \"\(folder.path)/n.npz\"").last)
    #expect(!execution.isOK && execution.recordedLines.allSatisfy { !$0.contains("\u{1b}") })
  }
}

extension TemporaryFolder {
  /// Puts one of the files of `Tests/Files` here.
  func copy(_ name: String) throws {
    try FileManager.default.copyItem(atPath: ReferenceFiles.folder + "/" + name, toPath: path + "/" + name)
  }

  func data(of name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)) }
}

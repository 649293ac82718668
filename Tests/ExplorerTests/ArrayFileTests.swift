import Foundation
import LinearAlgebra
import Networks
import Testing

@testable import Explorer

/// The files that NumPy wrote, see `Tests/Files/make.py`.
enum ReferenceFiles {
  static let folder = SessionFilesTests.root.appendingPathComponent("Tests/Files").path
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
    name in ArrayFormats.endings.contains { name.hasSuffix($0) }
  }.sorted()

  static func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
  }

  static func arrays(_ name: String, limit: Int = 1 << 20) throws -> [StoredArray] {
    try ArrayFormats.named(by: name).arrays(in: bytes(name), limit: ReadLimit(tensor: limit))
  }

  /// Whether a file's arrays are packed.
  static func needsZlib(_ name: String) -> Bool {
    (try? arrays(name)) == nil && !Inflation.isAvailable
  }
}

/// Formats of files: what others wrote is read to the bit, and what is wrong is told.
@Suite struct ArrayFileTests {
  @Test("numbers of every type and order that NumPy writes")
  func types() throws {
    let arrays = try ReferenceFiles.arrays("types.npz")
    let numbers = (-6..<6).map(Double.init)
    let cube = (0..<24).map(Double.init)
    #expect(arrays.count == 22)
    for array in arrays {
      switch array.name {
      case "text", "bytes": #expect(array.text == "Zürich" + (array.name == "text" ? " 漢 \u{1f600}" : ""))
      case "bool": #expect(array.numbers == numbers.map { $0 > 0 ? 1 : 0 })
      case "cube":
        #expect(array.numbers == cube && array.shape == [2, 3, 4])
      default:
        let isUnsigned = array.name.hasPrefix("u")
        #expect(
          array.numbers == numbers.map { isUnsigned ? ($0 + 7).truncatingRemainder(dividingBy: 7) : $0 },
          "\(array.name)")
        #expect(array.shape == [3, 4])
      }
    }
  }

  @Test("halves, bfloats, floats and doubles of safetensors are what they were rounded to")
  func safetensors() throws {
    let exact = try ReferenceFiles.arrays("chain.npz")
    let rounded = try ReferenceFiles.arrays("torch.safetensors")
    #expect(rounded.map(\.name) == ["0.weight", "0.bias", "10.weight", "2.weight"])
    #expect(rounded.map(\.type) == [.float16, .float32, .float64, .bfloat16])
    let pairs: [(Int, String, (Double) -> Double)] = [
      (0, "W1", { Double(Float16($0)) }), (1, "b1", { Double(Float($0)) }),
      (3, "W2", { Double(Float(bitPattern: Float($0).bitPattern & 0xffff_0000)) }),
    ]
    for (place, name, round) in pairs {
      let original = try #require(exact.first { $0.name == name }?.numbers)
      #expect(rounded[place].numbers == original.map(round), "\(name)")
    }
    #expect(rounded[2].numbers == [1, -1] && rounded[2].shape == [1, 2])
  }

  /// A text and its numbers, row after row; or words of the error.
  static let tables: [(text: String, rows: [[Double]], problem: String)] = [
    ("1,2\n3,4\n", [[1, 2], [3, 4]], ""), ("1;2\r\n3;4", [[1, 2], [3, 4]], ""),
    ("# made by hand\n1\t2\n\n-3e-1\t+4\n", [[1, 2], [-0.3, 4]], ""),
    ("1  2\n 3 4 \n", [[1, 2], [3, 4]], ""),
    ("a,b\n1,2\n", [[1, 2]], ""), ("\u{feff}\"1\",\"2.5\"\n", [[1, 2.5]], ""), ("7", [[7]], ""),
    ("1,2\n3\n", [], "line 2 has 1 number, and there are 2 columns"),
    ("a,b\n1,2,3\n", [], "line 2 has 3 numbers, and there are 2 columns"),
    ("1,2\n3,x\n", [], "line 2, column 2: 'x' is no number"), ("1,nan\n", [], "'nan' is no number"),
    ("1,2\n,3\n", [], "line 2, column 1: '' is no number"), ("1e999\n", [], "'1e999' is no number"),
    ("0\n1,5;2\n", [], "line 2, column 1: '1,5' is no number"), ("a,b\n", [], "no numbers"),
    ("", [], "no numbers"),
    ("a\nb\n", [], "line 2, column 1: 'b' is no number"),
  ]

  @Test("comma-separated values", arguments: tables.indices)
  func csv(_ index: Int) throws {
    let (text, rows, words) = Self.tables[index]
    do {
      let array = try CSVNumbers.arrays(in: Array(text.utf8), limit: ReadLimit(tensor: 1024))[0]
      #expect(array.numbers == rows.flatMap(\.self) && array.shape == [rows.count, rows.first?.count ?? 0])
    } catch {
      #expect(!words.isEmpty && error.message.contains(words), "\(error.message)")
    }
  }

  @Test("a checksum is that of the standard")
  func checksum() {
    #expect(CyclicRedundancy.checksum(of: Array("123456789".utf8)) == 0xcbf4_3926)
    #expect(CyclicRedundancy.checksum(of: []) == 0)
  }

  // MARK: Errors

  /// A header of a `.npy` array, so many bytes behind it, and words of the error.
  static let headers: [(header: String, count: Int, words: String)] = [
    (
      "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 15,
      "promises 16 bytes for 2, and 15 are there"
    ),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 17, "and 17 are there"),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999, 99999999)}", 0, "more than the 1 MiB"),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,)}", 0, "more than the 1 MiB"),
    ("{'descr': '|i1', 'fortran_order': False, 'shape': (262144,)}", 262144, "more than the 1 MiB"),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}", 0, "a shape that is no list of sizes"),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': 5}", 0, "( is due"),
    ("{'descr': '<f8', 'fortran_order': Maybe, 'shape': (1,)}", 8, "False is due"),
    ("{'descr': '<f8', 'shape': (1,)}", 8, "lacks"), ("{'descr': '<f8'", 8, "} is due"),
    ("{'descr': '<f8', 'descr': '<f4', 'shape': (1,)}", 8, "there twice"),
    ("{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (1,)}", 8, "records"),
    ("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", 8, "Python objects"),
    ("{'descr': '|V2', 'fortran_order': False, 'shape': (1,)}", 2, "the type '|V2'"),
    ("{'descr': '<f16', 'fortran_order': False, 'shape': (1,)}", 16, "the type '<f16'"),
    ("{'descr': 'f', 'fortran_order': False, 'shape': (1,)}", 8, "unknown"),
    ("{'descr': '<U99999999', 'fortran_order': False, 'shape': ()}", 8, "characters"),
    ("{'descr': '<U2', 'fortran_order': False, 'shape': (2,)}", 16, "many texts"),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} os.system('rm')", 8, "behind its header's end"),
    ("{'descr': '<f8\n", 8, "text without end"), ("", 8, "{ is due"),
  ]

  @Test("a header that lies or that is damaged", arguments: headers.indices)
  func header(_ index: Int) {
    let (header, count, words) = Self.headers[index]
    let bytes =
      [0x93] + Array("NUMPY\u{1}\u{0}".utf8) + UInt16(header.utf8.count).littleEndianBytes
      + Array(header.utf8)
      + [UInt8](repeating: 0, count: count)
    #expect {
      try NumPyArray.arrays(in: bytes, limit: ReadLimit(tensor: 1 << 20))
    } throws: { error in
      let message = (error as? Problem)?.message ?? ""
      return message.contains(words)
    }
  }

  /// A header of safetensors, so many bytes behind it, and words of the error.
  static let tensors: [(header: String, count: Int, words: String)] = [
    ("[]", 0, "no JSON object"), ("{\"a\":1}", 0, "tensor a: the header does not say"),
    ("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1, "the type F8_E4M3"),
    (
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4,
      "it has 4 bytes, and 2 of F32 are 8"
    ),
    (
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 3,
      "ends at byte 4, and 3 bytes are there"
    ),
    ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4, "ends at byte 0"),
    ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}", 4, "ends at byte 0"),
    ("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "is negative"),
    ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1e15,1e15],\"data_offsets\":[0,4]}}", 4, "more than the 1 MiB"),
    ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", 4, "does not say its dtype"),
    ("{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 2, "1 bytes at its end"),
    ("{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}", 2, "belong to no tensor"),
    (
      "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}",
      3, "share bytes"
    ),
    (
      "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}",
      2, "one name"
    ),
  ]

  @Test("a header of tensors that lies", arguments: tensors.indices)
  func tensorHeader(_ index: Int) {
    let (header, count, words) = Self.tensors[index]
    let bytes =
      UInt64(header.utf8.count).littleEndianBytes + Array(header.utf8) + [UInt8](repeating: 0, count: count)
    #expect {
      try Safetensors.arrays(in: bytes, limit: ReadLimit(tensor: 1 << 20))
    } throws: { error in
      let message = (error as? Problem)?.message ?? ""
      return message.contains(words)
    }
  }

  @Test("whole numbers that no double is are refused, not rounded")
  func wholeNumbers() throws {
    let exact: [UInt64] = [1 << 53, 1 << 63]
    #expect(try NumberType.uint64.numbers(in: exact.flatMap(\.littleEndianBytes)[...]) == [0x1p53, 0x1p63])
    let between: [UInt64] = [(1 << 53) + 1, .max]
    for lost in between {
      #expect(throws: Problem.self) { try NumberType.uint64.numbers(in: lost.littleEndianBytes[...]) }
    }
    #expect(throws: Problem.self) {
      try NumberType.int64.numbers(in: UInt64(Int64.max).littleEndianBytes[...])
    }
  }

  // MARK: Archives

  private static let files = [
    (name: "a.npy", bytes: NumPyArray.bytes(of: [1, -0.0, .leastNonzeroMagnitude], shape: [3])),
    (name: "b.npy", bytes: NumPyArray.bytes(of: "Zürich")), (name: "c.npy", bytes: NumPyArray.bytes(of: "")),
  ]

  @Test("what is written is read back to the bit, and is the same each time")
  func archive() throws {
    let bytes = try ZipArchive.bytes(of: Self.files)
    #expect(try ZipArchive.bytes(of: Self.files) == bytes)
    let arrays = try NumPyArchive.arrays(in: bytes, limit: ReadLimit(tensor: 1 << 10))
    #expect(arrays.map(\.name) == ["a", "b", "c"])
    #expect(arrays[0].numbers?.map(\.bitPattern) == [1, -0.0, .leastNonzeroMagnitude].map(\.bitPattern))
    #expect(arrays[1].text == "Zürich" && arrays[2].text == "")
  }

  /// A change to an archive, and words of the error.
  static let damages: [(words: String, change: @Sendable ([UInt8]) -> [UInt8])] = {
    @Sendable func set(_ offset: Int, _ values: [UInt8]) -> @Sendable ([UInt8]) -> [UInt8] {
      { bytes in
        var bytes = bytes
        let start = bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4b, 0x01, 0x02]) } ?? 0
        bytes.replaceSubrange(start + offset..<start + offset + values.count, with: values)
        return bytes
      }
    }
    return [
      ("no zip archive", { Array($0.dropLast(1)) }), ("no zip archive", { Array($0.prefix(100)) }),
      ("no zip archive", { _ in [] }),
      ("checksum is wrong", { $0.enumerated().map { $0.offset == 160 ? $0.element ^ 1 : $0.element } }),
      ("encrypted", set(8, [1, 0])), ("packed by method 12", set(10, [12, 0])),
      ("stored as it is, but", set(20, [1, 0, 0, 0])), ("4 GiB", set(42, [255, 255, 255, 255])),
      ("behind the archive's end", set(42, [255, 255, 255, 127])),
      ("not where the directory says", set(42, [9, 0, 0, 0])),
      ("called otherwise", set(46, Array("z".utf8))), ("damaged at file 1", set(0, [0])),
      ("ends inside 'a.npy'", { set(24, [0, 0, 0, 127])(set(20, [0, 0, 0, 127])($0)) }),
    ]
  }()

  @Test("an archive that lies or that is damaged", arguments: damages.indices)
  func damaged(_ index: Int) throws {
    let (words, change) = Self.damages[index]
    let bytes = change(try ZipArchive.bytes(of: Self.files))
    #expect {
      try NumPyArchive.arrays(in: bytes, limit: ReadLimit(tensor: 1 << 10))
    } throws: { error in
      let message = (error as? Problem)?.message ?? ""
      return message.contains(words)
    }
  }

  @Test("files that share their bytes, the way to a bomb, are refused")
  func overlap() throws {
    let name = Array("a.npy".utf8)
    var bytes = try ZipArchive.bytes(of: [Self.files[0], Self.files[0]])
    let starts = bytes.indices.filter { bytes[$0...].starts(with: [0x50, 0x4b, 0x01, 0x02] as [UInt8]) }
    #expect {
      try ZipArchive(bytes, limit: 1 << 20)
    } throws: {
      ($0 as? Problem)?.message.contains("one name") == true
    }
    // The second file of the directory is the first one of the archive.
    bytes.replaceSubrange(starts[1] + 42..<starts[1] + 46, with: [0, 0, 0, 0])
    #expect(bytes[starts[1] + 46..<starts[1] + 46 + name.count].elementsEqual(name))
    #expect {
      try ZipArchive(bytes, limit: 1 << 20)
    } throws: {
      ($0 as? Problem)?.message.contains("share their bytes") == true
    }
  }

  @Test(
    "a bomb is refused before it takes memory, and so is a packed file that lies",
    .enabled(if: Inflation.isAvailable))
  func bomb() throws {
    #expect {
      try ReferenceFiles.arrays("bomb.npz", limit: 1 << 20)
    } throws: { error in
      let problem = error as? Problem
      return problem?.code == .tooLarge && problem?.message.contains("unpack to more than 4 MiB") == true
    }
    let packed = try ReferenceFiles.bytes("mlp_10_20_5_relu.npz")
    let starts = packed.indices.filter { packed[$0...].starts(with: [0x50, 0x4b, 0x01, 0x02] as [UInt8]) }
    for (offset, words) in [
      (-1, "unpacks to more than"), (1, "unpacks to"), (1 << 21, "cannot hold"),
    ] {
      var bytes = packed
      let place = starts[0] + 24
      let size = bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | Int($1) } + offset
      bytes.replaceSubrange(place..<place + 4, with: UInt32(size).littleEndianBytes)
      #expect {
        try NumPyArchive.arrays(in: bytes, limit: ReadLimit(tensor: 1 << 20))
      } throws: { error in
        let message = (error as? Problem)?.message ?? ""
        return message.contains(words)
      }
    }
  }

  @Test(
    "without zlib a packed array is an error that names the package", .enabled(if: !Inflation.isAvailable))
  func withoutZlib() {
    #expect {
      try ReferenceFiles.arrays("mlp_10_20_5_relu.npz")
    } throws: { error in
      let problem = error as? Problem
      return problem?.code == .unsupported && problem?.hints.first?.contains("zlib1g-dev") == true
    }
  }

  // MARK: Anything

  /// A damaged file ends with arrays within the limit or with one problem that says something.
  @Test("mutations of every file are read or refused: seeds 1 to 8", arguments: ReferenceFiles.names, 1...8)
  func mutations(_ name: String, _ seed: UInt64) throws {
    let format = try ArrayFormats.named(by: name)
    let original = try ReferenceFiles.bytes(name)
    var random = SplitMix(state: seed)
    for _ in 0..<40 {
      check(format, random.mutation(of: original))
    }
    // What is cut off anywhere near its ends.
    for count in [0, 1, 7, 8, 9, 11, 30, original.count - 1, original.count - 23] where count >= 0 {
      check(format, Array(original.prefix(count)))
    }
  }

  @Test("random bytes are read or refused: seed 3", arguments: ArrayFormats.endings)
  func noise(_ ending: String) throws {
    var random = SplitMix(state: 3)
    for _ in 0..<300 {
      let bytes = (0..<Int(random.next() % 300)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      check(try ArrayFormats.named(by: ending), bytes)
    }
  }

  private func check(_ format: any ArrayFormat.Type, _ bytes: [UInt8]) {
    let limit = ReadLimit(tensor: 1 << 16)
    do throws(Problem) {
      let arrays = try format.arrays(in: bytes, limit: limit)
      #expect(8 * arrays.reduce(0) { $0 + ($1.numbers?.count ?? 0) } <= limit.total)
      for array in arrays {
        #expect(array.numbers.map { $0.count == array.shape.reduce(1, *) } ?? true)
      }
    } catch {
      #expect([.io, .tooLarge, .unsupported, .outOfRange].contains(error.code), "\(error)")
      #expect(error.message.count > 10)
    }
  }
}

extension SplitMix {
  /// Bytes with a few changes: bits, extreme values, pieces that move, go or come twice.
  mutating func mutation(of bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<1 + Int(next() % 4) where !bytes.isEmpty {
      let place = Int(next() % UInt64(bytes.count))
      let end = min(bytes.count, place + Int(next() % 16))
      switch next() % 6 {
      case 0: bytes[place] ^= 1 << UInt8(next() % 8)
      case 1: bytes[place] = [0, 1, 0x7f, 0x80, 0xff][Int(next() % 5)]
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: Int(next() % UInt64(bytes.count)))
      case 4: for index in place..<end { bytes[index] = 0xff }
      default:
        bytes.replaceSubrange(place..<end, with: (place..<end).map { _ in UInt8(truncatingIfNeeded: next()) })
      }
    }
    return bytes
  }
}

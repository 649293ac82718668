import Glibc
import Sessions
import Testing

@Suite struct AtomicFileTests {
  /// Runs a test in a folder of its own, which is empty again at the end but for the files named.
  func inFolder(leaving names: Set<String>, _ test: (String) throws -> Void) throws {
    var template = Array("/tmp/lip-sessions-XXXXXX".utf8CString)
    try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) } != nil)
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    try test(folder)
    var found: Set<String> = []
    let handle = try #require(opendir(folder))
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { found.insert(name) }
    }
    closedir(handle)
    #expect(found == names)
    for name in found where unlink(folder + "/" + name) != 0 { rmdir(folder + "/" + name) }
    rmdir(folder)
  }

  func content(_ path: String) -> String? {
    guard let stream = fopen(path, "r") else { return nil }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(stream), byte != EOF { bytes.append(UInt8(byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func aNewFile() throws {
    try inFolder(leaving: ["a.lip"]) { folder in
      let text = String(repeating: "bound ≤\r\n", count: 20_000)
      try AtomicFile.write(text, to: folder + "/a.lip")
      #expect(content(folder + "/a.lip") == text)
    }
  }

  @Test func anOldFileStays() throws {
    try inFolder(leaving: ["a.lip"]) { folder in
      let path = folder + "/a.lip"
      try AtomicFile.write("old", to: path)
      #expect(throws: FileError.exists(path)) { try AtomicFile.write("new", to: path) }
      #expect(content(path) == "old")
    }
  }

  @Test func anOldFileIsReplacedIfAllowed() throws {
    try inFolder(leaving: ["a.lip", "link.lip"]) { folder in
      let path = folder + "/a.lip"
      try AtomicFile.write("old", to: path)
      #expect(chmod(path, 0o640) == 0)
      #expect(symlink("a.lip", folder + "/link.lip") == 0)
      try AtomicFile.write("new", to: folder + "/link.lip", overwriting: true)
      #expect(content(path) == "new")
      var status = stat()
      #expect(lstat(path, &status) == 0 && status.st_mode == S_IFREG | 0o640)
      #expect(lstat(folder + "/link.lip", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }
  }

  @Test func foldersAndDevicesStay() throws {
    try inFolder(leaving: ["sub"]) { folder in
      let path = folder + "/sub"
      #expect(mkdir(path, 0o700) == 0)
      #expect(throws: FileError.exists(path)) { try AtomicFile.write("", to: path) }
      #expect(throws: FileError.notAFile(path)) { try AtomicFile.write("", to: path, overwriting: true) }
      #expect(throws: FileError.notAFile("/dev/null")) {
        try AtomicFile.write("", to: "/dev/null", overwriting: true)
      }
    }
  }

  @Test func whatTheSystemRefuses() throws {
    try inFolder(leaving: []) { folder in
      let path = folder + "/none/a.lip"
      #expect(throws: FileError.system(path: path, code: ENOENT)) { try AtomicFile.write("", to: path) }
      #expect("\(FileError.system(path: path, code: ENOENT))".hasSuffix("a.lip: no such file or directory"))
      let long = folder + "/" + String(repeating: "n", count: 300)
      #expect(throws: FileError.system(path: long, code: ENAMETOOLONG)) { try AtomicFile.write("", to: long) }
      for name in ["", folder + "/", folder + "/a\0b"] {
        #expect(throws: FileError.badName(name)) { try AtomicFile.write("", to: name) }
      }
    }
  }
}

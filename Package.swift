// swift-tools-version: 6.2
//
// The package as a diagram: each target uses only targets that stand above it.
//
//   TerminalText   Parameters   Language    LinearAlgebra (over OpenBLAS, or kernels of our own)
//        │             │           │              │
//    Plotting          │           │           Networks
//    Sessions          │           │           │      │
//        │             │           │      Training  Lipschitz
//        └─────────────┴───────────┴───────────┴──────┘
//                          │
//   CLineEdit         Explorer (over zlib, if it is there): values, commands, the interpreter, files
//       │                  │
//   LineEditor ─────────  lip: the program

import Foundation
import PackageDescription

/// Whether a library's header is where Debian puts headers.
func isInstalled(_ header: String) -> Bool {
  ["/usr/include", "/usr/include/x86_64-linux-gnu", "/usr/include/aarch64-linux-gnu"].contains {
    FileManager.default.fileExists(atPath: $0 + "/" + header)
  }
}

/// OpenBLAS is used where its header is installed; `LIP_KERNELS=portable` turns it off.
let hasOpenBLAS = Context.environment["LIP_KERNELS"] != "portable" && isInstalled("cblas.h")

/// zlib is used where its header is installed, for what others have compressed; `LIP_KERNELS=portable` turns it off.
let hasZlib = Context.environment["LIP_KERNELS"] != "portable" && isInstalled("zlib.h")

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The engine is optimised in debug builds as well, for laws over hundreds of networks need quick loops.
///
/// Overflows and preconditions stay checked.
let engine: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

func library(
  _ name: String, uses dependencies: [Target.Dependency] = [], settings more: [SwiftSetting] = []
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings + more)
}

func tests(of name: String, uses dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, swiftSettings: settings)
}

let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")

var targets: [Target] = [
  // Leaves: each is read alone.
  library("TerminalText"),
  library("Parameters"),
  library("Language"),

  // The engine.
  library(
    "LinearAlgebra", uses: [realModule] + (hasOpenBLAS ? ["COpenBLAS"] : []),
    settings: engine + (hasOpenBLAS ? [.define("OPENBLAS")] : [])),
  library("Networks", uses: ["LinearAlgebra", "Parameters", realModule], settings: engine),
  library("Training", uses: ["Networks", "LinearAlgebra", "Parameters", realModule], settings: engine),
  library("Lipschitz", uses: ["Networks", "LinearAlgebra", "Parameters", realModule], settings: engine),

  // What is seen and kept.
  library("Plotting", uses: ["TerminalText"]),
  library("Sessions", uses: ["TerminalText"]),

  // The notebook.
  library(
    "Explorer",
    uses: [
      "TerminalText", "Parameters", "Language", "LinearAlgebra", "Networks", "Training", "Lipschitz",
      "Plotting", "Sessions",
    ] + (hasZlib ? ["CZlib"] : []), settings: hasZlib ? [.define("ZLIB")] : []),

  // The terminal and the program.
  .target(name: "CLineEdit", linkerSettings: [.linkedLibrary("edit")]),
  library("LineEditor", uses: ["CLineEdit"]),
  .executableTarget(
    name: "lip",
    dependencies: [
      "Explorer", "LineEditor", "Sessions", "TerminalText", "Language",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    swiftSettings: settings),

  // Tests: a target for each library, and one that runs the program itself.
  .target(
    name: "TestSupport", dependencies: ["Lipschitz", "LinearAlgebra", "Networks", "Parameters"],
    path: "Tests/TestSupport", swiftSettings: settings),
  tests(of: "TerminalText", uses: ["TerminalText"]),
  tests(of: "Parameters", uses: ["Parameters"]),
  tests(of: "LinearAlgebra", uses: ["LinearAlgebra", "TestSupport", realModule]),
  tests(of: "Networks", uses: ["Networks", "LinearAlgebra", "Parameters", "TestSupport"]),
  tests(of: "Training", uses: ["Training", "Networks", "LinearAlgebra", "Parameters", "TestSupport"]),
  tests(of: "Lipschitz", uses: ["Lipschitz", "Networks", "LinearAlgebra", "Parameters", "TestSupport"]),
  tests(of: "Plotting", uses: ["Plotting", "TerminalText"]),
  tests(of: "Language", uses: ["Language"]),
  tests(of: "Sessions", uses: ["Sessions", "TerminalText"]),
  .executableTarget(
    name: "LineEditorProbe", dependencies: ["LineEditor"], path: "Tests/LineEditorProbe",
    swiftSettings: settings),
  tests(of: "LineEditor", uses: ["LineEditor", "LineEditorProbe", "lip"]),
  tests(
    of: "Explorer",
    uses: [
      "Explorer", "Language", "Parameters", "LinearAlgebra", "Networks", "Training", "Lipschitz", "Plotting",
      "Sessions", "TerminalText",
    ]),
  .executableTarget(
    name: "Fuzz", dependencies: ["Explorer", "Language", "LinearAlgebra", "Sessions"], path: "Tests/Fuzz",
    swiftSettings: settings),
  .executableTarget(
    name: "Soundness", dependencies: ["TestSupport", "Lipschitz", "Networks", "LinearAlgebra"],
    path: "Tests/Soundness", swiftSettings: settings),
  tests(of: "Program", uses: ["lip", "Sessions"]),
  .executableTarget(
    name: "Benchmark", dependencies: ["Explorer", "Lipschitz", "Networks", "LinearAlgebra", "Parameters"],
    path: "Tests/Benchmark", exclude: ["peers.py"], swiftSettings: settings),
]

if hasOpenBLAS {
  targets.append(
    .systemLibrary(name: "COpenBLAS", providers: [.apt(["libopenblas-dev"])]))
}

if hasZlib {
  targets.append(.systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]))
}

let package = Package(
  name: "libedit-dev",
  products: [.executable(name: "lip", targets: ["lip"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
  ],
  targets: targets,
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

// The floors of the house, lowest last. A module imports only lower floors; Tests/ArchitectureTests
// holds every import line against this picture. ARCHITECTURE.md explains it.

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

func floor(
    _ name: String, on below: [Target.Dependency] = [], resources: [Resource]? = nil,
    swiftSettings: [SwiftSetting] = []
) -> Target {
    .target(
        name: name, dependencies: below, resources: resources,
        swiftSettings: house + swiftSettings)
}

func tests(_ name: String, on below: [Target.Dependency] = [], copying: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: below + ["TestSupport"],
        resources: copying.map { .copy($0) }, swiftSettings: house)
}

let package = Package(
    name: "experiment",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "experiment", targets: ["experiment"]),
        .library(name: "ExperimentKit", targets: ["ExperimentKit"]),
        .library(name: "Inference", targets: ["Inference"]),
        .library(name: "Distributions", targets: ["Distributions"]),
    ],
    dependencies: [
        .package(
            url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.0")),
        .package(url: "https://github.com/apple/swift-crypto", .upToNextMinor(from: "4.5.0")),
        .package(
            url: "https://github.com/hummingbird-project/swift-mustache",
            .upToNextMinor(from: "2.1.0")),
        .package(url: "https://github.com/jpsim/Yams", .upToNextMinor(from: "6.2.0")),
    ],
    targets: [
        // 6 the executable
        .executableTarget(
            name: "experiment", dependencies: ["ExperimentCLI"], swiftSettings: house),

        // 5 commands
        floor(
            "ExperimentCLI",
            on: [
                "ExperimentModel", "Distributions", "Inference", "Assignment", "Tabular",
                "ExperimentAnalysis", "ExperimentCampaign", "ExperimentQuery", "ExperimentConfig",
                "ExperimentReport", argumentParser,
            ]),

        // 4 umbrella for Swift users
        floor(
            "ExperimentKit",
            on: [
                "ExperimentModel", "Inference", "Assignment", "Tabular", "ExperimentAnalysis",
                "ExperimentCampaign", "ExperimentQuery", "ExperimentConfig", "ExperimentReport",
            ]),

        // 3 the plan in, the report out
        floor("ExperimentConfig", on: ["ExperimentModel", crypto, yams]),
        floor(
            "ExperimentReport",
            on: [
                "ExperimentModel", "Inference", "Assignment", "ExperimentAnalysis",
                "ExperimentCampaign", mustache,
            ]),

        // 2 the work
        floor(
            "ExperimentAnalysis",
            on: ["ExperimentModel", "Distributions", "Inference", "Assignment", "Tabular"]),
        floor(
            "ExperimentCampaign",
            on: [
                "ExperimentModel", "Assignment", "Tabular", "Distributions", "Inference", crypto,
            ]),
        floor("ExperimentQuery", on: ["ExperimentModel", "Assignment"]),

        // 1 the tools
        floor("Inference", on: ["Distributions"]),
        floor("Assignment", on: ["ExperimentModel", "CSHA256", crypto]),
        floor("Tabular", on: ["ExperimentModel", "CScan", "CZlib", crypto]),

        // 0 the ground
        floor("Distributions", on: ["CGSL", "CRmath"]),
        floor("ExperimentModel"),

        // SHA-256 by processor instructions; C because Swift has no intrinsics
        .target(name: "CSHA256"),

        // delimiters found 64 bytes at a time, and a setting of the allocator; C for the same reason
        .target(name: "CScan"),

        // system libraries
        .systemLibrary(
            name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
        .systemLibrary(
            name: "CRmath", pkgConfig: "libRmath", providers: [.apt(["r-mathlib"]), .brew(["r"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

        // tests, one target per module
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: house),
        tests("Architecture"),
        tests("Assignment", on: ["Assignment", "ExperimentModel", crypto], copying: ["Golden"]),
        tests("ExperimentModel", on: ["ExperimentModel"]),
        tests(
            "ExperimentConfig", on: ["ExperimentConfig", "ExperimentModel"],
            copying: ["Fixtures"]),
        tests(
            "ExperimentCampaign",
            on: [
                "ExperimentCampaign", "ExperimentModel", "Assignment", "Inference", "Distributions",
                "Tabular", crypto,
            ]),
        tests(
            "ExperimentQuery",
            on: [
                "ExperimentQuery", "ExperimentCampaign", "ExperimentModel", "Assignment", "Tabular",
            ], copying: ["Snapshots"]),
        tests("Distributions", on: ["Distributions"], copying: ["Golden"]),
        tests("Inference", on: ["Inference", "Distributions"], copying: ["Golden"]),
        tests("Tabular", on: ["Tabular", "CScan", crypto]),
        tests(
            "ExperimentReport",
            on: [
                "ExperimentReport", "ExperimentModel", "ExperimentAnalysis", "ExperimentCampaign",
                "Inference", mustache,
            ],
            copying: ["Snapshots"]),
        tests(
            "ExperimentAnalysis",
            on: [
                "ExperimentAnalysis", "ExperimentModel", "Assignment", "Inference", "Distributions",
                "Tabular",
            ], copying: ["Fixtures"]),
        tests("ExperimentCLI", on: ["experiment"]),
    ],
    swiftLanguageModes: [.v6]
)

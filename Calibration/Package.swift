// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

// The calibration suite: does each default keep the error rate it promises? A package of its own, so
// that `swift test -c release` compiles the statistics with optimisation and nothing else.

let package = Package(
    name: "calibration",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "experiment", path: "..")],
    targets: [
        .testTarget(
            name: "CalibrationTests",
            dependencies: [
                .product(name: "Inference", package: "experiment"),
                .product(name: "Distributions", package: "experiment"),
            ],
            path: "Tests",
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .treatAllWarnings(as: .error),
            ])
    ],
    swiftLanguageModes: [.v6]
)

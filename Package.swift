// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
// Everywhere but in the files that hand paths to Subprocess, which takes those of the SDK on Apple's platforms.
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioExtras = Target.Dependency.product(name: "NIOExtras", package: "swift-nio-extras")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1 = Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let tomlKit = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

let package = Package(
    name: "lamsh",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "lamsh", targets: ["lamsh"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
        .package(url: "https://github.com/apple/swift-collections", .upToNextMinor(from: "1.6.0"), traits: []),
        .package(url: "https://github.com/apple/swift-crypto", .upToNextMinor(from: "4.5.2")),
        .package(url: "https://github.com/apple/swift-http-types", .upToNextMinor(from: "1.8.0"), traits: []),
        .package(url: "https://github.com/apple/swift-log", .upToNextMinor(from: "1.16.2")),
        .package(url: "https://github.com/apple/swift-nio", .upToNextMinor(from: "2.101.2")),
        .package(url: "https://github.com/apple/swift-nio-extras", .upToNextMinor(from: "1.35.2")),
        .package(url: "https://github.com/apple/swift-nio-ssl", .upToNextMinor(from: "2.37.6")),
        .package(url: "https://github.com/apple/swift-system", .upToNextMinor(from: "1.8.1")),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", .upToNextMinor(from: "0.2.0")),
        .package(url: "https://github.com/hummingbird-project/hummingbird", .upToNextMinor(from: "2.28.1"), traits: []),
        .package(url: "https://github.com/LebJe/TOMLKit", .upToNextMinor(from: "0.6.0")),
        .package(url: "https://github.com/swiftlang/swift-subprocess", .upToNextMinor(from: "1.0.2"), traits: []),
    ],
    targets: [
        // What computes checksums and unpacks deployed archives.
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Base", dependencies: ["CZlib"], swiftSettings: settings),
        // The settings of glibc's allocator, which Swift's modules of the C library leave out.
        .systemLibrary(name: "CMemory"),
        .target(name: "Waiting", dependencies: [system], swiftSettings: settings),
        .target(name: "JSON", swiftSettings: settings),
        .target(name: "JMESPath", dependencies: ["JSON"], swiftSettings: settings),
        .target(name: "ShellLanguage", dependencies: ["Base", "JMESPath", "JSON"], swiftSettings: settings),
        .target(name: "Lambda", dependencies: ["AWSServices", "JSON", "Waiting"], swiftSettings: settings),
        .target(name: "Isolation", swiftSettings: settings),
        .target(
            name: "Batch", dependencies: ["Base", "Isolation", "JSON", "Lambda", "Waiting", crypto, histogram, system],
            swiftSettings: settings),
        .target(
            name: "ObjectStorage", dependencies: ["AWSServices", "Base", "JSON", "Lambda", "Waiting"],
            swiftSettings: settings),
        .target(
            name: "CloudRuns",
            dependencies: ["AWSServices", "Base", "Batch", "JSON", "Lambda", "ObjectStorage", crypto],
            swiftSettings: settings),
        .target(name: "HTTPMessages", dependencies: ["Base"], swiftSettings: settings),
        .target(name: "AWSSigning", dependencies: ["Base", "HTTPMessages", crypto], swiftSettings: settings),
        .target(
            name: "AWSAccess",
            dependencies: ["AWSServices", "AWSSigning", "Base", "HTTPMessages", "JSON", "Waiting", crypto, system],
            swiftSettings: settings),
        // What reads XML. Linked statically, so that starting lamsh doesn't load it.
        .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
        .target(
            name: "AWSServices", dependencies: ["Base", "CExpat", "HTTPMessages", "JSON"],
            swiftSettings: settings,
            linkerSettings: [
                .linkedLibrary(":libexpat.a", .when(platforms: [.linux])),
                .linkedLibrary("expat", .when(platforms: [.macOS])),
            ]),
        .target(name: "EventLoopExecution", dependencies: [nioCore, nioPosix], swiftSettings: settings),
        .target(
            name: "HTTPConnections",
            dependencies: [
                "Base", "EventLoopExecution", "HTTPMessages", nioCore, nioExtras, nioHTTP1, nioPosix, nioSSL, nioTLS,
            ],
            swiftSettings: settings),
        .target(
            name: "LambdaHTTP",
            dependencies: [
                "AWSAccess", "AWSServices", "AWSSigning", "Base", "EventLoopExecution", "HTTPConnections",
                "HTTPMessages", "JSON", "Lambda", "Waiting", subprocess, system,
            ],
            swiftSettings: settings),
        // The embedded Lambda, from what a function is up to the server.
        .target(
            name: "LocalFunctions",
            dependencies: ["AWSSigning", "Base", "Waiting", subprocess, system],
            resources: [.embedInCode("Runtimes/Clients")], swiftSettings: settings),
        // What reads templates. Linked statically, so that starting lamsh does not load it.
        .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .target(
            name: "LocalProjects", dependencies: ["Base", "CYAML", "CZlib", "JSON", "LocalFunctions", system, tomlKit],
            resources: [.embedInCode("Samples")], swiftSettings: settings,
            linkerSettings: [
                .linkedLibrary(":libyaml.a", .when(platforms: [.linux])),
                .linkedLibrary("yaml", .when(platforms: [.macOS])),
            ]),
        // Builds what a project's functions need, with pip, npm, esbuild and make.
        .target(
            name: "LocalBuilds",
            dependencies: ["Base", "JSON", "LocalFunctions", "LocalProjects", subprocess, system],
            swiftSettings: settings),
        .target(
            name: "LocalHTTP",
            dependencies: [
                "Base", "HTTPMessages", "JSON", hummingbirdCore, httpTypes, logging, nioCore, nioHTTP1, nioHTTPTypes,
                nioHTTPTypesHTTP1,
            ],
            swiftSettings: settings),
        .target(name: "LocalLogs", swiftSettings: settings),
        // What a function's process does before it runs the function: system calls that Swift doesn't import.
        .target(name: "CSandbox"),
        .target(
            name: "LocalSandbox",
            dependencies: [
                "AWSSigning", "Base", "CSandbox", "EventLoopExecution", "HTTPConnections", "HTTPMessages", "JSON",
                "LocalFunctions", "LocalHTTP", "LocalLogs", "Waiting", nioCore, subprocess, system,
            ],
            swiftSettings: settings),
        .target(
            name: "LocalEvents",
            dependencies: ["AWSServices", "Base", "JSON", "LocalFunctions", "LocalSandbox", deque, heap, system],
            swiftSettings: settings),
        .target(
            name: "LocalServer",
            dependencies: [
                "AWSServices", "AWSSigning", "Base", "EventLoopExecution", "HTTPMessages", "JSON", "LocalEvents",
                "LocalBuilds", "LocalFunctions", "LocalHTTP", "LocalLogs", "LocalProjects", "LocalSandbox", nioCore,
                nioPosix, subprocess, system,
            ],
            swiftSettings: settings),
        .target(
            name: "CReadline",
            // Linked statically, so that starting lamsh does not load it; libtinfo is what it asks about the terminal.
            linkerSettings: [
                .linkedLibrary(":libreadline.a", .when(platforms: [.linux])),
                .linkedLibrary(":libtinfo.a", .when(platforms: [.linux])),
                .linkedLibrary("readline", .when(platforms: [.macOS])),
            ]),
        .target(
            name: "LineEditing", dependencies: ["Base", "CReadline", "Terminal", "Waiting", system],
            swiftSettings: settings),
        .target(name: "Terminal", dependencies: ["Base", "JSON", "Waiting"], swiftSettings: settings),
        .target(
            name: "ShellRuntime",
            dependencies: [
                "AWSAccess", "AWSServices", "AWSSigning", "Base", "Batch", "CloudRuns", "Isolation", "JMESPath", "JSON",
                "Lambda", "ObjectStorage", "ShellLanguage", "Terminal", "Waiting", crypto, subprocess, system,
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "lamsh",
            dependencies: [
                "AWSAccess", "AWSServices", "AWSSigning", "Base", "CMemory", "EventLoopExecution", "Isolation",
                "JMESPath", "JSON", "Lambda", "LambdaHTTP", "LineEditing", "LocalEvents", "LocalLogs", "LocalProjects",
                "LocalServer", "ShellLanguage", "ShellRuntime", "Terminal", "Waiting", argumentParser, subprocess,
                system,
            ],
            swiftSettings: settings,
            // One binary without a Swift installation beside it, which starts in a third of the time. Its symbols
            // aren't looked up, so it exports none; and it's loaded at a fixed address, as Go's programs are: 92,000
            // relocations and 270 page faults less at each start. `scripts/setup` puts the archives of zlib and of the
            // C++ library, which dependencies name, into a folder that is looked into first.
            linkerSettings: [
                .unsafeFlags(
                    [
                        "-L\(Context.packageDirectory)/.build/static-libraries", "-static-stdlib",
                        "-Xlinker", "--no-export-dynamic", "-Xclang-linker", "-no-pie",
                        "-Xclang-linker", "-static-libgcc",
                    ],
                    .when(platforms: [.linux])),
                // What the static FoundationEssentials needs; only a statically compiled import would name them itself.
                .linkedLibrary("_FoundationCShims", .when(platforms: [.linux])),
                .linkedLibrary("_FoundationCollections", .when(platforms: [.linux])),
            ]),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(name: "BaseTests", dependencies: ["AWSSigning", "Base", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "WaitingTests", dependencies: ["TestSupport", "Waiting", system], swiftSettings: settings),
        .testTarget(name: "IsolationTests", dependencies: ["Isolation"], swiftSettings: settings),
        .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "JMESPathTests", dependencies: ["JMESPath", "JSON"], swiftSettings: settings),
        .testTarget(
            name: "ShellLanguageTests", dependencies: ["JMESPath", "JSON", "ShellLanguage", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "AWSAccessTests",
            dependencies: [
                "AWSAccess", "AWSServices", "AWSSigning", "Base", "HTTPMessages", "JSON", "TestSupport", crypto,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "AWSServicesTests", dependencies: ["AWSAccess", "AWSServices", "Base", "HTTPMessages", "JSON"],
            swiftSettings: settings),
        .testTarget(
            name: "TerminalTests", dependencies: ["Base", "JSON", "Terminal", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "LineEditingTests", dependencies: ["LineEditing"], swiftSettings: settings),
        .testTarget(
            name: "ShellRuntimeTests",
            dependencies: [
                "AWSAccess", "AWSServices", "AWSSigning", "Base", "Batch", "Isolation", "JMESPath", "JSON", "Lambda",
                "ShellLanguage", "ShellRuntime", "Terminal", "TestSupport",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "BatchTests", dependencies: ["Batch", "Isolation", "JSON", "Lambda", "TestSupport", "Waiting"],
            swiftSettings: settings),
        .testTarget(
            name: "ObjectStorageTests", dependencies: ["Base", "Lambda", "ObjectStorage", "TestSupport", "Waiting"],
            swiftSettings: settings),
        .testTarget(
            name: "CloudRunsTests", dependencies: ["Batch", "CloudRuns", "JSON", "Lambda", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "LambdaHTTPTests",
            dependencies: [
                "AWSAccess", "AWSServices", "AWSSigning", "Base", "EventLoopExecution", "HTTPConnections",
                "HTTPMessages", "JSON", "Lambda", "LambdaHTTP", nioCore, nioPosix, nioSSL, nioHTTP1,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "LocalFunctionsTests", dependencies: ["LocalFunctions", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "LocalProjectsTests", dependencies: ["Base", "JSON", "LocalFunctions", "LocalProjects", system],
            swiftSettings: settings),
        .testTarget(
            name: "LocalBuildsTests", dependencies: ["JSON", "LocalBuilds", "LocalFunctions", system],
            swiftSettings: settings),
        .testTarget(name: "LocalLogsTests", dependencies: ["LocalLogs"], swiftSettings: settings),
        .testTarget(
            name: "LocalSandboxTests", dependencies: ["Base", "JSON", "LocalFunctions", "LocalSandbox"],
            swiftSettings: settings),
        .testTarget(
            name: "LocalEventsTests", dependencies: ["LocalEvents", "LocalSandbox", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "LocalServerTests",
            dependencies: [
                "AWSServices", "AWSSigning", "Base", "EventLoopExecution", "HTTPMessages", "JSON", "Lambda",
                "LambdaHTTP", "LocalEvents", "LocalFunctions", "LocalHTTP", "LocalLogs", "LocalSandbox", "LocalServer",
                system,
            ],
            swiftSettings: settings),
        // A function that gives back what it gets: a `bootstrap` for end-to-end tests and measurements.
        .executableTarget(
            name: "echo-bootstrap", dependencies: [system], path: "Tests/EchoBootstrap",
            swiftSettings: settings, linkerSettings: [.unsafeFlags(["-static-stdlib"], .when(platforms: [.linux]))]),
    ]
)

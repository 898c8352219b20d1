// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import JSON
package import LocalFunctions
import SystemPackage

/// Finds where a project lists a package. Blocks on a few small files.
package enum PackageLists {
    /// Packages that are imported under another name.
    private static let distributions = [
        "yaml": ["pyyaml"], "pil": ["pillow"], "dateutil": ["python-dateutil"], "bs4": ["beautifulsoup4"],
        "jwt": ["pyjwt"], "dotenv": ["python-dotenv"], "cv2": ["opencv-python", "opencv-python-headless"],
        "sklearn": ["scikit-learn"], "crypto": ["pycryptodome"], "psycopg2": ["psycopg2-binary", "aws-psycopg2"],
        "mysqldb": ["mysqlclient"], "openssl": ["pyopenssl"], "git": ["gitpython"],
    ]

    /// How far above a function's folder its `package.json` may be.
    private static let levels = 6

    package static func listing(
        of package: String, for runtime: FunctionDefinition.Runtime, folder: String
    ) -> MissingPackage.Listing {
        switch runtime {
        case .python:
            guard let content = FileManager.default.contents(atPath: folder + "/requirements.txt") else { return .none }
            let name = Requirements.normal(package)
            let names = [name] + (distributions[name] ?? [])
            let isListed = Requirements(Array(content)).names.contains(where: names.contains)
            return isListed ? .requirements(folder: folder) : .none
        case .node:
            // As Node.js looks for node_modules.
            var place = FilePath(folder)
            for _ in 0..<levels where !place.components.isEmpty {
                if lists(package, place.appending("package.json")) { return .packageFile(folder: place.string) }
                place.removeLastComponent()
            }
            return .none
        case .ruby, .java, .dotnet, .go, .provided, .unsupported: return .none
        }
    }

    private static func lists(_ package: String, _ file: FilePath) -> Bool {
        guard let content = FileManager.default.contents(atPath: file.string),
            let value = try? JSONValue(parsing: Array(content))
        else { return false }
        return ["dependencies", "devDependencies", "optionalDependencies"].contains { value[$0]?[package] != nil }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON
package import LocalFunctions
package import SystemPackage

/// A function as a template describes it; nothing of it has been looked at on disk.
package struct TemplateFunction: Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// A folder, an archive or another file.
        case local(FilePath)
        /// Source code, which is in a file named `index`.
        case inline(String)
        /// A container image, and how it's built; nil if the template doesn't say that.
        case image(ImageBuild?)
        /// In S3, or at a place that only AWS knows.
        case elsewhere
    }

    package var name: String
    /// Its logical ID, its path through nested stacks, and its path in a CDK application.
    package var otherNames: [String]
    package var code: Code
    /// By the names of Lambda's API.
    package var settings: JSONObject
    /// The resource's `Metadata`, which says how it's built.
    package var metadata: JSONObject
    package var layers: [TemplateLayer]
    /// Of all its layers, those that aren't on this machine too.
    package var layerARNs: [String]
    package var qualifiers: DeclaredQualifiers
    /// The place of the resource, for messages.
    package var place: String
}

/// A layer whose content is on this machine.
package struct TemplateLayer: Sendable, Hashable {
    /// A folder or an archive.
    package var path: FilePath
    /// The folder in which `sam build` puts the content, for example `python`; nil if the content is complete.
    package var subfolder: String?

    package init(path: FilePath, subfolder: String? = nil) {
        self.path = path
        self.subfolder = subfolder
    }
}

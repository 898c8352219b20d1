// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

extension ServiceOperation {
    /// Members that grant access, but that AWS's models don't mark as sensitive.
    private static let unmarked: Set = ["SessionToken", "TokenCode"]
    /// Shorter ones would be hidden wherever the same letters are by chance.
    private static let minimumLength = 4

    /// The texts in a request's members that no trace shows, by the table; a body that's bytes isn't among them.
    package func sensitiveTexts(ofRequest members: JSONObject) -> [String] {
        texts(in: .object(members), of: inputShape)
    }

    /// The same of what an answer holds.
    package func sensitiveTexts(ofAnswer value: JSONValue) -> [String] { texts(in: value, of: outputShape) }

    private func texts(in value: JSONValue, of shape: Shape?) -> [String] {
        guard let shape else { return [] }
        var texts: [String] = []
        for member in shape.members where member.name != shape.payload {
            collect(value[member.name] ?? .null, member, isSensitive: false, &texts)
        }
        return texts
    }

    private func collect(_ value: JSONValue, _ member: ShapeMember, isSensitive: Bool, _ texts: inout [String]) {
        let shape = shape(of: member)
        let isSensitive = isSensitive || shape.traits.contains(.sensitive) || Self.unmarked.contains(member.name)
        switch (shape.kind, value) {
        case (.structure(let members), .object(let object)):
            for member in members { collect(object[member.name] ?? .null, member, isSensitive: isSensitive, &texts) }
        case (.list(let element), .array(let elements)):
            for value in elements { collect(value, element, isSensitive: isSensitive, &texts) }
        case (.map(_, let element), .object(let object)):
            for (_, value) in object { collect(value, element, isSensitive: isSensitive, &texts) }
        default:
            if isSensitive, let text = value.scalarText, text.utf8.count >= Self.minimumLength { texts.append(text) }
        }
    }
}

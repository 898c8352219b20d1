// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage

extension Failure {
    /// The value that `catch` binds; it always has all members.
    var json: JSONValue {
        func text(_ string: String?) -> JSONValue { string.map(JSONValue.string) ?? .null }
        return [
            "kind": .string(kind.rawValue),
            "message": .string(message),
            "type": text(type),
            "payload": payload ?? .null,
            "requestId": text(requestId),
            "at": text(firstPlace ?? place?.description),
        ]
    }

    /// The failure that `json` describes, for `fail <<err>>` to raise again; nil if it isn't one.
    init?(_ json: JSONValue) {
        guard let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)), let message = json["message"]?.string
        else {
            return nil
        }
        self.init(kind, message, type: json["type"]?.string)
        payload = json["payload"].flatMap { $0.isNull ? nil : $0 }
        requestId = json["requestId"]?.string
        firstPlace = json["at"]?.string
    }
}

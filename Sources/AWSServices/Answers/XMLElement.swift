// SPDX-License-Identifier: GPL-3.0-or-later

import CExpat

/// An element of an XML document.
package struct XMLElement {
    /// Without its prefix.
    package var name: String
    /// With their prefixes.
    package var attributes: [(name: String, value: String)]
    /// The text before the first child.
    package var text = ""
    package var children: [XMLElement] = []

    func children(named name: String) -> [XMLElement] { children.filter { $0.name == name } }
    func child(named name: String) -> XMLElement? { children.first { $0.name == name } }
}

extension XMLElement {
    /// The root of a document. Entities that a document defines are expanded, as far as Expat allows it (its
    /// amplification limit).
    package init(parsing bytes: [UInt8]) throws(AnswerFault) {
        let reader = XMLDocumentReader()
        guard let root = reader.read(bytes) else { throw AnswerFault.malformedXML(reader.fault ?? "it's empty") }
        self = root
    }
}

/// Builds elements from Expat's events.
private final class XMLDocumentReader {
    /// Deeper than any response, and shallow enough for recursive code.
    private static let deepest = 256

    private(set) var fault: String?
    private var open: [XMLElement] = []
    private var root: XMLElement?
    /// Text arrives in pieces, which may end within a character.
    private var text: [UInt8] = []
    private var isBeforeChildren = false

    func read(_ bytes: [UInt8]) -> XMLElement? {
        guard let parser = unsafe XML_ParserCreate("UTF-8") else { return nil }
        defer { unsafe XML_ParserFree(parser) }
        unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        unsafe XML_SetElementHandler(
            parser,
            { data, name, attributes in
                guard let reader = unsafe XMLDocumentReader.of(data), let name = unsafe name else { return }
                reader.begin(unsafe String(cString: name), unsafe XMLDocumentReader.pairs(attributes))
            },
            { data, _ in unsafe XMLDocumentReader.of(data)?.end() })
        unsafe XML_SetCharacterDataHandler(parser) { data, text, count in
            guard let reader = unsafe XMLDocumentReader.of(data), let text = unsafe text else { return }
            unsafe UnsafeBufferPointer(start: text, count: Int(count)).withMemoryRebound(to: UInt8.self) { bytes in
                reader.append(unsafe Array(bytes))
            }
        }
        let status = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                unsafe XML_Parse(parser, characters.baseAddress, Int32(clamping: characters.count), 1)
            }
        }
        guard status == XML_STATUS_OK, fault == nil else {
            let line = unsafe XML_GetCurrentLineNumber(parser)
            let message = unsafe XML_ErrorString(XML_GetErrorCode(parser)).map { unsafe String(cString: $0) }
            fault = fault ?? "\(message ?? "syntax error") on line \(line)"
            return nil
        }
        return root
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLDocumentReader? {
        unsafe data.map { unsafe Unmanaged<XMLDocumentReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func pairs(
        _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) -> [(name: String, value: String)] {
        guard var next = unsafe attributes else { return [] }
        var pairs: [(name: String, value: String)] = []
        while let name = unsafe next[0], let value = unsafe next[1] {
            pairs.append((unsafe String(cString: name), unsafe String(cString: value)))
            unsafe next += 2
        }
        return pairs
    }

    private func begin(_ name: String, _ attributes: [(name: String, value: String)]) {
        endText()
        if open.count == Self.deepest { fault = fault ?? "it's nested more than \(Self.deepest) levels deep" }
        guard fault == nil else { return }
        open.append(XMLElement(name: String(name.split(separator: ":").last ?? ""), attributes: attributes))
        isBeforeChildren = true
    }

    private func append(_ bytes: [UInt8]) {
        if isBeforeChildren { text += bytes }
    }

    private func endText() {
        if isBeforeChildren, !open.isEmpty { open[open.count - 1].text = String(decoding: text, as: UTF8.self) }
        text = []
        isBeforeChildren = false
    }

    private func end() {
        endText()
        guard fault == nil, let element = open.popLast() else { return }
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
    }
}

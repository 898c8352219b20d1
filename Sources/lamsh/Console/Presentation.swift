// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellRuntime
import Terminal

/// The text that a value is printed as, for people or for programs.
struct Presentation {
    /// Where the text goes; nil for pipes and files.
    let terminal: Capabilities?
    var look = Look()
    var zone = LocalZone.system

    /// Ends with a newline, unless there's nothing to print.
    func text(of value: Value, as view: View, form: OutputForm?) -> [UInt8] {
        if case .text = view {
            return form == OutputForm.none ? [] : line(Array((value.json.asText ?? "").utf8))
        }
        switch form {
        case nil: return automatic(value, view)
        case .json: return json(value)
        case .jsonl: return jsonLines(value)
        case .yaml: return Array(YAMLEmitter.text(value.json).utf8)
        case .csv: return Array(CSVEmitter.text(value.json).utf8)
        case .table:
            guard case .log(let start) = view else { return table(value, view, cell) }
            return table(value, .table(columns: [])) { logCell($0, $1, times(start)) }
        case .raw:
            if case .log = view { return Array(logMessages(value).utf8) }
            if let binary = value.binary, terminal == nil { return binary }
            if case .string(let text) = value.json { return line(Array(text.utf8)) }
            return line(value.jsonBytes)
        case .some(.none): return []
        }
    }

    private func automatic(_ value: Value, _ view: View) -> [UInt8] {
        guard let terminal else { return json(value) }
        switch (view, value.json) {
        case (.report(let text), _): return line(Array(text.utf8))
        case (.lines(let notes), _):
            let drawing = DiagnosticText(palette: terminal.palette) { _ in [] }
            return Array(notes.map { drawing.text(of: $0) + "\n" }.joined().utf8)
        case (.log(let start), _):
            return Array(LogText(palette: terminal.palette).text(of: value.json, times: times(start)).utf8)
        case (.table, .array): return table(value, view, cell)
        case (.card, .object(let members)):
            return Array(
                Card(members, cell: cell).rendered(width: look.isWide ? nil : terminal.width, palette: terminal.palette)
                    .utf8)
        default: return json(value)
        }
    }

    /// The messages of log events, a line each.
    private func logMessages(_ value: Value) -> String {
        let events = if case .array(let events) = value.json { events } else { [value.json] }
        return events.map { event in
            let message = event["message"]?.string ?? ""
            return message.hasSuffix("\n") ? message : message + "\n"
        }.joined()
    }

    /// Indented and coloured for people; on one line for programs, and payloads unchanged.
    private func json(_ value: Value) -> [UInt8] {
        guard let terminal else { return line(value.jsonBytes) }
        let size = value.jsonBytes.count
        guard size > Self.longJSON, !look.isWide else {
            return line(Array(JSONPrinter(palette: terminal.palette).text(value.json).utf8))
        }
        let text = JSONPrinter(palette: terminal.palette, isShort: true).text(value.json)
        let note = "shortened: \(Readable.size(size)) of JSON; `--wide` shows all of it, `> FILE` writes it"
        return line(Array((text + "\n" + terminal.palette(.dim, note)).utf8))
    }

    /// In bytes. Larger values are shortened at a terminal.
    private static let longJSON = 1_000_000
    /// Longer tables end with the number of rows.
    private static let countedRows = 20

    private func jsonLines(_ value: Value) -> [UInt8] {
        guard case .array(let elements) = value.json else { return line(value.json.serialized()) }
        var bytes: [UInt8] = []
        for element in elements {
            element.serialize(into: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    private func table(_ value: Value, _ view: View, _ cell: @escaping MemberText) -> [UInt8] {
        let elements: [JSONValue] = if case .array(let elements) = value.json { elements } else { [value.json] }
        let columns = view.columns
        var table = Table(of: elements, keys: columns, cell: terminal == nil ? { _, _ in nil } : cell)
        // A pager may not know links.
        if let terminal, terminal.hasLinks, elements.count + 2 < terminal.height ?? 0, let key = columns?.first,
            case .table(_, let links) = view, !links.isEmpty
        {
            table.links = elements.map { $0[key]?.string.flatMap { links[$0] } }
        }
        let width = look.isWide ? nil : terminal?.width
        if let terminal, let width, elements.count == 1, let record = elements[0].object, !table.fits(width) {
            return Array(Card(record, cell: cell).rendered(width: width, palette: terminal.palette).utf8)
        }
        var text = table.rendered(
            width: width, palette: terminal?.palette ?? .plain, keepsPlaces: terminal != nil)
        if let terminal, elements.count >= Self.countedRows {
            text += terminal.palette(.dim, "\(elements.count) rows") + "\n"
        }
        return Array(text.utf8)
    }

    private func cell(_ key: String, _ value: JSONValue) -> String? {
        ReadableMember(look: look).text(of: value, called: key)
    }

    private func logCell(_ key: String, _ value: JSONValue, _ times: LogTimes) -> String? {
        key == "timestamp" ? value.int.map(times.text) : cell(key, value)
    }

    private func times(_ start: Int) -> LogTimes {
        LogTimes(zone: zone, omittingDateOf: start, areAbsolute: look.hasAbsoluteTimes)
    }

    private func line(_ bytes: [UInt8]) -> [UInt8] {
        bytes.last == UInt8(ascii: "\n") ? bytes : bytes + [UInt8(ascii: "\n")]
    }
}

extension View {
    /// nil means every member is a column.
    fileprivate var columns: [String]? {
        guard case .table(let columns, _) = self, !columns.isEmpty else { return nil }
        return columns
    }
}

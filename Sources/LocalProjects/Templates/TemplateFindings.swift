// SPDX-License-Identifier: GPL-3.0-or-later

/// The notices about a template and its nested stacks, each once.
final class TemplateNotices {
    private(set) var all: [TemplateNotice] = []
    private var facts: Set<TemplateNotice.Fact> = []

    func add(_ fact: TemplateNotice.Fact, file: String, line: Int) {
        if facts.insert(fact).inserted { all.append(TemplateNotice(fact: fact, file: file, line: line)) }
    }
}

/// What's found in one template while it's read. Many places may have the same kind of gap, so some become one notice.
final class TemplateFindings {
    /// The file in messages.
    let title: String
    private let notices: TemplateNotices
    private var deployed = NamesWithLine()
    private var dynamic = NamesWithLine()
    private var layers: [(name: String, line: Int, functions: [String])] = []

    /// Distinct names, and the line of the first.
    private struct NamesWithLine {
        var names: [String] = []
        var line = 1

        mutating func add(_ name: String, _ line: Int) {
            if names.isEmpty { self.line = line }
            if !names.contains(name) { names.append(name) }
        }
    }

    init(title: String, _ notices: TemplateNotices) {
        self.title = title
        self.notices = notices
    }

    func note(_ fact: TemplateNotice.Fact, _ line: Int) { notices.add(fact, file: title, line: line) }

    func note(_ gaps: [TemplateGap]) {
        for gap in gaps {
            switch gap.reason {
            case .parameter(let name): note(.parameterWithoutValue(name), gap.line)
            case .deployed(let name): deployed.add(name, gap.line)
            case .dynamic(let name): dynamic.add(name, gap.line)
            case .unknownName(let name): note(.unknownName(name), gap.line)
            case .unsupported(let name): note(.unsupported(function: name), gap.line)
            case .malformed(let name): note(.malformed(function: name), gap.line)
            case .noMapping(let keys): note(.noMapping(keys), gap.line)
            }
        }
    }

    /// A layer that isn't on this machine.
    func noteMissing(layer: String, of function: String, _ line: Int) {
        if let index = layers.firstIndex(where: { $0.name == layer }) {
            layers[index].functions.append(function)
        } else {
            layers.append((layer, line, [function]))
        }
    }

    /// Adds the notices about what was collected.
    func finish() {
        if !deployed.names.isEmpty { note(.deployedValues(deployed.names), deployed.line) }
        for layer in layers { note(.layerElsewhere(layer.name, functions: layer.functions), layer.line) }
        if !dynamic.names.isEmpty { note(.dynamicValues(dynamic.names), dynamic.line) }
    }
}

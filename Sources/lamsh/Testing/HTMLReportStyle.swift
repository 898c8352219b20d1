// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// The style of the HTML report, for light and dark colour schemes.
enum HTMLReportStyle {
    static let sheet: MarkupText = """
        :root { color-scheme: light dark; --back: #fff; --text: #1c2024; --soft: #5c636b; --box: #f2f4f6;
          --line: #d5dade; --good: #17713a; --bad: #b3261e; --wait: #8a5a00; }
        @media (prefers-color-scheme: dark) { :root { --back: #16181b; --text: #e6e8ea; --soft: #a0a7ae; --box: #22262b;
          --line: #3a4047; --good: #6fcf97; --bad: #ff8a80; --wait: #f2c94c; } }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem;
          background: var(--back); color: var(--text); }
        h1 { font-size: 1.6rem; } h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
        h4 { font-size: .85rem; margin: .6rem 0 .2rem; color: var(--soft); }
        small { color: var(--soft); }
        summary { cursor: pointer; }
        pre { background: var(--box); border-radius: 4px; padding: .6rem; margin: 0; white-space: pre-wrap;
          overflow-wrap: anywhere; font: .85rem/1.45 ui-monospace, monospace; }
        .test { border: 1px solid var(--line); border-left-width: 4px; border-radius: 4px; margin: .6rem 0;
          padding: .5rem .8rem; }
        .test.passed { border-left-color: var(--good); } .test.passed > summary b { color: var(--good); }
        .test.failed { border-left-color: var(--bad); } .test.failed > summary b { color: var(--bad); }
        .test.skipped { border-left-color: var(--wait); } .test.skipped > summary b { color: var(--wait); }
        .call { padding: .2rem 0 .2rem .8rem; } .call .name { font-weight: 600; }
        .track { display: block; position: relative; height: 6px; margin: .2rem 0; background: var(--box);
          border-radius: 3px; }
        .track i { position: absolute; top: 0; bottom: 0; min-width: 3px; border-radius: 3px; background: var(--good); }
        .call.failed .track i { background: var(--bad); } .call.failed .name { color: var(--bad); }

        """
}

"""The style sheet of the page to review, light and dark, for desk and phone."""

STYLE = """\
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --line: #d0d0d0; --quiet: #595959;
  --link: #0b4a9c; --doubt: #8a3b00; --doubt-bg: #fff0de; --title: #8c1c13; --byline: #1f5f8b;
  --join: #00695c; --join-bg: #d9f2ee; --caption: #6a3d9a; --place-bg: #dbe8ff;
  --restored-bg: #fff3a8; --out: #6b6b6b; --out-bg: #f3f3f3 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eaeaea; --paper: #16181b; --line: #45484d; --quiet: #b4b4b4; --link: #9cc4ff;
    --doubt: #ffb877; --doubt-bg: #40250b; --title: #ff9d94; --byline: #8fc9f2; --join: #6fd8c9;
    --join-bg: #0f3d37; --caption: #cfaef5; --place-bg: #23406e; --restored-bg: #5a4d00;
    --out: #a6a6a6; --out-bg: #222529 }
}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 80rem; padding: 0 1rem 4rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.7 system-ui, "PingFang SC", "Noto Sans CJK SC",
  "Microsoft YaHei", sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.5rem; line-height: 1.4 }
h2 { font-size: 1.2rem; line-height: 1.5; margin: 0 }
a { color: var(--link) }
code { color: var(--quiet); font-size: .85em }
p { margin: 0 }
mark { color: inherit; background: none; border-radius: .15em }
mark.restored { background: var(--restored-bg) }
mark.place { background: var(--place-bg); border-bottom: 2px solid var(--link) }
.seam { display: inline-block; width: .7em; height: 1em; margin: 0 .1em; vertical-align: -.1em;
  background: var(--join-bg); border: solid var(--join); border-width: 0 2px }
.key { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.25rem }
.key, .why, .file, .label, .n { color: var(--quiet); font-size: .85rem }
.doubts { border: 2px solid var(--doubt); background: var(--doubt-bg); border-radius: .5rem;
  padding: .75rem 1rem; margin: 1rem 0 }
.doubts ol { margin: .5rem 0 0; padding-left: 1.5rem }
.doubts .why { display: block }
article { border-top: 2px solid; margin-top: 2.5rem; padding-top: .75rem }
.state { color: var(--quiet); font-size: .85rem; font-weight: normal }
.flag { color: var(--doubt); font-size: .9rem }
.row { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 1.5rem;
  border-top: 1px solid var(--line); padding: .4rem 0 }
.row.heads { border: 0; color: var(--quiet); font-size: .85rem }
.raw p { display: flex; gap: .75rem; white-space: pre-wrap }
.n { flex: none; width: 2.5rem; text-align: right; font-variant-numeric: tabular-nums }
.raw p:target { outline: 3px solid var(--link) }
.made { border-left: .3rem solid var(--line); padding-left: .75rem }
.made .label { font-weight: bold }
.title .made, .kicker .made, .subtitle .made, .heading .made { border-color: var(--title) }
.title .label, .kicker .label, .subtitle .label, .heading .label { color: var(--title) }
.title .text { font-size: 1.15rem; font-weight: bold }
.heading .text { font-weight: bold }
.byline .made, .source .made, .editors .made { border-color: var(--byline) }
.byline .label, .source .label, .editors .label { color: var(--byline) }
.caption .made, .picture .made { border-color: var(--caption) }
.caption .label, .picture .label { color: var(--caption) }
.joined .made { border-color: var(--join) }
.out { background: var(--out-bg) }
.out .made { border-style: dashed; border-width: 0 0 0 .3rem }
.row.doubt .made { border-color: var(--doubt); background: var(--doubt-bg) }
.row.doubt .label { color: var(--doubt) }
.filing { margin: .5rem 0; padding: .5rem 0; display: grid;
  grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .25rem 1.5rem }
.filing div { display: flex; gap: .75rem }
.filing dt { flex: none; width: 5rem; color: var(--quiet); font-size: .85rem }
.filing dd { margin: 0 }
.filing .why { display: block }
.filing .doubt { background: var(--doubt-bg); outline: 2px solid var(--doubt) }
details { margin-top: 2.5rem }
summary { cursor: pointer }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
body:has(#only:checked) .row:not(.doubt):not(.heads),
body:has(#only:checked) article:not(.has-doubt) { display: none }
@media (max-width: 44rem) {
  .row, .filing { grid-template-columns: minmax(0, 1fr) }
  .row.heads { display: none }
  .made { margin: .25rem 0 0 1rem }
  .raw { color: var(--quiet) }
  .plain .raw { max-height: 1.7em; overflow: hidden }
}
@media print { .only { display: none } article { break-inside: avoid-page } }
"""

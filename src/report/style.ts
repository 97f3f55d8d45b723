import { darkColors, fontFamily, lightColors, monospaceFamily } from "../figures/tokens.ts";

function variables(colors: Readonly<Record<string, string>>): string {
  return Object.entries(colors)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");
}

/** Rows of a table as lists: the first cell is the heading, the others stand behind the heading of their column. */
function cards(table: string): string {
  return [
    `.scroll:has(>${table.replace(".alone ", "")}){width:auto}`,
    `${table},${table} tbody,${table} tr,${table} caption{display:block}`,
    `${table} thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}`,
    `${table} tbody th{display:block;position:static;padding:6px 10px 2px;font-weight:600}`,
    `${table} td{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:8px;padding:1px 10px;border:0;text-align:left;white-space:normal;min-width:0;max-width:none}`,
    `${table} td:last-child{padding-bottom:6px}${table} td:empty{display:none}`,
    `${table} td::before{content:attr(data-head);color:var(--ink2)}`,
  ].join("");
}

/** Style sheet of the report: both themes, screen and paper, 360 to 2560 px. */
export function styleSheet(): string {
  const dark = variables(darkColors);
  return `:root{color-scheme:light;${variables(lightColors)}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${dark}}}
:root[data-theme=dark]{color-scheme:dark;${dark}}
*{box-sizing:border-box}
html{background:var(--panel);scroll-padding-top:56px;-webkit-text-size-adjust:100%}
body{margin:0;color:var(--ink);background:var(--panel);font:400 13px/18px ${fontFamily};overflow-wrap:anywhere}
a{color:var(--accent);text-underline-offset:2px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
h1,h2,h3,h4,p,figure,dl,dd,ul{margin:0;padding:0}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.top{position:sticky;top:0;z-index:10;display:flex;align-items:center;gap:12px;min-height:44px;padding:0 16px;background:var(--panel);border-bottom:1px solid var(--line)}
.mark{display:flex;align-items:center;gap:8px;font-weight:600;font-size:15px;flex:none}
.mark svg{display:block}
.top h1{font-size:13px;font-weight:600;line-height:18px;padding-left:12px;border-left:1px solid var(--line);min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.top .space{flex:1}
.top button{flex:none;white-space:nowrap}
button{font:inherit;font-size:12px;color:var(--ink);background:var(--panel);border:1px solid var(--lineStrong);border-radius:4px;min-height:28px;padding:0 10px;cursor:pointer}
button:hover{background:var(--hover)}
button:disabled{color:var(--ink3);border-color:var(--line);cursor:default}
.page{display:grid;grid-template-columns:216px minmax(0,1fr)}
nav{border-right:1px solid var(--line);background:var(--sunken)}
nav ul{position:sticky;top:45px;list-style:none;padding:12px 0;max-height:calc(100vh - 45px);overflow:auto}
nav a{display:block;padding:3px 16px;color:var(--ink2);text-decoration:none;line-height:18px}
nav a:hover{background:var(--hover);color:var(--ink)}
nav a.file{font-weight:600;color:var(--ink);padding-top:8px}
main{min-width:0;max-width:2344px}
.file>header{padding:18px 20px 12px}
.file+.file,.grid+.file{border-top:8px solid var(--bg)}
h2{font-size:20px;line-height:26px;font-weight:600;letter-spacing:-.01em}
.file>header p{color:var(--ink2);margin-top:2px}
.story{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);border-top:1px solid var(--line)}
.story>*{padding:14px 20px 16px;min-width:0}
.story>*+*{border-left:1px solid var(--line)}
h3{font-size:15px;line-height:20px;font-weight:600}
section>h3,.bar h3{padding:0}
.findings ul{list-style:none;margin-top:10px;display:grid;gap:9px;font-size:14.5px;line-height:21px;max-width:86ch}
.findings li{display:grid;grid-template-columns:22px minmax(0,1fr)}
.findings li>svg{margin-top:3px}
.findings b{font-weight:600}
.findings div span{color:var(--ink2)}
.marker{font-size:13px;padding-left:2px}
.holds{color:var(--pass)}.mind{color:var(--warn)}.fails,.bad{color:var(--fail)}.fact{color:var(--ink3)}
.s1{color:var(--s1)}.s2{color:var(--s2)}.s3{color:var(--s3)}.s4{color:var(--s4)}.s5{color:var(--s5)}.s6{color:var(--s6)}
dl{display:grid;grid-template-columns:minmax(84px,max-content) minmax(0,1fr);gap:3px 14px;margin-top:10px}
dt{color:var(--ink2)}
dd{min-width:0}
details{margin-top:8px}
summary{cursor:pointer;color:var(--accent);min-height:24px;line-height:24px;width:max-content;max-width:100%}
.bar{display:flex;flex-wrap:wrap;align-items:center;gap:8px 12px;padding:10px 20px;border-top:1px solid var(--line);background:var(--sunken);min-height:44px;position:sticky;top:45px;z-index:5}
.bar .remark{color:var(--ink2)}
.bar input[type=range]{flex:1 1 160px;min-width:120px;max-width:520px;height:28px;accent-color:var(--accent);margin:0}
.bar output{font-variant-numeric:tabular-nums;font-weight:550;flex:0 1 auto}
.grid{display:grid;grid-template-columns:repeat(12,minmax(0,1fr));gap:1px;background:var(--panel);border-top:1px solid var(--line)}
.panel{background:var(--panel);box-shadow:1px 0 0 var(--line),0 1px 0 var(--line);min-width:0;display:flex;flex-direction:column;grid-column:span 12}
.panel h4{font-size:12.5px;line-height:16px;font-weight:600;padding:10px 20px 0}
.panel h4 small{font-weight:400;font-size:12px;color:var(--ink2);margin-left:8px}
.panel figcaption{padding:2px 20px 10px;color:var(--ink2);font-size:12px;line-height:16px;order:3;max-width:110ch}
.plot{height:380px;margin:4px 10px 4px;flex:none;min-width:0}
.plot.low{height:230px}.plot.map{height:520px}.plot.tall{height:600px}
.beside{display:flex;flex-direction:column}.beside>section{border-top:0}.beside>section+section{border-top:1px solid var(--line)}.beside>.tables{display:block}.beside>.tables>div{max-width:none!important;margin-top:12px}.alone .file{border:0}.alone .findings ul{padding-left:0}.alone .name{text-align:left}.alone td.words{min-width:18ch;max-width:72ch}.alone thead th{white-space:normal;overflow-wrap:normal;vertical-align:bottom}.alone tbody th{white-space:normal;overflow-wrap:break-word}.alone th,.alone td{padding:3px 8px}.alone .tables>div{max-width:100%!important}
.plot:not(.js-plotly-plot){background:var(--sunken)}
.w8{grid-column:span 8}.w6{grid-column:span 6}.w4{grid-column:span 4}.w7{grid-column:span 7}.w5{grid-column:span 5}.w3{grid-column:span 6}.w3:last-child:nth-child(odd){grid-column:span 12}
.rulings>div{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));gap:14px 28px;padding:10px 20px 16px}.rulings article{display:grid;grid-template-columns:22px minmax(0,1fr);align-content:start}.rulings article>svg{margin-top:1px}.rulings b{font-weight:600}.rulings p{margin-top:4px;color:var(--ink2)}.rulings dl{margin-top:4px;grid-template-columns:minmax(0,1fr) minmax(0,1fr);font-variant-numeric:tabular-nums}.rulings details dl{grid-template-columns:minmax(0,1fr) minmax(0,4fr)}
.bar-range{display:inline-block;vertical-align:middle;fill:none}.bar-range .axis{stroke:var(--line);stroke-width:1}.bar-range .range{stroke:var(--lineStrong);stroke-width:4}.bar-range .tick{stroke:var(--accent);stroke-width:2}.bar-range.out .tick{stroke:var(--warn);stroke-width:3}
.text{padding:14px 20px 18px;border-top:1px solid var(--line)}
.text p,.text ul{margin-top:8px;max-width:92ch}
.text ul{padding-left:18px}
.tables{display:flex;flex-wrap:wrap;gap:14px 24px;padding:14px 20px 18px;border-top:1px solid var(--line);align-items:flex-start}.tables h3{flex:1 0 100%}
.tables>div{min-width:0;flex:0 1 auto;max-width:100%}
@media (min-width:1181px){.tables>div:nth-of-type(1):not(:last-child){flex:0 1 auto;max-width:calc(100% - 516px)}.tables>div:nth-of-type(2){max-width:492px}}
.legend{margin-top:6px;color:var(--ink2);font-size:12px;line-height:16px;max-width:92ch}
.scroll{overflow:auto;position:relative;max-width:100%;border:1px solid var(--line);width:fit-content}
.scroll{background:linear-gradient(90deg,var(--panel) 30%,transparent) 0 0/40px 100% no-repeat local,linear-gradient(270deg,var(--panel) 30%,transparent) 100% 0/40px 100% no-repeat local,linear-gradient(90deg,var(--lineStrong),transparent) 0 0/10px 100% no-repeat scroll,linear-gradient(270deg,var(--lineStrong),transparent) 100% 0/10px 100% no-repeat scroll}
.scroll.long{max-height:min(72vh,640px)}
table{border-collapse:separate;border-spacing:0;font-variant-numeric:tabular-nums;font-size:12px;line-height:16px}
caption{text-align:left;padding:7px 10px;color:var(--ink2);position:sticky;left:0}
th,td{padding:3px 10px;text-align:right;white-space:nowrap;border-top:1px solid var(--line)}
thead th{position:sticky;top:0;background:var(--sunken);font-weight:600;z-index:1;text-align:right}
thead th[colspan]{text-align:center}
tbody th{font-weight:450;text-align:left;position:sticky;left:0;background:var(--panel)}
thead th:first-child{text-align:left;left:0;z-index:2}
td.e{color:var(--ink2);text-align:left;padding-left:0}
td.v{text-align:center}
.why{flex-basis:100%!important;max-width:100%!important}.words{text-align:left;white-space:normal;min-width:min(40ch,60vw)}thead th.words{text-align:left}
tr.now>*{background:var(--accentSoft)}
code{font:12px/17px ${monospaceFamily};background:var(--sunken);padding:1px 4px;border-radius:3px}
sub,sup{line-height:0;font-size:80%}
.hash{font:11px/16px ${monospaceFamily}}
footer{padding:14px 20px 24px;border-top:1px solid var(--line);color:var(--ink2)}
.note{padding:8px 20px;background:var(--warnSoft);color:var(--warn)}
@media (min-width:1900px){.w3,.w3:last-child:nth-child(odd){grid-column:span 3}.w3:last-child:nth-child(4n+1){grid-column:span 12}.plot{height:440px}.plot.map{height:620px}.plot.tall{height:820px}.plot.low{height:250px}}
@media (max-width:1180px){.page{grid-template-columns:minmax(0,1fr)}nav{border-right:0;border-bottom:1px solid var(--line)}nav ul{position:static;display:flex;flex-wrap:wrap;padding:6px 12px;max-height:none}nav a,nav a.file{padding:3px 8px}button{min-height:36px}.bar input[type=range]{height:36px}}
@media (max-width:900px){.story{grid-template-columns:minmax(0,1fr)}.story>*+*{border-left:0;border-top:1px solid var(--line)}.w8,.w7,.w6,.w5,.w4,.w3{grid-column:span 12}}
@media (max-width:520px){.file>header,.story>*,.text,.tables{padding-left:12px;padding-right:12px}.bar{padding-left:12px;padding-right:12px}.panel h4,.panel figcaption{padding-left:12px;padding-right:12px}.panel h4 small{display:block;margin-left:0}.plot{margin:4px 2px;height:340px}.plot.map{height:480px}.plot.tall{height:620px}.top{gap:8px;padding:0 12px}.mark b{display:none}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:6px}}
@media screen and (max-width:1320px){.alone .w8,.alone .w7,.alone .w6,.alone .w5,.alone .w4{grid-column:span 12}}
@media screen and (max-width:860px){${cards(".alone .cards.tablet")}}
@media screen and (max-width:520px){.alone th,.alone td{padding:3px 4px}${cards(".alone .cards")}}
@media (forced-colors:active){.panel,.bar{border:1px solid}}
@media print{@page{margin:14mm 12mm}@page wide{size:landscape;margin:10mm}.tables{page:wide;display:block}.tables>div{max-width:none!important;margin-top:10pt}html{background:#fff}body{font-size:9.5pt;line-height:13pt}.top,.bar{position:static}nav,.bar input,.bar button,.top button{display:none!important}.page,.story{display:block}.story>*+*{border-left:0}.panel,.findings,tr,dl{break-inside:avoid}.grid{display:block;background:none}.panel{display:block;box-shadow:none;border-bottom:1px solid var(--line)}.scroll,.scroll.long{max-height:none;overflow:visible;border:0}thead th,tbody th,caption{position:static}.scroll,.scroll.long{width:auto}table{font-size:6.5pt;line-height:8.5pt}th,td{padding:1px 3px}h3,h4{break-after:avoid}}
`;
}

/** The whole style of a report; nothing is loaded from elsewhere. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1b2430;--soft:#5b6776;--page:#fff;--card:#f5f7fa;--rule:#dde3ea;--warn:#8a4b00;--c0:#2458c5;--c1:#c0392b;--c2:#1c7c54;--c3:#8e44ad;--c4:#b7791f}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa6b5;--page:#12161c;--card:#1a2029;--rule:#2c3542;--warn:#f0b35a;--c0:#7aa5ff;--c1:#ff8a7a;--c2:#5fd19a;--c3:#d39bff;--c4:#f0c05a}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:70rem;padding:2rem 1.25rem 4rem;font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--page)}
h1{font-size:1.7rem;margin:0 0 .25rem}h2{font-size:1.25rem;margin:2.5rem 0 .5rem;padding-top:1rem;border-top:1px solid var(--rule)}h3{font-size:1rem;margin:1.5rem 0 .25rem}
p{max-width:46rem;margin:.5rem 0}.soft,small,figcaption{color:var(--soft)}small{font-size:.82em;white-space:nowrap}
.cards{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.25rem 0}.cards div{background:var(--card);border:1px solid var(--rule);border-radius:.5rem;padding:.75rem 1rem;min-width:10rem}.cards b{display:block;font-size:1.35rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;margin:.75rem 0;font-variant-numeric:tabular-nums}th,td{padding:.3rem .9rem .3rem 0;text-align:right;border-bottom:1px solid var(--rule);white-space:nowrap}th:first-child{text-align:left}thead th{color:var(--soft);font-weight:600}tbody th{font-weight:500}tr.mark th,tr.mark td{font-weight:700}
.unclaimed{color:var(--soft)}
figure{margin:1rem 0;max-width:44rem}svg{width:100%;height:auto;background:var(--card);border:1px solid var(--rule);border-radius:.5rem}svg text{fill:var(--soft);font:12px system-ui,sans-serif}.grid line{stroke:var(--rule)}polyline{fill:none;stroke-width:2}polygon{stroke:none;opacity:.22}
.legend{display:flex;flex-wrap:wrap;gap:1rem}.legend i{display:inline-block;width:1.2em;height:3px;margin-right:.4em;vertical-align:middle}
${[0, 1, 2, 3, 4].map((index) => `polyline.line${index}{stroke:var(--c${index})}polygon.line${index}{fill:var(--c${index})}i.line${index}{background:var(--c${index})}`).join('')}
.pairs{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.75rem}.pairs div{background:var(--card);border:1px solid var(--rule);border-radius:.5rem;padding:.6rem;font-size:.85rem;overflow-wrap:anywhere}.pairs img{width:96px;height:auto;max-height:130px;border-radius:.25rem;margin-right:.4rem;vertical-align:top}
details{margin:.75rem 0}summary{cursor:pointer}
`;

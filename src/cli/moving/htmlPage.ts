/** A text as it stands in HTML. */
export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1c2430}
table{border-collapse:collapse;max-width:100%}th,td{border-bottom:1px solid #d9dee5;padding:.4rem .6rem;text-align:left;vertical-align:top}
.n{text-align:right;font-variant-numeric:tabular-nums}img{display:block;max-width:96px;max-height:96px}code{font-size:.9em}
.bad,.good{border-left:.4rem solid;padding:.5rem .8rem}.bad{color:#a40000;background:#fdf0f0}.good{color:#056608;background:#eef8ee}`;

/** The begin of a page that needs nothing beside itself and runs no script. */
export function pageBegin(title: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><h1>${escapeHtml(title)}</h1>\n`;
}

export const PAGE_END = '</body></html>\n';

/** A table of texts; numbers stand to the right. A head of empty texts is left out. */
export function htmlTable(head: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  const cell = (value: string | number, tag: string) =>
    `<${tag}${typeof value === 'number' ? ' class="n"' : ''}>${escapeHtml(String(value))}</${tag}>`;
  const line = (cells: readonly (string | number)[], tag: string) =>
    `<tr>${cells.map((each) => cell(each, tag)).join('')}</tr>\n`;
  const title = head.every((text) => text === '') ? '' : line(head, 'th');
  return `<table>${title}${[...rows].map((row) => line(row, 'td')).join('')}</table>\n`;
}

/** What the pages share: colours, font and header. Contrast of text is 4.5 : 1 or more (WCAG 2 AA). */
const STYLE = `
:root { color-scheme: light; --ink: #1b2330; --quiet: #4a5568; --line: #d7dde6; --link: #0b57a4; --paper: #fff; --shade: #f3f6fa }
* { box-sizing: border-box }
body { margin: 0; color: var(--ink); background: var(--paper); font: 16px/1.55 system-ui, "Segoe UI", Roboto, sans-serif }
a { color: var(--link) }
.bar { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; padding: .9rem max(1rem, calc((100% - 70rem) / 2)); background: #16202e; color: #fff }
.bar a { color: #cfe3ff }
.bar .name { font-weight: 650; font-size: 1.1rem; color: #fff; text-decoration: none; margin-right: auto }
`;

// A picture in the page itself: browsers would ask for /favicon.ico otherwise.
const ICON =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"%3E%3Ccircle cx="8" cy="8" r="8" fill="%2316202e"/%3E%3Cpath d="M11 12A5 5 0 0 1 9 3a5.5 5.5 0 1 0 4 8 5 5 0 0 1-2 1z" fill="%23cfe3ff"/%3E%3C/svg%3E';

export interface Page {
  readonly title: string;
  /** From the page to the root of the service, `./` or `../`: a proxy may serve it below a path. */
  readonly root: string;
  /** Further rules of the page. */
  readonly style: string;
  /** Further elements of `<head>`. */
  readonly head?: string;
  /** Content of `<main>`. */
  readonly main: string;
}

/** A whole HTML document, and the text of its one style element. */
export function framePage({ title, root, style, head = '', main }: Page): { html: string; style: string } {
  const whole = STYLE + style;
  const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href='${ICON}'>
${head}<style>${whole}</style>
</head>
<body>
<header class="bar">
<a class="name" href="${root}">luna-backport3</a>
<a href="${root}docs">API reference</a>
<a href="${root}docs/spec.json">OpenAPI (JSON)</a>
<a href="${root}docs/spec.yaml">OpenAPI (YAML)</a>
</header>
<main>
${main}
</main>
</body>
</html>
`;
  return { html, style: whole };
}

/** From a request's path to the root: `../` for each folder of the path that the browser sees below the root. */
export function rootFrom(url: string): string {
  const [path = '/'] = url.split('?', 1);
  return '../'.repeat(path.split('/').length - 2) || './';
}

import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { TOKEN_HEADER } from '../wire/headers.ts';
import { framePage } from './pageFrame.ts';

/** Where swagger-ui's files are, below the root. */
export const UI_PATH = 'docs/ui';

// swagger-ui's own colours have too little contrast for WCAG 2 AA; the choice of a server has one entry here.
const STYLE = `
#swagger-ui { max-width: calc(70rem + 40px); margin: 0 auto }
.loading { padding: 2rem 1rem; text-align: center }
.swagger-ui .servers, .swagger-ui .servers-title { display: none }
.swagger-ui .scheme-container { margin: 0 0 1rem; padding: .75rem 0; box-shadow: none; background: var(--shade) }
.swagger-ui .info { margin: 2rem 0 1.25rem }
.swagger-ui .info .title small, .swagger-ui .info .title small pre.version { background: #3d4757; color: #fff }
.swagger-ui .info .title small pre.version { padding: 0; border-radius: inherit }
.swagger-ui .info .title small.version-stamp, .swagger-ui .info .title small.version-stamp pre.version { background: #2f5d0a }
.swagger-ui .info a, .swagger-ui a.nostyle:hover { color: var(--link) }
.swagger-ui .btn.authorize { color: #17633c; border-color: #17633c }
.swagger-ui .btn.authorize span { color: #17633c }
.swagger-ui .btn.authorize svg { fill: #17633c }
.swagger-ui .btn.cancel { color: #a8211b; border-color: #a8211b }
.swagger-ui .btn.execute { background: var(--link); border-color: var(--link) }
.swagger-ui .opblock.opblock-get .opblock-summary-method { background: #0b57a4 }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #17633c }
.swagger-ui .opblock.opblock-patch .opblock-summary-method { background: #0d6464 }
.swagger-ui .opblock.opblock-delete .opblock-summary-method { background: #a8211b }
.swagger-ui .opblock .opblock-summary-description, .swagger-ui .opblock .opblock-summary-operation-id { color: #333c48 }
.swagger-ui .opblock .opblock-summary-operation-id { flex: none; font-size: .8rem; font-weight: 400 }
.swagger-ui .parameter__name.required::after, .swagger-ui .parameter__name.required span { color: #a8211b }
.swagger-ui .parameter__in, .swagger-ui .parameter__deprecated, .swagger-ui .prop-format { color: #4a5568 }
.swagger-ui .prop-type { color: #3f3f8f }
.swagger-ui .tab li button.tablinks { color: #333c48 }
.swagger-ui .response-col_links, .swagger-ui .response-control-media-type__accept-message { color: #17633c }
.swagger-ui .response-col_links { display: none }
.swagger-ui table tbody tr td { overflow-wrap: anywhere }
@media (max-width: 40rem) {
  .swagger-ui .opblock .opblock-summary-operation-id { display: none }
  .swagger-ui .opblock .opblock-summary-control { flex-wrap: wrap; row-gap: .25rem }
  .swagger-ui .opblock .opblock-summary-path-description-wrapper { flex-basis: 100%; padding: 0 .25rem }
}
`;

/** The interactive page at /docs and /docs/spec; it reads the document from /docs/spec.json. */
export function docsPage(root: string) {
  return framePage({
    title: 'API reference · luna-backport3',
    root,
    style: STYLE,
    head: `<link rel="stylesheet" href="${root}${UI_PATH}/static/swagger-ui.css">
<script defer src="${root}${UI_PATH}/static/swagger-ui-bundle.js"></script>
<script defer src="${root}docs/page.js"></script>
`,
    main: `<div id="swagger-ui"><p class="loading">Loading the API reference. It needs JavaScript; the plain document is
<a href="${root}docs/spec.json">here</a>.</p></div>`,
  });
}

/** Puts the newest objects of the caller's account in the place of the ids that the examples print. */
const STAND_INS = `
const newest = {
  '${EXAMPLE_ID.token}': ['4/account/tokens?page_size=1', (found) => found.tokens[0]],
  '${EXAMPLE_ID.person}': ['4/storage/persons?page_size=1', (found) => found.persons[0]],
  '${EXAMPLE_ID.descriptor}': ['4/storage/descriptors?page_size=1', (found) => found.descriptors[0]],
  '${EXAMPLE_ID.personsList}': ['4/storage/lists?page_size=1', (found) => found.lists.person_lists[0]],
  '${EXAMPLE_ID.descriptorsList}': ['4/storage/lists?page_size=1', (found) => found.lists.descriptor_lists[0]],
};
async function withOwnIds(request) {
  const { Authorization, authorization = Authorization, '${TOKEN_HEADER}': token } = request.headers;
  const headers = token ? { '${TOKEN_HEADER}': token } : authorization ? { authorization } : undefined;
  for (const [id, [path, objectIn]] of Object.entries(newest)) {
    const isNamed = request.url.includes(id) || (typeof request.body === 'string' && request.body.includes(id));
    if (!isNamed || !headers) continue;
    const answer = await fetch(new URL(path, root), { headers });
    const own = answer.ok ? objectIn(await answer.json()) : undefined;
    if (!own) continue;
    request.url = request.url.replaceAll(id, own.id);
    if (typeof request.body === 'string') request.body = request.body.replaceAll(id, own.id);
  }
  return request;
}`;

/**
 * In the place of swagger-ui's resolver, which reads the whole document anew, for seconds, when the page opens and at each operation
 * that is opened. Our document refers to its own schemas alone, which refer to nothing.
 */
const RESOLVER = `
function resolved(part, spec) {
  if (Array.isArray(part)) return part.map((each) => resolved(each, spec));
  if (part === null || typeof part !== 'object') return part;
  if (part.$ref) return resolved(part.$ref.slice(2).split('/').reduce((found, name) => found[name], spec), spec);
  return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, resolved(each, spec)]));
}
const ownResolver = (spec) => () => {
  const requestResolvedSubtree = (_, { specActions }) => (path) =>
    specActions.updateResolvedSubtree(path, resolved(path.reduce((part, name) => part?.[name], spec), spec));
  return { statePlugins: { spec: { wrapActions: { requestResolvedSubtree } } } };
};`;

/**
 * Starts swagger-ui in the page. Addresses are made of the script's own, so that the page works below a path of a proxy,
 * and "Try it out" calls the server that sent the page.
 */
export const DOCS_SCRIPT = `'use strict';
${STAND_INS}
${RESOLVER}
const root = new URL('..', document.currentScript.src);
async function start() {
  const response = await fetch(new URL('docs/spec.json', root));
  const spec = await response.json();
  spec.servers = [{ url: root.href.replace(/\\/$/, '') }];
  SwaggerUIBundle({
    dom_id: '#swagger-ui',
    spec,
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [ownResolver(spec)],
    layout: 'BaseLayout',
    // A link in the button that opens an operation would be one control within another.
    deepLinking: false,
    displayOperationId: true,
    displayRequestDuration: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: -1,
    tryItOutEnabled: true,
    requestInterceptor: (request) => withOwnIds(request),
    validatorUrl: null,
  });
}
// swagger-ui leaves the focus on the last field of its dialog, and so the first ones are scrolled out of sight.
new MutationObserver((changes) => {
  const dialog = changes.flatMap(({ addedNodes }) => [...addedNodes]).find((node) => node.matches?.('.dialog-ux'));
  dialog?.querySelector('.auth-container input')?.focus();
}).observe(document.querySelector('#swagger-ui'), { childList: true, subtree: true });
start();
`;

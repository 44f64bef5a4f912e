import type { FastifyInstance, FastifyRequest } from 'fastify';
import { apiError } from '../errors/apiError.ts';
import type { Mode } from '../operations/compatibility.ts';
import { framePage, rootFrom } from './pageFrame.ts';
import { sendPage, wantsPage } from './pageHeaders.ts';

const STYLE = `
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 1rem 0 .5rem }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
.lead { font-size: 1.1rem; color: var(--quiet); max-width: 44rem; margin: 0 0 1.5rem }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem; padding: 0; margin: 0; list-style: none }
.cards li { border: 1px solid var(--line); border-radius: .6rem; padding: 1rem }
.cards li > a { font-weight: 600 }
.cards p { margin: .25rem 0 0; color: var(--quiet) }
pre { background: var(--shade); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem; margin: 0 }
dt { color: var(--quiet) }
dd { margin: 0 }
`;

const MODES: Readonly<Record<Mode, string>> = {
  backport3: 'LUNA PLATFORM 5 Backport 3',
  lp3: 'LUNA PLATFORM 3',
};

export interface LandingFacts {
  readonly version: string;
  readonly mode: Mode;
  readonly hasConsole: boolean;
}

/** GET `/` for a browser; everybody else gets what the contract says of a path without a resource. */
export function registerLanding(app: FastifyInstance, facts: LandingFacts): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    reply.header('vary', 'Accept');
    if (!wantsPage(request.headers.accept)) throw apiError('pageNotFound');
    const { html, style } = landingPage(rootFrom(request.url), originOf(request), facts);
    return sendPage(reply, html, style);
  });
}

/** Where the reader has found this server; a `Host` that is no plain address stands for nothing. */
function originOf({ protocol, headers }: FastifyRequest): string {
  const { host = '', 'x-forwarded-proto': forwarded = protocol } = headers;
  const scheme = forwarded === 'https' ? 'https' : 'http';
  return /^([\w.-]+|\[[\da-f:]+\])(:\d+)?$/i.test(host) ? `${scheme}://${host}` : 'http://127.0.0.1:5140';
}

const consoleCard = (root: string) =>
  `<li><a href="${root}console">Console</a><p>Look at faces: people, search by photo, lists, handlers and tokens.</p></li>\n`;

function landingPage(root: string, origin: string, { version, mode, hasConsole }: LandingFacts) {
  return framePage({
    title: 'luna-backport3: face recognition API',
    root,
    style: STYLE,
    main: `<h1>Face recognition service</h1>
<p class="lead">This server finds faces in photos, stores them as descriptors, groups them into persons and lists, and
identifies, matches and verifies people. It speaks the LUNA PLATFORM 3 REST API.</p>
<ul class="cards">
${hasConsole ? consoleCard(root) : ''}<li><a href="${root}docs">API reference</a><p>Every operation with examples and error codes. Try them from your browser.</p></li>
<li><a href="${root}docs/spec.json">OpenAPI document</a><p>For code generators: JSON, or <a href="${root}docs/spec.yaml">YAML</a>.</p></li>
<li><a href="${root}healthcheck?include_luna_services=1">Health check</a><p>Checks the database and everything else that requests need. For probes: <a href="${root}livez">livez</a>, <a href="${root}readyz">readyz</a>.</p></li>
</ul>
<h2>First request</h2>
<p>Register an account. The answer holds a token; send it as <code>X-Auth-Token</code> with all other requests.</p>
<pre>curl -X POST ${origin}/4/accounts \\
  -H 'Content-Type: application/json' \\
  -d '{"organization_name": "Example", "email": "me@example.com", "password": "a long password"}'</pre>
<h2>About this server</h2>
<dl>
<dt>Version</dt><dd>${version} (<a href="${root}version">all versions</a>)</dd>
<dt>Compatible with</dt><dd>${MODES[mode]}</dd>
<dt>Paths</dt><dd><code>/4</code>, also served below <code>/6</code> and <code>/3</code></dd>
</dl>`,
  });
}

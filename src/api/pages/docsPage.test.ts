import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

it('the document refers to its own schemas alone, none of which refers to another: the page resolves no other references', () => {
  const text = readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8');
  const { schemas } = (JSON.parse(text) as Document).components;
  const targets = new Set([...text.matchAll(/"\$ref": ?"([^"]*)"/g)].map(([, target = '']) => target));
  expect(targets.size).toBeGreaterThan(0);
  for (const target of targets) {
    const name = /^#\/components\/schemas\/(\w+)$/.exec(target)?.[1] ?? '';
    expect(schemas, target).toHaveProperty(name);
    expect(JSON.stringify(schemas[name])).not.toContain('$ref');
  }
});

import { expect, it } from 'vitest';
import { EMBEDDERS } from './embed/embedders.ts';
import { rolesOf } from './engine.ts';

it('opens the object net only where doubts are settled, so that others fetch nothing for it', () => {
  expect(rolesOf(EMBEDDERS['fr+'])).toContain('objects');
  expect(rolesOf(EMBEDDERS['fr+'], {}, ['faceres'])).not.toContain('objects');
  for (const name of ['fr', 'mobilefacenet', 'dlib'] as const)
    expect(rolesOf(EMBEDDERS[name])).not.toContain('objects');
});

import { describe, expect, it } from 'vitest';
import { createEmbedders } from '../../vision/own/embedderRegistry.ts';
import { chooseEmbedder } from './chooseEmbedder.ts';

/** Models by name with the number of their descriptors; in the order of their names, as the store gives them. */
function storeWith(counts: Readonly<Record<string, number>>) {
  const models = Object.keys(counts).sort();
  const counted: string[] = [];
  const descriptorModels = {
    next: async (after: string | undefined) => models.find((model) => after === undefined || model > after),
    count: async (model: string) => {
      counted.push(model);
      return counts[model] ?? 0;
    },
  };
  return { descriptorModels, counted };
}

async function choose(EMBEDDER: 'auto' | 'fr' | 'fr+' | 'dlib', counts: Readonly<Record<string, number>>) {
  const lines: unknown[] = [];
  const store = storeWith(counts);
  const embedder = await chooseEmbedder({ EMBEDDER }, createEmbedders([]), store, {
    info: (fields: unknown) => lines.push(fields),
  });
  return { embedder, lines, counted: store.counted };
}

const FR = 'fr-mobilefacenet-512-v1';
const PLUS = 'fr-plus-256-v1';

describe('the embedder that EMBEDDER=auto means', () => {
  it('is the best one where there is nothing yet', async () => {
    expect(await choose('auto', {})).toEqual({ embedder: 'fr+', lines: [], counted: [] });
  });

  it('is that of the descriptors that are there, and the log says so', async () => {
    expect(await choose('auto', { [FR]: 3 })).toEqual({
      embedder: 'fr',
      lines: [{ embedder: 'fr', default: 'fr+' }],
      counted: [],
    });
    expect(await choose('auto', { [PLUS]: 3 })).toMatchObject({ embedder: 'fr+', lines: [] });
  });

  it('is that of most of them', async () => {
    expect(await choose('auto', { [FR]: 7, [PLUS]: 2, 'dlib-resnet-128-v1': 3 })).toMatchObject({ embedder: 'fr' });
    expect(await choose('auto', { [FR]: 2, [PLUS]: 7 })).toMatchObject({ embedder: 'fr+' });
  });

  it('is the best one where only models are there that this version does not have', async () => {
    expect(await choose('auto', { 'another-net-v9': 3 })).toMatchObject({ embedder: 'fr+', lines: [] });
  });
});

it('a setting that names one decides alone', async () => {
  expect(await choose('dlib', { [FR]: 3 })).toMatchObject({ embedder: 'dlib', lines: [] });
  expect(await choose('fr+', { [FR]: 3 })).toMatchObject({ embedder: 'fr+', lines: [] });
});

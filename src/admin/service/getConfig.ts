import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';

export const getConfig = adminOperation({
  method: 'GET',
  path: '/config',
  tag: 'service',
  summary: 'Settings in force, secrets hidden',
  answer: { status: 200, schema: Type.Unsafe<unknown>({ type: 'object', additionalProperties: true }) },
  run: async ({ config }) => config,
});

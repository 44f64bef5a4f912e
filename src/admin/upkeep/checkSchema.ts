import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';

export const checkSchema = adminOperation({
  method: 'GET',
  path: '/schema',
  tag: 'upkeep',
  summary: 'Compare tables, columns, keys and indexes with what migrations make',
  answer: {
    status: 200,
    schema: Type.Object({
      applied: Type.Array(Type.String(), { description: 'Migrations that the database has seen' }),
      pending: Type.Array(Type.String(), { description: 'Migrations that are to come' }),
      drift: Type.Array(Type.String(), { description: 'One line a difference' }),
    }),
  },
  run: ({ checkSchema: check }) => check(),
});

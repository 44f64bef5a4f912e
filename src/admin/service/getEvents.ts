import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { Count } from '../schemas.ts';

export const getEvents = adminOperation({
  method: 'GET',
  path: '/events',
  tag: 'service',
  summary: 'What became of the outgoing events of this node since its start',
  answer: {
    status: 200,
    schema: Type.Object({
      queued: Count,
      delivered: Count,
      retried: Count,
      dropped: Type.Integer({ minimum: 0, description: 'The queue was full' }),
      refused: Type.Integer({ minimum: 0, description: 'The receiver said no, or redirected' }),
      given_up: Type.Integer({ minimum: 0, description: 'Every attempt failed' }),
    }),
  },
  async run({ events }) {
    const { givenUp, ...counts } = events();
    return { ...counts, given_up: givenUp };
  },
});

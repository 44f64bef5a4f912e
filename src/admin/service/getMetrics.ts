import { AdminError } from '../adminError.ts';
import { adminOperation } from '../operation.ts';

export const getMetrics = adminOperation({
  method: 'GET',
  path: '/metrics',
  tag: 'service',
  summary: 'Every metric of this node, for Prometheus',
  answer: { status: 200, text: 'text/plain; version=0.0.4; charset=utf-8' },
  async run({ metrics }) {
    if (!metrics) throw new AdminError('conflict', 'only a running server has metrics');
    return metrics();
  },
});

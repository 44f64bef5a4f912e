import { AdminError } from '../adminError.ts';
import { adminOperation } from '../operation.ts';

export const makeBackup = adminOperation({
  method: 'GET',
  path: '/backup',
  tag: 'upkeep',
  summary: 'Everything that the database and the portraits hold at this moment, as a tar archive; nodes go on serving',
  answer: { status: 200, file: 'application/x-tar' },
  async run({ backup, signal }) {
    if (!backup) throw new AdminError('conflict', 'this database is backed up by its own tools, not by the service');
    return backup(signal);
  },
});

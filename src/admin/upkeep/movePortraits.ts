import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { Count } from '../schemas.ts';

const counts = { moved: Count, bytes: Count, total: Count };

export const movePortraits = adminOperation({
  method: 'POST',
  path: '/portraits/move',
  tag: 'upkeep',
  summary:
    'Move all portraits into files, into the database or into a bucket of S3, while nodes serve; after an interruption, the same call continues',
  body: Type.Object({ to: Type.Enum(['files', 'database', 's3']) }, { additionalProperties: false }),
  answer: {
    status: 200,
    schema: Type.Object({ to: Type.String(), ...counts, orphans: Count }),
    events: Type.Object(counts),
  },
  async run({ portraitMove, signal, tell, body: { to } }) {
    return { to, ...(await portraitMove.run(to, signal, (progress) => void tell(progress))) };
  },
});

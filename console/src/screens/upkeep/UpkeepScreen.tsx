import { useQuery } from '@tanstack/react-query';
import { upkeepQuery } from '../../api/upkeep.ts';
import { LastCurl } from '../../parts/LastCurl.tsx';
import { Failed, Waiting } from '../../parts/states.tsx';
import { useWords } from '../../words/useWords.ts';
import { Receipts } from './Receipts.tsx';
import { Rules } from './Rules.tsx';

/** What the service would delete of the account, and proofs of what was erased. */
export function UpkeepScreen() {
  const words = useWords();
  const { data, error, refetch } = useQuery(upkeepQuery);
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{words.screens.upkeep}</h1>
        <p className="screen-lead">{words.upkeep.lead}</p>
        <div className="screen-tools">
          <LastCurl path="/ext/1/upkeep" />
        </div>
      </header>
      {error ? <Failed error={error} onRetry={refetch} /> : data ? <Rules preview={data} /> : <Waiting />}
      <Receipts />
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readTrail, type TrailEntry } from '../../api/trail.ts';
import { Failed, Waiting } from '../../parts/states.tsx';
import { shownTime } from '../../parts/time.ts';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/useWords.ts';

/** Who sent a request, as far as the log knows. */
export function senderOf({ token, address }: TrailEntry, words: Words): string {
  const by = token ? words.person.byToken(token) : words.person.byPassword;
  return address ? `${by}, ${address}` : by;
}

/** What requests did to the person, by the audit log; asked for, since the service walks through its log for it. */
export function PersonTrail({ person }: { readonly person: string }) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['trail', person],
    queryFn: ({ signal }) => readTrail(person, signal),
    enabled: isOpen,
  });
  if (!isOpen)
    return (
      <div>
        <button type="button" className="button" onClick={() => setOpen(true)}>
          {words.person.showTrail}
        </button>
      </div>
    );
  if (error) return <Failed error={error} onRetry={refetch} />;
  if (!data) return <Waiting />;
  return (
    <>
      <h3>{words.person.trail}</h3>
      {!data.recorded && <p className="quiet">{words.person.trailOff}</p>}
      {data.recorded && data.entries.length === 0 && <p className="quiet">{words.person.noHistory}</p>}
      <ol className="trail">
        {data.entries.map((entry) => (
          <li key={`${entry.request_id} ${entry.time}`}>
            <span>
              {words.person.trailKinds[entry.action] ?? entry.action} <code>{entry.operation}</code>
              {entry.status >= 400 && <span className="poor"> {entry.status}</span>}
            </span>
            <span className="quiet">
              {shownTime(entry.time, words.locale)} · {senderOf(entry, words)}
            </span>
          </li>
        ))}
      </ol>
      {!data.complete && <p className="hint">{words.person.trailCut}</p>}
    </>
  );
}

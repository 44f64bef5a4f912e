import * as Tabs from '@radix-ui/react-tabs';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/send.ts';
import { Failed, Waiting } from '../../parts/states.tsx';
import { useWords } from '../../words/useWords.ts';
import { HandlerForm } from './HandlerForm.tsx';
import type { HandlerKind, Policies } from './policies.ts';

const KINDS: readonly HandlerKind[] = ['extractor', 'identify', 'verify'];

/** What doors and cameras call, with its policies. */
export function HandlersScreen() {
  const words = useWords();
  const [kind, setKind] = useState<HandlerKind>('identify');
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{words.screens.handlers}</h1>
        <p className="screen-lead">{words.handlers.lead}</p>
      </header>
      <Tabs.Root value={kind} onValueChange={(value) => setKind(value as HandlerKind)} className="stack">
        <Tabs.List className="tabs" aria-label={words.screens.handlers}>
          {KINDS.map((each) => (
            <Tabs.Trigger key={each} value={each} className="tab">
              {words.handlers[each]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value={kind} className="stack" tabIndex={-1}>
          <p className="quiet">{words.handlers.about[kind]}</p>
          <Handler key={kind} kind={kind} />
        </Tabs.Content>
      </Tabs.Root>
    </div>
  );
}

function Handler({ kind }: { readonly kind: HandlerKind }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['handler', kind],
    queryFn: ({ signal }) => ask<{ policies: Policies }>(`/4/handlers/${kind}`, { signal }),
    // What is being filled in is not replaced.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <Failed error={error} onRetry={refetch} />;
  return data ? <HandlerForm key={JSON.stringify(data)} kind={kind} stored={data.policies ?? data} /> : <Waiting />;
}

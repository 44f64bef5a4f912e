import * as Tabs from '@radix-ui/react-tabs';
import { useState } from 'react';
import { useWords } from '../../words/useWords.ts';
import { Actions } from './Actions.tsx';
import { Clusters } from './Clusters.tsx';
import { Duplicates } from './Duplicates.tsx';
import { PoorPhotos } from './PoorPhotos.tsx';

const PARTS = { clusters: Clusters, duplicates: Duplicates, photos: PoorPhotos, actions: Actions } as const;
type Part = keyof typeof PARTS;

/** What is doubtful: one click decides, one click takes it back. */
export function ReviewScreen() {
  const words = useWords();
  const [part, setPart] = useState<Part>('clusters');
  const Shown = PARTS[part];
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{words.screens.review}</h1>
      </header>
      <Tabs.Root value={part} onValueChange={(value) => setPart(value as Part)} className="stack">
        <Tabs.List className="tabs" aria-label={words.screens.review}>
          {(Object.keys(PARTS) as Part[]).map((each) => (
            <Tabs.Trigger key={each} value={each} className="tab">
              {words.review[each]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value={part} className="stack" tabIndex={-1}>
          <Shown />
        </Tabs.Content>
      </Tabs.Root>
    </div>
  );
}

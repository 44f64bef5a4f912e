import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef } from 'react';
import type { PeopleFilter } from '../../api/people.ts';
import { useSettled } from '../../parts/hooks/useSettled.ts';
import { useWidth } from '../../parts/hooks/useWidth.ts';
import { Failed } from '../../parts/states.tsx';
import { useWords } from '../../words/useWords.ts';
import { PersonTile } from './PersonTile.tsx';
import { usePeople } from './usePeoplePages.ts';

/** Pixels: the least width of a tile, the gap between two, and what stands below the picture. */
const TILE = 132;
const GAP = 12;
const CAPTION = 58;
/** Rows that are there beyond what is seen. */
const BEYOND = 2;
/** Milliseconds that the grid must rest before pages are asked for: who scrolls past wants none of them. */
const REST = 80;

interface PeopleGridProps {
  readonly filter: PeopleFilter;
  readonly count: number;
}

/** Portraits of everybody. Only the rows in sight exist, and only their pages are in memory. */
export function PeopleGrid({ filter, count }: PeopleGridProps) {
  const words = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const inner = Math.max(width - 2 * GAP, 0);
  const columns = Math.max(2, Math.floor((inner + GAP) / (TILE + GAP)));
  const rowHeight = (inner - GAP * (columns - 1)) / columns + CAPTION;
  const rows = Math.ceil(count / columns);
  const virtualizer = useVirtualizer({
    count: width === 0 ? 0 : rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: BEYOND,
    paddingEnd: GAP,
  });
  const items = virtualizer.getVirtualItems();
  const range = useSettled(`${items[0]?.index ?? 0}-${items.at(-1)?.index ?? 0}`, REST);
  const [from = 0, to = 0] = range.split('-').map(Number);
  const { personAt, error, retry } = usePeople(filter, from * columns, Math.min((to + 1) * columns, count) - 1);

  const moveFocus = (event: KeyboardEvent) => {
    const at = Number((event.target as HTMLElement).dataset.index);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (step === undefined || Number.isNaN(at)) return;
    event.preventDefault();
    const next = Math.min(Math.max(at + step, 0), count - 1);
    virtualizer.scrollToIndex(Math.floor(next / columns));
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };

  return (
    <div className="people-place">
      {error && (
        <div className="people-failed">
          <Failed error={error} onRetry={retry} />
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links within are what is operated, their keys are caught here */}
      <div ref={scroller} className="people-scroller" onKeyDown={moveFocus}>
        <ul className="people-field" aria-label={words.people.grid} style={{ height: virtualizer.getTotalSize() }}>
          {items.flatMap((row) =>
            Array.from({ length: Math.min(columns, count - row.index * columns) }, (_, column) => {
              const index = row.index * columns + column;
              return (
                <li
                  key={index}
                  className="people-cell"
                  style={{
                    width: (inner - GAP * (columns - 1)) / columns,
                    height: rowHeight - GAP,
                    transform: `translate(${GAP + column * ((inner - GAP * (columns - 1)) / columns + GAP)}px, ${row.start}px)`,
                  }}
                >
                  <PersonTile index={index} person={personAt(index)} />
                </li>
              );
            }),
          )}
        </ul>
      </div>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listsQuery } from '../../api/lists.ts';
import { ask } from '../../api/send.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Failed, Waiting } from '../../parts/states.tsx';
import { useHasPassword } from '../../session/session.ts';
import { useWords } from '../../words/useWords.ts';
import { ServiceCard } from './ServiceCard.tsx';

interface Counts {
  readonly people: number;
  readonly faces: number;
  /** Unknown with a token, which does not open the account's statistics. */
  readonly attached: number | undefined;
}

async function readCounts(hasPassword: boolean, signal: AbortSignal): Promise<Counts> {
  if (hasPassword) {
    const counts = await ask<Record<'count_persons' | 'count_descriptors' | 'attached_descriptors', number>>(
      '/4/account/statistics',
      { signal },
    );
    return { people: counts.count_persons, faces: counts.count_descriptors, attached: counts.attached_descriptors };
  }
  const query = { page_size: 1 };
  const [people, faces] = await Promise.all(
    ['persons', 'descriptors'].map((kind) => ask<{ count: number }>(`/4/storage/${kind}`, { query, signal })),
  );
  return { people: people?.count ?? 0, faces: faces?.count ?? 0, attached: undefined };
}

/** What the account holds, and how the service is. */
export function OverviewScreen() {
  const words = useWords();
  const hasPassword = useHasPassword();
  const { data, error, refetch } = useQuery({
    queryKey: ['counts', hasPassword],
    queryFn: ({ signal }) => readCounts(hasPassword, signal),
    refetchInterval: 10_000,
  });
  const lists = useQuery(listsQuery);
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{words.screens.overview}</h1>
      </header>
      {error ? <Failed error={error} onRetry={refetch} /> : !data && <Waiting />}
      {data && (
        <dl className="figures">
          <Figure label={words.overview.people} value={data.people} />
          <Figure label={words.overview.faces} value={data.faces} />
          {data.attached !== undefined && <Figure label={words.overview.loose} value={data.faces - data.attached} />}
          {lists.data && (
            <Figure label={words.overview.lists} value={lists.data.people.length + lists.data.faces.length} />
          )}
        </dl>
      )}
      {data?.people === 0 && (
        <section className="card">
          <h2>{words.overview.start}</h2>
          <p>{words.overview.startLead}</p>
          <p>
            <Link to="/search" className="button main">
              <Icon name="search" />
              {words.screens.search}
            </Link>
          </p>
        </section>
      )}
      <ServiceCard />
    </div>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: number }) {
  const words = useWords();
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd>{value.toLocaleString(words.locale)}</dd>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/send.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Failed, Waiting } from '../../parts/states.tsx';
import { useWords } from '../../words/useWords.ts';

interface Health {
  readonly execution_time: number;
  readonly warnings?: { readonly other_models?: Readonly<Record<string, number>> };
}

interface Versions {
  readonly Version: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** How the service itself is: whether it answers, its version, what it warns of. */
export function ServiceCard() {
  const words = useWords();
  const health = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => ask<Health>('/healthcheck', { query: { include_luna_services: 1 }, signal }),
    refetchInterval: 10_000,
    retry: false,
  });
  const version = useQuery({
    queryKey: ['version'],
    queryFn: ({ signal }) => ask<Versions>('/version', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { major, minor, patch } = Object.values(version.data?.Version ?? {})[0] ?? {};
  const others = Object.entries(health.data?.warnings?.other_models ?? {});
  return (
    <section className="card" aria-labelledby="service">
      <h2 id="service">{words.overview.service}</h2>
      {health.error ? (
        <Failed error={health.error} onRetry={health.refetch} />
      ) : health.data ? (
        <dl className="facts">
          <div>
            <dt>{words.overview.ready}</dt>
            <dd>{words.state.yes}</dd>
          </div>
          {major !== undefined && (
            <div>
              <dt>{words.overview.version}</dt>
              <dd>{[major, minor, patch].join('.')}</dd>
            </div>
          )}
        </dl>
      ) : (
        <Waiting />
      )}
      {others.length > 0 && (
        <ul className="stack">
          {others.map(([model, count]) => (
            <li key={model} className="notice doubt">
              <Icon name="warn" />
              {words.overview.otherModels(count, model)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

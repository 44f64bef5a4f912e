import type { Figures } from '../../api/live/live.ts';
import { serverNow } from '../../api/send.ts';
import { Icon } from '../../parts/Icon.tsx';
import { shownTime } from '../../parts/time.ts';
import { useWords } from '../../words/useWords.ts';
import { Plot } from './Plot.tsx';

const MEGABYTE = 2 ** 20;

/** The service itself, as far as its operator shows it to accounts. */
export function ServiceCard({ figures }: { readonly figures: readonly Figures[] }) {
  const words = useWords();
  const { overview } = words;
  const newest = figures.at(-1);
  if (!newest) return null;
  const { service } = newest;
  if (!service) return <p className="quiet">{overview.hidden}</p>;
  const { database, portraits, memory, uptime, warnings } = service;
  const begin = new Date(serverNow() - uptime * 1000).toISOString();
  const opened = database.hosts_opened > 1 ? overview.failovers(database.hosts_opened - 1) : '';
  const rows = [
    [
      overview.database,
      [database.kind, opened, database.serving ? '' : overview.unreachable].filter(Boolean).join(' · '),
    ],
    [overview.portraits, portraits === 'off' ? overview.off : portraits],
    [overview.memory, `${Math.round(memory / MEGABYTE).toLocaleString(words.locale)} MB`],
    [overview.uptime, shownTime(begin, words.locale)],
  ] as const;
  return (
    <section className="card" aria-labelledby="service">
      <h2 id="service">{overview.service}</h2>
      <dl className="facts">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <dl className="figures">
        <Plot label={overview.requestsPerMinute} values={figures.map((each) => each.service?.requests_per_minute)} />
        <Plot
          label={overview.eventLoop}
          unit={overview.milliseconds}
          values={figures.map((each) => each.service?.event_loop_p99)}
        />
      </dl>
      {warnings.length === 0 && <p className="quiet">{overview.noWarnings}</p>}
      {warnings.map((text) => (
        <p key={text} className="notice doubt">
          <Icon name="warn" />
          {text}
        </p>
      ))}
    </section>
  );
}

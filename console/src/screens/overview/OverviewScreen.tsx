import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listsQuery } from '../../api/lists.ts';
import { Icon } from '../../parts/Icon.tsx';
import { useWords } from '../../words/useWords.ts';
import { Figure } from './Figure.tsx';
import { Plot } from './Plot.tsx';
import { ServiceCard } from './ServiceCard.tsx';
import { useLive } from './useLive.ts';

/** What the account holds, what goes on just now, and how the service is. */
export function OverviewScreen() {
  const words = useWords();
  const { isConnected, figures } = useLive();
  const lists = useQuery(listsQuery);
  const account = figures.at(-1)?.account;
  const line = (read: (each: (typeof figures)[number]) => number | undefined) => figures.map(read);
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{words.screens.overview}</h1>
        <p className={isConnected ? 'live on' : 'live'} role="status">
          {isConnected ? words.overview.live : figures.length > 0 ? words.overview.notLive : words.state.loading}
        </p>
      </header>
      <dl className="figures">
        <Figure label={words.overview.people} value={account?.persons} />
        <Figure label={words.overview.faces} value={account?.descriptors} />
        <Figure label={words.overview.loose} value={account && account.descriptors - account.attached} />
        <Figure label={words.overview.lists} value={lists.data && lists.data.people.length + lists.data.faces.length} />
      </dl>
      <section aria-labelledby="mine" className="stack">
        <h2 id="mine">
          {words.overview.mine} <span className="quiet">· {words.overview.lastMinutes}</span>
        </h2>
        <dl className="figures">
          <Plot label={words.overview.photosPerMinute} values={line((each) => each.account.photos_per_minute)} />
          <Plot label={words.overview.searchesPerMinute} values={line((each) => each.account.searches_per_minute)} />
          <Plot
            label={words.overview.latency}
            unit={words.overview.milliseconds}
            values={line((each) => each.account.latency?.p95)}
          />
          <Plot label={words.overview.errorsPerMinute} values={line((each) => each.account.errors_per_minute)} />
        </dl>
      </section>
      {account?.persons === 0 && (
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
      <ServiceCard figures={figures} />
    </div>
  );
}

import type { UpkeepPreview } from '../../api/upkeep.ts';
import { Icon } from '../../parts/Icon.tsx';
import { useWords } from '../../words/useWords.ts';

/** The clean-up and the rules of retention, each with what it would take now. */
export function Rules({ preview: { garbage, retention, skipped } }: { readonly preview: UpkeepPreview }) {
  const words = useWords();
  const every = (hours: number) => (hours === 0 ? words.upkeep.byCommand : words.upkeep.every(hours));
  const kept = (days: number) => (days === 0 ? words.upkeep.forEver : words.upkeep.days(days));
  return (
    <>
      {skipped !== null && (
        <div className="notice doubt">
          <Icon name="warn" />
          <p>{words.upkeep.skipped}</p>
        </div>
      )}
      <div className="policy-parts">
        <section className="card" aria-labelledby="upkeep-garbage">
          <h2 id="upkeep-garbage">{words.upkeep.garbage}</h2>
          <p className="quiet">{words.upkeep.garbageLead(garbage.minimum_age_hours)}</p>
          <dl className="facts wide">
            <Fact label={words.upkeep.now} value={words.upkeep.faces(garbage.descriptors)} />
            <Fact label={words.upkeep.runs} value={every(garbage.interval_hours)} />
          </dl>
        </section>
        <section className="card" aria-labelledby="upkeep-retention">
          <h2 id="upkeep-retention">{words.upkeep.retention}</h2>
          <p className="quiet">{retention.own ? words.upkeep.ownRule : words.upkeep.commonRule}</p>
          <dl className="facts wide">
            <Fact label={words.upkeep.looseFaces} value={kept(retention.descriptor_days)} />
            <Fact label={words.upkeep.portraits} value={kept(retention.portrait_days)} />
            <Fact
              label={words.upkeep.now}
              value={words.upkeep.facesAndPortraits(retention.descriptors, retention.portraits)}
            />
            <Fact label={words.upkeep.runs} value={every(retention.interval_hours)} />
          </dl>
        </section>
      </div>
    </>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

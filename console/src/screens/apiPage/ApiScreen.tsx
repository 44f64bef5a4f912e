import { useCalls } from '../../api/calls.ts';
import { ROOT } from '../../api/send.ts';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { useWords } from '../../words/useWords.ts';

/** Where the API is described, and what this console asked of it. */
export function ApiScreen() {
  const words = useWords();
  const calls = useCalls();
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{words.screens.api}</h1>
        <p className="screen-lead">{words.api.lead}</p>
      </header>
      <ul className="doors">
        <li className="card">
          <a href={`${ROOT}/docs`}>{words.api.docs}</a>
          <p className="quiet">{words.api.docsLead}</p>
        </li>
        <li className="card">
          <a href={`${ROOT}/docs/spec.json`}>{words.api.json}</a>
          <p className="quiet">{words.api.jsonLead}</p>
        </li>
      </ul>
      <section className="card table-card">
        <h2>{words.api.calls}</h2>
        <p className="hint">{calls.length === 0 ? words.api.noCalls : words.api.curlHint}</p>
        {calls.length > 0 && (
          <ol className="calls">
            {calls.map((call) => (
              <li key={call.number}>
                <code className={`method ${call.method.toLowerCase()}`}>{call.method}</code>
                <code className="grow">{call.path}</code>
                <span className={call.status >= 400 ? 'poor' : 'quiet'}>{call.status}</span>
                <span className="quiet number">{Math.round(call.took)} ms</span>
                <CopyButton text={call.curl} label={`${words.do.curl}: ${call.method} ${call.path}`} bare />
              </li>
            ))}
          </ol>
        )}
      </section>
    </div>
  );
}

import { type FormEvent, useState } from 'react';
import { LunaError } from '../../../../client/src/lunaError.ts';
import { ROOT } from '../../api/send.ts';
import { Field } from '../../parts/Field.tsx';
import { describeFailure } from '../../parts/failure.ts';
import { useWords } from '../../words/useWords.ts';

type Shown = Readonly<Record<string, unknown>>;

/** What is in force, for who has the administrator's key; it is forgotten with the screen. */
export function SettingsScreen() {
  const words = useWords();
  const [key, setKey] = useState('');
  const [shown, setShown] = useState<Shown>();
  const [failure, setFailure] = useState<string>();
  const [typed, setTyped] = useState('');

  const read = async () => {
    const response = await fetch(`${ROOT}/config`, {
      headers: { Authorization: `Bearer ${key}` },
      credentials: 'omit',
    });
    if (response.ok) return setShown((await response.json()) as Shown);
    throw new LunaError(response, undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFailure(undefined);
    read().catch((error: unknown) => {
      const status = error instanceof LunaError ? error.status : 0;
      if (status === 404) setFailure(words.settings.closed);
      else setFailure(status === 401 ? words.settings.wrong : describeFailure(error, words).text);
    });
  };
  const rows = Object.entries(shown ?? {}).filter(([name]) => name.toLowerCase().includes(typed.trim().toLowerCase()));
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{words.screens.settings}</h1>
        <p className="screen-lead">{words.settings.lead}</p>
      </header>
      {shown ? (
        <section className="card table-card">
          <input
            type="search"
            className="input"
            aria-label={words.settings.filter}
            placeholder={words.settings.filter}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.settings.name}</th>
                <th scope="col">{words.settings.value}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, value]) => (
                <tr key={name}>
                  <td>
                    <code>{name}</code>
                  </td>
                  <td>
                    <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : (
        <form className="card narrow" onSubmit={submit}>
          <Field
            label={words.settings.key}
            hint={words.settings.keyHint}
            type="password"
            autoComplete="off"
            required
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
          {failure && (
            <p className="notice bad" role="alert">
              {failure}
            </p>
          )}
          <button type="submit" className="button main">
            {words.settings.show}
          </button>
        </form>
      )}
    </div>
  );
}

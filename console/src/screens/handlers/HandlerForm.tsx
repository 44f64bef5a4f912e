import { type FormEvent, useState } from 'react';
import { ask } from '../../api/send.ts';
import { useAction } from '../../parts/hooks/useAction.ts';
import { tell } from '../../parts/toasts.tsx';
import { useWords } from '../../words/useWords.ts';
import { PolicyInput } from './PolicyInput.tsx';
import {
  changed,
  changeOf,
  type HandlerKind,
  type Policies,
  policyValue,
  SECTIONS,
  unknownPolicies,
} from './policies.ts';

interface HandlerFormProps {
  readonly kind: HandlerKind;
  readonly stored: Policies;
}

/** The policies of one handler as a form; what has no field stays as it is. */
export function HandlerForm({ kind, stored }: HandlerFormProps) {
  const words = useWords();
  const [policies, setPolicies] = useState(stored);
  const change = changeOf(stored, policies);
  const isChanged = Object.keys(change).length > 0;
  const others = unknownPolicies(stored, kind);
  const save = useAction(
    (json: Policies) => ask(`/4/handlers/${kind}`, { method: 'PATCH', json }),
    [['handler', kind]],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(change, {
      onSuccess: () => tell({ text: words.handlers.saved, undo: () => save.mutate(changeOf(policies, stored)) }),
    });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="policy-parts">
        {SECTIONS[kind].map(({ title, fields }) => (
          <fieldset key={title} className="card">
            <legend>{words.handlers[title]}</legend>
            {fields.map((field) => (
              <PolicyInput
                key={field.name}
                field={field}
                value={policyValue(policies, field)}
                onChange={(value) => setPolicies(changed(policies, field, value))}
              />
            ))}
          </fieldset>
        ))}
      </div>
      {Object.keys(others).length > 0 && (
        <section className="card">
          <h2>{words.handlers.unknown}</h2>
          <pre className="code-block">{JSON.stringify(others, null, 2)}</pre>
        </section>
      )}
      <div className="actions">
        <button type="submit" className="button main" disabled={!isChanged || save.isPending}>
          {words.do.save}
        </button>
        <button type="button" className="button" disabled={!isChanged} onClick={() => setPolicies(stored)}>
          {words.do.cancel}
        </button>
      </div>
    </form>
  );
}

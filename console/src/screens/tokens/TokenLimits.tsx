import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listsQuery } from '../../api/lists.ts';
import { limitToken, TOKEN_ACCESS, type Token, type TokenLimits } from '../../api/tokens.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Check, Choice, Field } from '../../parts/Field.tsx';
import { useAction } from '../../parts/hooks/useAction.ts';
import { useWords } from '../../words/useWords.ts';

/** What a token may do, in a few words. */
export function LimitsInWords({ access, lists, expire_time: end }: TokenLimits) {
  const words = useWords();
  const parts = [
    words.tokens.access[access],
    ...(lists ? [words.tokens.listsCount(lists.length)] : []),
    ...(end ? [words.tokens.until(end.slice(0, 10))] : []),
  ];
  return <>{parts.join(', ')}</>;
}

interface LimitsDialogProps {
  readonly token: Token;
  readonly onClose: () => void;
}

/** Changes what a token may do; the change holds from its next request on. */
export function LimitsDialog({ token, onClose }: LimitsDialogProps) {
  const words = useWords();
  const { data } = useQuery(listsQuery);
  const [access, setAccess] = useState(token.access);
  const [chosen, setChosen] = useState<readonly string[] | null>(token.lists);
  const [day, setDay] = useState(token.expire_time?.slice(0, 10) ?? '');
  const change = useAction(limitToken, [['tokens']]);
  const save = () => {
    // A day that was not touched keeps its hour.
    const isSame = day === (token.expire_time?.slice(0, 10) ?? '');
    const end = isSame ? token.expire_time : day === '' ? null : `${day}T00:00:00Z`;
    change.mutate({ id: token.id, limits: { access, lists: chosen, expire_time: end } }, { onSuccess: onClose });
  };
  const choose = (id: string, isChosen: boolean) =>
    setChosen([...(chosen ?? []).filter((each) => each !== id), ...(isChosen ? [id] : [])]);
  return (
    <Dialog title={words.tokens.limits} onClose={onClose}>
      <p className="person-name">{token.token_data || words.tokens.unnamed}</p>
      <Choice
        label={words.tokens.may}
        value={access}
        onChange={(value) => setAccess(TOKEN_ACCESS.find((each) => each === value) ?? access)}
      >
        {TOKEN_ACCESS.map((each) => (
          <option key={each} value={each}>
            {words.tokens.access[each]}
          </option>
        ))}
      </Choice>
      <Check
        label={words.tokens.onlyLists}
        hint={words.tokens.onlyListsHint}
        checked={chosen !== null}
        onChange={(isBound) => setChosen(isBound ? [] : null)}
      />
      {chosen !== null &&
        [...(data?.people ?? []), ...(data?.faces ?? [])].map(({ id, list_data: name }) => (
          <Check
            key={id}
            label={name || id}
            checked={chosen.includes(id)}
            onChange={(isChosen) => choose(id, isChosen)}
          />
        ))}
      <Field
        label={words.tokens.end}
        hint={words.tokens.endHint}
        type="date"
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <div className="actions">
        <button type="button" className="button main" disabled={change.isPending} onClick={save}>
          {words.tokens.saveLimits}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {words.do.cancel}
        </button>
      </div>
    </Dialog>
  );
}

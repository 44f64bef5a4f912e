import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createToken, type Token, tokensPage, withdrawToken } from '../../api/tokens.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { useAction } from '../../parts/hooks/useAction.ts';
import { Icon } from '../../parts/Icon.tsx';
import { LONGEST_DATA } from '../../parts/serviceNumbers.ts';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { tell } from '../../parts/toasts.tsx';
import { NeedsPassword } from '../../session/NeedsPassword.tsx';
import { useWords } from '../../words/useWords.ts';
import { LimitsDialog, LimitsInWords } from './TokenLimits.tsx';

/** What programs come with. */
export function TokensScreen() {
  const words = useWords();
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{words.screens.tokens}</h1>
        <p className="screen-lead">{words.tokens.lead}</p>
      </header>
      <NeedsPassword>
        <Tokens />
      </NeedsPassword>
    </div>
  );
}

function Tokens() {
  const words = useWords();
  const [leaving, setLeaving] = useState<Token>();
  const [limiting, setLimiting] = useState<Token>();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['tokens'],
    queryFn: ({ pageParam, signal }) => tokensPage(pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) =>
      pages.reduce((sum, { tokens }) => sum + tokens.length, 0) < last.count && last.tokens.length > 0
        ? pages.length
        : undefined,
  });
  const tokens = data?.pages.flatMap((page) => page.tokens) ?? [];
  const withdraw = useAction(withdrawToken, [['tokens']]);
  const confirm = () =>
    leaving &&
    withdraw.mutate(leaving.id, {
      onSuccess: () => {
        tell({ text: words.tokens.deleted });
        setLeaving(undefined);
      },
    });
  return (
    <section className="card table-card">
      <NewToken />
      {error ? <Failed error={error} onRetry={refetch} /> : !data && <Waiting />}
      {data && tokens.length === 0 && <Empty icon="tokens" title={words.tokens.empty} />}
      {tokens.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.tokens.data}</th>
              <th scope="col">{words.tokens.token}</th>
              <th scope="col">{words.tokens.may}</th>
              <th scope="col">
                <span className="unseen">{words.tokens.withdraw}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <TokenRow
                key={token.id}
                token={token}
                onWithdraw={() => setLeaving(token)}
                onLimit={() => setLimiting(token)}
              />
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <button type="button" className="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.do.more}
        </button>
      )}
      {limiting && <LimitsDialog token={limiting} onClose={() => setLimiting(undefined)} />}
      {leaving && (
        <ConfirmDialog
          title={words.tokens.deleteTitle}
          verb={words.tokens.withdraw}
          isBusy={withdraw.isPending}
          onConfirm={confirm}
          onClose={() => setLeaving(undefined)}
        >
          <p className="person-name">{leaving.token_data || words.tokens.unnamed}</p>
          <p>{words.tokens.deleteLead}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function NewToken() {
  const words = useWords();
  const [data, setData] = useState('');
  const create = useAction(createToken, [['tokens']]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(data.trim(), {
      onSuccess: () => {
        setData('');
        tell({ text: words.tokens.created });
      },
    });
  };
  return (
    <>
      <form className="one-line" onSubmit={submit}>
        <input
          className="input"
          aria-label={words.tokens.data}
          placeholder={words.tokens.data}
          autoComplete="off"
          maxLength={LONGEST_DATA}
          value={data}
          onChange={(event) => setData(event.target.value)}
        />
        <button type="submit" className="button main" disabled={create.isPending}>
          <Icon name="plus" />
          {words.tokens.create}
        </button>
      </form>
      {create.data && (
        <p className="notice">
          <code className="grow">{create.data}</code>
          <CopyButton text={create.data} label={words.do.copy} />
        </p>
      )}
    </>
  );
}

interface TokenRowProps {
  readonly token: Token;
  readonly onWithdraw: () => void;
  readonly onLimit: () => void;
}

/** A token is hidden until it is asked for: someone may look over the shoulder. */
function TokenRow({ token, onWithdraw, onLimit }: TokenRowProps) {
  const words = useWords();
  const [isShown, setShown] = useState(false);
  const name = token.token_data || words.tokens.unnamed;
  return (
    <tr>
      <td className={token.token_data ? 'name' : 'name unnamed'}>{name}</td>
      <td>
        <span className="token-line">
          <code>{isShown ? token.id : `${token.id.slice(0, 4)}…`}</code>
          <button
            type="button"
            className="link"
            aria-label={`${isShown ? words.tokens.hide : words.tokens.show}: ${name}`}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? words.tokens.hide : words.tokens.show}
          </button>
          <CopyButton text={token.id} label={`${words.do.copy}: ${name}`} bare />
        </span>
      </td>
      <td>
        <button type="button" className="link" onClick={onLimit}>
          <LimitsInWords {...token} />
          <span className="unseen">: {name}</span>
        </button>
      </td>
      <td className="row-actions">
        <button
          type="button"
          className="button quiet"
          aria-label={`${words.tokens.withdraw}: ${name}`}
          onClick={onWithdraw}
        >
          <Icon name="trash" />
          <span>{words.tokens.withdraw}</span>
        </button>
      </td>
    </tr>
  );
}

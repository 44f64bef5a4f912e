import { useInfiniteQuery } from '@tanstack/react-query';
import { type Receipt, receiptsPage } from '../../api/upkeep.ts';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { Failed, Waiting } from '../../parts/states.tsx';
import { shownTime } from '../../parts/time.ts';
import { useWords } from '../../words/useWords.ts';

/** Proofs of erasures, each to be copied as it is. */
export function Receipts() {
  const words = useWords();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['upkeep', 'receipts'],
    queryFn: ({ pageParam, signal }) => receiptsPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const receipts = data?.pages.flatMap((page) => page.receipts) ?? [];
  return (
    <section className="card table-card" aria-labelledby="upkeep-receipts">
      <h2 id="upkeep-receipts">{words.upkeep.receipts}</h2>
      {error ? (
        <Failed error={error} onRetry={refetch} />
      ) : !data ? (
        <Waiting />
      ) : receipts.length === 0 ? (
        <p className="quiet">{words.upkeep.noReceipts}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.upkeep.time}</th>
              <th scope="col">{words.upkeep.person}</th>
              <th scope="col">{words.upkeep.erased}</th>
              <th scope="col">
                <span className="unseen">{words.do.copy}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {receipts.map((receipt) => (
              <ReceiptRow key={receipt.erasure_id} receipt={receipt} />
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <button type="button" className="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.do.more}
        </button>
      )}
    </section>
  );
}

function ReceiptRow({ receipt }: { readonly receipt: Receipt }) {
  const words = useWords();
  const { person_id: person, erased, pending_portraits: pending } = receipt;
  return (
    <tr>
      <td>{shownTime(receipt.end_time, words.locale)}</td>
      <td>
        <code>{person}</code>
      </td>
      <td>
        {words.upkeep.facesAndPortraits(erased.descriptors, erased.portraits)}
        {pending > 0 && <span className="poor"> · {words.upkeep.pending(pending)}</span>}
      </td>
      <td className="row-actions">
        <CopyButton
          text={JSON.stringify(receipt, undefined, 2)}
          label={`${words.do.copy}: ${words.person.receipt}`}
          bare
        />
      </td>
    </tr>
  );
}

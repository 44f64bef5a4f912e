import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type Action, undoAction } from '../../api/actions.ts';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/useWords.ts';
import { tellFailure } from '../failure.ts';
import { tell } from '../toasts.tsx';
import { useAction } from './useAction.ts';

/** What an action may make out of date. */
const STALE = [['review'], ['people'], ['person'], ['found'], ['actions'], ['lists']];

/** Takes an action back. The message that offers it outlives the screen that the action was made on. */
async function takeBack(id: string, client: QueryClient, words: Words): Promise<void> {
  try {
    await undoAction(id);
    tell({ text: words.search.undone });
  } catch (error) {
    tellFailure(error, words);
  }
  for (const queryKey of STALE) void client.invalidateQueries({ queryKey });
}

interface Done {
  readonly work: () => Promise<Action>;
  readonly text: string;
  readonly then: ((action: Action) => void) | undefined;
}

/**
 * An action with its undo in the message that tells of it.
 * @returns runs it: what is done, what is told, and what happens then
 */
export function useUndoable() {
  const words = useWords();
  const client = useQueryClient();
  const undo = (id: string) => void takeBack(id, client, words);
  const run = useAction(async ({ work, text, then }: Done) => {
    const action = await work();
    tell({ text, undo: () => undo(action.id) });
    then?.(action);
  }, STALE);
  const act = (work: Done['work'], text: string, then?: (action: Action) => void) => run.mutate({ work, text, then });
  return { act, undo, isBusy: run.isPending };
}

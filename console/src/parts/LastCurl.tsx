import { useCalls } from '../api/calls.ts';
import { useWords } from '../words/useWords.ts';
import { CopyButton } from './CopyButton.tsx';

/** The last call of a path of the API, as a line for the shell; nothing before there was one. */
export function LastCurl({ path }: { readonly path: string }) {
  const words = useWords();
  const call = useCalls().find((each) => each.path.split('?')[0]?.endsWith(path));
  return call ? <CopyButton text={call.curl} label={words.do.curl} /> : null;
}

import { useEffect, useState } from 'react';
import { useWords } from '../words/useWords.ts';
import { Icon } from './Icon.tsx';

interface CopyButtonProps {
  readonly text: string | (() => string);
  readonly label: string;
  /** Only the picture is shown. */
  readonly bare?: boolean;
}

/** Copies a text; browsers let only secure pages do so, and elsewhere it is shown to be selected. */
export function CopyButton({ text, label, bare = false }: CopyButtonProps) {
  const words = useWords();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    await writeText(typeof text === 'string' ? text : text());
    setCopied(true);
  };
  return (
    <button
      type="button"
      className={bare ? 'button quiet square' : 'button quiet'}
      onClick={() => void copy()}
      aria-label={bare ? label : undefined}
    >
      <Icon name={isCopied ? 'check' : 'copy'} />
      {bare ? (
        <span className="unseen" role="status">
          {isCopied ? words.do.copied : ''}
        </span>
      ) : isCopied ? (
        words.do.copied
      ) : (
        label
      )}
    </button>
  );
}

async function writeText(text: string): Promise<void> {
  const clipboard: Clipboard | undefined = navigator.clipboard;
  if (clipboard) return clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

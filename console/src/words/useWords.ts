import { useSyncExternalStore } from 'react';
import { usePreferences } from '../app/preferences.ts';
import { en, type Words } from './en.ts';

/** Other languages are fetched when they are asked for. */
let russian: Words | undefined;
let loading: Promise<void> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Fetches the words of a language; English is always there. A failed attempt may be made again. */
export function loadWords(language: 'en' | 'ru'): Promise<void> {
  if (language === 'en' || russian) return Promise.resolve();
  loading ??= import('./ru.ts').then(
    ({ ru }) => {
      russian = ru;
      for (const listener of listeners) listener();
    },
    () => {
      loading = undefined;
    },
  );
  return loading;
}

/** The words in the reader's language; in English while the others are on their way. */
export function useWords(): Words {
  const { language } = usePreferences();
  const loaded = useSyncExternalStore(subscribe, () => russian);
  if (language === 'ru' && !loaded) void loadWords('ru');
  return (language === 'ru' && loaded) || en;
}

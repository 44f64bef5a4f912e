import { useSyncExternalStore } from 'react';

/** Looks and language, kept in the browser; nothing else is. */
export interface Preferences {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly language: 'en' | 'ru';
}

const KEPT = 'luna.console.preferences';
const listeners = new Set<() => void>();
let current = read();
apply();

function read(): Preferences {
  const byDefault: Preferences = { theme: 'auto', language: navigator.language.startsWith('ru') ? 'ru' : 'en' };
  try {
    const kept: Partial<Preferences> = JSON.parse(localStorage.getItem(KEPT) ?? '{}');
    const theme = kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : byDefault.theme;
    const language = kept.language === 'en' || kept.language === 'ru' ? kept.language : byDefault.language;
    return { theme, language };
  } catch {
    return byDefault;
  }
}

function apply(): void {
  const { dataset } = document.documentElement;
  document.documentElement.lang = current.language;
  if (current.theme === 'auto') delete dataset.theme;
  else dataset.theme = current.theme;
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => current);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEPT, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing: the choice holds until the page is left.
  }
  apply();
  for (const listener of listeners) listener();
}

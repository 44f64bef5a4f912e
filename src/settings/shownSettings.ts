import { type Settings, settingList } from './schema.ts';

/** Stands where a secret would. */
export const HIDDEN = '(hidden)';

/** The settings in force by their names, for an administrator's eyes; secrets stay hidden even there. */
export function shownSettings(settings: Settings): Readonly<Record<string, unknown>> {
  return Object.fromEntries(settingList.map(({ name, schema }) => [name, schema.secret ? HIDDEN : settings[name]]));
}

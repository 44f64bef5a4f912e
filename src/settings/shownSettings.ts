import { type Setting, type SettingName, type Settings, settingList } from './schema.ts';

/** Stands where a secret would. */
export const HIDDEN = '(hidden)';
/** Stands where there is no secret: whether there is one is none. */
const NOT_SET = '(not set)';

/** The settings in force by their names, for an administrator's eyes; secrets stay hidden even there. */
export function shownSettings(settings: Settings): Readonly<Record<SettingName, unknown>> {
  const shown = ({ name, schema }: Setting) => {
    if (!schema.secret) return settings[name];
    return settings[name] === '' ? NOT_SET : HIDDEN;
  };
  return Object.fromEntries(settingList.map((setting) => [setting.name, shown(setting)])) as Record<
    SettingName,
    unknown
  >;
}

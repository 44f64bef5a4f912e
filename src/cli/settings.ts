import type { Command } from 'commander';
import type { LoadedSettings } from '../settings/loadSettings.ts';
import { formatValue } from '../settings/readValue.ts';
import { settingList } from '../settings/schema.ts';
import { shownSettings } from '../settings/shownSettings.ts';

/** `settings`: the effective values and where each came from; secrets stay hidden in both forms. */
export function addSettingsCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('settings')
    .description('print the effective settings and where each came from')
    .option('--json', 'as one JSON object')
    .action(({ json }: { json?: true }) => {
      console.log(json ? settingsAsJson(load()) : settingsAsTable(load()));
    });
}

function settingsAsJson({ settings, sources }: LoadedSettings): string {
  const shown = shownSettings(settings);
  const members = settingList.map(({ name }) => [name, { value: shown[name], source: sources[name] }]);
  return JSON.stringify(Object.fromEntries(members), null, 2);
}

function settingsAsTable({ settings, sources }: LoadedSettings): string {
  const shown = shownSettings(settings);
  const rows = settingList.map(({ name, schema }) => ({
    name,
    value: formatValue(schema, shown[name]),
    source: sources[name],
  }));
  const nameWidth = Math.max(...rows.map(({ name }) => name.length));
  const valueWidth = Math.max(...rows.map(({ value }) => value.length));
  return rows
    .map(({ name, value, source }) => `${name.padEnd(nameWidth)}  ${value.padEnd(valueWidth)}  ${source}`)
    .join('\n');
}

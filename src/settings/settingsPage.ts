import { describeAllowed, formatValue } from './readValue.ts';
import { type Setting, settingList } from './schema.ts';

const INTRODUCTION = `# Settings

Generated from \`src/settings/schema.ts\` by \`npm run docs:settings\`.

The first source that has a value counts:

1. the options \`--host\`, \`--port\` and \`--data-dir\` of \`serve\`;
2. the environment variable of that name; an empty one counts as not set;
3. the settings file: YAML or JSON, \`NAME: value\` lines, given by \`--config FILE\` or the variable \`SETTINGS_FILE\`;
4. the default.

A secret may be in its own file: set \`<NAME>_FILE\` to its path instead of the value (Docker and Kubernetes secrets). At the start
all bad values are reported together, and the process exits with code 2. Unknown names in the settings file are errors. Unknown
environment variables are ignored, unless they look like a misspelt setting, such as \`DATADIR\`; if that variable belongs to
another program, set the correct setting, too, and it is ignored. Relative paths start at the working directory. Sizes may have a
unit: \`512KB\`, \`64MB\`, \`2GB\`. \`luna-backport3 settings\` prints the effective values and where each came from; secrets are hidden.
`;

/** The documentation page: one table a group, in the schema's order. Markdown, ends with a line break. */
export function renderSettingsPage(): string {
  const groups = [...new Set(settingList.map(({ group }) => group))];
  const sections = groups.map((title) => {
    const rows = settingList.filter(({ group }) => group === title).map(row);
    return `\n## ${title}\n\n| name | default | allowed | meaning |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return INTRODUCTION + sections.join('');
}

function row({ name, schema }: Setting): string {
  const standard = schema.computedDefault ?? `\`${formatValue(schema, schema.default)}\``;
  const notes = [
    schema.description,
    ...(schema.secret ? [`Secret; \`${name}_FILE\` names a file that holds it.`] : []),
    ...(schema.aliases ? [`Also \`${schema.aliases.join('`, `')}\`.`] : []),
  ];
  return `| \`${name}\` | ${standard} | ${describeAllowed(schema)} | ${notes.join(' ')} |`;
}

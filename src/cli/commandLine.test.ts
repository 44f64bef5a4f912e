import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from './commandLine.ts';

test('the help of each command shows defaults as people type them', () => {
  const commands = allOf(createProgram());
  expect(commands.length).toBeGreaterThan(30);
  for (const command of commands) expect(command.helpInformation(), command.name()).not.toMatch(/default:\s+[{[]/);
});

function allOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allOf)];
}

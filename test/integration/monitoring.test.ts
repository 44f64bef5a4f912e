import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ADMIN_KEY, type AdminServer, startAdminServer } from '../acceptance/support/adminServer.ts';
import { createList, createPerson, enrol, expectDone } from '../acceptance/support/objects.ts';
import { REPOSITORY } from '../acceptance/support/serverProcess.ts';
import { freePort } from '../support/freePort.ts';
import { needs } from '../support/run/needs.ts';

const hasPrometheus = spawnSync('prometheus', ['--version']).status === 0;

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}
interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[];
}

const printed = (name: string) => join(REPOSITORY, 'docs/production', name);
const { panels }: { panels: readonly Panel[] } = JSON.parse(readFileSync(printed('grafana-dashboard.json'), 'utf8'));
const rules = (parse(readFileSync(printed('alerts.yaml'), 'utf8')) as Rules).groups.flatMap(({ rules: each }) => each);

/** Quotients of what has not happened, and times of the moment: there may be nothing to show. */
const MAY_BE_EMPTY = new Set(['Errors by operation and code', 'Time of a search, mean', 'Time in a stage, mean']);

describe(
  'a Prometheus that reads the metrics of a running service',
  needs(hasPrometheus, 'prometheus is not installed (apt-get install prometheus)'),
  () => {
    let running: AdminServer;
    let prometheus: ChildProcess;
    let folder: string;
    let api: string;
    beforeAll(async () => {
      running = await startAdminServer('backport3');
      folder = mkdtempSync(join(tmpdir(), 'luna-prometheus-'));
      const port = await freePort();
      api = `http://127.0.0.1:${port}/api/v1`;
      const scrape = {
        job_name: 'luna-backport3',
        authorization: { credentials: ADMIN_KEY },
        static_configs: [{ targets: [running.adminUrl.replace('http://', '')] }],
      };
      const config = {
        global: { scrape_interval: '1s', evaluation_interval: '1s' },
        scrape_configs: [scrape],
        rule_files: [printed('alerts.yaml')],
      };
      // JSON is YAML.
      writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config));
      const options = [`--web.listen-address=127.0.0.1:${port}`, `--storage.tsdb.path=${join(folder, 'data')}`];
      prometheus = spawn('prometheus', [`--config.file=${join(folder, 'prometheus.yml')}`, ...options], {
        stdio: 'ignore',
      });
      await someWork();
      while ((await ask('rate(request_count_total[1m])')).length === 0) await pause(200);
    });
    afterAll(async () => {
      prometheus?.kill('SIGKILL');
      await running?.close();
      if (folder) rmSync(folder, { recursive: true, force: true });
    });

    async function someWork(): Promise<void> {
      const me = await running.server.newAccount();
      const face = await enrol(me.api, 'erin');
      const list = await createList(me.api, 'persons');
      const person = await createPerson(me.api, {});
      for (const [path, query] of [
        ['linked_descriptors', { do: 'attach', descriptor_id: face }],
        ['linked_lists', { do: 'attach', list_id: list }],
      ] as const)
        expectDone(await me.api.patch(`/storage/persons/${person}/${path}`, { query }));
      await me.api.post('/matching/identify', { query: { descriptor_id: face, list_id: list } });
    }

    async function ask(query: string): Promise<readonly unknown[]> {
      const answer = await fetch(`${api}/query?${new URLSearchParams({ query })}`).catch(() => undefined);
      if (!answer) return [];
      const { status, error, data } = (await answer.json()) as { status: string; error?: string; data: { result: [] } };
      if (status !== 'success') throw new Error(`${query}: ${error}`);
      return data.result;
    }

    test.each(panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr }))))(
      'the panel "$title" shows something: $expr',
      async ({ title, expr }) => {
        const query = expr.replaceAll('$__rate_interval', '1m').replaceAll('$instance', '.*');
        const found = await ask(query);
        if (!MAY_BE_EMPTY.has(title)) expect(found).not.toEqual([]);
      },
    );

    test('every metric and every label that a rule names is there', async () => {
      const series = (await (await fetch(`${api}/series?match[]={job="luna-backport3"}`)).json()) as {
        data: readonly Record<string, string>[];
      };
      const labelsOf = new Map<string, Set<string>>();
      for (const { __name__: name = '', ...labels } of series.data) {
        const known = labelsOf.get(name) ?? new Set();
        for (const label of Object.keys(labels)) known.add(label);
        labelsOf.set(name, known);
      }
      for (const { alert, expr } of rules) {
        const used = [...expr.matchAll(/\b((?:luna|nodejs|process|request)_\w+|up)\b(?:\{([^}]*)\})?/g)];
        expect(used, alert).not.toEqual([]);
        for (const [, name = '', matchers = ''] of used) {
          const labels = [...matchers.matchAll(/(\w+)\s*[=!]~?/g)].map(([, label]) => label);
          expect([...(labelsOf.get(name) ?? [])], `${alert}: ${name}`).toEqual(expect.arrayContaining(labels));
          expect(labelsOf.has(name), `${alert}: ${name}`).toBe(true);
        }
      }
    });

    test('the rules are loaded, and none of them fires at a service that is well', async () => {
      const loaded = async () => {
        const answer = (await (await fetch(`${api}/rules`)).json()) as {
          data: { groups: { rules: { name: string; state: string; health: string; lastError?: string }[] }[] };
        };
        return answer.data.groups.flatMap((group) => group.rules);
      };
      await expect.poll(async () => (await loaded()).every(({ health }) => health === 'ok')).toBe(true);
      const all = await loaded();
      expect(all.map(({ name }) => name).sort()).toEqual(rules.map(({ alert }) => alert).sort());
      expect(all.filter(({ state }) => state === 'firing')).toEqual([]);
    });
  },
);

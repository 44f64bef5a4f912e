import { CommandFailed } from '../../../commandFailed.ts';
import { EXIT } from '../../../exitCodes.ts';
import { createConnection } from '../../remote/connection.ts';
import { createSender, type Sender } from '../../remote/patientSender.ts';
import { passwordOf } from '../../remote/remoteOptions.ts';
import { SendingWindow } from '../../remote/sendingWindow.ts';
import type { ImportOptions } from '../importOptions.ts';
import { createOldFaces } from '../old/oldFaces.ts';
import { createRate } from '../old/rate.ts';
import type { Origin } from '../sources/origin.ts';
import { createPortraitSource } from '../sources/portraitSource.ts';
import { openSeedDatabase } from './openSeedDatabase.ts';
import { loginOf, readSeed, type Seed } from './readSeed.ts';

/** An account out of the tables of the old service, with portraits of a folder or of the image store. @throws CommandFailed */
export async function openDatabaseOrigin(
  address: URL,
  options: ImportOptions,
  thumbnailSides: readonly number[],
): Promise<Origin> {
  const password = passwordOf(options);
  if (password === undefined) {
    throw new CommandFailed('--from-db asks for LUNA_PASSWORD or --password-file: its password here', EXIT.usage);
  }
  const database = await openSeedDatabase(address);
  const seed = await readSeed(database, options.dbAccount).finally(() => database.close());
  const images = options.imageStore && imageStoreSender(options.imageStore, options);
  const portraits = createPortraitSource(
    images && { sender: images, pathOf: (id) => `/images/${id}` },
    options.portraits,
  );
  const { parallel } = options;
  return {
    account: accountOf(seed, options, password),
    inventory: seed.inventory,
    source: createOldFaces(portraits, { parallel, thumbnailSides }),
    close: () => images?.close(),
  };
}

function accountOf({ account, inventory }: Seed, { as }: ImportOptions, password: string): Origin['account'] {
  const email = as ?? loginOf(account);
  if (email === undefined) {
    throw new CommandFailed('the e-mail of the account is in another database: give --as <e-mail>', EXIT.usage);
  }
  const name = account.organization_name ?? account.description;
  const { active } = account;
  return {
    email,
    organizationName: typeof name === 'string' && name !== '' ? name : email,
    password,
    active: active === undefined || active === null || active === true || Number(active) === 1,
    handlerIds: Object.fromEntries(inventory.handlers.map(({ kind, handlerId }) => [kind, handlerId])),
  };
}

function imageStoreSender(bucket: URL, { timeout, giveUpAfter, parallel, rate }: ImportOptions): Sender {
  return createSender(createConnection(bucket, {}, timeout * 1000), {
    window: new SendingWindow(parallel),
    turn: createRate(rate),
    giveUpMs: giveUpAfter * 1000,
  });
}

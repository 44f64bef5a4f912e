import { resolve } from 'node:path';
import type { Settings } from '../../../settings/schema.ts';
import type { EmbedderModel } from '../../../vision/embed/embedder.ts';
import { CommandFailed } from '../../commandFailed.ts';
import { EXIT } from '../../exitCodes.ts';
import { readPassphrase } from '../archive/archiveWriter.ts';
import { NOT_MOVED } from '../archive/tokenLimits.ts';
import { createConnection } from '../remote/connection.ts';
import { createSender } from '../remote/patientSender.ts';
import { credentialHeaders } from '../remote/remoteOptions.ts';
import { SendingWindow } from '../remote/sendingWindow.ts';
import { openDatabaseOrigin } from './database/databaseOrigin.ts';
import { nameOf } from './database/openSeedDatabase.ts';
import type { ImportOptions } from './importOptions.ts';
import type { Inventory } from './inventory.ts';
import { checkTokens } from './old/checkTokens.ts';
import { limitedTokens } from './old/limitedTokens.ts';
import { archiveAccount, readOldAccount } from './old/oldAccount.ts';
import { createOldFaces } from './old/oldFaces.ts';
import { createRate } from './old/rate.ts';
import { readOld } from './old/readOld.ts';
import { createArchiveFaces, readArchiveInventory } from './sources/archiveSource.ts';
import type { Origin } from './sources/origin.ts';
import { createPortraitSource } from './sources/portraitSource.ts';

/** Names the origin in journals and reports. */
export function originName({ from, fromDb, archive }: ImportOptions): string {
  if ([from, fromDb, archive].filter((each) => each !== undefined).length !== 1) {
    throw new CommandFailed('give one of --from, --from-db and --archive', EXIT.usage);
  }
  return from?.href ?? (fromDb ? nameOf(fromDb) : resolve(archive ?? ''));
}

type OriginSettings = Pick<Settings, 'THUMBNAIL_SIDES'> & { readonly model: EmbedderModel };

/** Reads everything but faces. @throws CommandFailed */
export async function openOrigin(options: ImportOptions, settings: OriginSettings): Promise<Origin> {
  const { from, fromDb, archive } = options;
  if (fromDb) return openDatabaseOrigin(fromDb, options, settings.THUMBNAIL_SIDES);
  if (archive !== undefined) return openArchiveOrigin(archive, options, settings);
  if (!from) throw new Error('there is no origin');
  return openServer(from, options, settings);
}

async function openArchiveOrigin(path: string, options: ImportOptions, settings: OriginSettings): Promise<Origin> {
  const passphrase = await readPassphrase(options.passphraseFile);
  const { head, inventory } = await readArchiveInventory(path, passphrase);
  const { id: modelId, dimension } = settings.model;
  return {
    account: archiveAccount(head, options, inventory),
    inventory,
    source: createArchiveFaces(path, passphrase, { modelId, dimension, thumbnailSides: settings.THUMBNAIL_SIDES }),
    close: () => undefined,
  };
}

async function openServer(from: URL, options: ImportOptions, settings: OriginSettings): Promise<Origin> {
  const turn = createRate(options.rate);
  const connect = (as: Readonly<Record<string, string>>) => createConnection(from, as, options.timeout * 1000);
  const sender = createSender(connect(credentialHeaders(options)), {
    window: new SendingWindow(options.parallel),
    turn,
    giveUpMs: options.giveUpAfter * 1000,
  });
  try {
    const read = await readOld(sender, options.login !== undefined, (what) => console.error(what));
    const limited = options.login === undefined ? new Set<string>() : await limitedTokens(sender);
    const free = new Map([...read.tokens].filter(([id]) => !limited.has(id)));
    const { movable, problems } = await checkTokens(free, (token) => connect({ 'x-auth-token': token }), turn);
    const notMoved = [...limited].map((id) => ({ kind: 'token', id, reason: NOT_MOVED }));
    const inventory: Inventory = { ...read, tokens: movable, problems: [...read.problems, ...notMoved, ...problems] };
    const { parallel } = options;
    return {
      account: await readOldAccount(sender, options, inventory),
      inventory,
      source: createOldFaces(
        createPortraitSource({ sender, pathOf: (id) => `/storage/portraits/${id}` }, options.portraits),
        {
          parallel,
          thumbnailSides: settings.THUMBNAIL_SIDES,
        },
      ),
      close: () => sender.close(),
    };
  } catch (error) {
    sender.close();
    throw error;
  }
}

import { type OpenPortraits, openPortraits, portraitsFolder } from '../portraits/openPortraits.ts';
import type { Settings } from '../settings/schema.ts';
import type { StoreLog } from '../store/sql/storeLog.ts';
import type { Store } from '../store/store.ts';

/** The portraits of the database, where the settings say that their folder is. @throws StoreRefused */
export function openAppPortraits(settings: Settings, store: Store, log: StoreLog): Promise<OpenPortraits> {
  return openPortraits(store, { folder: portraitsFolder(settings.DATA_DIR), wanted: settings.PORTRAIT_STORE }, log);
}

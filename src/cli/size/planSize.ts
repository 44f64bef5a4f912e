import { COSTS, searchedFaceBytes } from './costs.ts';

/** What a site wants. */
export interface Wanted {
  readonly persons: number;
  readonly facesPerPerson: number;
  /** Faces of the list that is searched most; each search compares all of them. */
  readonly listFaces: number;
  readonly searchesPerSecond: number;
  /** Photos to find faces in, those of searches by photo included. */
  readonly photosPerSecond: number;
  /** Numbers of a descriptor. */
  readonly dimension: number;
  readonly coresPerNode: number;
  readonly photosPerCore: number;
  readonly comparisonsPerCore: number;
  readonly portraits: boolean;
}

/** What it takes; bytes and whole numbers. */
export interface Plan {
  readonly faces: number;
  /** Cores at work at the peak. */
  readonly cores: { readonly photos: number; readonly searches: number; readonly requests: number };
  /** Nodes that carry the load, and one more, so that one may fail; one where the embedded database does. */
  readonly nodes: number;
  readonly database: 'embedded' | 'postgres';
  readonly nodeMemory: number;
  /** `GALLERY_MEMORY_LIMIT`. */
  readonly galleryMemory: number;
  readonly databaseBytes: number;
  readonly portraitBytes: number;
  /** Milliseconds of one search of the list on an idle node, without HTTP. */
  readonly searchMs: number;
  readonly postgres: {
    readonly maxConnections: number;
    readonly sharedBuffers: number;
    readonly effectiveCacheSize: number;
    readonly maxWalSize: number;
  };
}

const MB = 1024 * 1024;
const GB = 1024 * MB;
/** Connections of a node: its pool, the one that listens for hints, two on a standby. */
const CONNECTIONS_PER_NODE = 13;
/** For the administrator, backups and monitoring. */
const OTHER_CONNECTIONS = 20;
/** More than this is for several nodes on one server (docs/scaling.md). */
const EMBEDDED_FACES = 100_000;
const DEFAULT_GALLERY = GB;
/** Of a search on several cores: the memory is shared (docs/scaling.md). */
const SEARCH_SPEED_UP = 0.75;
/** `BODY_MEMORY_LIMIT`. */
const BODY_MEMORY = 256 * MB;

/** Works out nodes, memory and disk. Rates are for the peak. */
export function planSize(wanted: Wanted): Plan {
  const faces = Math.ceil(wanted.persons * wanted.facesPerPerson);
  const comparisons = wanted.comparisonsPerCore * (512 / wanted.dimension);
  const cores = {
    photos: wanted.photosPerSecond / wanted.photosPerCore,
    searches: (wanted.searchesPerSecond * wanted.listFaces) / comparisons,
    requests: (wanted.searchesPerSecond + wanted.photosPerSecond) / COSTS.requestsPerCore,
  };
  const needed = Math.max(
    1,
    Math.ceil((cores.photos + cores.searches + cores.requests) / (wanted.coresPerNode * COSTS.mostBusy)),
  );
  const isEmbedded = faces <= EMBEDDED_FACES && needed === 1;
  const nodes = isEmbedded ? 1 : needed + 1;
  const galleryBytes = faces * searchedFaceBytes(wanted.dimension);
  // A fifth more, since lists grow and one is loaded beside its former copy.
  const galleryMemory = Math.max(DEFAULT_GALLERY, Math.ceil((galleryBytes * 1.2) / MB) * MB);
  const engine = COSTS.processBytes + (wanted.coresPerNode - 1) * COSTS.engineThreadBytes;
  const databaseBytes = faces * (COSTS.faceRowBytes + wanted.dimension * 4) + wanted.persons * COSTS.personRowBytes;
  const portraitBytes = wanted.portraits ? faces * COSTS.portraitBytes : 0;
  return {
    faces,
    cores,
    nodes,
    database: isEmbedded ? 'embedded' : 'postgres',
    nodeMemory: roundUp(engine + BODY_MEMORY + galleryBytes * 1.2, GB / 2),
    galleryMemory,
    databaseBytes,
    portraitBytes,
    searchMs: (wanted.listFaces / (comparisons * Math.max(1, wanted.coresPerNode * SEARCH_SPEED_UP))) * 1000,
    postgres: {
      maxConnections: nodes * CONNECTIONS_PER_NODE + OTHER_CONNECTIONS,
      sharedBuffers: within(roundUp(databaseBytes / 4, 128 * MB), 128 * MB, 16 * GB),
      effectiveCacheSize: within(roundUp(databaseBytes, 256 * MB), 512 * MB, 64 * GB),
      maxWalSize: within(roundUp(databaseBytes / 8, 256 * MB), GB, 16 * GB),
    },
  };
}

const roundUp = (value: number, step: number) => Math.ceil(value / step) * step;
const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

import { type FaultyBucketProxy, startFaultyBucketProxy } from '../../../../test/support/s3/faultyBucketProxy.ts';
import { type MotoServer, startMotoServer } from '../../../../test/support/s3/motoServer.ts';

const NAME = 'faces';
const PREFIX = 'chaos/';
/** A thumbnail a portrait: what is more costs the S3 service, and shows nothing else. */
const SIDES = '64';

/** A bucket of a service that speaks S3's protocol, behind a network that can be broken. */
export class PortraitBucket {
  readonly service: MotoServer;
  readonly proxy: FaultyBucketProxy;

  private constructor(service: MotoServer, proxy: FaultyBucketProxy) {
    this.service = service;
    this.proxy = proxy;
  }

  static async start(): Promise<PortraitBucket> {
    const service = await startMotoServer();
    await service.createBucket(NAME);
    return new PortraitBucket(service, await startFaultyBucketProxy(service.url));
  }

  /** How a node finds it. */
  get settings(): Readonly<Record<string, string>> {
    return {
      PORTRAIT_STORE: 's3',
      S3_ENDPOINT: this.proxy.url,
      S3_BUCKET: NAME,
      S3_PREFIX: PREFIX,
      S3_ACCESS_KEY_ID: this.service.accessKeyId,
      S3_SECRET_ACCESS_KEY: this.service.secretAccessKey,
      THUMBNAIL_SIDES: SIDES,
    };
  }

  /** Names of all objects, as the service has them. */
  async keys(): Promise<readonly string[]> {
    return this.service.keys(NAME, PREFIX);
  }

  async read(key: string): Promise<Buffer> {
    return (await this.service.call('GET', `${NAME}/${key}`)).bytes;
  }

  async remove(): Promise<void> {
    await this.proxy.close();
    await this.service.close();
  }
}

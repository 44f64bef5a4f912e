import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { declaredLength } from '../../../http/bodies/admitBodies.ts';
import { isDescriptorType } from './imageBody.ts';
import { IMAGE_PARTS } from './imagesBody.ts';
import { MULTIPART, readMultipart } from './multipart.ts';
import { readBody, UNDECLARED } from './readBody.ts';

/**
 * Every body arrives as bytes and every content type is let through: the contract, not the framework, decides what a
 * wrong type or a broken body means.
 */
export function readBodiesRaw(app: FastifyInstance): void {
  app.decorateRequest('admission', undefined);
  app.decorateRequest('clientAddress', '');
  app.decorateRequest('failure', undefined);
  app.decorateRequest('span', undefined);
  app.decorateRequest('touched');
  app.decorateRequest('otherModels', undefined);
  app.decorateRequest('eventFacts', undefined);
  app.decorateRequest('sentContentType', '');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', async ({ raw, routeOptions, bodyShare, bodyCut }: FastifyRequest) =>
    // A type without a body, which some clients send, or a body that the operation does not take.
    bodyShare ? readBody(raw, routeOptions.bodyLimit ?? 0, bodyShare, bodyCut) : Buffer.alloc(0),
  );
  app.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request.raw;
    const sent = headers['content-type'];
    if (sent !== undefined) {
      const [essence = ''] = sent.split(';', 1);
      request.sentContentType = essence.trim().toLowerCase();
      request.boundaryHeader = sent;
      const takesParts = request.route.operation?.body?.kind === 'images';
      headers['content-type'] =
        takesParts && request.sentContentType === MULTIPART ? MULTIPART : 'application/octet-stream';
    }
    done();
  });
}

/** A content type that the operation does not take is 12017 in its turn, after the query; its body is not read for that. */
export function isBodyWanted({ route, sentContentType }: FastifyRequest): boolean {
  const { kind, contentTypes } = route.operation?.body ?? {};
  return (
    contentTypes === undefined ||
    contentTypes.includes(sentContentType) ||
    (kind === 'images' && sentContentType === MULTIPART)
  );
}

/** What the face engine works on: ready descriptors do not come to it. */
export function isPicture({ route, sentContentType }: FastifyRequest): boolean {
  const kind = route.operation?.body?.kind;
  return kind === 'images' || (kind === 'image' && !isDescriptorType(sentContentType));
}

/** Operations on several images get the parts of a multipart body, read with limits as they come in. */
export function readMultipartBodies(app: FastifyInstance, bodyLimit: number): void {
  app.decorateRequest('boundaryHeader', '');
  app.addContentTypeParser(MULTIPART, async (request: FastifyRequest, payload: IncomingMessage) => {
    const share = request.bodyShare;
    if (!share) return [];
    const declared = declaredLength(request.raw);
    const bytes = Math.min(bodyLimit, declared ?? bodyLimit);
    const admit = (received: number) => {
      if (declared === undefined && received > UNDECLARED) share.resize(bytes);
    };
    return readMultipart(payload, request.boundaryHeader, {
      ...IMAGE_PARTS,
      bytes,
      share,
      admit,
      cut: request.bodyCut,
    });
  });
}

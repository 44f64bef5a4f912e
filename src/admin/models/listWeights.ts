import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { Count } from '../schemas.ts';

const Text = Type.String();

export const listWeights = adminOperation({
  method: 'GET',
  path: '/models',
  tag: 'models',
  summary: 'Bill of materials of the weights in use: upstream, licence, hashes, and what is known of the training data',
  answer: {
    status: 200,
    schema: Type.Object({
      embedder: Text,
      model_id: Text,
      nets: Type.Array(
        Type.Object({
          role: Text,
          upstream: Text,
          licence: Type.Union([Text, Type.Null()], { description: 'Of the weights; null: nobody states one' }),
          data: Text,
          package: Text,
          package_licence: Text,
          files: Type.Array(Type.Object({ file: Text, sha256: Text, bytes: Count })),
        }),
      ),
    }),
  },
  async run({ weights: { embedder, modelId, nets } }) {
    return {
      embedder,
      model_id: modelId,
      nets: nets.map(({ licence, packageLicence, ...net }) => ({
        ...net,
        licence: licence ?? null,
        package_licence: packageLicence,
      })),
    };
  },
});

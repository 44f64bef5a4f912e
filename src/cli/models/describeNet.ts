import type { NetProvenance } from '../../models/provenance.ts';

/** A net of the bill of materials, for a terminal. */
export function describeNet({ role, upstream, licence, data, files, ...net }: NetProvenance): string {
  return [
    role,
    `  upstream       ${upstream}`,
    `  weights        ${licence ?? 'no licence stated for them'}`,
    `  training data  ${data}`,
    role.startsWith('own-')
      ? `  manifest       ${net.package}`
      : `  package        ${net.package}, ${net.packageLicence}`,
    ...files.map(({ file, sha256 }) => `  file           ${file}, SHA-256 ${sha256}`),
  ].join('\n');
}

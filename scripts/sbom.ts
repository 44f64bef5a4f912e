import { execFileSync } from 'node:child_process';

interface Component {
  readonly 'bom-ref': string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}
interface Bom {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

// Prints a CycloneDX list of the packages that a production install has. `npm sbom --omit=dev` would be wrong: it also leaves
// out packages that we need ourselves as soon as a development tool needs them too.
const whole: Bom = JSON.parse(
  execFileSync('npm', ['sbom', '--sbom-format=cyclonedx'], { encoding: 'utf8', maxBuffer: 1 << 26 }),
);

const isForDevelopment = ({ properties = [] }: Component) =>
  properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');
const left = new Set(whole.components.filter(isForDevelopment).map((each) => each['bom-ref']));

const bom: Bom = {
  ...whole,
  components: whole.components.filter((each) => !left.has(each['bom-ref'])),
  dependencies: whole.dependencies
    .filter(({ ref }) => !left.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => !left.has(each)) })),
};
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);

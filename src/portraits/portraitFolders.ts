/**
 * The folder below the root in which the portrait of a descriptor is: two levels of 256, by the first characters of the id,
 * so that no folder grows beyond what a file system lists well.
 */
export function folderOf(descriptorId: string): readonly [first: string, second: string] {
  return [descriptorId.slice(0, 2), descriptorId.slice(2, 4)];
}

/** Whether a folder of either level has such a name. */
export function isPortraitFolder(name: string): boolean {
  return /^[0-9a-f]{2}$/.test(name);
}

/**
 * Whose photo a file is: that of the folder that it lies in; at the top, that of its name without ending and without a
 * number behind the last underscore (`anna.jpg`, `anna_2.jpg`).
 * @param path relative, with slashes
 */
export function personOfPath(path: string): string {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (folder !== '') return folder;
  const name = path.replace(/\.[^.]+$/, '');
  return name.replace(/(.)_\d+$/, '$1');
}

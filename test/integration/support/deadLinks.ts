import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The links of all Markdown pages of a package to files that it does not hold, `page -> link`. */
export function deadLinks(root: string): string[] {
  const pages = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.md') && !path.includes('node_modules'),
  );
  return pages.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8').replace(/```.*?```/gs, '');
    return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(root, dirname(page), link)))
      .map((link) => `${page} -> ${link}`);
  });
}
